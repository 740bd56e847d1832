"""The answer of whoever is asked to take over, what she sees before it and what follows."""

import datetime

import pytest
from django.db import IntegrityError

from accounts.models import AuditEntry
from caseload.actions import reassign
from caseload.handover import actions
from caseload.models import Participant, StandIn
from tests.caseload.handover.steps import (
    NEW,
    TODAY,
    Failure,
    Status,
    advisor_of,
    answer,
    handed,
    offer,
    texts,
)
from tests.factories import make_closer, make_contact, make_member, make_participant, make_placement


def test_taking_over_changes_the_advisor_and_nothing_else(log_in, ada, bo, lampe):
    make_placement(ada, lampe)
    make_contact(ada, lampe)
    make_closer(ada, lampe, next_contact_on=TODAY + datetime.timedelta(days=9))
    lampe.followers.create(user=make_member("Eva", office=ada.office).user)
    kept = [f.attname for f in Participant._meta.fields if f.name not in ("advisor", "department")]
    before = Participant.objects.values(*kept).get(pk=lampe.pk)
    followers = list(lampe.followers.values("pk", "user"))
    agreed = list(lampe.follow_ups.values())
    handover = offer(ada, bo, lampe)
    assert answer(log_in(bo), handover, "accept").status_code == 302
    assert advisor_of(lampe) == bo.user
    assert Participant.objects.values(*kept).get(pk=lampe.pk) == before
    assert list(lampe.followers.values("pk", "user")) == followers
    assert list(lampe.follow_ups.values()) == agreed
    assert lampe.contacts.count() == 1
    change = lampe.changes.get(kind="advisor")
    assert (change.before, change.after, change.by) == ("Ada", "Bo", bo.user)
    assert [each.advisor.name for each in lampe.assignments.all()] == ["Bo", "Ada"]
    assert log_in(ada).get(lampe.get_absolute_url()).status_code == 404


def test_one_is_taken_over_and_another_returned_with_a_word_why(log_in, ada, bo, lampe, kopp):
    handover = offer(ada, bo, lampe, kopp)
    client = log_in(bo)
    answer(client, handover, "accept", handed(lampe))
    answer(client, handover, "return", handed(kopp), why="Jeg kjenner familien.")
    assert [advisor_of(lampe), advisor_of(kopp)] == [bo.user, ada.user]
    page = log_in(ada).get("/handovers/").content.decode()
    assert "Jeg kjenner familien." in page


def test_returning_asks_why_and_keeps_what_was_typed(log_in, ada, bo, lampe):
    handover = offer(ada, bo, lampe)
    for why in ["", "   ", "x" * 501]:
        response = answer(log_in(bo), handover, "return", handed(lampe), why=why)
        assert response.status_code == 422
        assert "why" in response.context["form"].errors
    assert "x" * 501 in response.content.decode()
    assert handed(lampe).status == Status.OFFERED


@pytest.mark.parametrize("wrong", ["", "maybe", "accept\x07"])
def test_an_answer_is_one_of_two(log_in, ada, bo, lampe, wrong):
    assert answer(log_in(bo), offer(ada, bo, lampe), wrong).status_code == 422
    assert handed(lampe).status == Status.OFFERED


def test_who_ended_or_got_another_advisor_meanwhile_is_told_and_not_taken_over(
    log_in, ada, bo, lampe, kopp
):
    eva = make_member("Eva", office=ada.office)
    fugl = make_participant(ada, "Flyttet Fugl")
    handover = offer(ada, bo, lampe, kopp, fugl)
    Participant.objects.filter(pk=kopp.pk).update(ended_on=TODAY, phase="ended")
    reassign(eva, [fugl], to=eva)
    response = log_in(bo).post(
        f"/handovers/{handover.pk}/answer/", {"answer": "accept"}, follow=True
    )
    assert [advisor_of(each) for each in (lampe, kopp, fugl)] == [bo.user, ada.user, eva.user]
    assert [handed(kopp).failure, handed(fugl).failure] == [Failure.ENDED, Failure.REASSIGNED]
    assert "Rolig Kopp" in response.content.decode()
    assert "Flyttet Fugl" in response.content.decode()


def test_a_second_answer_changes_nothing(log_in, ada, bo, lampe):
    handover = offer(ada, bo, lampe)
    client, line = log_in(bo), handed(lampe)
    answer(client, handover, "accept")
    assert answer(client, handover, "return", line, why="Angrer").status_code == 404
    assert actions.give_back(bo, [line], why="Angrer") == []
    assert advisor_of(lampe) == bo.user


def test_the_giver_can_take_back_what_is_not_answered(log_in, ada, bo, lampe, kopp):
    handover = offer(ada, bo, lampe, kopp)
    client = log_in(ada)
    client.post(f"/handovers/{handover.pk}/take-back/", {"person": handed(lampe).pk})
    assert [handed(lampe).status, handed(kopp).status] == [Status.TAKEN_BACK, Status.OFFERED]
    client.post(f"/handovers/{handover.pk}/take-back/")
    assert answer(log_in(bo), handover, "accept").status_code == 404
    assert client.get(NEW).context["form"].people == [lampe, kopp]


