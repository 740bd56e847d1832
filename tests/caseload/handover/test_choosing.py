"""Handing people over: one page, one submit and a receipt; what fails loses nothing."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone, translation
from django.utils.translation import gettext

from accounts.models import Membership
from caseload.handover.load import receivers
from caseload.models import HandedOver, Handover, Participant, StandIn
from tests.caseload.handover.steps import (
    NEW,
    TODAY,
    Failure,
    Status,
    advisor_of,
    handed,
    move,
    offer,
    page,
)
from tests.factories import make_closer, make_member, make_participant


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
