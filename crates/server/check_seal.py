"""Lets a verifier that others wrote (PyPI: aics-tlog) judge the seal of a house that ran: signatures of checkpoints, inclusion of
rows, growth from one checkpoint to the next; and lets it refuse what was changed.    Usage: check_seal.py SAMSYN

SAMSYN is the binary. It runs `samsyn demo` three times in a folder of its own; each start and stop signs a checkpoint."""

import base64
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile

from aics_tlog import leaf_hash, parse_note, parse_vkey, verify_checkpoint, verify_consistency, verify_inclusion
from checking import check, finish

ROWS = 40

def run(*arguments):
    return subprocess.run([binary, "--config", config, *arguments], check=True, capture_output=True, text=True).stdout


def visit():
    """The demonstration starts, says where it listens, and is asked to stop."""
    demo = subprocess.Popen([binary, "demo", "--listen", "127.0.0.1:0", "--data", folder], stdout=subprocess.PIPE, text=True)
    for line in demo.stdout:
        if line.startswith("listening on"):
            break
    demo.send_signal(signal.SIGTERM)
    assert demo.wait(60) == 0


def hashes(file):
    return [base64.b64decode(line, validate=True) for line in file.read_text().split()]


def judge(note, key):
    return verify_checkpoint(note, key, [], 0, expected_origin="samsyn.demo.example/seal")


binary = str(pathlib.Path(sys.argv[1]).resolve())
with tempfile.TemporaryDirectory() as folder:
    config = f"{folder}/samsyn.toml"
    database = f"{folder}/samsyn.db"
    pathlib.Path(config).write_text(f'database = "sqlite:{database}"\n')
    for _ in range(3):
        visit()
        # A line of the log, so that the next checkpoint has something new.
        subprocess.run([binary, "--config", config, "export", "0198f3f4-0000-7000-8000-000000000000"], capture_output=True)
    visit()
    key = parse_vkey(run("seal", "key").strip())
    stored = sqlite3.connect(database)
    notes = [row[0] for row in stored.execute("select note from checkpoints order by checkpoint")]
    check("there are several checkpoints", len(notes) >= 4)
    sizes = []
    for note in notes:
        judged = judge(parse_note(note), key)
        check(f"checkpoint of {judged.size}: signature and origin", judged.ok)
        sizes.append((judged.size, judged.root))
        changed = note.replace(f"\n{judged.size}\n", f"\n{judged.size + 1}\n", 1)
        check(f"checkpoint of {judged.size}, changed: refused", not judge(parse_note(changed), key).ok)
    check("each checkpoint is larger than the last", sorted(set(sizes)) == sizes)

    head = pathlib.Path(folder, "head")
    head.write_text(notes[-1])
    newest, root = sizes[-1]
    leaves = stored.execute("select leaf, line, plan, seq from leaves order by leaf").fetchall()
    step = max(1, len(leaves) // ROWS)
    for leaf, line, plan, seq in [*leaves[::step], leaves[-1]]:
        out = pathlib.Path(folder, f"proof-{leaf}")
        older = pathlib.Path(folder, "older")
        older_size, older_root = sizes[leaf % len(sizes)]
        older.write_text(notes[leaf % len(notes)])
        row = ["--line", line] if line else ["--plan", plan, "--seq", str(seq)]
        run("seal", "prove", *row, "--since", str(older), "--out", str(out))
        entry = (out / "leaf").read_bytes()
        index, inclusion = int((out / "index").read_text()), hashes(out / "inclusion")
        check(f"leaf {leaf}: the checkpoint is the newest", (out / "checkpoint").read_text() == notes[-1] and index == leaf)
        check(f"leaf {leaf}: included", verify_inclusion(leaf_hash(entry), index, newest, inclusion, root))
        check(f"leaf {leaf}, changed: refused", not verify_inclusion(leaf_hash(entry + b" "), index, newest, inclusion, root))
        consistency = hashes(out / "consistency")
        check(f"leaf {leaf}: {older_size} leaves became {newest}", verify_consistency(older_size, newest, older_root, root, consistency))
        if older_size < newest:
            wrong = verify_consistency(older_size, newest, leaf_hash(entry), root, consistency)
            check(f"leaf {leaf}: other {older_size} leaves did not", not wrong)

finish()
