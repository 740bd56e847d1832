"""A whole caseload changes hands: one page, one submit, one answer."""

import time

from playwright.sync_api import expect

from caseload.models import HandedOver, Participant
from tests.browser.conftest import nb
from tests.factories import make_closer, make_participant


def test_120_people_in_under_two_minutes_and_with_one_submit(open_page, ada, bo):
    people = [make_participant(ada, f"Person {n:03}") for n in range(120)]
    make_closer(ada, people[0])
    page = open_page(ada)
    posts = []
    page.on("request", lambda request: request.method == "POST" and posts.append(request))
    began = time.monotonic()
    page.goto("/handovers/new/")
    page.get_by_role("radio", name="Bo").check()
    page.get_by_role("radio", name=nb("Everybody on this page")).check()
    expect(page.locator(".hn-handed__tick").first).not_to_be_visible()
    expect(page.locator("textarea:visible")).to_have_count(1)
    page.locator("textarea:visible").fill("Korte beskjeder virker best.")
    page.locator(".hn-sticky button").click()
    page.wait_for_url("**/handovers/*-*/")
    assert time.monotonic() - began < 120
    assert len(posts) == 1
    expect(page.get_by_text("Korte beskjeder virker best.")).to_be_visible()
    assert HandedOver.objects.filter(status=HandedOver.Status.OFFERED).count() == 120

    receiver = open_page(bo, phone=True)
    receiver.goto("/bench/")
    receiver.locator(".hn-notices summary").click()
    receiver.locator(".hn-notices a").click()
    receiver.get_by_role("button", name=nb("Take over all")).click()
    expect(receiver.locator("#status .hn-toast")).to_be_visible()
    assert Participant.objects.filter(advisor=bo.user).count() == 121
