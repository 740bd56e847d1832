"""`make scan`: each scanner finds what is planted in the canary, then nothing in the product."""

import os
import re
import signal
import sys
import time

from benchmarks.servers import PRODUCT, Database
from hybridnav import embedded
from tests.scan import code, pages, web
from tests.scan.canary.server import flying
from tests.scan.findings import is_allowed

QUICK = bool(os.environ.get("QUICK"))
# How many of the pages of visits.py are asked, and how long one module may take for one visitor.
SQLMAP_PAGES, WAPITI_PAGES, SECONDS = (2, 3, 10) if QUICK else (12, 12, 45)
LONG_ENOUGH = 300  # seconds, for the canary


class Report:
    """One line per scanner, and what is wrong."""

    def __init__(self):
        self.wrong, self.begun = [], time.monotonic()

    def line(self, scanner, canary, findings, asked, missed=()):
        """`missed`: what should have been found in the canary and was not, in words."""
        allowed = [each for each in findings if is_allowed(each)]
        left = [each for each in findings if each not in allowed]
        seconds = time.monotonic() - self.begun
        said = f"{len(left)} on the product ({asked}"
        said += f", {len(allowed)} allowed)" if allowed else ")"
        print(f"{scanner:26} canary: {canary:36} {said}  [{seconds:.0f} s]", flush=True)
        self.wrong += [f"{scanner}, canary: {each}" for each in missed]
        self.wrong += [str(each) for each in dict.fromkeys(left)]

    def end(self):
        print()
        for each in self.wrong:
            print(each)
        print(f"{len(self.wrong)} to look at." if self.wrong else "Nothing to look at.")
        sys.exit(bool(self.wrong))


def read_the_code(report):
    """Without a server."""
    seen = {each.what for each in code.bandit([code.CANARY])} & code.HOLES_FOR_BANDIT
    report.line(
        f"bandit {code.version('bandit')}",
        " ".join(sorted(seen)),
        code.bandit(code.PRODUCT),
        "all Python",
        [f"{hole} is not seen" for hole in sorted(code.HOLES_FOR_BANDIT - seen)],
    )
    found = code.semgrep([*code.PRODUCT, *code.PAGES, code.CANARY])
    in_canary = {each for each in found if each.where.startswith(code.CANARY)}
    holes, missed = code.holes(), code.compared(in_canary)
    rules = {rule for rule, _where in holes}
    report.line(
        f"semgrep {code.version('semgrep')}",
        f"{len(in_canary)} of {len(holes)} lines, {len(rules)} rules",
        [each for each in found if each not in in_canary],
        "Python, templates, scripts",
        missed,
    )


def ask_for_sql(report, canary, sites):
    seen, _untried = web.sqlmap([pages.Request("GET", f"{canary.address}people?id=1", "")])
    found, asked, untried = [], 0, []
    for site in sites:
        read = [pages.read(url, site.cookie) for url in site.urls[:SQLMAP_PAGES]]
        requests = [each for each in pages.requests_of(read) if web.can_be_tried(each)]
        more, not_tried = web.sqlmap(requests, site.cookie)
        found, asked, untried = found + more, asked + len(requests), untried + not_tried
    report.line(
        f"sqlmap {code.version('sqlmap')}",
        seen[0].where.rpartition("/")[2] if seen else "nothing found",
        found,
        f"{asked} forms and queries",
        [] if seen else ["no SQL injection is seen"],
    )
    report.wrong += [f"sqlmap could not try {url}" for url in untried]


def attack(report, canary, sites):
    number = re.search(r"\d+(\.\d+)+", code.said_by([web.WAPITI, "--version"], quiet=False))[0]
    hole = web.Site("canary", canary.address, "", [])
    sites = [site._replace(paths=site.paths[:WAPITI_PAGES]) for site in sites]
    asked = f"{sum(len(site.paths) for site in sites)} pages, {len(sites)} visitors"
    in_canary = web.Wapiti(hole, canary.address, LONG_ENOUGH)
    runs = [web.Wapiti(site, canary.address, SECONDS) for site in sites]
    for module, wanted in web.MODULES.items():
        seen = {each.what for each in in_canary.run(module)[0]}
        found = [run.run(module) for run in runs]
        cut = sum(not ended for _findings, ended in found)
        report.line(
            f"wapiti {number} {module}",
            ", ".join(each for each in wanted if each in seen),
            [each for findings, _ended in found for each in findings],
            f"{asked}, {cut} cut short" if cut else asked,
            [f"{each} is not seen, but {sorted(seen)}" for each in wanted if each not in seen],
        )


def main():
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    report = Report()
    read_the_code(report)
    database = Database("scan")
    database.prepare()
    database.manage("grant_roles")
    visits = database.ask("tests.scan.visits")
    # As it runs in production: nobody signs in by a click, and PostgreSQL knows it as `web`.
    database.environment |= {"DEMO": "", "DATABASE_ROLE": "web"}
    os.environ |= {"HYBRIDNAV_DATA": str(database.folder), "HYBRIDNAV_THROWAWAY": "1"}
    try:
        with database.serving(PRODUCT) as server, flying(embedded.database_url()) as canary:
            address = f"http://127.0.0.1:{server.port}/"
            sites = [web.Site(name, address, **visit) for name, visit in visits.items()]
            ask_for_sql(report, canary, sites)
            attack(report, canary, sites)
    finally:
        database.stop()
    report.end()


if __name__ == "__main__":
    main()
