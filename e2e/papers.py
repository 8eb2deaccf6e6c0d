"""Judges the papers that the journeys fetched: what `crates/paper/check_pdf.py` asks of every paper, and that a plan has at most
two pages, a child's and one in easy Swedish four, and carries its own data, as it must for people of six measures.

Usage: papers.py FOLDER. Prints a line for each claim and "N passed, N failed" at the end.
"""
import pathlib
import sys

import pikepdf

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "crates" / "paper"))
import check_pdf  # noqa: E402

passed = failed = 0


def claim(paper, sentence, faults):
    """Counts one claim about one paper; `faults` is what speaks against it."""
    global passed, failed
    faults = list(faults)
    if faults:
        failed += 1
        print(f"  FAIL  {paper}: {sentence}")
        for fault in faults[:8]:
            print(f"        {fault}")
    else:
        passed += 1
        print(f"  ok    {paper}: {sentence}")


papers = sorted(pathlib.Path(sys.argv[1]).glob("*.pdf"))
kinds = set()
easies = []
claim("papers", "there is at least one to judge", [] if papers else ["none in the folder"])
for path in papers:
    claim(path.name, "can be kept for thirty years and be read aloud", check_pdf.faults(str(path)))
    with pikepdf.open(path) as pdf:
        # A child's is set in big letters and carries no data, a letter neither. A paper for somebody who takes part is the child's
        # or the usual one: which, its data says.
        held = len(pdf.attachments)
        childs = "child" in path.name or ".papers." in path.name and not held
        easy = any(pdf.attachments[name].description == "Planen som data" for name in pdf.attachments)
        most = 4 if childs or easy else 2
        claim(path.name, f"has at most {most} pages", [] if 1 <= len(pdf.pages) <= most else [f"{len(pdf.pages)} pages"])
        if easy:
            easies.append(path.name)
        if ".papers." in path.name:
            kinds.add(held)
        if "call" not in path.name and "letter" not in path.name and not childs:
            claim(path.name, "carries the plan's data", [] if held == 1 else [f"{held} attachments"])
if kinds:
    claim("papers for those who take part", "are the child's and the usual one", [] if kinds == {0, 1} else [f"{kinds}"])
    claim("papers in easy Swedish", "are among them", [] if easies else ["none"])
print(f"\n{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
