"""Two have the same joint note open and write in it at the same time."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from reflection.models import Note
from reflection.notes.saving import Began, save_section
from tests.browser.conftest import nb
from tests.factories import make_note

BEGUN = "Vi begynte tidligere.\nMentor ble spurt først."


@pytest.fixture
def note(ada, bo):
    return make_note(ada, bo, text=BEGUN)


@pytest.fixture
def section(note):
    return note.sections.first()


def opened(page, note):
    page.goto(note.get_absolute_url())
    return page.locator("textarea").first


def saved(page):
    expect(page.locator("[data-say=saved]").first).to_be_visible()


def text_of(section):
    section.refresh_from_db()
    return section.text


def test_what_both_type_stands_at_both(open_page, ada, bo, note, section):
    ada_page, bo_page = open_page(ada), open_page(bo)
    hers, his = opened(ada_page, note), opened(bo_page, note)
    hers.press("Control+End")
    hers.press_sequentially("\nAda la til dette.")
    his.press("Control+Home")
    his.press_sequentially("Bo begynte med dette.\n")
    saved(ada_page)
    saved(bo_page)
    both = f"Bo begynte med dette.\n{BEGUN}\nAda la til dette."
    for field in (hers, his):
        expect(field).to_have_value(both)
    assert text_of(section) == both


def test_the_caret_stays_in_its_paragraph_when_others_text_comes(open_page, ada, bo, note, section):
    page = open_page(ada)
    field = opened(page, note)
    field.press("Control+End")
    save_section(bo, section, text="Først.\n" + section.text, began=Began(1))
    expect(field).to_have_value("Først.\nVi begynte tidligere.\nMentor ble spurt først.")
    field.press_sequentially(" Ja.")
    expect(field).to_have_value("Først.\nVi begynte tidligere.\nMentor ble spurt først. Ja.")


def test_without_a_network_the_text_stays_and_is_saved_when_it_is_back(
    open_page, ada, complaints, note, section
):
    complaints.expect("ERR_INTERNET_DISCONNECTED")
    page = open_page(ada)
    field = opened(page, note)
    page.context.set_offline(True)
    field.press("Control+End")
    field.press_sequentially(" Uten nett.")
    expect(page.locator("[data-say=offline]").first).to_be_visible()
    page.context.set_offline(False)
    saved(page)
    assert text_of(section).endswith("Uten nett.")
    kept = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "Uten nett" not in kept


def test_agreeing_saves_first_what_was_typed(open_page, ada, bo, note, section):
    page = open_page(ada)
    field = opened(page, note)
    field.press("Control+End")
    field.press_sequentially(" Enig.")
    page.get_by_role("button", name=nb("I agree to the note as it is")).click()
    expect(page.locator("body")).to_contain_text(nb("You agree to the note as it is now."))
    assert text_of(section).endswith("Enig.")
    assert list(note.writers.agreeing().values_list("user__name", flat=True)) == ["Ada"]


def test_it_is_written_and_saved_without_javascript(open_page, ada, note, section):
    page = open_page(ada, java_script_enabled=False)
    opened(page, note).fill("Uten skript.")
    page.get_by_role("button", name=nb("Save")).first.click()
    assert text_of(section) == "Uten skript."


def test_from_the_first_word_to_the_researchers(open_page, ada, bo, fia):
    page = open_page(ada)
    page.goto(reverse("reflection:note_list"))
    page.get_by_role("link", name=nb("Begin a note")).click()
    page.get_by_role("button", name=nb("Begin")).click()
    page.locator("textarea").first.fill("Vi ringte før oppstart.")
    saved(page)
    expect(page.get_by_role("button", name=nb("I agree to the note as it is"))).to_be_visible()
    page.get_by_role("button", name=nb("I agree to the note as it is")).click()
    assert Note.objects.get().is_agreed
    page.get_by_role("link", name=nb("Look at it and hand it over")).click()
    page.get_by_role("button", name=nb("Hand it over as it stands here")).click()
    expect(page.locator("main")).to_contain_text(nb("Nobody has opened it yet."))
    researcher = open_page(fia)
    researcher.goto(reverse("reflection:handed_list"))
    researcher.locator("main ul a").click()
    expect(researcher.locator("main")).to_contain_text("Vi ringte før oppstart.")
