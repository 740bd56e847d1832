"""Handing people over: one page and one submit, an answer, a receipt; nobody without an advisor."""

import datetime
import uuid

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from django.utils.translation import gettext

from accounts.models import AuditEntry, Department, Membership
from caseload.actions import reassign
from caseload.handover import actions
from caseload.handover.actions import Choice
from caseload.handover.load import receivers
from caseload.models import HandedOver, Handover, Participant, StandIn
from caseload.notices import notices
from tests.factories import (
    make_closer,
    make_contact,
    make_member,
    make_participant,
    make_placement,
)

TODAY = timezone.localdate()
NEW = "/handovers/new/"
Status, Failure = HandedOver.Status, HandedOver.Failure


def page(*people, who="ticked", receiver="", ticked=None, narrative=None, **typed):
    """What the browser sends: every person on the page, ticked unless `ticked` says which."""
    sent = {"submission": uuid.uuid4(), "who": who, "receiver": receiver}
    sent["shown"] = [person.pk for person in people]
    for person in people if ticked is None else ticked:
        sent[f"{person.pk}-chosen"] = "on"
    for person, text in (narrative or {}).items():
        sent[f"{person.pk}-narrative"] = text
    return sent | typed


def offer(giver, receiver, *people, narrative=""):
    choices = [Choice(person.pk, receiver.user_id, narrative) for person in people]
    return actions.hand_over(giver, giver=giver.user, choices=choices)


def move(leader, giver, receiver, *people):
    choices = [Choice(person.pk, receiver.user_id) for person in people]
    return actions.hand_over(leader, giver=giver.user, choices=choices)


def answer(client, handover, answer, person=None, **typed):
    sent = {"answer": answer} | ({"person": person.pk} if person else {}) | typed
    return client.post(f"/handovers/{handover.pk}/answer/", sent)


def advisor_of(person):
    """Her advisor, who is also the one open assignment."""
    person = Participant.objects.get(pk=person.pk)
    assert person.assignments.get(until_on=None).advisor_id == person.advisor_id
    return person.advisor


def handed(person):
    return person.handed_over.order_by("-handover__at").first()


def texts(membership):
    return [notice.text for notice in notices(membership, TODAY)]


@pytest.fixture
def kopp(ada):
    return make_participant(ada, "Rolig Kopp", phase="finding")


# Choosing


def test_the_page_shows_what_each_colleague_has_today_by_name(log_in, ada, bo, mia, lampe):
    eva = make_member("Eva", office=ada.office)
    make_closer(bo, make_participant(bo, "Trygg Sten"))
    offer(ada, eva, lampe)
    shown = log_in(ada).get(NEW).context["form"].receivers
    assert [(r.user.name, r.people, r.closely, r.waiting) for r in shown] == [
        ("Bo", 2, 1, 0),
        ("Eva", 0, 0, 1),
    ]


def test_a_load_counts_nobody_who_is_protected_or_ended(ada, bo):
    make_participant(bo, "Skjult Sti", protection="shielded")
    make_participant(bo, "Ferdig Fjær", ended_on=TODAY)
    [load] = receivers(ada, giver=ada.user)
    assert load.people == 1


def test_a_person_is_offered_with_words_and_the_giver_stays_her_advisor(log_in, ada, bo, lampe):
    sent = page(lampe, receiver=bo.user_id, narrative={lampe: "Ring mentoren på fredager."})
    response = log_in(ada).post(NEW, sent)
    handover = Handover.objects.get()
    assert response.url == handover.get_absolute_url()
    assert handed(lampe).narrative == "Ring mentoren på fredager."
    assert handed(lampe).status == Status.OFFERED
    assert advisor_of(lampe) == ada.user


def test_the_words_are_unreadable_in_the_database(ada, bo, lampe):
    offer(ada, bo, lampe, narrative="Hun liker korte beskjeder.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT narrative FROM caseload_handedover")
        assert b"beskjeder" not in bytes(cursor.fetchone()[0])


def test_everybody_goes_at_once_and_a_line_can_say_otherwise(log_in, ada, bo, lampe, kopp):
    eva = make_member("Eva", office=ada.office)
    sti = make_participant(ada, "Lang Sti")
    lines = {f"{kopp.pk}-receiver": eva.user_id, f"{sti.pk}-receiver": "stays"}
    sent = page(lampe, kopp, sti, who="everybody", receiver=bo.user_id, ticked=[], **lines)
    log_in(ada).post(NEW, sent)
    assert handed(lampe).receiver == bo.user
    assert handed(kopp).receiver == eva.user
    assert handed(sti) is None


