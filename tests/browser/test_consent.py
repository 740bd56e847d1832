"""What may be told, from asking to standing at the workplace with a phone; and the paper."""

import pytest
from playwright.sync_api import expect

from caseload.consent.models import Consent
from tests.browser.conftest import nb
from tests.factories import make_consent, make_start_agreement


def fold(page):
    return page.locator("details:has(> [id^=consent-told])")


def test_asked_saved_told_beside_the_form_and_withdrawn(open_page, ada, kopp):
    page = open_page(ada)
    page.goto(f"/participants/{kopp.pk}/consent/")
    page.locator("a[href$='topic=language&receiver=mentor']").click()
    page.locator(".hn-sticky button").click()
    expect(page.get_by_role("button", name=nb("Withdraw"))).to_have_count(1)

    phone = open_page(ada, phone=True)
    phone.goto(f"/participants/{kopp.pk}/contacts/new/")
    told = phone.locator("[id^=consent-told]")
    expect(told).not_to_be_visible()
    fold(phone).locator("summary").tap()
    expect(told).to_contain_text(str(nb("Language")))
    expect(told.locator("a")).to_have_count(0)

    page.get_by_role("button", name=nb("Withdraw")).click()
    expect(page.get_by_role("button", name=nb("Withdraw"))).to_have_count(0)
    assert Consent.objects.get().ended_how == "withdrawn"


def test_in_the_row_it_is_folded_too(open_page, ada, kopp):
    make_consent(ada, kopp, topic="aids", receiver="colleagues")
    page = open_page(ada)
    page.goto("/bench/")
    page.locator(f"#participant-{kopp.pk} .hn-cell-action a").click()
    fold(page).locator("summary").click()
    expect(page.locator("[id^=consent-told]")).to_contain_text(str(nb("Aids and adaptation")))


@pytest.mark.parametrize("words", [1, 20], ids=["short", "long"])
def test_the_start_agreement_is_one_sheet_with_nothing_around_it(open_page, ada, kopp, words):
    placement = kopp.placements.get()
    text = " ".join(["Mentor viser, kandidaten prøver."] * words)
    names = ["training_plan", "at_work", "outside_work", "when_to_call", "contact"]
    make_start_agreement(ada, placement, goal="Det gamle målet")
    make_start_agreement(ada, placement, version=1, goal="Nytt mål", **dict.fromkeys(names, text))
    page = open_page(ada)
    page.goto(f"/placements/{placement.pk}/start-agreement/")
    page.emulate_media(media="print")
    for hidden in ["header", "footer", "[data-print]", "details", ".hn-back"]:
        expect(page.locator(hidden).first).not_to_be_visible()
    expect(page.locator("article")).to_be_visible()
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets == (1 if words == 1 else 2)
