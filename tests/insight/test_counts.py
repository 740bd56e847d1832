"""What the dashboards count is always as it is now, whatever is kept from earlier."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Department, Membership
from caseload.models import Participant
from insight.counts.counting import counts_for
from insight.counts.refreshing import refresh_all, refresh_changed, refresh_stale
from insight.models import CaseloadCount, StaleCaseload
from tests.factories import make_closer, make_member, make_participant

TODAY = timezone.localdate


def followed(membership):
    return counts_for(membership)["followed"]


def test_a_leader_counts_the_people_of_the_office(ada, bo, lars, lampe, tor):
    assert followed(lars) == 2


def test_nobody_else_counts_anybody(ada, lampe, mia, kari, fia, pia, olav):
    for member in [ada, mia, kari, fia, pia, olav]:
        assert followed(member) == 0


def test_a_protected_person_is_in_no_count(ada, lars, lampe):
    Participant.objects.update(protection=Participant.Protection.SHIELDED)
    assert followed(lars) == 0
    refresh_all(TODAY())
    assert followed(lars) == 0


def test_a_department_leader_counts_the_department(ada, lampe):
    youth = Department.objects.create(office=ada.office, name="Ungdom")
    leader = make_member("Dag", office=ada.office)
    leader.role, leader.department = Membership.Role.DEPARTMENT_LEADER, youth
    leader.save()
    young = make_participant(ada, "Ung Gren")
    Participant.objects.filter(pk=young.pk).update(department=youth)
    assert followed(leader) == 1
    refresh_all(TODAY())
    assert followed(leader) == 1


def test_what_is_kept_gives_the_same_numbers(ada, bo, lars, lampe):
    make_closer(ada, lampe)
    counted = counts_for(lars)
    assert refresh_all(TODAY()) == 1
    assert CaseloadCount.objects.count() == 2
    assert counts_for(lars) == counted


@pytest.mark.parametrize("worker_has_run", [False, True])
def test_a_change_is_counted_at_once(ada, lars, lampe, worker_has_run):
    refresh_all(TODAY())
    make_participant(ada, "Ny Gren")
    make_closer(ada, lampe)
    if worker_has_run:
        refresh_stale(TODAY())
        assert not StaleCaseload.objects.exists()
    counts = counts_for(lars)
    assert (counts["followed"], counts["closely"]) == (2, 1)


def test_a_person_who_moves_is_counted_where_she_is_now(ada, bo, lars, lampe):
    refresh_all(TODAY())
    Participant.objects.filter(pk=lampe.pk).update(advisor=bo.user)
    refresh_stale(TODAY())
    of_advisor = counts_for(lars).of_advisor
    assert ada.user_id not in of_advisor
    assert of_advisor[bo.user_id]["followed"] == 2


def test_a_person_who_is_deleted_is_no_longer_counted(ada, lars, lampe):
    refresh_all(TODAY())
    lampe.delete()
    refresh_stale(TODAY())
    assert followed(lars) == 0


def test_what_was_counted_yesterday_is_not_used(ada, lars, lampe):
    make_closer(ada, lampe, next_contact_on=TODAY() - timedelta(days=1))
    refresh_all(TODAY() - timedelta(days=1))
    assert counts_for(lars)["over"] == 1


def test_only_the_caseload_that_changed_is_counted_anew(ada, bo, lars, lampe):
    refresh_all(TODAY())
    lampe.set_next_contact(TODAY())
    [mark] = StaleCaseload.objects.all()
    assert mark.advisor_id == ada.user_id
    before = CaseloadCount.objects.get(advisor=bo.user).pk
    refresh_changed(ada.office_id, TODAY())
    assert CaseloadCount.objects.get(advisor=bo.user).pk == before


def test_reading_what_is_kept_asks_once(ada, lars, lampe, django_assert_num_queries):
    refresh_all(TODAY())
    lampe.set_next_contact(TODAY())
    with django_assert_num_queries(1):
        counts_for(lars)
