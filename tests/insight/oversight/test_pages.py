"""The leader and the privacy coordinator each look at what was found, and close it with a word."""

import pytest

from accounts import audit
from accounts.models import AuditEntry
from insight.models import Finding
from tests.factories import make_finding, make_participant


@pytest.fixture
def finding(bo, lampe):
    audit.record(bo, "participant.open", lampe, reason="Ville bare se")
    line = AuditEntry.objects.latest("pk")
    found = make_finding(bo, lampe)
    Finding.objects.filter(pk=found.pk).update(first_at=line.at, last_at=line.at)
    return found


def test_the_leader_reads_which_lines_it_is_about(log_in, lars, finding):
    page = log_in(lars).get(finding.get_absolute_url()).content.decode()
    assert "Ikke en av sine egne: Bo" in page and "Blid Lampe" in page and "Ville bare se" in page


def test_reading_it_is_a_line_in_the_log_itself(log_in, pia, finding):
    log_in(pia).get(finding.get_absolute_url())
    assert AuditEntry.objects.filter(user=pia.user, action="finding.open").count() == 1


def test_each_closes_it_with_a_word_of_her_own(log_in, lars, pia, finding):
    for membership, word in [(lars, "Hun ringte for Ada."), (pia, "Stemmer med vaktlista.")]:
        log_in(membership).post(finding.get_absolute_url(), {"word": word})
    page = log_in(lars).get(finding.get_absolute_url()).content.decode()
    assert "Hun ringte for Ada." in page and "Stemmer med vaktlista." in page
    assert not Finding.objects.waiting_for(lars) and not Finding.objects.waiting_for(pia)


def test_a_word_that_is_too_short_is_kept_in_the_form(log_in, lars, finding):
    answer = log_in(lars).post(finding.get_absolute_url(), {"word": "Ok"})
    assert answer.status_code == 422 and ">\nOk</textarea>" in answer.content.decode()
    assert Finding.objects.waiting_for(lars).exists()


def test_what_is_closed_stays_as_it_was_said(log_in, lars, finding):
    client = log_in(lars)
    for word in ["Hun ringte for Ada.", "Noe annet nå."]:
        client.post(finding.get_absolute_url(), {"word": word})
    finding.refresh_from_db()
    assert finding.leader_word == "Hun ringte for Ada."


def test_nobody_looks_into_herself(log_in, lars, lampe):
    about_herself = make_finding(lars, lampe)
    assert log_in(lars).get(about_herself.get_absolute_url()).status_code == 404
    assert not Finding.objects.visible_to(lars).exists()


def test_another_office_s_leader_sees_none_of_it(log_in, liv, finding):
    page = log_in(liv).get("/insight/findings/").content.decode()
    assert finding.get_absolute_url() not in page


def test_a_protected_person_is_not_named(log_in, lars, finding, lampe):
    lampe.protection = "shielded"
    lampe.save(update_fields=["protection"])
    assert "Blid Lampe" not in log_in(lars).get(finding.get_absolute_url()).content.decode()


def test_it_is_among_what_the_leader_decides(log_in, lars, finding):
    assert finding.get_absolute_url() in log_in(lars).get("/insight/decisions/").content.decode()


def test_the_list_asks_as_many_questions_for_many(
    log_in, lars, ada, bo, finding, django_assert_max_num_queries
):
    client = log_in(lars)
    client.get("/insight/findings/")
    for number in range(20):
        make_finding(bo, make_participant(ada, f"Person {number}"))
    with django_assert_max_num_queries(9):
        client.get("/insight/findings/")