def test_a_phase_goes(log_in, ada, bo, lampe, kopp):
    sent = page(lampe, kopp, who="phases", phases=["finding"], receiver=bo.user_id, ticked=[])
    log_in(ada).post(NEW, sent)
    assert [each.participant for each in HandedOver.objects.all()] == [kopp]


def test_everybody_is_everybody_on_the_page_not_who_came_later(log_in, ada, bo, lampe):
    sent = page(lampe, who="everybody", receiver=bo.user_id)
    later = make_participant(ada, "Sen Sommer")
    log_in(ada).post(NEW, sent)
    assert handed(later) is None


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"who": ""}, "who"),
        ({"who": "all of them"}, "who"),
        ({"receiver": ""}, "receiver"),
        ({"receiver": "x"}, "receiver"),
        ({"receiver": "9" * 30}, "receiver"),
        ({"who": "phases"}, "phases"),
        ({"who": "phases", "phases": ["ended"]}, "phases"),
        ({"who": "ticked", "ticked": []}, "who"),
        ({"submission": "x"}, "submission"),
    ],
)
def test_a_wrong_page_is_told_by_the_field_and_keeps_what_was_typed(
    log_in, ada, bo, lampe, kopp, typed, field
):
    ticked = typed.pop("ticked", [kopp])
    written = {kopp: "Det som er avtalt"} if ticked else {}
    sent = page(lampe, kopp, receiver=bo.user_id, ticked=ticked, narrative=written) | typed
    response = log_in(ada).post(NEW, sent)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not written or "Det som er avtalt" in response.content.decode()
    assert not Handover.objects.exists()


def test_only_a_colleague_who_follows_people_up_here_can_take_over(
    log_in, ada, mia, tor, lars, bo, lampe
):
    for wrong in [mia, tor, lars, ada]:
        for sent in [
            page(lampe, receiver=wrong.user_id),
            page(lampe) | {f"{lampe.pk}-receiver": wrong.user_id},
        ]:
            assert log_in(ada).post(NEW, sent).status_code == 422
    assert not Handover.objects.exists()


@pytest.mark.parametrize("wrong", ["x" * 2001, "a\u202eb"])
def test_wrong_words_are_told_beside_the_person(log_in, ada, bo, lampe, kopp, wrong):
    sent = page(lampe, kopp, receiver=bo.user_id, narrative={lampe: wrong, kopp: "Står her ennå"})
    response = log_in(ada).post(NEW, sent)
    assert response.status_code == 422
    assert "Står her ennå" in response.content.decode()
    assert [row.person for row in response.context["form"].rows if row.problems] == [lampe]


def test_words_about_somebody_not_chosen_are_not_lost(log_in, ada, bo, lampe, kopp):
    sent = page(lampe, kopp, receiver=bo.user_id, ticked=[lampe], narrative={kopp: "Glemt hake"})
    response = log_in(ada).post(NEW, sent)
    assert response.status_code == 422
    assert "Glemt hake" in response.content.decode()


def test_nobody_hands_over_whom_she_only_follows_or_stands_in_for(log_in, ada, bo, lampe):
    [vott] = Participant.objects.filter(advisor=bo.user)
    vott.followers.create(user=ada.user)
    StandIn.objects.create(advisor=bo.user, stand_in=ada.user, until_on=TODAY)
    client = log_in(ada)
    assert client.get(NEW).context["form"].people == [lampe]
    client.post(NEW, page(vott, lampe, receiver=bo.user_id, who="everybody"))
    assert handed(vott) is None
    assert Handover.objects.get().not_found == 1


def test_a_page_sent_twice_is_one_handover(log_in, ada, bo, lampe):
    sent, client = page(lampe, receiver=bo.user_id), log_in(ada)
    assert client.post(NEW, sent).url == client.post(NEW, sent).url
    assert HandedOver.objects.count() == 1


# The receipt: part of it may fail


def test_a_receipt_names_what_failed_and_why_and_nothing_else_is_lost(
    log_in, ada, bo, lars, lampe, kopp
):
    eva = make_member("Eva", office=ada.office)
    gone, taken, ended, hidden = (
        make_participant(ada, name)
        for name in ["Flyttet Fugl", "Tilbudt Tre", "Sluttet Sau", "Skjult Sti"]
    )
    client = log_in(ada)
    sent = page(lampe, kopp, gone, taken, ended, hidden, who="everybody", receiver=bo.user_id)
    move(lars, ada, eva, gone)
    offer(ada, eva, taken)
    Participant.objects.filter(pk=ended.pk).update(ended_on=TODAY, phase="ended")
    Participant.objects.filter(pk=hidden.pk).update(protection="shielded")
    receipt = client.get(client.post(NEW, sent).url)
    handover = receipt.context["handover"]
    found = {each.participant: each.failure for each in handover.people.all()}
    assert found == {
        lampe: "",
        kopp: "",
        gone: Failure.REASSIGNED,
        taken: Failure.WAITING,
        ended: Failure.ENDED,
    }
    text = receipt.content.decode()
    assert all(name in text for name in ["Flyttet Fugl", "Tilbudt Tre", "Sluttet Sau"])
    assert handover.not_found == 1 and "Skjult Sti" not in text
    assert [advisor_of(each) for each in (lampe, gone, taken)] == [ada.user, eva.user, ada.user]


