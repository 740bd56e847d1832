"""What a phone gets: weight, first paint and the time to log a contact. Part of `make bench`.

Chromium, its processor slowed down 4 times, on the developer tools' "slow 4G".
"""

import shutil
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
FLAGS = "--no-sandbox --disable-gpu --disable-background-networking --disable-sync --no-first-run"
SLOW_PROCESSOR = 4
SLOW_4G = {
    "offline": False,
    "latency": 562.5,
    "downloadThroughput": 1.6 * 0.9 * 1_000_000 / 8,
    "uploadThroughput": 0.75 * 0.9 * 1_000_000 / 8,
}
COLD_KB, WARM_KB = 150, 15
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"
# From the click until the answer stands in the page.
SAVED = """() => new Promise((done) => {
  const begun = performance.now(), settled = () => done(performance.now() - begun);
  document.body.addEventListener("htmx:afterSettle", settled, {once: true});
  document.querySelector("form.hn-log button[type=submit]").click();
})"""


def measure(database, server):
    """Prints the figures; whether the weights keep their limits and no other host is asked."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if not path:
        print("\nNo Chromium on this machine: weight and first paint are not measured.")
        return True
    case = next(case for case in database.cases() if case["name"] == "workbench")
    address = f"http://127.0.0.1:{server.port}"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        # Wide enough for the log form to open in the row; the processor and the network are slow.
        context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="nb-NO")
        context.add_cookies([{"name": "sessionid", "value": case["session"], "url": address}])
        page = context.new_page()
        traffic = Traffic(context.new_cdp_session(page))
        figures = visit(page, address + case["requests"][0]["path"], traffic)
        browser.close()
    print("\nIn Chromium, processor 4 x slower, slow 4G:")
    for name, value in figures.items():
        print(f"  {name:32} {value}")
    light = figures["cold, kB"] <= COLD_KB and figures["warm, kB"] <= WARM_KB
    return light and traffic.hosts == {urlsplit(address).netloc}


def visit(page, address, traffic):
    page.goto(address, wait_until="networkidle")
    cold = traffic.kilobytes_since_last()
    painted = page.evaluate(FIRST_PAINT)
    page.goto(address, wait_until="networkidle")
    warm, painted_warm = traffic.kilobytes_since_last(), page.evaluate(FIRST_PAINT)
    page.locator(".hn-cell-action a").first.click()
    page.locator("form.hn-log input[name=needs][value=nobody]").check(force=True)
    traffic.kilobytes_since_last()
    saved = page.evaluate(SAVED)
    return {
        "cold, kB": round(cold, 1),
        "warm, kB": round(warm, 1),
        "first paint, cold, ms": round(painted),
        "first paint, warm, ms": round(painted_warm),
        "contact saved and shown, ms": round(saved),
        "contact saved and shown, kB": round(traffic.kilobytes_since_last(), 1),
    }


class Traffic:
    """Slows the page down and counts what comes over the wire, compressed, with headers."""

    def __init__(self, session):
        self.bytes, self.hosts = 0, set()
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", SLOW_4G)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
        session.on("Network.loadingFinished", self.count)
        session.on("Network.requestWillBeSent", self.note_host)

    def count(self, event):
        self.bytes += event["encodedDataLength"]

    def note_host(self, event):
        if event["request"]["url"].startswith("http"):
            self.hosts.add(urlsplit(event["request"]["url"]).netloc)

    def kilobytes_since_last(self):
        counted, self.bytes = self.bytes / 1000, 0
        return counted
