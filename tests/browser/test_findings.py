"""Who looked: a finding in a browser, read and closed with a word."""

from playwright.sync_api import expect

from accounts import audit
from accounts.models import AuditEntry
from insight.models import Finding
from tests.browser.conftest import nb
from tests.browser.test_accessibility import look_at, visit
from tests.factories import make_finding


def test_a_leader_reads_a_finding_and_closes_it(open_page, lars, bo, lampe):
    audit.record(bo, "participant.open", lampe)
    at = AuditEntry.objects.latest("pk").at
    finding = make_finding(bo, lampe)
    Finding.objects.filter(pk=finding.pk).update(first_at=at, last_at=at)
    page, found = open_page(lars), []
    visit(page, "findings", "/insight/findings/")
    found += look_at(page, "findings")
    page.get_by_role("link", name=nb("Not one of her own")).click()
    found += look_at(page, "finding")
    page.get_by_role("button", name=nb("Close"), exact=True).click()
    found += look_at(page, "no word")
    page.get_by_label(nb("What did you find?")).fill("Hun ringte for Ada.")
    page.get_by_role("button", name=nb("Close"), exact=True).click()
    expect(page.get_by_text(nb("Nothing waits for you."))).to_be_visible()
    found += look_at(page, "closed")
    assert not found
