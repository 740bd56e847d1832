"""The closing form and the stop in a browser: on a phone, without account and JavaScript."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from mentors.models import ClosingForm, MailAddress
from notifications import links
from notifications.models import Link
from tests.browser.conftest import nb
from tests.browser.test_accessibility import axe
from tests.factories import make_agreed_mentorship

UNTIL = timezone.now() + datetime.timedelta(days=30)


@pytest.fixture
def closing(ada, lampe):
    placement = make_agreed_mentorship(ada, lampe).placement
    placement.ended_on, placement.outcome = timezone.localdate(), "measure_ended"
    placement.save()
    mentor = placement.mentorships.get().mentor
    return placement.closing_forms.create(mentor=mentor, ask_on=timezone.localdate())


@pytest.fixture
def address(closing):
    return f"/closing/{issue('closing', closing).token}/"


def issue(purpose, about):
    return links.issue(purpose, about.pk, until=UNTIL)


def choose(page, value):
    page.locator(f"label:has-text('{value}')").click()


@pytest.mark.parametrize("javascript", [True, False])
def test_is_answered_on_a_phone(open_page, address, complaints, javascript):
    complaints.expect("status of 404")
    page = open_page(phone=True, java_script_enabled=javascript)
    page.goto(address)
    expect(page.locator("h1")).to_have_text(nb("Four questions for you"))
    assert "closing/form" in page.url
    submit = page.get_by_role("button", name=nb("Send the answer"))
    submit.click()
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    page.get_by_label(nb("What did you need from us at Nav?")).fill("Noen å ringe.")
    choose(page, nb("It ended as planned"))
    choose(page, nb("Yes, gladly"))
    submit.click()
    expect(page.locator("h1")).to_have_text(nb("Thank you"))
    form = ClosingForm.objects.get()
    assert (form.needed, form.again) == ("Noen å ringe.", "gladly")
    page.goto(address)
    expect(page.locator("h1")).to_have_text(nb("This link no longer works"))


def test_nothing_for_axe_to_find_and_nothing_to_scroll_sideways_to(open_page, address):
    address_row = MailAddress.objects.create(address_hash="x" * 64)
    stop = f"/stop/{issue('stop', address_row).token}/"
    page, found = open_page(size={"width": 320, "height": 640}), []

    def look(name):
        found.extend(axe(page, name))
        if page.evaluate("document.documentElement.scrollWidth") > 320:
            found.append(f"{name} scrolls sideways")

    page.goto(address)
    look("closing form")
    page.get_by_role("button", name=nb("Send the answer")).click()
    expect(page.locator(".aksel-error-summary")).to_be_visible()
    look("errors in it")
    page.goto("/closing/thanks/")
    look("thanks")
    page.goto(stop)
    look("stop")
    page.get_by_role("button", name=nb("Stop all mails")).click()
    expect(page.locator("h1")).to_have_text(nb("The mails are stopped"))
    look("stopped")
    assert not found


def test_reading_it_with_a_full_browser_spends_nothing(open_page, closing, address):
    page = open_page()
    for _each in range(3):
        page.goto(address)
        page.wait_for_load_state("networkidle")
    link = Link.objects.get(about=closing.pk)
    assert (link.spent_at, link.revoked_at) == (None, None)
