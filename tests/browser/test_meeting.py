"""A whole meeting: prepared, conducted on a big screen by keyboard, noted from a phone, shared."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from caseload.models import Todo
from reflection.conduct.actions import end_meeting, take_up
from reflection.models import AgendaItem, Meeting
from tests.browser.conftest import nb
from tests.browser.test_accessibility import axe, visit
from tests.factories import make_agenda_item, make_meeting

BIG_SCREEN = {"width": 1920, "height": 1080}
TAUGHT = "Vi spør for sent, fordi vi venter på at noe går galt."


@pytest.fixture
def meeting(ada, bo):
    """Ada leads it."""
    return make_meeting(ada, bo)


def address(name, row):
    return reverse(f"reflection:{name}", args=[row.pk])


def press(page, text):
    page.get_by_role("button", name=nb(text), exact=True).click()


def test_a_meeting_from_its_agenda_to_what_is_shared(open_page, ada, bo, lampe, meeting):
    big = open_page(ada, size=BIG_SCREEN)
    phone = open_page(bo, phone=True)

    # Prepared
    big.goto(meeting.get_absolute_url())
    big.get_by_role("link", name=nb("Choose a theme")).click()
    big.locator("[name=topic]").select_option("mentor_support")
    big.locator("[name=theme]").fill("Når spør vi for sent?")
    press(big, "Save")
    big.get_by_role("link", name=nb("Add a case")).click()
    big.locator("[name=title]").fill("Får ikke svar fra mentor")
    big.locator("[name=called]").fill("K.")
    big.locator("[name=participant]").select_option(str(lampe.pk))
    press(big, "Save")
    expect(big.locator(".hn-agenda__item")).to_have_count(3)

    # Conducted by keyboard; the phone follows
    big.get_by_role("link", name=nb("Conduct the meeting")).click()
    title = big.locator("#conduct-item")
    expect(big.locator(".hn-conduct__about")).to_contain_text("Når spør vi for sent?")
    # A key pressed while the page is still loading reaches nobody.
    big.wait_for_load_state("load")
    big.keyboard.press("Space")
    expect(big.locator("#conduct-pause")).to_have_text(nb("Pause"))
    phone.goto(address("conduct", meeting))
    # From here on the phone has been told how things are, and hears of what changes.
    phone.wait_for_load_state("networkidle")
    big.keyboard.press("ArrowRight")
    expect(title).to_have_text("Får ikke svar fra mentor")
    expect(phone.locator("#conduct-item")).to_have_text("Får ikke svar fra mentor")
    assert "Blid" not in big.content()

    # Names only where they were asked for
    big.keyboard.press("n")
    expect(big.locator(".hn-conduct__name")).to_have_text("Blid Lampe")
    assert "Blid" not in phone.content()
    big.keyboard.press("n")
    expect(big.locator(".hn-conduct__name")).to_have_count(0)
    expect(big.locator("[data-clock=used]")).not_to_have_text("0:00")

    # Notes from the phone while it runs
    phone.get_by_role("link", name=nb("Write notes")).click()
    phone.locator("[name=notes]").fill("Avtale hvem som ringer.")
    press(phone, "Save")
    expect(phone.locator("#conduct-item")).to_have_text("Får ikke svar fra mentor")
    assert AgendaItem.objects.get(called="K.").notes == "Avtale hvem som ringer."

    # It ends on what it taught. Keys are letters while she writes.
    big.keyboard.press("ArrowRight")
    summary = big.locator("#conduct-summary textarea")
    expect(summary).to_be_visible()
    summary.click()
    big.keyboard.type(TAUGHT)
    expect(summary).to_have_value(TAUGHT)
    press(big, "Save and end the meeting")
    expect(big.get_by_label("Bo")).to_be_checked()
    press(big, "End the meeting")
    expect(big).to_have_url(re.compile("/share/$"))
    assert Todo.objects.open().get(kind=Todo.Kind.SHARE_MEETING).owner == ada.user
    expect(phone).to_have_url(re.compile(f"{meeting.get_absolute_url()}$"))

    # Shared, and off the bench
    big.goto("/bench/")
    expect(big.get_by_text(nb("Share what the meeting taught")).first).to_be_visible()
    big.goto(address("meeting_share", meeting))
    big.get_by_label(nb("The whole office")).check()
    press(big, "See how it looks")
    expect(big.locator("section:has(#preview-heading)")).to_contain_text(TAUGHT)
    press(big, "Share")
    expect(big.get_by_text(nb("It is shared."))).to_be_visible()
    big.goto("/bench/")
    expect(big.locator("[hx-get][hx-trigger^=load]:not(#bell)")).to_have_count(0)
    expect(big.get_by_text(nb("Share what the meeting taught"))).to_have_count(0)
    assert not Todo.objects.open().exists()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.summary) == (Meeting.State.SHARED, TAUGHT)


def test_keys_can_be_switched_off_and_are_explained(open_page, ada, meeting):
    page = open_page(ada)
    page.goto(address("conduct", meeting))
    page.keyboard.press("?")
    switch = page.get_by_label(nb("Use these keys"))
    expect(switch).to_be_visible()
    switch.uncheck()
    page.locator("h1").click()
    page.keyboard.press("n")
    expect(page.locator("#conduct-names")).to_have_text(nb("Show names"))


def test_everything_works_without_javascript(open_page, ada, lampe, meeting):
    make_agenda_item(ada, meeting, participant=lampe)
    page = open_page(ada, java_script_enabled=False)
    page.goto(address("conduct", meeting))
    press(page, "Begin")
    press(page, "Next")
    page.get_by_role("link", name=nb("Show names")).click()
    expect(page.locator(".hn-conduct__name")).to_have_text("Blid Lampe")
    press(page, "Pause")
    expect(page.locator(".hn-conduct__name")).to_have_text("Blid Lampe")
    press(page, "Previous")
    expect(page.locator("#conduct-item")).to_have_text(nb("The common theme"))


def test_axe_finds_nothing_while_it_runs_nor_after_it(open_page, ada, meeting):
    item = make_agenda_item(ada, meeting)
    page, found = open_page(ada, size=BIG_SCREEN), []
    visit(page, "conduct", address("conduct", meeting))
    press(page, "Begin")
    expect(page.locator("#conduct-pause")).to_have_text(nb("Pause"))
    page.keyboard.press("?")
    found += axe(page, "running")
    visit(page, "remove", address("agenda_item_remove", item))
    found += axe(page, "remove")
    visit(page, "end", address("meeting_end", meeting))
    press(page, "End the meeting")
    found += axe(page, "share")
    visit(page, "after", meeting.get_absolute_url())
    found += axe(page, "after")
    assert not found


def test_what_is_typed_when_another_screen_ends_the_meeting_is_saved_first(
    open_page, ada, bo, meeting
):
    big = open_page(ada, size=BIG_SCREEN)
    take_up(ada, meeting.items.get(kind=AgendaItem.Kind.LEARNING))
    big.goto(address("conduct", meeting))
    big.wait_for_load_state("networkidle")
    big.locator("#conduct-summary textarea").fill(TAUGHT)
    end_meeting(bo, meeting, came=[])
    expect(big.locator("#conduct-ended")).to_be_visible()
    big.locator("#conduct-summary").get_by_role("button", name=nb("Save"), exact=True).click()
    expect(big).to_have_url(re.compile("/share/$"))
    meeting.refresh_from_db()
    assert (meeting.state, meeting.summary) == (Meeting.State.HELD, TAUGHT)
