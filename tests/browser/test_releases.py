"""A release in a browser: asked for by a researcher, decided by a privacy coordinator."""

import pytest
from playwright.sync_api import expect

from surveys.releases import work
from surveys.releases.models import Release
from tests.browser.conftest import nb
from tests.browser.test_accessibility import look_at, visit
from tests.surveys.releases.asked import make_big_wave, make_built


@pytest.fixture
def wave(db):
    return make_big_wave()


def test_a_release_is_asked_for_tried_approved_built_and_fetched(open_page, fia, pia, wave):
    page, found = open_page(fia), []
    visit(page, "releases", "/surveys/releases/")
    found += look_at(page, "releases")
    page.get_by_role("link", name=nb("New release")).click()
    page.get_by_label(nb("What is the release called?")).fill("Tid")
    page.get_by_label(nb("What are the data for?")).fill("En artikkel")
    page.get_by_label("T1: ").check()
    found += look_at(page, "new")
    page.get_by_role("button", name=nb("Choose questions")).click()
    page.get_by_label("Jeg har tid").first.check()
    expect(page.get_by_text(nb("It is being tried. It takes a few seconds."))).to_be_visible()
    work.try_out(Release.objects.get().pk)
    expect(page.get_by_text(nb("It can be released as you asked for it."))).to_be_visible()
    found += look_at(page, "questions")
    page.get_by_role("button", name=nb("Save and see what it costs")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tid")
    work.try_out(Release.objects.get().pk)
    page.get_by_role("button", name=nb("Ask for approval")).click()
    found += look_at(page, "asked")

    release = Release.objects.get()
    other = open_page(pia)
    visit(other, "decide", release.get_absolute_url())
    found += look_at(other, "decide")
    other.get_by_label(nb("A word about the decision")).fill("Greit")
    other.get_by_role("button", name=nb("Approve"), exact=True).click()
    expect(other.get_by_text(nb("The files are being built."))).to_be_visible()
    work.build(release.pk)
    visit(page, "built", release.get_absolute_url())
    found += look_at(page, "built")
    with page.expect_download() as download:
        page.get_by_role("link", name=nb("Fetch the files")).click()
    assert download.value.suggested_filename.startswith("hn-")
    assert not found


def test_the_ledger_and_what_offices_read(open_page, fia, pia, lars, wave):
    make_built(fia, pia, wave)
    Release.objects.update(for_offices=True)
    page, found = open_page(fia), []
    for name, address in {
        "ledger": "/surveys/ledger/",
        "entry": "/surveys/ledger/1/",
        "what surveys show": "/surveys/shown/",
    }.items():
        visit(page, name, address)
        found += look_at(page, name)
    page = open_page(lars)
    visit(page, "for the leader", "/surveys/shown/")
    found += look_at(page, "for the leader")
    assert not found