def test_who_waits_for_an_answer_is_not_offered_again_on_the_page(log_in, ada, bo, lampe, kopp):
    offer(ada, bo, lampe)
    assert log_in(ada).get(NEW).context["form"].people == [kopp]


def test_the_database_refuses_to_offer_somebody_twice(ada, bo, lampe):
    handover = offer(ada, bo, lampe)
    with pytest.raises(IntegrityError):
        handover.people.create(participant=lampe, receiver=bo.user)


# Before the answer


def test_before_she_answers_a_colleague_reads_what_she_decides_by_and_no_more(
    log_in, ada, bo, lampe
):
    Participant.objects.filter(pk=lampe.pk).update(wish="Vil bli kokk", phone="encrypted?")
    make_contact(ada, lampe, note="Notat fra samtalen")
    handover = offer(ada, bo, lampe, narrative="Liker faste dager")
    client = log_in(bo)
    line = handed(lampe)
    offered = client.get(f"/handovers/people/{line.pk}/").content.decode()
    assert "Vil bli kokk" in offered and "Liker faste dager" in offered
    assert "Notat fra samtalen" not in offered
    entry = AuditEntry.objects.filter(user=bo.user, action="participant.open").get()
    assert (entry.subject_id, entry.reason) == (str(lampe.pk), "offered in a handover")
    for path in ["", "contacts/", "edit/", "contacts/new/"]:
        assert client.get(f"{lampe.get_absolute_url()}{path}").status_code == 404
    assert lampe not in Participant.objects.visible_to(bo)
    answer(client, handover, "return", why="Har ikke plass")
    assert client.get(f"/handovers/people/{line.pk}/").status_code == 404


def test_who_reads_what_was_written_is_in_the_log(log_in, ada, bo, lampe):
    url = offer(ada, bo, lampe, narrative="Liker faste dager").get_absolute_url()
    log_in(bo).get("/handovers/")
    log_in(ada).get(url)
    readers = AuditEntry.objects.filter(action="handover.open").values_list("user__name", flat=True)
    assert sorted(readers) == ["Ada", "Bo"]


def test_who_is_protected_meanwhile_is_shown_to_no_colleague(log_in, ada, bo, lampe):
    handover = offer(ada, bo, lampe)
    Participant.objects.update(protection="sealed")
    client = log_in(bo)
    assert "Blid Lampe" not in client.get("/handovers/").content.decode()
    assert client.get(f"/handovers/people/{handed(lampe).pk}/").status_code == 404
    assert answer(client, handover, "accept").status_code == 404
    assert texts(bo) == []


def test_the_page_of_a_person_says_that_an_answer_is_awaited(log_in, ada, bo, lampe):
    handover = offer(ada, bo, lampe)
    assert handover.get_absolute_url() in log_in(ada).get(lampe.get_absolute_url()).content.decode()


def test_a_stand_in_answers_for_nobody(log_in, ada, bo, lampe):
    eva = make_member("Eva", office=ada.office)
    StandIn.objects.create(advisor=bo.user, stand_in=eva.user, until_on=TODAY)
    handover = offer(ada, bo, lampe)
    assert answer(log_in(eva), handover, "accept").status_code == 404
    assert texts(eva) == []


# After it


def test_the_new_advisor_reads_the_words_and_tells_the_mentor_who_is_new(log_in, ada, bo, lampe):
    make_placement(ada, lampe)
    handover = offer(ada, bo, lampe, narrative="Mentoren vil ha besøk")
    client = log_in(bo)
    answer(client, handover, "accept")
    told = f"/participants/{lampe.pk}/mentor-told/"
    text = client.get(lampe.get_absolute_url()).content.decode()
    assert "Mentoren vil ha besøk" in text and told in text
    client.post(told)
    assert handed(lampe).mentor_told_on == TODAY
    assert told not in client.get(lampe.get_absolute_url()).content.decode()


def test_without_a_mentor_there_is_nobody_to_tell(log_in, ada, bo, lampe):
    handover = offer(ada, bo, lampe)
    client = log_in(bo)
    answer(client, handover, "accept")
    assert "mentor-told" not in client.get(lampe.get_absolute_url()).content.decode()


def test_notices_say_what_waits_and_what_came_back(log_in, ada, bo, lampe, kopp):
    assert texts(bo) == []
    handover = offer(ada, bo, lampe, kopp)
    assert len(texts(bo)) == 1 and "2" in texts(bo)[0]
    answer(log_in(bo), handover, "return", handed(lampe), why="Har ikke plass")
    assert "1" in texts(bo)[0] and "1" in texts(ada)[0]
    log_in(ada).post(f"/handovers/people/{handed(lampe).pk}/read/")
    assert texts(ada) == []
