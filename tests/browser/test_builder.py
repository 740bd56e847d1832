"""A researcher builds a small instrument from nothing, with the preview beside the form."""

from playwright.sync_api import expect

from surveys.models import InstrumentVersion
from tests.browser.test_accessibility import look_at, visit


def test_an_instrument_is_built_from_nothing(open_page, fia):
    page = open_page(fia)
    page.goto("/surveys/instruments/new/")
    page.locator("[name=title]").fill("Puls")
    page.locator("[name=code]").fill("puls")
    page.locator("#form-panel button").click()
    build = page.url
    page.goto(f"{build}../add/choices/")
    page.locator("[name=name]").fill("agree")
    page.locator("[name=rows]").fill("yes | Enig | Einig\nno | Uenig | Ueinig")
    page.locator("#form-panel button").click()
    page.goto(f"{build}../add/page/")
    page.locator("[name=name]").fill("first")
    page.locator("#form-panel button").click()
    page.goto(f"{build}../add/item/?to=first")
    page.locator("[name=text_nb]").fill("Har du tid?")
    page.locator("[name=choices]").select_option("agree")
    page.locator("[name=name]").fill("room")
    expect(page.locator("#_preview")).to_contain_text("Har du tid?")
    page.locator("#form-panel button").click()
    assert list(InstrumentVersion.objects.get().questionnaire.items) == ["room"]
    pages = {
        "build": build,
        "instrument_detail": f"{build}../",
        "part_edit": f"{build}../item/room/",
        "instrument_list": "/surveys/instruments/",
        "instrument_import": "/surveys/instruments/import/",
    }
    found = []
    for name, address in pages.items():
        visit(page, name, address)
        found += look_at(page, name)
    assert found == []
