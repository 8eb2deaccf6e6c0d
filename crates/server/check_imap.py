"""Lets replies be read from a real IMAP server (Debian: dovecot-imapd) over TLS: a calendar's answer, garbage and a mail of 50 MB, each read once and marked
as seen; a server that refuses, is silent, drops the line or has another certificate is told.    Usage: check_imap.py SAMSYN

SAMSYN is the binary. Its data are made by `samsyn demo` in a folder of its own; `samsyn serve` then reads the mailbox."""

import datetime
import email
import email.policy
import getpass
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time

from checking import Browser, check, finish


def until(what, so, seconds=40):
    ends = time.time() + seconds
    while time.time() < ends:
        if so():
            return check(what, True)
        time.sleep(0.1)
    check(what, False)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def demo():
    process = subprocess.Popen([binary, "demo", "--listen", "127.0.0.1:0", "--data", f"{folder}/data"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, next(line.split()[-1] for line in process.stdout if line.startswith("listening on"))


def end(process):
    process.send_signal(signal.SIGTERM)
    process.wait(60)


class Serve:
    """`samsyn serve` whose mailbox is on that port."""

    def __init__(self, port, password="hemligt", ca=True, bare=False):
        trust = f'ca_file = "{folder}/cert.pem"\n' if ca else ""
        pathlib.Path(f"{folder}/samsyn.toml").write_text(
            f'listen = "127.0.0.1:0"\npublic_url = "http://127.0.0.1:0"\ndatabase = "sqlite:data/samsyn.db"\n[mail]\nfolder = "data/mail"\n'
            f'[inbox.imap]\nserver = "localhost"\nport = {port}\nuser = "samsyn"\nevery_seconds = 1\nbare = {str(bare).lower()}\n{trust}'
        )
        self.log = open(f"{folder}/serve.log", "w+")
        env = dict(os.environ, SAMSYN_IMAP_PASSWORD=password)
        self.process = subprocess.Popen([binary, "serve"], cwd=folder, stdout=subprocess.PIPE, stderr=self.log, text=True, env=env)
        next(line for line in self.process.stdout if line.startswith("listening on"))

    def logged(self):
        return pathlib.Path(f"{folder}/serve.log").read_text()

    def megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status).group(1)) // 1024


def dovecot():
    """A server of its own, with its own certificate, whose users have one password and whose mail lies in a maildir."""
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", f"{folder}/key.pem", "-out", f"{folder}/cert.pem"], check=True, stderr=subprocess.DEVNULL)
    port, me = free_port(), getpass.getuser()
    # As root, dovecot wants the users that its Debian package made.
    login, internal = ("dovenull", "dovecot") if os.getuid() == 0 else (me, me)
    new = subprocess.run(["dovecot", "--version"], capture_output=True, text=True).stdout.startswith("2.4")
    common = f"""base_dir = {folder}/run
protocols = imap
log_path = {folder}/dovecot.log
default_login_user = {login}
default_internal_user = {internal}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = 0
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""
    if new:
        text = f"""dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
{common}ssl_server_cert_file = {folder}/cert.pem
ssl_server_key_file = {folder}/key.pem
mail_driver = maildir
mail_path = {folder}/mail
passdb static {{
  password = hemligt
}}
userdb static {{
  fields {{
    uid = {keeper()[0]}
    gid = {keeper()[1]}
    home = {folder}/mail
  }}
}}
first_valid_uid = 0
"""
    else:
        text = f"""{common}ssl = required
ssl_cert = <{folder}/cert.pem
ssl_key = <{folder}/key.pem
mail_location = maildir:{folder}/mail
passdb {{
  driver = static
  args = password=hemligt
}}
userdb {{
  driver = static
  args = uid={keeper()[0]} gid={keeper()[1]} home={folder}/mail
}}
first_valid_uid = 0
first_valid_gid = 0
"""
    listen = text.replace("protocols = imap", "protocols = imap\nlisten = 127.0.0.1")
    pathlib.Path(f"{folder}/dovecot.conf").write_text(listen)
    process = subprocess.Popen(["dovecot", "-F", "-c", f"{folder}/dovecot.conf"])
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return process, port
        except OSError:
            time.sleep(0.1)
    raise SystemExit(pathlib.Path(f"{folder}/dovecot.log").read_text())


def keeper():
    """Whose the mail is: dovecot serves nobody's mail to root."""
    return (65534, 65534) if os.getuid() == 0 else (os.getuid(), os.getgid())


def deliver(name, mail):
    """Lays a mail into the maildir as a mail server does."""
    for part in ("new", "cur", "tmp"):
        os.makedirs(f"{folder}/mail/{part}", exist_ok=True)
        os.chown(f"{folder}/mail/{part}", *keeper())
    os.chown(f"{folder}/mail", *keeper())
    begun = pathlib.Path(f"{folder}/mail/tmp", name)
    begun.write_bytes(mail)
    os.chown(begun, *keeper())
    os.rename(begun, f"{folder}/mail/new/{name}")


def seen():
    return {one.name.split(":")[0] for one in pathlib.Path(f"{folder}/mail/cur").glob("*") if "S" in one.name.split(":2,")[-1]}


