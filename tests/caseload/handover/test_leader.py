"""A leader moves people at once; nobody is without an advisor."""

import datetime

import pytest

from accounts.models import Department, Membership
from caseload.models import Handover, Participant
from tests.caseload.handover.steps import (
    NEW,
    TODAY,
    Status,
    advisor_of,
    answer,
    move,
    offer,
    page,
    texts,
)
from tests.factories import make_member, make_participant


def test_a_leader_moves_a_whole_caseload_at_once(log_in, ada, bo, lars, lampe, kopp):
    client, url = log_in(lars), f"{NEW}?advisor={ada.user_id}"
    assert client.get(url).context["form"].people == [lampe, kopp]
    client.post(url, page(lampe, kopp, who="everybody", receiver=bo.user_id))
    assert [advisor_of(lampe), advisor_of(kopp)] == [bo.user, bo.user]
    assert "2" in texts(bo)[0]
    answer(log_in(bo), Handover.objects.get(), "accept")
    assert texts(bo) == []


def test_who_is_returned_to_the_leader_keeps_her_advisor_until_somebody_else_is_found(
    log_in, ada, bo, lars, lampe
):
    handover = move(lars, ada, bo, lampe)
    answer(log_in(bo), handover, "return", why="Jeg er nabo")
    assert advisor_of(lampe) == bo.user
    assert "1" in texts(lars)[0]
    eva = make_member("Eva", office=ada.office)
    move(lars, bo, eva, lampe)
    assert advisor_of(lampe) == eva.user
    assert texts(lars) == [] and texts(bo) == []


def test_a_leader_does_not_wait_for_an_answer_that_is_out(log_in, ada, bo, lars, lampe):
    eva = make_member("Eva", office=ada.office)
    handover = offer(ada, bo, lampe)
    move(lars, ada, eva, lampe)
    assert advisor_of(lampe) == eva.user
    assert answer(log_in(bo), handover, "accept").status_code == 404


def test_a_move_that_fails_leaves_an_open_offer_alone(ada, bo, lars, lampe):
    offer(ada, bo, lampe)
    move(lars, ada, make_member("Kai", role=Membership.Role.RESEARCHER, office=ada.office), lampe)
    assert lampe.handed_over.get(failure="").status == Status.OFFERED


def test_handing_on_who_was_moved_to_her_is_an_answer_to_the_leader(ada, bo, lars, lampe):
    move(lars, ada, bo, lampe)
    offer(bo, ada, lampe)
    statuses = lampe.handed_over.order_by("handover__at").values_list("status", flat=True)
    assert list(statuses) == [Status.ACCEPTED, Status.OFFERED]


def test_a_leader_is_told_of_people_whose_advisor_no_longer_works_here(
    log_in, ada, bo, lars, tor, lampe, kopp
):
    assert texts(lars) == []
    yesterday = TODAY - datetime.timedelta(days=1)
    Membership.objects.filter(pk=ada.pk).update(ends_on=yesterday)
    assert len(texts(lars)) == 1 and "2" in texts(lars)[0]
    client = log_in(lars)
    [first, *_others] = client.get(NEW).context["advisors"]
    assert (first["name"], first["people"], first["works_here"]) == ("Ada", 2, False)
    client.post(
        f"{NEW}?advisor={ada.user_id}", page(lampe, kopp, who="everybody", receiver=bo.user_id)
    )
    assert advisor_of(kopp) == bo.user
    assert texts(lars) == []


@pytest.mark.parametrize("advisor", ["", "x", "٣", "-1", "9" * 30, "0"])
def test_a_leader_chooses_first_whose_people(log_in, ada, lars, lampe, advisor):
    response = log_in(lars).get(NEW, {"advisor": advisor})
    assert "caseload/handover_choose.html" in [each.name for each in response.templates]


def test_a_leader_moves_nobody_of_another_office(log_in, lars, tor, ada):
    client = log_in(lars)
    assert "advisors" in client.get(NEW, {"advisor": tor.user_id}).context
    stranger = Participant.objects.get(advisor=tor.user)
    client.post(f"{NEW}?advisor={tor.user_id}", page(stranger, receiver=ada.user_id))
    assert advisor_of(stranger) == tor.user


def test_a_department_leader_moves_her_department_and_sees_the_receipt(log_in, ada, bo, lampe):
    young, others = (Department.objects.create(office=ada.office, name=n) for n in ("Ung", "Øvrig"))
    Participant.objects.filter(pk=lampe.pk).update(department=young)
    outside = make_participant(ada, "Utenfor Uhr")
    Membership.objects.filter(pk=bo.pk).update(department=others)
    leader = _department_leader(ada.office, young)
    client, url = log_in(leader), f"{NEW}?advisor={ada.user_id}"
    assert client.get(url).context["form"].people == [lampe]
    receipt = client.get(
        client.post(url, page(lampe, outside, who="everybody", receiver=bo.user_id)).url
    )
    assert "Blid Lampe" in receipt.content.decode()
    assert "Utenfor Uhr" not in receipt.content.decode()
    lampe.refresh_from_db()
    assert (lampe.advisor, lampe.department) == (bo.user, others)
    assert advisor_of(outside) == ada.user


def _department_leader(office, department):
    user = make_member("Dag", office=office).user
    Membership.objects.filter(user=user).delete()
    return Membership.objects.create(
        user=user,
        office=office,
        department=department,
        role=Membership.Role.DEPARTMENT_LEADER,
        starts_on=datetime.date(2024, 1, 1),
    )