def test_a_colleague_who_left_while_the_page_was_sent_fails_and_the_words_are_kept(ada, bo, lampe):
    Membership.objects.filter(pk=bo.pk).update(ends_on=TODAY - datetime.timedelta(days=1))
    offer(ada, bo, lampe, narrative="Avtalt: fredager")
    assert (handed(lampe).failure, handed(lampe).narrative) == (
        Failure.NO_MEMBERSHIP,
        "Avtalt: fredager",
    )
    assert advisor_of(lampe) == ada.user


def test_the_receipt_says_where_nothing_was_written_for_somebody_followed_closely(
    log_in, ada, bo, lampe, kopp
):
    make_closer(ada, lampe)
    handover = offer(ada, bo, lampe, kopp)
    assert [each.lacks_narrative for each in handover.people.order_by("participant__name")] == [
        True,
        False,
    ]
    with translation.override("nb"):
        said = gettext("Followed closely. What works and what is agreed is not written.")
    assert log_in(ada).get(handover.get_absolute_url()).content.decode().count(said) == 1


def test_no_id_tells_the_name_of_somebody_who_never_was_hers(log_in, ada, bo, tor, lampe):
    strangers = Participant.objects.filter(advisor__in=[bo.user, tor.user])
    sent = page(lampe, *strangers, who="everybody", receiver=bo.user_id)
    client = log_in(ada)
    receipt = client.get(client.post(NEW, sent).url)
    assert receipt.context["handover"].not_found == 2
    assert "Varm Vott" not in receipt.content.decode()


def test_receipts_are_for_who_sent_them_and_for_the_advisor_and_end_after_a_month(
    log_in, ada, bo, lars, lampe
):
    url = move(lars, ada, bo, lampe).get_absolute_url()
    assert [log_in(who).get(url).status_code for who in (lars, ada, bo)] == [200, 200, 404]
    Handover.objects.update(at=timezone.now() - datetime.timedelta(days=40))
    assert log_in(ada).get(url).status_code == 404


# The answer


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


# The leader


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


# Size


def test_120_people_are_one_page_and_few_queries(log_in, ada, bo, lars):
    people = [make_participant(ada, f"Person {n:03}") for n in range(120)]
    client = log_in(ada)
    client.get(NEW)
    with CaptureQueriesContext(connection) as opening:
        client.get(NEW)
    narratives = dict.fromkeys(people, "Det som virker, og det som er avtalt.")
    sent = page(*people, who="everybody", receiver=bo.user_id, narrative=narratives)
    with CaptureQueriesContext(connection) as handing_over:
        client.post(NEW, sent)
    assert HandedOver.objects.filter(status=Status.OFFERED).count() == 120
    receiver = log_in(bo)
    with CaptureQueriesContext(connection) as taking_over:
        answer(receiver, Handover.objects.get(), "accept")
    assert Participant.objects.filter(advisor=bo.user).count() == 121
    moved, leader = page(*people, who="everybody", receiver=ada.user_id), log_in(lars)
    with CaptureQueriesContext(connection) as moving:
        leader.post(f"{NEW}?advisor={bo.user_id}", moved)
    assert Participant.objects.filter(advisor=ada.user).count() == 120
    used = [len(each) for each in (opening, handing_over, taking_over, moving)]
    assert max(used) <= 35, used


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    log_in, ada, bo, lars, django_assert_num_queries
):
    client = log_in(bo)

    def some(n):
        first, second, third = (make_participant(ada, f"Person {n} {k}") for k in range(3))
        offer(ada, bo, first)
        move(lars, ada, bo, second)
        [own] = [make_participant(bo, f"Bos {n}")]
        actions.give_back(ada, handed_lines(offer(bo, ada, own)), why="Nei")
        return third

    def handed_lines(handover):
        return list(handover.people.all())

    some(1)
    client.get("/handovers/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/handovers/")
    some(2), some(3)
    with django_assert_num_queries(len(queries)):
        client.get("/handovers/")


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
