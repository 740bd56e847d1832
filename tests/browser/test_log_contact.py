"""Logging a contact as people do: in the row, on a phone, without script, without network."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mentors.models import Contact
from tests.browser.conftest import PHONE, nb
from tests.factories import make_contact

TODAY = timezone.localdate()
NOTE = "Fikk prøve kassa. Gikk fint!"


def row(page, participant):
    return page.locator(f"#participant-{participant.pk}")


def log_button(page, participant):
    return page.locator(f"#participant-{participant.pk} .hn-cell-action a")


def save_button(page):
    return page.get_by_role("button", name=nb("Save contact"))


def choose(page, name, value):
    """Click a chip: the label that lies over the radio or checkbox."""
    page.locator(f"label:has([name={name}][value={value}])").click()


def write_note(page, text=NOTE):
    page.locator(".hn-more > summary").click()
    page.locator("[name=note]").fill(text)


# In the row of the bench


@pytest.fixture
def bench(ada_page, kopp, lampe):
    ada_page.goto("/bench/")
    return ada_page


def test_in_the_row_with_the_keyboard_only(bench, kopp):
    button = log_button(bench, kopp)
    button.focus()
    bench.keyboard.press("Enter")
    expect(row(bench, kopp).locator(".hn-log__title")).to_be_focused()
    expect(bench).to_have_url(re.compile("/bench/$"))

    # From the title: channel, who (4), who needs something, when, next, Save.
    for _tab in range(40):
        bench.keyboard.press("Tab")
        if bench.evaluate("document.activeElement.name") == "needs":
            break
    bench.keyboard.press("Space")
    expect(bench.locator("[name=needs][value=nobody]")).to_be_checked()
    bench.keyboard.press("Enter")

    expect(row(bench, kopp).locator(".hn-log")).to_have_count(0)
    expect(button).to_be_focused()
    expect(bench.locator("#status")).to_contain_text(nb("The contact is saved."))
    contact = kopp.contacts.get()
    assert (contact.on, contact.needs_something) == (TODAY, "")
    kopp.refresh_from_db()
    expect(row(bench, kopp)).to_contain_text(f"{kopp.next_contact_on:%d.%m.%Y}")


def test_an_error_in_the_row_is_told_there_and_keeps_the_text(bench, lampe):
    log_button(bench, lampe).click()
    write_note(bench)
    save_button(bench).click()
    needs = row(bench, lampe).locator(".hn-field--needs")
    expect(needs.locator(".aksel-error-message")).to_be_visible()
    expect(needs).to_be_focused()
    expect(bench.locator("[name=note]")).to_have_value(NOTE)
    assert not lampe.contacts.exists()

    choose(bench, "needs", "mentor")
    save_button(bench).click()
    expect(row(bench, lampe).locator(".hn-row--needs")).to_be_visible()
    assert lampe.contacts.get().note == NOTE


def test_cancel_gives_the_row_and_the_focus_back(bench, lampe):
    log_button(bench, lampe).click()
    row(bench, lampe).get_by_role("link", name=nb("Cancel")).click()
    expect(row(bench, lampe).locator(".hn-log")).to_have_count(0)
    expect(log_button(bench, lampe)).to_be_focused()


def test_what_was_logged_changes_the_counts_at_once(bench, lampe):
    needs = bench.locator("label[for=status-needs] .hn-count__n")
    expect(needs).to_have_text("0")
    log_button(bench, lampe).click()
    choose(bench, "needs", "me")
    save_button(bench).click()
    expect(needs).to_have_text("1")


def test_undo_takes_it_back(bench, lampe):
    log_button(bench, lampe).click()
    choose(bench, "needs", "me")
    save_button(bench).click()
    bench.locator("#status").get_by_role("button", name=nb("Undo")).click()
    expect(bench.locator("#status")).to_contain_text(nb("The contact is taken back."))
    assert lampe.contacts.get().undone_at
    expect(row(bench, lampe).locator(".hn-row--needs")).to_have_count(0)


def test_a_double_click_on_save_is_one_contact(bench, lampe):
    log_button(bench, lampe).click()
    choose(bench, "needs", "nobody")
    save_button(bench).dblclick()
    expect(row(bench, lampe).locator(".hn-log")).to_have_count(0)
    assert lampe.contacts.count() == 1


# On a phone


@pytest.fixture
def phone(ada_phone, kopp):
    """The form for Rolig Kopp, opened from her card."""
    ada_phone.goto("/bench/")
    log_button(ada_phone, kopp).tap()
    ada_phone.wait_for_url("**/contacts/new/")
    return ada_phone


def test_two_taps_from_the_open_form(phone, kopp):
    phone.locator("label:has([name=needs][value=nobody])").tap()
    save_button(phone).tap()
    phone.wait_for_url(f"**/bench/#participant-{kopp.pk}")
    expect(phone.locator("#status")).to_contain_text(nb("The contact is saved."))
    contact = kopp.contacts.get()
    assert (contact.how, contact.people) == ("visit", ["mentor"])
    kopp.refresh_from_db()
    assert kopp.next_contact_on == contact.next_contact_on > TODAY


def test_all_that_must_be_answered_and_save_fit_one_screen(phone, kopp, ada):
    make_contact(ada, kopp, on=TODAY - datetime.timedelta(days=20), needs_something="participant")
    phone.reload()
    assert phone.evaluate("scrollY") == 0
    bottoms = {}
    for name in ["how", "people", "needs", "when", "next"]:
        box = phone.locator(f".hn-field--{name}").bounding_box()
        bottoms[name] = box["y"] + box["height"]
        assert box["x"] >= 0 and box["x"] + box["width"] <= PHONE["width"]
    save = save_button(phone).bounding_box()
    assert save["y"] + save["height"] <= PHONE["height"]
    # Save is glued to the bottom of the screen: nothing to answer may lie under it.
    bar = phone.locator(".hn-sticky").bounding_box()["y"]
    assert {name: bottom - bar for name, bottom in bottoms.items() if bottom > bar} == {}


def test_what_is_tapped_is_large_enough(phone):
    for label in phone.locator(".hn-logpage .hn-chip, .hn-logpage .hn-segmented__item").all():
        if label.is_visible():
            assert min(label.bounding_box()["height"], label.bounding_box()["width"]) >= 32


def test_another_date_asks_for_it(phone):
    date = phone.locator("[name=date]")
    expect(date).not_to_be_visible()
    choose(phone, "when", "date")
    expect(date).to_be_visible()
    choose(phone, "when", "today")
    expect(date).not_to_be_visible()


def test_an_error_on_the_page_is_told_on_top_and_keeps_the_text(phone, kopp):
    write_note(phone)
    save_button(phone).click()
    expect(phone.locator(".aksel-error-summary")).to_be_focused()
    expect(phone.locator("[name=note]")).to_have_value(NOTE)
    phone.locator(".aksel-error-summary a").click()
    expect(phone.locator(".hn-field--needs")).to_be_in_viewport()
    choose(phone, "needs", "nobody")
    save_button(phone).click()
    phone.wait_for_url("**/bench/**")
    assert kopp.contacts.get().note == NOTE


def test_without_network_nothing_is_lost_and_save_works_again(phone, kopp, complaints):
    complaints.expect("ERR_INTERNET_DISCONNECTED|^htmx:")
    choose(phone, "needs", "colleagues")
    write_note(phone)
    phone.context.set_offline(True)
    save_button(phone).click()
    status = phone.locator("#status")
    expect(status).to_contain_text(
        nb("You are offline. What you wrote is not lost. Save when you are online again.")
    )
    expect(phone.locator("[name=note]")).to_have_value(NOTE)
    expect(save_button(phone)).to_be_enabled()

    phone.context.set_offline(False)
    expect(status).to_contain_text(nb("You are online again. Now you can save."))
    save_button(phone).click()
    phone.wait_for_url("**/bench/**")
    contact = kopp.contacts.get()
    assert (contact.needs_something, contact.note) == ("colleagues", NOTE)


def test_an_answer_that_never_came_is_still_one_contact(phone, kopp, complaints):
    """The server saved, but the network went before it could say so; she taps Save again."""
    complaints.expect("ERR_FAILED|^htmx:")

    def save_but_lose_the_answer(route):
        route.fetch(max_redirects=0)
        route.abort()

    choose(phone, "needs", "nobody")
    phone.route("**/contacts/new/", save_but_lose_the_answer, times=1)
    save_button(phone).click()
    expect(phone.locator("#status .hn-toast--error")).to_be_visible()
    assert kopp.contacts.count() == 1
    save_button(phone).click()
    phone.wait_for_url("**/bench/**")
    assert kopp.contacts.count() == 1


# Without JavaScript


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_everything_works_without_javascript(open_page, ada, kopp, lampe, phone):
    page = open_page(ada, phone=phone, java_script_enabled=False)
    page.goto("/bench/")
    page.locator("label[for=status-closer]").click()
    page.get_by_role("button", name=nb("Show"), exact=True).click()
    expect(page.locator(".hn-person")).to_have_count(1)

    log_button(page, kopp).click()
    page.wait_for_url("**/contacts/new/")
    write_note(page)
    save_button(page).click()
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    expect(page.locator("[name=note]")).to_have_value(NOTE)
    choose(page, "needs", "participant")
    save_button(page).click()
    page.wait_for_url(f"**/bench/#participant-{kopp.pk}")
    expect(page.locator("#status")).to_contain_text(nb("The contact is saved."))
    assert Contact.objects.get().note == NOTE

    row(page, kopp).locator(".hn-tag-link").click()
    page.locator("[name=how]").fill("Avtalte kurs i truckkjøring.")
    page.locator(".hn-sticky button").click()
    page.wait_for_url("**/bench/**")
    expect(page.locator(".hn-tag-link")).to_have_count(0)
    kopp.refresh_from_db()
    assert kopp.needs_something == ""


def test_undo_works_without_javascript(open_page, ada, lampe):
    page = open_page(ada, java_script_enabled=False)
    page.goto(f"/participants/{lampe.pk}/contacts/new/")
    choose(page, "needs", "me")
    save_button(page).click()
    page.locator("#status").get_by_role("button", name=nb("Undo")).click()
    expect(page.locator("#status")).to_contain_text(nb("The contact is taken back."))
    assert lampe.contacts.get().undone_at
