"""From a number on the overview to the people behind it, to an agreement, and back."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override
from playwright.sync_api import expect

from tests.browser.test_accessibility import axe


@pytest.fixture
def says():
    """says("nn", "Show"), says("nn", one, many, n=1) → what is read in this language."""

    def says(language, *words, **values):
        with override(language):
            text = ngettext(*words, values["n"]) if len(words) > 1 else gettext(*words)
            return text % values

    return says


def agreed_with(says, language, number):
    one, many = "Room is agreed with %(n)d advisor", "Room is agreed with %(n)d advisors"
    return says(language, one, many, n=number)


@pytest.mark.parametrize(
    ("language", "phone"), [("nb", False), ("nn", True), ("en", False)], ids=["nb", "nn", "en"]
)
def test_a_leader_makes_room_from_a_number(open_page, says, lars, ada, kopp, language, phone):
    lars.user.language = language
    lars.user.save(update_fields=["language"])
    page, found = open_page(lars, phone=phone), []

    def look(name):
        expect(page.locator("html")).to_have_attribute("lang", language)
        found.extend(axe(page, name))

    page.goto("/insight/office/")
    panel = page.locator("#panel-closer")
    expect(panel.get_by_text(agreed_with(says, language, 0))).to_be_visible()
    look("overview")

    one, many = "%(n)d is followed closely", "%(n)d are followed closely"
    panel.get_by_role("link", name=says(language, one, many, n=1), exact=True).click()
    expect(page.get_by_role("link", name=kopp.name)).to_be_visible()
    look("people")

    page.locator("#advisor").select_option(label=ada.user.name)
    page.get_by_role("button", name=says(language, "Show"), exact=True).click()
    page.get_by_role("link", name=says(language, "Make an agreement")).click()
    expect(page.locator("[name=advisor]")).to_have_value(str(ada.user_id))
    look("agreement to be made")

    today = timezone.localdate()
    page.locator("[name=up_to]").fill("3")
    page.locator("[name=until_on]").fill(str(today + datetime.timedelta(days=90)))
    page.locator("[name=look_again_on]").fill(str(today + datetime.timedelta(days=30)))
    page.locator(".hn-sticky button").click()
    expect(page.locator("#status .hn-toast")).to_be_visible()
    look("agreement")

    page.get_by_role("link", name=says(language, "To the overview")).click()
    expect(panel.get_by_text(agreed_with(says, language, 1))).to_be_visible()
    look("overview with room")
    assert not found
