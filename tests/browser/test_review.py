"""Going through a portfolio by keyboard, and on a phone."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from caseload.models import Participant, ReviewItem
from caseload.review import actions
from tests.browser.conftest import nb
from tests.browser.test_accessibility import axe, visit
from tests.factories import make_participant, make_review


@pytest.fixture
def review(ada, lampe):
    Participant.objects.filter(pk=lampe.pk).update(wish="Jobbe med dyr")
    make_participant(ada, "Rolig Kopp")
    return make_review(ada)


def test_a_person_is_chosen_for_by_keyboard_and_the_next_ones_name_has_focus(
    ada_page, review, lampe
):
    ada_page.goto(review.items.first().get_absolute_url())
    heading = ada_page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Blid Lampe")
    expect(heading).to_be_focused()
    ada_page.locator("[name=decision][value=closer]").focus()
    ada_page.keyboard.press("Space")
    expect(ada_page.locator("[name=rhythm]")).to_be_visible()
    expect(ada_page.locator("[name=until]")).to_be_hidden()
    ada_page.keyboard.press("ArrowRight")
    ada_page.keyboard.press("ArrowRight")
    expect(ada_page.locator("[name=decision][value=ordinary]")).to_be_checked()
    expect(ada_page.locator("[name=rhythm]")).to_be_hidden()
    ada_page.keyboard.press("Enter")
    expect(ada_page.locator(".aksel-error-summary")).to_be_focused()
    ada_page.locator("[name=asked][value=not_yet]").focus()
    ada_page.keyboard.press("Space")
    ada_page.keyboard.press("Enter")
    expect(heading).to_have_text("Rolig Kopp")
    expect(heading).to_be_focused()
    assert ReviewItem.objects.get(participant=lampe).asked == "not_yet"


def test_a_field_that_waits_for_a_hidden_one_is_hidden_too(ada_page, review):
    ada_page.goto(review.items.first().get_absolute_url())
    ada_page.locator("label:has([name=decision][value=closer])").click()
    ada_page.locator("[name=rhythm]").select_option("own")
    expect(ada_page.locator("[name=days]")).to_be_visible()
    ada_page.locator("label:has([name=decision][value=consider])").click()
    expect(ada_page.locator("[name=days]")).to_be_hidden()


def test_wish_facts_choice_and_save_are_on_one_screen_of_a_phone(ada_phone, review):
    ada_phone.goto(review.items.first().get_absolute_url())
    expect(ada_phone.locator("#placement-panel[hx-trigger]")).to_have_count(0)
    ada_phone.evaluate("scrollTo(0, 0)")
    for text in [nb("What we know"), nb("What do you choose?"), nb("Save and go on")]:
        expect(ada_phone.get_by_text(text, exact=True).first).to_be_in_viewport(ratio=1)
    ada_phone.locator("label:has([name=decision][value=consider])").click()
    expect(ada_phone.get_by_text(nb("Save and go on"), exact=True)).to_be_in_viewport(ratio=1)


def test_axe_finds_nothing_in_what_a_colleague_sees_nor_in_the_summary(open_page, ada, bo, review):
    first, second = review.items.all()
    actions.invite(ada, review, colleagues=[bo.user])
    actions.bring(ada, second)
    actions.decide(
        ada,
        first,
        decision="consider",
        asked="not_yet",
        why="",
        known=[],
        until=timezone.localdate(),
    )
    page, found = open_page(bo), []
    for url in (review.get_absolute_url(), second.get_absolute_url()):
        visit(page, "invited", url)
        found += axe(page, url)
    page = open_page(ada)
    for url in (second.get_absolute_url(), first.get_absolute_url()):
        visit(page, "with colleagues", url)
        found += axe(page, url)
    actions.finish_review(ada, review)
    for url in (review.get_absolute_url(), "/review/", "/bench/"):
        visit(page, "ended", url)
        found += axe(page, url)
    assert not found
