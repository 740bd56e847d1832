"""Going through answers in own words in a browser, at every width and in the dark."""

from django.urls import reverse
from playwright.sync_api import expect

from surveys.demo import load as demo
from surveys.models import TextDecision
from tests.browser.conftest import nb
from tests.browser.test_accessibility import look_at, visit


def test_one_proposes_and_another_approves(open_page, fia, pia):
    demo.load()
    decision = TextDecision.objects.get()
    page, found = open_page(pia), []
    visit(page, "questions", reverse("surveys:text_list"))
    found += look_at(page, "questions")
    page.get_by_role("link", name="Hva er det viktigste du har lært?").click()
    found += look_at(page, "answers")
    address = reverse("surveys:text_answer", args=[decision.wave_id, "learned", decision.text_id])
    visit(page, "proposal", address)
    page.get_by_text(nb("Propose something else")).click()
    page.get_by_text(nb("Send it back")).click()
    found += look_at(page, "proposal")
    page.get_by_role("button", name=nb("Send back")).click()
    found += look_at(page, "no word")
    page.get_by_role("button", name=nb("Approve"), exact=True).click()
    expect(page.get_by_text(nb("Approved. What was taken out is deleted."))).to_be_visible()
    # The next that waits is there at once.
    page.get_by_label(nb("What is left of the answer")).fill("Noe helt annet")
    page.get_by_role("button", name=nb("Propose this text")).click()
    found += look_at(page, "refused")
    visit(page, "decided", address)
    found += look_at(page, "decided")
    assert not found
