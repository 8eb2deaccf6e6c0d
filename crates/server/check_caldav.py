"""Lets a member of staff share a calendar on a real CalDAV server (PyPI: radicale), and a time be sought in it: busy hours are
heeded, an event that repeats for ever too, a wrong password and a wrong address are told.    Usage: check_caldav.py SAMSYN

SAMSYN is the binary. It runs `samsyn demo` in a folder of its own, with Radicale beside it."""

import base64
import html
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

from checking import Browser, check, finish


def dav(method, path, body=None, kind="text/calendar"):
    request = urllib.request.Request(radicale_at + path, data=body and body.encode(), method=method)
    request.add_header("authorization", "Basic " + base64.b64encode(b"omar:hemligt").decode())
    request.add_header("content-type", kind)
    return urllib.request.urlopen(request, timeout=20).status


def event(uid, lines):
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//t//t//EN\nBEGIN:VEVENT\nUID:{uid}\nDTSTAMP:20200101T000000Z\nSUMMARY:Samtal\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n"
    return text.replace("\n", "\r\n")


def value(page, name):
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page).group(0)
    found = re.search(r'value="([^"]*)"', tag)
    return html.unescape(found.group(1)) if found else ""


binary = str(pathlib.Path(sys.argv[1]).resolve())
with tempfile.TemporaryDirectory() as folder:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    radicale_at = f"http://127.0.0.1:{port}"
    pathlib.Path(f"{folder}/users").write_text("omar:hemligt\n")
    pathlib.Path(f"{folder}/radicale.ini").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder}/users\nhtpasswd_encryption = plain\n"
        f"[storage]\nfilesystem_folder = {folder}/collections\n[logging]\nlevel = error\n"
    )
    radicale = subprocess.Popen([sys.executable, "-m", "radicale", "--config", f"{folder}/radicale.ini"])
    demo = subprocess.Popen([binary, "demo", "--listen", "127.0.0.1:0", "--data", f"{folder}/data"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        at = next(line.split()[-1] for line in demo.stdout if line.startswith("listening on"))
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        check("the collection is made", dav("MKCALENDAR", "/omar/kal/") == 201)
        daily = "DTSTART;TZID=Europe/Stockholm:20240101T000000\nDTEND;TZID=Europe/Stockholm:20240101T140000\nRRULE:FREQ=DAILY"
        check("an event that repeats for ever is put", dav("PUT", "/omar/kal/1.ics", event("1", daily)) == 201)
        free = "DTSTART;TZID=Europe/Stockholm:20240101T140000\nDTEND;TZID=Europe/Stockholm:20240101T170000\nRRULE:FREQ=DAILY\nTRANSP:TRANSPARENT"
        check("one that is shown as free is put", dav("PUT", "/omar/kal/2.ics", event("2", free)) == 201)

        omar, anna = Browser(at, "Omar Ali"), Browser(at, "Anna Ek")
        shared = dict(what="share", kind="caldav", address=f"{radicale_at}/omar/kal/", user="omar")
        check("a wrong password is told", "Vi kom inte in i kalendern" in omar.post("/calendar", **shared, password="fel"))
        nowhere = dict(shared, address=f"{radicale_at}/omar/finns-inte/")
        check("a wrong address is told", "kunde läsas" not in omar.post("/calendar", **nowhere, password="hemligt"))
        page = omar.post("/calendar", **shared, password="hemligt")
        check("the calendar is read", "Kalendern kunde läsas" in page)
        check("neither address nor password nor event is shown", not any(word in page for word in ["/omar/kal", "hemligt", "Samtal<"]))

        plan = next(path for path in re.findall(r'href="/plans/([0-9a-f-]{36})"', anna.get("/")) if "Elin" in anna.get(f"/plans/{path}"))
        page = anna.get(f"/plans/{plan}/times/new")
        staff = re.search(r'name="calendar" type="checkbox" value="([^"]+)"', page)
        check("Omar's calendar can be chosen", staff is not None)
        wanted = dict(what="seek", minutes="60", weeks="4", work_from="8", work_until="17", school="any", answer_by=value(page, "answer_by"))
        page = anna.post(f"/plans/{plan}/times/new", **wanted, calendar=staff.group(1))
        clocks = [value(page, f"time{n}") for n in (1, 2, 3)]
        check(f"three times are found while Omar is free: {clocks}", all(re.match(r"1[456]", clock) for clock in clocks))
        alone = [value(anna.post(f"/plans/{plan}/times/new", **wanted), f"time{n}") for n in (1, 2, 3)]
        check(f"without it there are times in the morning: {alone}", any(re.match(r"(8|9|0|10|11)", clock) for clock in alone))
    finally:
        for process in (demo, radicale):
            process.send_signal(signal.SIGTERM)
            process.wait(60)

finish()
