"""The bench: choosing, sorting and searching, and finding the way back."""

import datetime
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from caseload.rhythm import Rhythm
from tests.browser.conftest import nb
from tests.factories import (
    make_closer,
    make_contact,
    make_participant,
    make_placement,
    make_workplace,
)

TODAY = timezone.localdate()


@pytest.fixture
def bench(ada_page, ada, kopp, lampe):
    """Rolig Kopp is followed closely, Blid Lampe is not, and about Modig Sykkel Ada needs help."""
    sykkel = make_participant(ada, "Modig Sykkel", phase="in_job")
    make_contact(ada, sykkel, needs_something="me")
    lampe.set_next_contact(TODAY - datetime.timedelta(days=3))
    ada_page.goto("/bench/")
    return ada_page


def names(page):
    return page.locator("#bench .hn-cell-name > a:first-child")


def count(page, choice):
    return page.locator(f"label[for={choice}] .hn-count__n")


def test_who_needs_something_stands_first(bench):
    expect(names(bench)).to_have_text(["Modig Sykkel", "Blid Lampe", "Rolig Kopp"])


def test_a_status_filters_and_says_so_in_address_chip_and_count(bench):
    expect(count(bench, "status-closer")).to_have_text("1")
    bench.locator("label[for=status-closer]").click()
    expect(names(bench)).to_have_text(["Rolig Kopp"])
    expect(bench).to_have_url(re.compile(r"/bench/\?.*status=closer"))
    expect(bench.locator(".hn-toolbar .hn-chips li")).to_have_count(2)
    expect(bench.locator("#bench-summary")).to_contain_text("1")

    bench.locator(".hn-toolbar .hn-chips a").click()
    expect(names(bench)).to_have_count(3)


def test_the_count_of_a_phase_is_what_choosing_it_shows(bench):
    phase = bench.locator("label[for=phase-in_job]")
    shown = int(phase.locator(".hn-count__n").inner_text())
    phase.click()
    expect(names(bench)).to_have_count(shown)
    expect(names(bench)).to_have_text(["Modig Sykkel", "Rolig Kopp"])


def test_filtering_keeps_the_keyboard_where_it_was(bench):
    bench.locator("#status-active").focus()
    bench.keyboard.press("ArrowDown")
    expect(names(bench)).to_have_text(["Modig Sykkel"])
    expect(bench.locator("#status-needs")).to_be_focused()


def test_a_heading_sorts_and_turns(bench):
    heading = bench.get_by_role("columnheader", name=nb("Name"), exact=True)
    heading.get_by_role("link").click()
    expect(names(bench)).to_have_text(["Blid Lampe", "Modig Sykkel", "Rolig Kopp"])
    expect(heading).to_have_attribute("aria-sort", "ascending")
    heading.get_by_role("link").click()
    expect(names(bench)).to_have_text(["Rolig Kopp", "Modig Sykkel", "Blid Lampe"])
    expect(heading).to_have_attribute("aria-sort", "descending")


def test_no_address_ever_holds_a_name_that_was_searched_for(bench):
    asked = []
    bench.context.on("request", lambda request: asked.append(request.url))
    bench.locator("#bench-words").fill("lampe")
    bench.keyboard.press("Enter")
    expect(names(bench)).to_have_text(["Blid Lampe"])
    bench.reload()
    expect(names(bench)).to_have_text(["Blid Lampe"])
    bench.locator("#bench-words").fill("")
    bench.keyboard.press("Enter")
    expect(names(bench)).to_have_count(3)
    assert len(asked) > 3
    assert not [url for url in asked if "lampe" in url.lower()]


def test_the_view_is_remembered(bench):
    bench.locator("label[for=status-closer]").click()
    expect(names(bench)).to_have_count(1)
    bench.goto("/bench/")
    expect(names(bench)).to_have_text(["Rolig Kopp"])


def test_back_in_the_browser_gives_the_view_that_was_left(bench):
    bench.locator("label[for=status-closer]").click()
    expect(bench).to_have_url(re.compile("status=closer"))
    names(bench).first.click()
    expect(bench.get_by_role("heading", level=1)).to_have_text("Rolig Kopp")
    bench.go_back()
    expect(names(bench)).to_have_text(["Rolig Kopp"])
    expect(bench.locator("#status-closer")).to_be_checked()


def test_returning_from_a_person_marks_the_row_and_shows_it(bench, ada, lampe):
    for number in range(25):
        make_participant(ada, f"Person {number:02}")
    last = make_participant(ada, "Øverst Ås")
    bench.goto(f"/participants/{last.pk}/")
    bench.locator(".hn-back").click()
    expect(bench).to_have_url(re.compile(f"#participant-{last.pk}"))
    row = bench.locator(f"#participant-{last.pk}")
    expect(row).to_be_in_viewport()
    marked, plain = (
        page_row.locator("td").first.evaluate("cell => getComputedStyle(cell).backgroundColor")
        for page_row in [row, bench.locator(f"#participant-{lampe.pk}")]
    )
    assert marked != plain


def test_on_a_phone_people_are_cards_and_the_filter_is_closed(ada_phone, kopp, lampe):
    ada_phone.goto("/bench/")
    expect(ada_phone.locator("#bench-filter")).not_to_be_visible()
    for card in ada_phone.locator(".hn-person").all():
        box = card.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
    ada_phone.locator(".hn-side summary").tap()
    ada_phone.locator("label[for=status-closer]").tap()
    expect(names(ada_phone)).to_have_text(["Rolig Kopp"])


def test_a_leader_sees_who_has_whom(open_page, ada, bo, lars, lampe):
    page = open_page(lars)
    page.goto("/")
    expect(page).to_have_url(re.compile("/bench/office/"))
    expect(names(page)).to_have_count(2)
    page.locator("#bench-advisor").select_option(label="Ada")
    expect(names(page)).to_have_text(["Blid Lampe"])
    expect(page.locator(".hn-cell-action")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_whole_row_is_seen_without_scrolling_sideways(ada_page, ada, width):
    workplace = make_workplace(ada, "Furumoen aktivitetssenter")
    for name, phase in [("Nysgjerrig Fiskestang", "in_job"), ("Tålmodig Trompet", "wish")]:
        person = make_participant(ada, name, phase=phase)
        make_placement(ada, person, workplace=workplace)
        make_closer(ada, person, rhythm=Rhythm.WEEKLY)
        make_contact(ada, person, how="message", people=["mentor"], needs_something="participant")
        person.set_next_contact(TODAY - datetime.timedelta(days=21))
    ada_page.set_viewport_size({"width": width, "height": 900})
    ada_page.goto("/bench/")
    hidden = ada_page.locator(".hn-tablewrap").evaluate(
        "wrap => wrap.scrollWidth - wrap.clientWidth"
    )
    assert hidden == 0
