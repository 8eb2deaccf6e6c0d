#!/usr/bin/env python3
"""Checks printed papers: python3 check_pdf.py FILE...

Each file must pass PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1) by the PyPI package `page-validation`, and by
pikepdf have a language, a tag tree that starts with a level 1 heading, a shown title, and at most one attachment,
which must be JSON, bound to the document as its source. Prints "N passed, N failed"; exits 1 unless all passed.
"""

import json
import sys

import page
import pikepdf


def tags(element, found):
    """The tag names of a structure tree, in reading order."""
    if isinstance(element, pikepdf.Array):
        for child in element:
            tags(child, found)
    elif isinstance(element, pikepdf.Dictionary):
        if "/S" in element:
            found.append(str(element.S))
        if "/K" in element:
            tags(element.K, found)
    return found


def faults(path):
    """What is wrong with the file, one line per fault."""
    for profile in (page.ValidationProfile.PDF_A_3A, page.ValidationProfile.PDF_UA_1):
        report = page.validate_pdf(path, profile=profile)
        if not report.is_compliant:
            yield f"{profile.name}: " + "; ".join(sorted({str(failure) for failure in report.failures}))
    with pikepdf.open(path) as pdf:
        root = pdf.Root
        if not str(root.get("/Lang", "")):
            yield "no language"
        if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            yield "the title is not shown"
        if "/StructTreeRoot" not in root:
            yield "no tags"
        else:
            headings = [tag for tag in tags(root.StructTreeRoot.K, []) if tag in ("/H1", "/H2", "/H3", "/H4")]
            if not headings or headings[0] != "/H1" or headings.count("/H1") != 1:
                yield f"headings must start with one H1, got {headings[:3]}"
            levels = [int(tag[2]) for tag in headings]
            if any(after > before + 1 for before, after in zip(levels, levels[1:])):
                yield "a heading level is skipped"
        attached = list(pdf.attachments)
        bound = list(root.get("/AF", []))
        if len(attached) > 1 or len(bound) != len(attached):
            yield f"{len(attached)} attachments, {len(bound)} bound to the document"
        for name in attached:
            file = pdf.attachments[name].get_file()
            if file.mime_type != "application/json":
                yield f"{name} is {file.mime_type}"
            try:
                json.loads(file.read_bytes())
            except ValueError as error:
                yield f"{name} is not JSON: {error}"
        for spec in bound:
            if str(spec.get("/AFRelationship", "")) != "/Source":
                yield "the attachment is not the document's source"


def main(paths):
    """Checks every path; the exit code."""
    if not paths:
        print(__doc__)
        return 2
    passed = failed = 0
    for path in paths:
        try:
            wrong = list(faults(path))
        except Exception as error:  # an unreadable file is a failed file, not a crash of the check
            wrong = [f"cannot be read: {error}"]
        if wrong:
            failed += 1
            for line in wrong:
                print(f"{path}: {line}")
        else:
            passed += 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
