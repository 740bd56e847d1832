"""Tables of answers in a browser: chosen by ticks, read on a narrow screen, printed on A4."""

import pytest
from playwright.sync_api import expect

from surveys.demo import load as demo
from surveys.models import Wave
from tests.browser.conftest import nb
from tests.browser.test_accessibility import look_at, visit
from tests.surveys.answered import make_answered, make_saved_table

A4 = {"width": 794, "height": 1123}


@pytest.fixture
def waves(db):
    """Two waves, by label."""
    demo.load()
    return list(Wave.objects.exclude(state=Wave.State.DRAFT))


def test_a_researcher_chooses_waves_and_questions_and_keeps_the_table(open_page, fia, waves):
    page, found = open_page(fia), []
    visit(page, "tables", "/surveys/tables/")
    found += look_at(page, "tables")
    page.get_by_role("link", name=nb("New table")).click()
    for wave in waves:
        page.get_by_label(f"{wave}: ").check()
    found += look_at(page, "waves")
    page.get_by_role("button", name=nb("Choose questions")).click()
    page.get_by_role("button", name=nb("Show the table")).click()
    found += look_at(page, "nothing chosen")
    page.get_by_label("Arbeidet hoper seg opp i perioder").check()
    page.get_by_label("Hvor mange kandidater med mentor har du hatt?").check()
    page.get_by_label("Hvem bør følge opp tett?").check()
    found += look_at(page, "questions")
    page.get_by_role("button", name=nb("Show the table")).click()
    expect(page.get_by_role("table")).to_have_count(3)
    found += look_at(page, "table")
    page.get_by_label(nb("What is the table called?")).fill("Arbeidet")
    page.get_by_role("button", name=nb("Save the table")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Arbeidet")
    found += look_at(page, "saved")
    assert not found


def test_pages_of_a_saved_table_and_of_own_words(open_page, fia, waves):
    [first, second] = waves
    saved = make_saved_table(fia, first, second, names=("uneven", "how"), percent=True)
    few = make_answered("few", *[{"room": "agree"}] * 5)
    page, found = open_page(fia), []
    for name, address in {
        "saved": saved.get_absolute_url(),
        "rename": f"{saved.get_absolute_url()}rename/",
        "delete": f"{saved.get_absolute_url()}delete/",
        "learning": f"/surveys/tables/show/?wave={second.pk}&item=developed&item=talk",
        "own words": f"/surveys/waves/{second.pk}/texts/learned/",
        "few": f"/surveys/tables/show/?wave={few.pk}&item=room",
    }.items():
        visit(page, name, address)
        found += look_at(page, name)
    assert not found


def test_a_table_is_printed_without_what_is_for_the_screen(open_page, fia, waves):
    saved = make_saved_table(fia, *waves, names=("uneven", "how"))
    page = open_page(fia)
    visit(page, "saved", saved.get_absolute_url())
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    expect(page.locator(".hn-header")).to_be_hidden()
    expect(page.get_by_role("link", name="CSV")).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
