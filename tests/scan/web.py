"""sqlmap and wapiti: who ask a running web server, module by module."""

import json
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from tests.scan import pages
from tests.scan.code import BIN, ROOT, said_by
from tests.scan.findings import Finding

WAPITI = ROOT / ".venv-wapiti" / "bin" / "wapiti"
# Each with the holes it must find in the canary, as wapiti calls them. What is stored is looked for
# among what xss has sent, so those two are one.
MODULES = {
    "sql": ["SQL Injection"],
    "xss,permanentxss": ["Reflected Cross Site Scripting", "Stored Cross Site Scripting"],
    "file": ["Path Traversal"],
    "exec": ["Command execution"],
    "redirect": ["Open Redirect"],
    "crlf": ["CRLF Injection"],
    "ssrf": ["Server Side Request Forgery"],
    "csrf": ["Cross Site Request Forgery"],
    "htaccess": ["Htaccess Bypass"],
    "csp": ["Content Security Policy Configuration"],
    "http_headers": ["Clickjacking Protection", "MIME Type Confusion"],
}
# Sent for a form, and no words of whoever fills it in.
NOT_WRITTEN = "csrfmiddlewaretoken,submission,version"
INJECTED = re.compile(r"^Parameter: (.+)$", re.MULTILINE)
# What wapiti says of a finding.
WHERE = ["method", "path", "parameter", "info"]
NOTHING = "do not appear to be injectable"


class Site(NamedTuple):
    """A web server, who asks it, and by which pages."""

    name: str
    address: str
    cookie: str
    paths: list

    @property
    def urls(self):
        return [self.address + path.removeprefix("/") for path in self.paths]


def sqlmap(requests, cookie=""):
    """([Finding], [url that it could not try]) of every parameter of these requests."""
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda each: _tried(each, cookie), requests))
    found = [finding for findings, _tried in answers for finding in findings]
    untried = [
        request.url
        for (_findings, is_tried), request in zip(answers, requests, strict=True)
        if not is_tried
    ]
    return found, untried


def _tried(request, cookie):
    with tempfile.TemporaryDirectory() as folder:
        said = said_by(
            [
                *[BIN / "sqlmap", "--batch", "--flush-session", "--disable-coloring"],
                *["--level=1", "--risk=1", "--dbms=postgresql", "--time-sec=3", "--timeout=60"],
                *["--ignore-redirects", f"--skip={NOT_WRITTEN}", f"--output-dir={folder}"],
                f"--url={request.url}",
                *([f"--data={request.data}"] if request.data else []),
                *([f"--cookie={cookie}"] if cookie else []),
            ]
        )
    where = f"{request.method} {urlsplit(request.url).path}"
    found = [
        Finding("sqlmap", "SQL injection", f"{where} {name}") for name in INJECTED.findall(said)
    ]
    return found, bool(found) or NOTHING in said


def can_be_tried(request):
    """Whether a scanner finds a field to write in."""
    sent = request.data or urlsplit(request.url).query
    names = {name for name, _value in parse_qsl(sent, keep_blank_values=True)}
    return bool(names - set(NOT_WRITTEN.split(",")))


class Wapiti:
    """Reads the pages of a site once, then attacks them with one module after the other."""

    def __init__(self, site, endpoint, seconds):
        self.site, self.endpoint, self.seconds = site, endpoint, seconds
        self.folder = tempfile.TemporaryDirectory()
        self.is_read = False

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self.folder.cleanup()

    def run(self, module):
        """([Finding], whether it came to the end within its seconds)."""
        report = Path(self.folder.name) / f"{module}.json"
        report.unlink(missing_ok=True)
        said = said_by([*self.command(), f"--module={module}", "--output", report], quiet=False)
        self.is_read = True
        if not report.exists():
            raise SystemExit(f"wapiti {module} did not end well:\n{said[-2000:]}")
        found = json.loads(report.read_text())
        findings = [
            Finding(
                f"wapiti {module}", what, f"{each['method']} {each['path']} {each['parameter']}"
            )
            for kind in ("vulnerabilities", "anomalies")
            for what, cases in found[kind].items()
            for each in cases
        ]
        return findings, "Max attack time was reached" not in said

    def command(self):
        """How wapiti is called; the pages are read on the first call only."""
        how = ["--skip-crawl", "--flush-attacks"] if self.is_read else ["--flush-session"]
        reading = [] if self.is_read else self.reading()
        cookie = self.site.cookie
        return [
            *[WAPITI, "--url", self.site.address, *how, *reading, "--depth=1", "--verbose=1"],
            *[f"--max-attack-time={self.seconds}", "--timeout=30", "--tasks=4", "--no-bugreport"],
            *["--format=json", f"--store-session={self.folder.name}/session"],
            *[f"--store-config={self.folder.name}/config", f"--endpoint={self.endpoint}"],
            *["--dns-endpoint=localhost", "--skip=csrfmiddlewaretoken"],
            *(["--cookie-value", cookie, "--drop-set-cookie"] if cookie else []),
        ]

    def reading(self):
        """Our pages and their forms, and no page they lead to."""
        words = [f"--start={url}" for url in self.site.urls]
        elsewhere = set()
        for url in self.site.urls:
            elsewhere |= pages.read(url, self.site.cookie).links
        others = {url for url in elsewhere if url.startswith(self.site.address)}
        words += [f"--exclude={url}" for url in sorted(others - set(self.site.urls))]
        return [*words, *(f"--exclude={self.site.address}*{each}*" for each in pages.NOT_SENT)]
