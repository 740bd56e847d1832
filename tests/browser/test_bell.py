"""The bell counts by itself, goes quiet when the list was seen, and a line can be taken away."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from caseload.reminders.sweep import sweep
from notifications.models import Notification
from tests.browser.conftest import nb


@pytest.fixture
def due(kopp):
    """Rolig Kopp, whose agreed contact is today; Ada has been told."""
    today = timezone.localdate()
    kopp.set_next_contact(today)
    sweep(today)
    return Notification.objects.get()


@pytest.mark.parametrize("phone", [False, True], ids=["desktop", "phone"])
def test_from_the_bell_to_the_list_and_back_to_quiet(open_page, ada, due, phone):
    page = open_page(ada, phone=phone)
    page.goto("/bench/")
    count = page.locator(".hn-bell__count")
    expect(count).to_contain_text("1")
    page.locator("#bell a").click()
    line = page.locator(f"#notification-{due.pk}")
    expect(line).to_contain_text("Rolig Kopp")
    expect(count).to_have_count(0)

    line.get_by_role("button", name=nb("I need it no more")).click()
    expect(page.locator("#notification-list")).to_contain_text(nb("Nothing waits for you."))
    undo = line.get_by_role("button", name=nb("Undo"))
    expect(undo).to_be_focused()
    undo.click()
    expect(line.get_by_role("link", name="Rolig Kopp").first).to_be_focused()


def test_without_javascript_there_is_a_button(open_page, ada, due):
    page = open_page(ada, java_script_enabled=False)
    page.goto("/bench/")
    page.locator("#bell a").click()
    page.get_by_role("button", name=nb("Mark all as read")).click()
    expect(page.get_by_role("button", name=nb("Mark as read"))).to_have_count(0)
    assert not Notification.objects.unseen().exists()


def test_when_mails_come_is_asked_only_where_one_comes(open_page, ada):
    page = open_page(ada)
    page.goto("/account/settings/")
    weekday, time = page.locator(".hn-field--digest_weekday"), page.locator(".hn-field--digest_at")
    expect(weekday).to_be_hidden()
    expect(time).to_be_visible()
    page.get_by_label(nb("Once a week")).check()
    expect(weekday).to_be_visible()
    page.get_by_label(nb("Never")).check()
    expect(time).to_be_hidden()
