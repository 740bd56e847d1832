"""A mentor's phone, and the advisor's bench that shows within seconds what was sent from it."""

import time

import pytest
from playwright.sync_api import expect

from mentors.calls.actions import link_for
from mentors.models import Call
from notifications.models import Link
from tests.browser.conftest import nb
from tests.browser.test_accessibility import WIDER_THAN_THE_SCREEN, axe
from tests.factories import make_call, make_relation


@pytest.fixture
def relation(ada, lampe):
    return make_relation(ada, lampe)


@pytest.fixture
def address(relation):
    return f"/m/{link_for(relation).token}/"


def choose_and_send(page, choice):
    page.get_by_label(nb(choice), exact=True).check()
    page.get_by_role("button", name=nb("Send to Nav")).click()


def test_loading_the_page_spends_nothing_and_leaves_no_token_behind(open_page, address):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    token = address.split("/")[2]
    assert token not in page.url
    assert not any(token in request.headers.get("referer", "") for request in asked)
    assert token not in page.evaluate("document.cookie")
    assert Link.objects.get().spent_at is None
    assert not Call.objects.exists()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_two_taps_ask_for_a_call(open_page, address, javascript):
    page = open_page(phone=True, java_script_enabled=javascript)
    page.goto(address)
    choose_and_send(page, "Please call me")
    expect(page.get_by_role("heading", level=1)).to_have_text(nb("Thank you. It is sent."))
    page.reload()
    assert Call.objects.get().chosen == "call_me"


def test_the_choices_are_as_large_as_a_thumb_and_fit_a_phone(open_page, address):
    page = open_page(phone=True)
    page.goto(address)
    for card in page.locator(".hn-card").all():
        assert card.bounding_box()["height"] >= 48
    for target in page.locator("main a, main button, header button").all():
        assert target.bounding_box()["height"] >= 32
    assert not page.evaluate(WIDER_THAN_THE_SCREEN)
    page.set_viewport_size({"width": 320, "height": 640})
    assert not page.evaluate(WIDER_THAN_THE_SCREEN)


def test_a_keyboard_chooses_and_sends(open_page, address):
    page = open_page()
    page.goto(address)
    page.get_by_label(nb("All is well")).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(nb("Thank you. It is sent."))


def test_axe_finds_nothing(open_page, address):
    found = []
    for phone in [True, False]:
        page = open_page(phone=phone)
        page.goto(address)
        found += axe(page, f"mentor's page, {phone=}")
        page.get_by_role("button", name=nb("Send to Nav")).click()
        expect(page.get_by_text(nb("Choose one of the four.")).first).to_be_visible()
        found += axe(page, f"with an error, {phone=}")
        page.get_by_role("button", name="Enkelt språk").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(nb("Say it to Nav"))
        found += axe(page, f"easy, {phone=}")
        choose_and_send(page, "I am worried")
        expect(page.get_by_role("heading", level=1)).to_have_text(nb("Thank you. It is sent."))
        found += axe(page, f"thanks, {phone=}")
    assert not found


def test_a_call_from_another_browser_is_on_the_open_bench_within_five_seconds(
    ada_page, open_page, address
):
    ada_page.goto("/bench/")
    expect(ada_page.locator("#notice-list .hn-notices, #notice-list")).to_be_attached()
    mentor = open_page(phone=True)
    mentor.goto(address)
    choose_and_send(mentor, "I am worried")
    sent = time.monotonic()
    expect(ada_page.locator(".hn-call")).to_contain_text("Solveig Hansen", timeout=5_000)
    assert time.monotonic() - sent < 5


def test_one_small_question_at_a_time_and_none_in_a_hidden_tab(ada_page, relation):
    ada_page.clock.install()
    ada_page.goto("/bench/")
    asked = []
    ada_page.on("request", lambda request: "/news/" in request.url and asked.append(request))
    for _ in range(3):
        with ada_page.expect_response("**/news/"):
            ada_page.clock.run_for(4_000)
    assert len(asked) == 3
    ada_page.evaluate(
        "Object.defineProperty(document, 'hidden', {value: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    ada_page.clock.run_for(60_000)
    assert len(asked) == 3


def test_saying_what_was_done_takes_it_off_the_bench(ada_page, relation):
    make_call(relation)
    ada_page.goto("/bench/")
    ada_page.locator(".hn-call a").click()
    ada_page.get_by_label(nb("What was done?")).fill("Ringte, vi møtes i morgen.")
    ada_page.get_by_role("button", name=nb("Save")).click()
    expect(ada_page).to_have_url("/bench/")
    expect(ada_page.locator("#notice-list")).to_be_attached()
    expect(ada_page.locator(".hn-call")).to_have_count(0)
