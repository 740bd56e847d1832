"""A whole meeting: prepared, held on a big screen and a phone, shared, and what came of it done."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from caseload.models import Todo
from notifications.working_days import working_days_after
from reflection.conduct.actions import end_meeting, take_up
from reflection.meetings.actions import add_meeting
from reflection.models import AgendaItem, Meeting
from tests.browser.conftest import nb
from tests.browser.test_accessibility import axe, visit
from tests.factories import (
    make_agenda_item,
    make_agreed,
    make_barrier,
    make_learning,
    make_meeting,
)
from tests.test_translations import ROOT, catalog

BIG_SCREEN = {"width": 1920, "height": 1080}
TAUGHT = "Vi spør for sent, fordi vi venter på at noe går galt."
HERS, HIS = "Ringe før vi skriver", "Spørre mentor i første uke"
PAGES_OF_A_MEETING = [
    "meeting_theme",
    "agenda_case_add",
    "agenda_other_add",
    "agreed_create",
    "meeting_learning_create",
    "meeting_barrier_raise",
    "meeting_move",
    "meeting_cancel",
    "meeting_invite",
    "conduct",
    "meeting_end",
]
# Each piece of text on the page, and the names of what has no text.
TEXTS = """() => {
    const found = [...document.querySelectorAll("[aria-label]")].map(e => e.ariaLabel);
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) found.push(walker.currentNode.data.trim());
    return found;
}"""


@pytest.fixture
def meeting(ada, bo):
    """Ada leads it."""
    return make_meeting(ada, bo)


def address(name, row):
    return reverse(f"reflection:{name}", args=[row.pk])


def press(page, text):
    page.get_by_role("button", name=nb(text), exact=True).click()


def follow(page, text):
    page.get_by_role("link", name=nb(text), exact=True).click()


def test_a_meeting_from_its_group_to_what_the_next_one_looks_back_on(open_page, ada, bo, lampe):
    big = open_page(ada, size=BIG_SCREEN)
    phone = open_page(bo, phone=True)

    # Ada makes a group with Bo; its first meeting is hers to lead
    big.goto(reverse("reflection:group_create"))
    first_on = working_days_after(timezone.localdate(), 1)
    big.locator("[name=kind][value=reflection]").check()
    big.locator("[name=name]").fill("Torsdagsgruppa")
    big.locator(f"[name=leading][value='{bo.user_id}']").check()
    big.locator("[name=rhythm][value=weekly]").check()
    big.locator("[name=first_on]").fill(f"{first_on}")
    big.locator("[name=first_time]").fill("09:00")
    press(big, "Save")
    expect(big.locator("h1")).to_have_text("Torsdagsgruppa")
    big.locator("section:has(#ahead-heading) a").first.click()
    meeting = Meeting.objects.earliest("starts_at")
    expect(big).to_have_url(re.compile(f"{meeting.get_absolute_url()}$"))

    # Bo comes, says his phone
    phone.goto(meeting.get_absolute_url())
    press(phone, "Coming")
    expect(phone.get_by_role("heading", name=nb("Are you coming?"))).to_have_count(0)

    # Prepared
    follow(big, "Choose a theme")
    big.locator("[name=topic]").select_option("mentor_support")
    big.locator("[name=theme]").fill("Når spør vi for sent?")
    press(big, "Save")
    follow(big, "Add a case")
    big.locator("[name=title]").fill("Får ikke svar fra mentor")
    big.locator("[name=called]").fill("K.")
    big.locator("[name=participant]").select_option(str(lampe.pk))
    press(big, "Save")
    expect(big.locator(".hn-agenda__item")).to_have_count(3)

    # Conducted by keyboard; the phone follows
    follow(big, "Conduct the meeting")
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
    follow(phone, "Write notes")
    phone.locator("[name=notes]").fill("Avtale hvem som ringer.")
    press(phone, "Save")
    expect(phone.locator("#conduct-item")).to_have_text("Får ikke svar fra mentor")
    assert AgendaItem.objects.get(called="K.").notes == "Avtale hvem som ringer."

    # They agree on something for each, and go on
    follow(big, "The meeting’s page")
    expect(big.locator("#agenda-heading")).to_be_visible()
    agree_on(big, HERS, ada)
    agree_on(big, HIS, bo)
    follow(big, "Go on with the meeting")
    expect(title).to_have_text("Får ikke svar fra mentor")
    big.wait_for_load_state("load")

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
    expect(phone.locator("section:has(#came-heading)")).to_contain_text("Bo")

    # From the bench to sharing it with the office
    big.goto("/bench/")
    big.get_by_role("link", name=nb("Share what the meeting taught")).first.click()
    follow(big, "Open what it is about")
    big.get_by_label(nb("The whole office")).check()
    press(big, "See how it looks")
    expect(big.locator("section:has(#preview-heading)")).to_contain_text(TAUGHT)
    press(big, "Share")
    expect(big.get_by_text(nb("It is shared."))).to_be_visible()
    meeting.refresh_from_db()
    assert (meeting.state, meeting.summary) == (Meeting.State.SHARED, TAUGHT)

    # What is left on the benches is what each has to do
    for page, own, others in [(big, HERS, HIS), (phone, HIS, HERS)]:
        page.goto("/bench/")
        expect(page.locator("#notice-list")).to_contain_text(own)
        expect(page.locator("[hx-get][hx-trigger^=load]:not(#bell)")).to_have_count(0)
        expect(page.get_by_text(others)).to_have_count(0)
        expect(page.get_by_text(nb("Share what the meeting taught"))).to_have_count(0)

    # The next meeting opens on both: hers is done, his is carried on
    following = meeting.group.meetings.filter(starts_at__gt=meeting.starts_at).earliest("starts_at")
    big.goto(meeting.get_absolute_url())
    big.get_by_role("link", name="Torsdagsgruppa", exact=True).click()
    big.locator(f"section:has(#ahead-heading) a[href='{following.get_absolute_url()}']").click()
    expect(big.locator(".hn-agenda__item").first).to_contain_text(nb("What we agreed last time"))
    look_back = big.locator("#look-back")
    expect(look_back.locator(".hn-agreed")).to_have_count(2)
    row_of(big, HERS).get_by_role("link", name=re.compile(f"^{nb('Done')}")).click()
    press(look_back, "It is done")
    expect(row_of(big, HERS)).to_contain_text(nb("Done"))
    phone.goto(following.get_absolute_url())
    row_of(phone, HIS).get_by_role("link", name=re.compile(f"^{nb('Carry on')}")).click()
    phone.locator("#look-back [name=due_on]").fill(in_days(12))
    press(phone.locator("#look-back"), "Carry on")
    expect(row_of(phone, HIS)).to_contain_text(nb("carried on once"))
    assert [todo.owner for todo in Todo.objects.open()] == [bo.user]


def agree_on(page, what, member):
    """Through the form in its row; the page stays."""
    follow(page, "Write something we agree on")
    form = page.locator("#agreed-new form")
    form.locator("[name=what]").fill(what)
    form.locator("[name=owner]").select_option(str(member.user_id))
    form.locator("[name=due_on]").fill(in_days(5))
    press(form, "Save")
    expect(page.locator("#agreed")).to_contain_text(what)
    expect(form).to_have_count(0)


def row_of(page, what):
    return page.locator("#look-back .hn-agreed", has_text=what)


def in_days(days):
    return f"{timezone.localdate() + datetime.timedelta(days=days)}"


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_page_of_it_speaks_one_language(open_page, ada, bo, lampe, meeting, language):
    make_agenda_item(ada, meeting, participant=lampe)
    make_agreed(ada, meeting, owner=bo)
    make_barrier(ada, meeting=meeting)
    make_learning(ada, meeting=meeting)
    held = add_meeting(ada, meeting.group, starts_at=timezone.now() - datetime.timedelta(days=1))
    make_agreed(ada, held)
    end_meeting(ada, held, came=[ada.user_id])
    ada.user.language = language
    ada.user.save()
    foreign, page = texts_of_other_languages(language), open_page(ada)
    addresses = [reverse("reflection:meeting_list"), meeting.group.get_absolute_url()]
    addresses += [reverse("reflection:group_create"), meeting.get_absolute_url()]
    addresses += [held.get_absolute_url(), address("meeting_share", held)]
    addresses += [address(name, meeting) for name in PAGES_OF_A_MEETING]
    addresses += [reverse("caseload:workbench"), reverse("caseload:todo_list")]
    for url in addresses:
        page.goto(url)
        assert page.locator("html").get_attribute("lang") == language, url
        assert not set(page.evaluate(TEXTS)) & foreign, url


def texts_of_other_languages(language):
    """What is said in English, where that is said in other words in this language."""
    norwegian = "nb" if language == "en" else language
    said = {
        message.id: message.string
        for message in catalog(ROOT, norwegian)
        if isinstance(message.id, str) and "%" not in message.id
    }
    ours, others = (said, said.values()) if language == "en" else (said.values(), said)
    return set(others) - set(ours)


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
