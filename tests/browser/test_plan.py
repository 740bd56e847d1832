"""Plan and measures are changed where they stand, and nothing is extended unseen."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from caseload.models import Goal, Measure, Step
from tests.factories import make_goal, make_measure, make_step

TODAY = timezone.localdate()


@pytest.fixture
def step(ada, lampe):
    return make_step(ada, make_goal(ada, lampe))


def test_a_step_is_changed_and_done_without_leaving_the_plan(ada_page, lampe, step):
    row = ada_page.locator(f"#step-{step.pk}")
    ada_page.goto(f"/participants/{lampe.pk}/plan/")
    row.locator("a").first.click()
    text = row.locator("[name=text]")
    expect(text).to_be_focused()
    expect(row.locator("[name=who_else]")).to_be_hidden()
    text.fill("Ringe opplæringskontoret")
    row.locator("label:has([name=who][value=other])").click()
    row.locator("[name=who_else]").fill("Markedskontakten")
    row.locator("button[type=submit]").click()
    expect(row).to_contain_text("Markedskontakten")
    row.locator("button").click()
    expect(row.locator(".aksel-tag")).to_be_visible()
    step.refresh_from_db()
    assert (step.text, step.ended) == ("Ringe opplæringskontoret", Step.Ended.DONE)


def test_a_certificate_asks_for_trade_and_way(ada_page, lampe):
    ada_page.goto(f"/participants/{lampe.pk}/plan/goals/new/")
    ada_page.locator("[name=text]").fill("Fagbrev")
    expect(ada_page.locator("[name=trade]")).to_be_hidden()
    ada_page.locator("[name=kind][value=trade_certificate]").check(force=True)
    ada_page.locator("[name=trade]").fill("Kokk")
    ada_page.locator(".hn-sticky button").click()
    expect(ada_page.locator("article")).to_contain_text("Kokk")
    assert Goal.objects.get().trade == "Kokk"


def test_an_extension_is_seen_before_it_is_saved(ada_page, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=20)
    longer = TODAY + datetime.timedelta(days=90)
    ada_page.goto(f"/measures/{measure.pk}/extend/")
    ada_page.locator("[name=ends_on]").fill(longer.isoformat())
    ada_page.locator(".hn-sticky button").click()
    expect(ada_page.locator(".aksel-base-alert")).to_be_visible()
    assert Measure.objects.get().ends_on == measure.ends_on
    ada_page.locator(".hn-sticky button").click()
    expect(ada_page.locator(f"#measure-{measure.pk}")).to_be_visible()
    assert Measure.objects.get().ends_on == longer
