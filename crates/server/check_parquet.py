"""Lets another program (PyPI: duckdb) read the figures that a development leader takes home as Parquet, and compares them with the
CSV file row by row: types, what is hidden, and the data dictionary's version.    Usage: check_parquet.py SAMSYN

SAMSYN is the binary. It runs `samsyn demo` in a folder of its own. The families are too few for most figures, so sums of more plans
are written into the database between two starts."""

import csv
import datetime
import io
import pathlib
import signal
import sqlite3
import subprocess
import sys
import tempfile

import duckdb
from checking import Browser, check, finish

TYPES = [
    ("figure", "VARCHAR"), ("period", "VARCHAR"), ("begins", "DATE"), ("ends", "DATE"), ("group", "VARCHAR"),
    ("shown", "VARCHAR"), ("value", "INTEGER"), ("counted_in", "VARCHAR"), ("n", "BIGINT"),
]


def demo(folder):
    """The demonstration in that folder, and where it listens."""
    words = [binary, "demo", "--listen", "127.0.0.1:0", "--data", f"{folder}/data"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return process, next(line.split()[-1] for line in process.stdout if line.startswith("listening on"))


def stop(process):
    process.send_signal(signal.SIGTERM)
    process.wait(timeout=20)


def more_plans(folder):
    """Sums as if many plans had been made in the two quarters of the last half-year that has ended."""
    today = datetime.date.today()
    year, half = (today.year, 1) if today.month > 6 else (today.year - 1, 2)
    with sqlite3.connect(f"{folder}/data/samsyn.db") as base:
        units = [unit for (unit,) in base.execute("select distinct unit from plan_figures order by unit")]
        figures = [figure for (figure,) in base.execute("select distinct figure from figures where unit <> '' order by figure")]
        base.execute("delete from figures")
        for at, figure in enumerate(figures):
            for place, unit in enumerate(units):
                for quarter in (2 * half - 1, 2 * half):
                    # The last two units have too few of every other figure: one alone could be had from the sum.
                    few = place >= len(units) - 2 and at % 2
                    for value, n in ((1, 2),) if few else ((0, 6 + at + place), (1, 30)):
                        row = (figure, f"{year}Q{quarter}", unit, value, n)
                        base.execute("insert into figures (figure, quarter, unit, value, n, kept) values (?, ?, ?, ?, ?, 0)", row)


def of_csv(line):
    """A row as a program that takes the types from the dictionary reads it."""
    day, number = datetime.date.fromisoformat, lambda text: int(text) if text else None
    return (
        line["figure"], line["period"], day(line["begins"]), day(line["ends"]), line["group"] or None, line["shown"],
        number(line["value"]), line["counted_in"], number(line["n"]),
    )


binary = str(pathlib.Path(sys.argv[1]).resolve())
with tempfile.TemporaryDirectory() as folder:
    first, _ = demo(folder)
    stop(first)
    more_plans(folder)
    process, at = demo(folder)
    try:
        kerstin = Browser(at, "Kerstin Dahl")
        told = kerstin.opener.open(f"{at}/figures/figures.csv", timeout=60).read().decode("utf-8-sig")
        answer = kerstin.opener.open(f"{at}/figures/figures.parquet", timeout=60)
        check("it is told as Parquet", answer.headers["content-type"] == "application/vnd.apache.parquet")
        file = f"{folder}/figures.parquet"
        pathlib.Path(file).write_bytes(answer.read())
        # Without the marks that set a number apart in a sentence.
        dictionary = kerstin.get("/figures/dictionary").replace("\u2068", "").replace("\u2069", "")
    finally:
        stop(process)
    lines = [of_csv(line) for line in csv.DictReader(io.StringIO(told))]
    base = duckdb.connect()
    rows = base.execute("select * from read_parquet(?)", [file]).fetchall()
    types = [(name, kind) for name, kind, *_ in base.execute("describe select * from read_parquet(?)", [file]).fetchall()]
    check(f"the columns have their types: {types}", types == TYPES)
    check(f"{len(rows)} rows in one, {len(lines)} in the other", len(rows) == len(lines) > 50)
    for row, line in zip(rows, lines):
        check(f"{row} is {line}", row == line)
    for shown in ("yes", "too_few", "none"):
        check(f"some rows say {shown}", any(row[5] == shown for row in rows))
    check("what is not shown is null", all((row[5] == "yes") == (row[6] is not None) == (row[8] is not None) for row in rows))
    check("no group under five", all(row[8] >= 5 for row in rows if row[8] is not None))
    check("a period begins before it ends", all(row[2] < row[3] for row in rows))
    check("units stand in it by name", len({row[4] for row in rows if row[4]}) >= 2)
    known = {bytes(key).decode(): bytes(value).decode() for key, value in base.execute("select key, value from parquet_kv_metadata(?)", [file]).fetchall()}
    check("the dictionary's version is in it and on the page", f"Version {known['dictionary_version']} " in dictionary)
    check("each column is explained", all(known[f"column.{name}"] in dictionary for name, _ in TYPES))
finish()
