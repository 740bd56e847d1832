"""Waves and codes in a browser: a researcher's pages, and the sheet a local contact prints."""

import os

import pytest
from playwright.sync_api import expect

from accounts.models import Membership
from surveys.models import Invitation, WaveOffice
from surveys.waves.actions import close_wave
from tests.browser.conftest import nb
from tests.browser.test_accessibility import NARROW, axe, look_at, too_wide, visit
from tests.factories import make_member, make_office, make_questionnaire, make_wave

A4 = {"width": 794, "height": 1123}


@pytest.fixture
def lotte(ada):
    """Local contact at Nav Fjordby."""
    return make_member("Lotte", office=ada.office, role=Membership.Role.LOCAL_CONTACT)


def closed_wave(fia, *offices):
    wave = make_wave(fia, *offices, opened=True, label="T2", code="closed")
    batch = wave.batches.get()
    for number, office in enumerate(offices):
        Invitation.objects.bulk_create(
            Invitation(
                wave=wave,
                batch=batch,
                office=office,
                token_sha256=bytes([number, each] * 16),
                is_spent=each < 5,
            )
            for each in range(8 + number)
        )
        WaveOffice.objects.filter(wave=wave, office=office).update(sent=8 + number)
    close_wave(fia, wave)
    wave.batches.update(state="released", number=10)
    return wave


def test_a_researchers_pages_of_waves(open_page, fia, ada):
    other = make_office("Nav Elvebakken", ada.office.county)
    untranslated = make_questionnaire("Støtte fra dem du arbeider sammen med hver dag", nn="")
    draft = make_wave(fia, ada.office, questionnaire=untranslated, code="draft", label="T3")
    ready = make_wave(fia, label="Høsten 2026", code="ready")
    endless = make_wave(fia, other, opened=True, closes_on=None, audience="employers", code="e")
    closed = closed_wave(fia, ada.office, other)
    page, found = open_page(fia), []
    for name, address in {
        "start": "/surveys/",
        "new": "/surveys/waves/new/",
        "draft": draft.get_absolute_url(),
        "not to be opened": f"{draft.get_absolute_url()}open/",
        "edit": f"{draft.get_absolute_url()}edit/",
        "open it": f"{ready.get_absolute_url()}open/",
        "open": endless.get_absolute_url(),
        "close it": f"{endless.get_absolute_url()}close/",
        "closed": closed.get_absolute_url(),
        "consent": "/surveys/consent-texts/",
        "new consent": "/surveys/consent-texts/new/",
    }.items():
        visit(page, name, address)
        found += look_at(page, name)
        shoot(page, name)
    assert not found


def test_a_local_contact_prints_a_sheet_on_her_phone_or_on_a4(open_page, fia, ada, bo, lotte):
    wave = make_wave(fia, ada.office, opened=True)
    page, found = open_page(lotte, phone=True), []
    page.goto("/surveys/codes/")
    found += axe(page, "waves")
    shoot(page, "codes")
    page.get_by_role("link", name="Støtte i arbeidet").click()
    found += axe(page, "wave")
    shoot(page, "code detail")
    expect(page.get_by_label(nb("How many codes?"))).to_have_value("2")
    page.get_by_label(nb("How many codes?")).fill("14")
    page.get_by_role("button", name=nb("Make a sheet to print")).click()
    slips = page.locator(".hn-slip")
    expect(slips).to_have_count(14)
    found += axe(page, "sheet")
    shoot(page, "sheet")
    page.set_viewport_size(NARROW)
    found += too_wide(page, "sheet")
    page.set_viewport_size(A4)
    page.emulate_media(media="print")
    expect(page.locator(".hn-header")).to_be_hidden()
    expect(page.get_by_role("heading")).to_be_hidden()
    first, second, third = (slips.nth(number).bounding_box() for number in range(3))
    assert first["x"] == second["x"] and first["width"] < A4["width"]
    assert third["y"] > second["y"] > first["y"]
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 2
    shoot(page, "sheet on paper")
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/surveys/codes/{wave.pk}/")
    page.get_by_role("button", name=nb("Make a message")).click()
    expect(page.get_by_label(nb("Text to copy"))).to_be_visible()
    found += axe(page, "message")
    shoot(page, "message")
    page.goto(f"/surveys/codes/{wave.pk}/reminder/")
    found += axe(page, "reminder")
    assert not found


def shoot(page, name):
    if folder := os.environ.get("SHOTS"):
        width = page.viewport_size["width"]
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
        if width == 1440:
            page.set_viewport_size({"width": 390, "height": 844})
            page.screenshot(path=f"{folder}/{name}-390.png", full_page=True)
            page.set_viewport_size({"width": 1440, "height": 900})
