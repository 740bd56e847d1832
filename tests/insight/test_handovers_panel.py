"""Handovers and stand-ins: whoever is left without an advisor, and who has not been told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Membership
from caseload.handover.actions import accept, give_back, note_mentor_told, take_back
from caseload.models import Handover, Participant, StandIn
from tests.caseload.handover.steps import move, offer
from tests.factories import make_member, make_participant, make_placement
from tests.insight.seeing import leader_of_youth, listed, see, shield, sql, table, texts

TODAY = timezone.localdate


@pytest.fixture
def people(ada):
    return [make_participant(ada, f"Blid Lampe {number}") for number in range(6)]


def lines(handover):
    return handover.people.all()


def away(advisor, stand_in, *, began=-1, until=3):
    StandIn.objects.create(
        advisor=advisor.user,
        stand_in=stand_in.user,
        from_on=TODAY() + timedelta(days=began),
        until_on=TODAY() + timedelta(days=until),
    )


def test_what_came_of_handovers_in_the_period(ada, bo, lars, people):
    accept(bo, lines(offer(ada, bo, people[0], people[1])))
    give_back(bo, lines(offer(ada, bo, people[2])), why="Har ikke rom")
    take_back(ada, lines(offer(ada, bo, people[3])))
    offer(ada, bo, people[4])
    move(lars, ada, bo, people[5])
    panel = see(lars, "handovers")
    assert table(panel, "Handed over in this time") == {
        "Taken over": 2,
        "Moved by the leader": 1,
        "Waiting for an answer": 1,
        "Returned": 1,
        "Taken back": 1,
    }
    assert panel.finding == (
        "3 people were handed over to a new advisor in this time."
        " Everybody has an advisor who works here."
    )
    assert (
        sql(
            "SELECT count(DISTINCT h.participant_id) FROM caseload_handedover h"
            " JOIN caseload_handover o ON o.id = h.handover_id"
            " WHERE h.status IN ('accepted', 'moved') AND o.office_id = %s",
            lars.office_id,
        )
        == 3
    )


def test_what_was_handed_over_before_the_period_counts_where_it_is_chosen(ada, bo, lars, people):
    accept(bo, lines(offer(ada, bo, people[0])))
    Handover.objects.update(at=timezone.now() - timedelta(days=150))
    assert table(see(lars, "handovers"), "Handed over in this time")["Taken over"] == 0
    panel = see(lars, "handovers", period="half_year")
    assert table(panel, "Handed over in this time")["Taken over"] == 1


def test_somebody_handed_over_twice_is_one_person_with_a_new_advisor(ada, bo, lars, people):
    accept(bo, lines(offer(ada, bo, people[0])))
    people[0].refresh_from_db()
    move(lars, bo, ada, people[0])
    assert see(lars, "handovers").finding.startswith("1 person was handed over")


def test_who_waits_for_an_answer_can_be_opened(log_in, ada, bo, lars, people):
    offer(ada, bo, people[0], people[1])
    panel = see(lars, "handovers")
    assert listed(log_in(lars), panel, "colleague's answer") == {"Blid Lampe 0", "Blid Lampe 1"}


def test_whose_mentor_has_not_been_told_can_be_opened(log_in, ada, bo, lars, people):
    for each in people[:2]:
        make_placement(ada, each)
        each.refresh_from_db()
    accept(bo, lines(offer(ada, bo, *people[:3])))
    panel = see(lars, "handovers")
    assert listed(log_in(lars), panel, "new advisor") == {"Blid Lampe 0", "Blid Lampe 1"}
    note_mentor_told(bo, people[0])
    assert table(see(lars, "handovers"), "Now")["The mentor has not been told"] == 1


def test_whose_advisor_has_left_can_be_given_another(log_in, ada, bo, lars, people):
    Membership.objects.filter(pk=ada.pk).update(ends_on=TODAY() - timedelta(days=1))
    panel = see(lars, "handovers")
    [line] = [line for line in panel.lines if "no longer works here" in line.text]
    page = log_in(lars).get(line.url).content.decode()
    assert f"{line.url}?advisor={ada.user_id}" in page
    assert panel.finding.endswith("6 people have an advisor who no longer works here.")
    assert (
        sql(
            "SELECT count(*) FROM caseload_participant p WHERE office_id = %s AND NOT EXISTS"
            " (SELECT FROM accounts_membership m WHERE m.user_id = p.advisor_id"
            " AND m.office_id = p.office_id AND (m.ends_on IS NULL OR m.ends_on >= %s))",
            lars.office_id,
            TODAY(),
        )
        == 6
    )


def test_who_is_away_today_stands_by_name_with_her_stand_in(ada, bo, lena, lars):
    away(lena, ada, until=0)
    away(bo, lena, until=5)
    away(ada, bo, began=1)
    away(bo, ada, began=-9, until=-1)
    day = TODAY() + timedelta(days=5)
    assert texts(see(lars, "handovers")) == [
        f"Bo is away until {day.day}. {day:%B}; Lena stands in",
        f"Lena is away until {TODAY().day}. {TODAY():%B}; Ada stands in",
    ]


def test_another_office_a_protected_person_and_whose_follow_up_ended_count_nowhere(
    ada, bo, tor, lars, people
):
    toril = make_member("Toril", office=tor.office)
    offer(tor, toril, make_participant(tor, "Annen By"))
    away(tor, toril)
    offer(ada, bo, *people[:2])
    shield(people[0])
    Participant.objects.filter(pk=people[1].pk).update(ended_on=TODAY())
    panel = see(lars, "handovers")
    assert texts(panel) == []
    # Hers who has ended was handed over all the same.
    assert table(panel, "Handed over in this time")["Waiting for an answer"] == 1


def test_a_department_leader_sees_the_departments_share(ada, bo, lars, people):
    dag = leader_of_youth(*people[:2])
    offer(ada, bo, *people)
    Membership.objects.filter(pk=ada.pk).update(department=dag.department)
    away(ada, bo)
    away(bo, ada)
    assert table(see(lars, "handovers"), "Now")["Waiting for the colleague's answer"] == 6
    panel = see(dag, "handovers")
    assert table(panel, "Now")["Waiting for the colleague's answer"] == 2
    assert [text[:3] for text in texts(panel) if "away" in text] == ["Ada"]


def test_it_asks_as_often_for_many_as_for_one(ada, bo, lars, people, django_assert_num_queries):
    for each in people[:2]:
        offer(ada, bo, each)
        away(each.advisor.memberships.get(), bo)
        with django_assert_num_queries(4):
            see(lars, "handovers")
