"""What the scripts share that let other people's programs judge ours: claims that are counted, and somebody at a browser."""

import http.cookiejar
import sys
import urllib.error
import urllib.parse
import urllib.request

counts = {"passed": 0, "failed": 0}


def check(what, ok):
    """One claim; told only when it does not hold."""
    counts["passed" if ok else "failed"] += 1
    if not ok:
        print("FAILED", what)


def finish():
    """The closing line that `.ci/run` reads, and the exit code."""
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    sys.exit(1 if counts["failed"] else 0)


class Browser:
    """Somebody of the demonstration, signed in by being chosen."""

    def __init__(self, at, name):
        self.at = at
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(jar)
        before = self.get("/sign-in").split(f"<bdi>{name}</bdi>")[0]
        self.post("/sign-in", account=before.rsplit('value="', 1)[1].split('"')[0])

    def get(self, path):
        return self.opener.open(self.at + path, timeout=60).read().decode()

    def post(self, path, **fields):
        pairs = [(key, one) for key, value in fields.items() for one in (value if isinstance(value, list) else [value])]
        try:
            return self.opener.open(self.at + path, urllib.parse.urlencode(pairs).encode(), timeout=60).read().decode()
        except urllib.error.HTTPError as error:
            return error.read().decode()
