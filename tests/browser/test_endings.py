"""How a placement ends, in a browser: what is asked, and what waits on the bench afterwards."""

from playwright.sync_api import expect

from caseload.models import Todo
from tests.factories import make_placement


def test_what_is_asked_follows_the_outcome_and_a_sudden_stop_waits_on_the_bench(
    open_page, ada, lampe
):
    placement = make_placement(ada, lampe)
    page = open_page(ada, phone=True)
    page.goto(f"/placements/{placement.pk}/end/")
    rhythm, days = page.locator(".hn-field--rhythm"), page.locator(".hn-field--days")
    expect(rhythm).to_be_hidden()
    page.locator("label:has-text('Ansatt her')").click()
    expect(rhythm).to_be_visible()
    expect(days).to_be_hidden()
    page.locator("input[name=rhythm][value=own] + label").click()
    expect(days).to_be_visible()
    page.locator("label:has-text('Stoppet av arbeidsplassen')").click()
    expect(rhythm).to_be_hidden()
    page.locator(".hn-sticky button").click()
    expect(page.locator("h1")).to_contain_text("Blid Lampe")
    page.goto("/bench/")
    waiting = page.locator(".hn-notices a")
    expect(waiting).to_have_count(2)
    page.locator(".hn-notices summary").click()
    waiting.first.click()
    page.locator("textarea[name=how]").fill("Snakket lenge.")
    page.locator(".hn-sticky button").click()
    expect(page.locator("#status")).to_contain_text("Gjort")
    assert Todo.objects.open().count() == 1
