"""Takes the pictures in docs/pictures from the demo: `make screenshots`.

It runs the product as `make run` does, in a data folder of its own, signs in by one click and
photographs what each member of the cast sees. Needs Chromium and the packages of the tests.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
# Spreadsheets look like this: a strange year, a rhythm in own words, a column we do not know.
LIST = """Navn;Fødselsår;Telefon;Fase;Ønske;Prioritert siden;Rytme;Bedrift;Merknad
Modig Sykkel;1984;22 22 22 22;I gang;Lager og truck;01.09.2026;Hver 2. uke;Fjord Lager;husk nøkkel
Rask Bro;84;91234567;I jobb;Kafé;;;Kai Kafé;
Lun Ovn;1990;;;Noe med dyr;15.10.2026;når det passer;;
Stø Stige;2001;900 00 000;Pause;Snekker;;;;
"""


def main():
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    path = next(filter(None, map(shutil.which, names)), None)
    if not path:
        sys.exit(f"No Chromium on this machine: none of {', '.join(names)} is on the path.")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, running(data) as address, sync_playwright() as play:
        flags = ["--no-sandbox", "--disable-gpu"]
        browser = play.chromium.launch(executable_path=path, args=flags)
        take_all(Camera(browser, address))
        browser.close()


@contextmanager
def running(data):
    """The product with demo data; its address."""
    environment = os.environ | {
        "HYBRIDNAV_DATA": data,
        "HYBRIDNAV_THROWAWAY": "1",
        "DEMO": "1",
        "PORT": os.environ.get("PORT", "8600"),
    }
    command = [sys.executable, "manage.py", "run"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE)
    try:
        for line in server.stdout:
            if ready := re.search(r"ready: (\S+)", line):
                yield ready[1]
                break
        else:
            sys.exit("hybridnav did not start.")
    finally:
        server.send_signal(signal.SIGINT)
        server.communicate()


class Camera:
    def __init__(self, browser, address):
        self.browser, self.address = browser, address

    def page(self, who=None, *, phone=False, theme="light"):
        """A page in a new browser; signed in as this member of the cast."""
        context = self.browser.new_context(
            base_url=self.address,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            viewport=PHONE if phone else DESKTOP,
            has_touch=phone,
            color_scheme=theme,
            reduced_motion="reduce",
        )
        page = context.new_page()
        page.goto("/")
        if who:
            page.locator(f"button[name=email][value='{who}@demo.example']").click()
            page.wait_for_load_state("networkidle")
        return page

    def take(self, page, name):
        page.wait_for_load_state("networkidle")
        page.mouse.move(0, 0)
        page.screenshot(path=PICTURES / f"{name}.png")
        print(f"docs/pictures/{name}.png")


def take_all(camera):
    camera.take(camera.page(), "sign-in")
    camera.take(camera.page(phone=True), "sign-in-phone")

    ada = camera.page("ada")
    camera.take(ada, "bench")
    camera.take(camera.page("ada", theme="dark"), "bench-dark")
    person = ada.locator(".hn-person:has(.hn-mark--closer)").first
    person.locator(".hn-cell-action a").click()
    ada.locator(".hn-log label:has([name=needs][value=nobody])").click()
    camera.take(ada, "log-row")
    person.locator(".hn-cell-name > a").first.click()
    camera.take(ada, "participant")
    ada.goto("/workplaces/")
    camera.take(ada, "workplaces")
    ada.locator("main table tbody a").first.click()
    camera.take(ada, "workplace")

    ada.goto("/notifications/")
    camera.take(ada, "notifications")
    camera.take(mentors_page(camera, ada), "mentor-phone")

    ada.goto("/imports/")
    file = {"name": "min liste.csv", "mimeType": "text/csv", "buffer": LIST.encode("cp1252")}
    ada.locator("input[type=file]").set_input_files(file)
    ada.locator("main form button").first.click()
    camera.take(ada, "import-columns")
    ada.locator(".hn-sticky button").click()
    ada.locator("#import-problems").wait_for()
    camera.take(ada, "import-preview")

    phone = camera.page("ada", phone=True)
    camera.take(phone, "bench-phone")
    phone.locator(".hn-person:has(.hn-mark--closer) .hn-cell-action a").first.click()
    phone.wait_for_url("**/contacts/new/")
    camera.take(phone, "log-phone")
    phone.locator("a.hn-back").click()
    phone.locator(".hn-person:has(.hn-mark--closer) .hn-cell-name > a").first.click()
    camera.take(phone, "participant-phone")

    lars = camera.page("lars")
    camera.take(lars, "office-bench")
    lars.goto("/insight/office/")
    camera.take(lars, "overview")
    kari = camera.page("kari")
    kari.goto("/insight/county/")
    camera.take(kari, "county")
    take_reflection(camera, ada)
    take_surveys(camera)


def take_reflection(camera, ada):
    """The next meeting before and while it is held, and what the office has written together."""
    ada.goto("/reflection/")
    ada.locator("section[aria-labelledby=ahead-heading] a").first.click()
    camera.take(ada, "meeting")
    screen = camera.page("ada")
    screen.set_viewport_size({"width": 1920, "height": 1080})
    screen.goto(f"{ada.url}conduct/")
    camera.take(screen, "conduct")
    ada.goto("/reflection/barriers/")
    camera.take(ada, "barriers")
    ada.goto("/reflection/notes/")
    ada.locator("main .hn-rows a").first.click()
    camera.take(ada, "note")


def take_surveys(camera):
    """What a researcher builds, and what leaves the research group."""
    fia = camera.page("fia")
    fia.goto("/surveys/instruments/")
    fia.locator("main .hn-rows a").first.click()
    camera.take(fia, "instrument")
    fia.goto("/surveys/releases/")
    fia.get_by_role("link", name="Hva veilederne har lært").click()
    camera.take(fia, "release")


def mentors_page(camera, ada):
    """What a mentor sees behind her link, which Ada can pass on."""
    ada.goto("/bench/")
    ada.locator(".hn-call a").first.click()
    ada.locator("main a[href^='/participants/']:not([href*=contacts])").first.click()
    ada.locator("a[href$='/mails/']").first.click()
    ada.locator("form[action$='/link/']:not([action*=mails]) button").click()
    page = camera.page(phone=True)
    page.goto(ada.locator("main input").input_value())
    return page


if __name__ == "__main__":
    main()