def reply(calendar, stat):
    value = lambda name: re.search(rf"^{name}:(.*?)\r?$", calendar, re.M).group(1)
    to = re.search(r"ATTENDEE[^\r\n]*?mailto:(\S+)", calendar).group(1)
    text = f"From: {to}\nTo: moten@sip.example\nSubject: Svar\nMIME-Version: 1.0\nContent-Type: text/calendar; charset=utf-8; method=REPLY\n\nBEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\n"
    text += f"BEGIN:VEVENT\nUID:{value('UID')}\nSEQUENCE:{value('SEQUENCE')}\nDTSTAMP:{value('DTSTAMP')}\nATTENDEE;PARTSTAT={stat}:mailto:{to}\nEND:VEVENT\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def bookings():
    found = []
    for file in pathlib.Path(f"{folder}/data/mail").glob("*.eml"):
        for part in email.message_from_bytes(file.read_bytes(), policy=email.policy.default).walk():
            if part.get_content_type() == "text/calendar" and "METHOD:REQUEST" in part.get_content():
                found.append(part.get_content().replace("\r\n ", "").replace("\n ", ""))
    return found


def in_trouble(port, words, **more):
    serve = Serve(port, **more)
    until(f"told: {words}", lambda: words in serve.logged())
    at = re.search(r'"mailbox', serve.logged())
    time.sleep(2.5)
    check(f"told once: {words}", serve.logged().count(words) == 1)
    check("no password in the log", "hemligt" not in serve.logged() and "fel-ord" not in serve.logged())
    began = time.time()
    end(serve.process)
    check("it stops at once all the same", time.time() - began < 10)


def crowd(behave):
    """A server that behaves so to everybody who comes."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=behave, args=(line,), daemon=True).start()

    threading.Thread(target=serve, daemon=True).start()
    return listener


def hangs(line):
    time.sleep(120)


def drops(line):
    line.sendall(b"* OK hej\r\n")
    line.recv(100)
    line.close()


def floods(line):
    line.sendall(b"* OK hej\r\n")
    try:
        while True:
            line.sendall(b"* 1 FETCH (BODY[] {900000000}\r\n" + b"x" * 1_000_000)
    except OSError:
        pass


binary = str(pathlib.Path(sys.argv[1]).resolve())
with tempfile.TemporaryDirectory() as folder:
    os.chmod(folder, 0o755)
    server = None
    try:
        process, at = demo()
        anna = Browser(at, "Anna Ek")
        plan = next(path for path in re.findall(r'href="/plans/([0-9a-f-]{36})"', anna.get("/")) if "Elin" in anna.get(f"/plans/{path}"))
        page = anna.get(f"/plans/{plan}/call")
        today = datetime.date.today()
        meets, answers = today + datetime.timedelta(days=20), today + datetime.timedelta(days=10)
        said = lambda day: f"{day.day}/{day.month} {day.year}"
        anna.post(f"/plans/{plan}/call", what="meeting", date=said(meets), time="14", answer_by=said(answers))
        anna.post(f"/plans/{plan}/call", what="send")
        until("calendars are told", lambda: len(bookings()) > 1)
        end(process)

        server, port = dovecot()
        first, second = bookings()[:2]
        deliver("1.garbage.host", os.urandom(4000))
        deliver("2.large.host", b"From: a@b.example\r\nSubject: Stort\r\n\r\n" + (b"x" * 76 + b"\r\n") * (50 * 1024 * 1024 // 78))
        deliver("3.yes.host", reply(first, "ACCEPTED"))
        serve = Serve(port)
        until("each is marked as seen", lambda: len(seen()) == 3)
        check("a yes was kept", serve.logged().count('"became":"Kept"') == 1 or serve.logged().count("Kept") == 1)
        check("a mail of 50 MB is not taken in", serve.megabytes() < 300)
        time.sleep(3)
        check("each is read once", serve.logged().count("a calendar answered") == 1 and serve.logged().count("neither a reply") == 2)
        deliver("4.no.host", reply(second, "DECLINED"))
        until("what comes later is read too", lambda: len(seen()) == 4)
        check("nothing is told as wrong", "cannot be read" not in serve.logged())
        end(serve.process)

        in_trouble(port, "the mailbox let nobody in", password="fel-ord")
        in_trouble(port, "the mailbox's server is not trusted", ca=False)
        in_trouble(free_port(), "the mailbox's server cannot be reached")
        silent, dropping, flooding = crowd(hangs), crowd(drops), crowd(floods)
        in_trouble(silent.getsockname()[1], "the mailbox did not answer", bare=True, ca=False)
        in_trouble(dropping.getsockname()[1], "the mailbox let nobody in", bare=True, ca=False)
        in_trouble(flooding.getsockname()[1], "the mailbox let nobody in", bare=True, ca=False)

        process, at = demo()
        anna, tomas = Browser(at, "Anna Ek"), Browser(at, "Tomas Vik")
        page = anna.get(f"/plans/{plan}/call")
        check("the yes stands beside its party", "Kalendern har svarat ja" in page)
        check("so does the no", "Kalendern har svarat nej" in page)
        check("an administrator reads that the mailbox cannot be read", "Brevlådan för svar går inte att läsa sedan" in tomas.get("/jobs"))
        end(process)
        serve = Serve(port)
        deliver("5.other.host", b"From: a@b.example\r\n\r\nHej")
        until("well again it goes on", lambda: len(seen()) == 5)
        end(serve.process)
        process, at = demo()
        check("and says so no more", "Brevlådan för svar" not in Browser(at, "Tomas Vik").get("/jobs"))
        end(process)
    finally:
        if server:
            end(server)

finish()
