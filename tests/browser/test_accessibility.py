"""Every page, in both themes: nothing for axe-core to find, and nothing to scroll sideways to."""

import datetime
import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from caseload import actions
from caseload.reminders.sweep import sweep
from mentors.imports import jobs
from mentors.imports.models import CaseloadImport
from tests.browser.conftest import DESKTOP, PHONE
from tests.factories import make_connection, make_contact, make_import, make_participant
from tests.permissions import CAST, EXPECTED

AXE = settings.NODE_MODULES / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
RUN_AXE = """([type, values]) => axe.run(document, {
    runOnly: {type, values}, resultTypes: ["violations"], iframes: false, preload: false
}).then(found => found.violations.map(
    v => `${v.id}: ` + v.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(" | ")
))"""
WIDER_THAN_THE_SCREEN = """() => [...document.querySelectorAll("main *, header *, nav *, footer *")]
    .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".hn-tablewrap"))
    .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""

# Addresses that answer with a file or a piece of a page.
NO_PAGES = {
    "news",
    "caseload:appointment",
    "insight:figures_xlsx",
    "insight:panel_csv",
    "insight:panel_xlsx",
    "insight:report_pdf",
    "mentors:contact_row",
    "mentors:import_template",
    "notifications:bell",
    "reflection:private_json",
    "reflection:private_text",
    "reflection:handed_pdf",
    "reflection:note_news",
    "reflection:note_pdf",
    "reflection:group_calendar",
    "reflection:meeting_calendar",
    "reflection:conduct_state",
}
OPEN_PAGES = ["account_login", "account_reset_password", "accessibility", "privacy", "help"]
OWN_PAGES = ["account_change_password", "account_logout", "mfa_index", "mfa_activate_totp"]
# What is used standing at a workplace is also looked at on a phone.
ON_THE_PHONE = {
    "caseload:workbench",
    "caseload:participant_detail",
    "caseload:handover_create",
    "caseload:handover_list",
    "caseload:review_item",
    "mentors:contact_create",
    "mentors:call_detail",
    "mentors:workplace_detail",
    "notifications:notification_list",
    "reflection:note_detail",
    "reflection:conduct",
    "reflection:meeting_detail",
}
NARROW = {"width": 320, "height": 640}
# An advisor has so many pages that one test of them all would keep one worker long after the rest.
PARTS = [slice(first, None, 4) for first in range(4)]


@pytest.fixture
def life(ada, kopp, lampe, url_for):
    """A caseload in which most things that a page can show have happened."""
    today = timezone.localdate()
    soon = today + datetime.timedelta(days=20)
    make_contact(
        ada, lampe, needs_something="mentor", topics=["training"], learned="Pauser", note="Ring"
    )
    kopp.set_next_contact(today - datetime.timedelta(days=3))
    not_now = make_participant(ada, "Glad Sekk", benefit="aap", benefit_ends_on=soon)
    actions.say_not_now(ada, not_now, why="Flytter", until=soon)
    make_participant(ada, "Et-Ganske-Langt-Dobbeltnavn Av Den Sjeldne Sorten", wish="Lager")
    sweep(today)
    return ada


@pytest.fixture
def pages_of(life, url_for):
    """(name, address) of each page this member of the cast may open."""

    def pages_of(who):
        column = CAST.index(who)
        names = [
            name for name, row in EXPECTED.items() if row[column] == 200 and name not in NO_PAGES
        ]
        return [(name, url_for(name)) for name in names] + [
            (name, reverse(name)) for name in OWN_PAGES
        ]

    return pages_of


@pytest.fixture
def checked_import(ada):
    """The address of an import with something wrong in it."""
    content = "Navn;Fødselsår;Merknad\nModig Sykkel;84;x\nRask Bro;1990;y\n".encode()
    brought = make_import(ada, content)
    brought.ask_for(CaseloadImport.State.CHECKING)
    jobs.check(brought.pk)
    return reverse("mentors:import_preview", args=[brought.pk])


def axe(page, name):
    """What axe finds in the light theme, and in the dark one about what is different there."""
    page.mouse.move(0, 0)
    page.evaluate(AXE.read_text())
    found = [f"{name}, light, {each}" for each in page.evaluate(RUN_AXE, ["tag", RULES])]
    page.emulate_media(color_scheme="dark")
    expect(page.locator("html")).to_have_class(re.compile(r"\bdark\b"))
    found += [f"{name}, dark, {each}" for each in page.evaluate(RUN_AXE, ["rule", COLOUR_RULES])]
    page.emulate_media(color_scheme="light")
    return found


def too_wide(page, name):
    """What must be scrolled sideways to where the window is 320 pixels wide."""
    if page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]:
        return []
    return [f"{name}, 320 px, {page.evaluate(WIDER_THAN_THE_SCREEN)}"]


def look_at(page, name):
    """What axe finds, and what is too wide once the open page is made narrow, as by zooming in."""
    found = axe(page, name)
    page.set_viewport_size(NARROW)
    found += too_wide(page, name)
    page.set_viewport_size(DESKTOP)
    return found


def visit(page, name, address):
    response = page.goto(address)
    assert response.status < 400, f"{name} answered {response.status}"
    expect(page.locator("[hx-get][hx-trigger^=load]:not(#bell)")).to_have_count(0)


@pytest.mark.parametrize("part", PARTS)
def test_an_advisors_pages(open_page, ada, pages_of, checked_import, part):
    pages = [*pages_of("ada"), ("import with problems", checked_import)]
    page = open_page(ada)
    found = []
    for name, address in pages[part]:
        visit(page, name, address)
        found += look_at(page, name)
        if name in ON_THE_PHONE:
            page.set_viewport_size(PHONE)
            visit(page, name, address)
            found += axe(page, f"{name} on a phone")
            page.set_viewport_size(DESKTOP)
    assert not found


@pytest.mark.parametrize("who", ["lars", "kari"])
def test_the_pages_of_others(open_page, pages_of, who, request):
    member = request.getfixturevalue(who)
    page = open_page(member)
    found = []
    for name, address in pages_of(who):
        visit(page, name, address)
        found += look_at(page, name)
    assert not found


def test_what_a_connected_liaison_opens(open_page, life, mia, lampe, url_for):
    connection = make_connection(life, lampe, user=mia.user)
    page, found = open_page(mia), []
    for name in [
        "caseload:connected_list",
        "mentors:workplace_list",
        "mentors:workplace_need_list",
    ]:
        visit(page, name, url_for(name))
        found += axe(page, name)
    page.set_viewport_size(PHONE)
    visit(page, "masked", f"/connected/{connection.pk}/")
    found += axe(page, "masked")
    assert not found


def test_pages_without_sign_in_and_pages_that_refuse(open_page, settings, ada, complaints):
    settings.DEMO = True
    complaints.expect("status of 40[34]")
    found = []
    page = open_page()
    for name in OPEN_PAGES:
        visit(page, name, reverse(name))
        found += look_at(page, name)
    page = open_page(ada)
    for name, address in [("403", "/bench/office/"), ("404", "/nowhere/")]:
        page.goto(address)
        found += axe(page, name)
    assert not found


def test_what_opens_and_what_goes_wrong(open_page, ada, life, lampe):
    """The states between pages: the open row, errors, menus, the message, the popover."""
    page = open_page(ada)
    page.goto("/bench/")
    found = []

    page.locator(f"#participant-{lampe.pk} .hn-cell-action a").click()
    page.locator(".hn-more > summary").click()
    expect(page.locator("[name=note]")).to_be_visible()
    found += axe(page, "open row")
    page.locator(".hn-log__actions button").click()
    expect(page.locator(".hn-log .aksel-error-message")).to_be_visible()
    found += axe(page, "error in the row")
    page.locator("label:has([name=needs][value=me])").click()
    page.locator(".hn-log__actions button").click()
    expect(page.locator("#status .hn-toast")).to_be_visible()
    found += axe(page, "message")
    page.locator(".hn-header__user").click()
    found += axe(page, "user menu")

    page.set_viewport_size(PHONE)
    page.goto(f"/participants/{lampe.pk}/contacts/new/")
    page.locator(".hn-sticky button").click()
    expect(page.locator(".aksel-error-summary")).to_be_focused()
    found += axe(page, "errors on a phone")
    page.goto(f"/participants/{lampe.pk}/closer-follow-up/")
    page.locator(".hn-sticky button").click()
    expect(page.locator(".aksel-error-message").first).to_be_visible()
    found += axe(page, "errors of a form")
    page.goto("/bench/")
    page.locator(".hn-header__menu").click()
    page.locator(".hn-side summary").click()
    found += axe(page, "menu and filter on a phone")
    assert not found


@pytest.mark.parametrize(
    ("who", "part"),
    [*(("ada", part) for part in PARTS), ("lars", slice(None)), ("kari", slice(None))],
)
def test_no_page_opened_at_320_in_nynorsk_scrolls_sideways(
    open_page, pages_of, checked_import, who, part, request
):
    member = request.getfixturevalue(who)
    member.user.language = "nn"
    member.user.save(update_fields=["language"])
    page = open_page(member, size=NARROW)
    pages = pages_of(who)
    if who == "ada":
        pages += [(name, reverse(name)) for name in OPEN_PAGES]
        pages += [("import with problems", checked_import)]
    found = []
    for name, address in pages[part]:
        visit(page, name, address)
        expect(page.locator("html")).to_have_attribute("lang", "nn")
        found += too_wide(page, name)
    assert not found
