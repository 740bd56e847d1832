"""Closer follow-up is a state of its own: since when, why, was she asked, how often."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from caseload.models import CloserFollowUp, Participant
from caseload.rhythm import Rhythm
from notifications.working_days import next_working_day
from tests.factories import make_closer

TODAY = timezone.localdate()
AGREED = {"rhythm": "weekly", "asked": "yes", "started_on": TODAY, "why": "Ønsker det selv"}


def day(n):
    return TODAY + datetime.timedelta(days=n)


@pytest.fixture
def url(lampe):
    return f"/participants/{lampe.pk}/closer-follow-up/"


def test_it_begins_and_the_rhythm_sets_the_next_contact(log_in, ada, lampe, url):
    log_in(ada).post(url, AGREED)
    lampe.refresh_from_db()
    assert lampe.closer_follow_up.why == "Ønsker det selv"
    assert lampe.next_contact_on == next_working_day(day(7))


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"rhythm": ""}, "rhythm"),
        ({"rhythm": "hourly"}, "rhythm"),
        ({"rhythm": "own"}, "days"),
        ({"rhythm": "own", "days": "0"}, "days"),
        ({"rhythm": "once", "days": "9999999999"}, "days"),
        ({"rhythm": "own", "days": "mange"}, "days"),
        ({"rhythm": "when_needed"}, "look_again_on"),
        ({"rhythm": "when_needed", "look_again_on": "x"}, "look_again_on"),
        ({"rhythm": "when_needed", "look_again_on": "9999-12-31"}, "look_again_on"),
        ({"started_on": day(1)}, "started_on"),
        ({"started_on": "0001-01-01"}, "started_on"),
        ({"started_on": ""}, "started_on"),
        ({"why": "x" * 501}, "why"),
    ],
)
def test_bad_input_is_told_by_the_field(log_in, ada, lampe, url, typed, field):
    response = log_in(ada).post(url, AGREED | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not CloserFollowUp.objects.exists()


def test_agreeing_anew_moves_the_next_contact_only_when_the_rhythm_changes(log_in, ada, lampe, url):
    make_closer(ada, lampe, rhythm=Rhythm.MONTHLY, next_contact_on=day(3))
    client = log_in(ada)
    client.post(url, AGREED | {"rhythm": "monthly", "why": "Nytt"})
    lampe.refresh_from_db()
    assert (lampe.next_contact_on, lampe.closer_follow_up.why) == (day(3), "Nytt")
    client.post(url, AGREED | {"rhythm": "every_second_month"})
    lampe.refresh_from_db()
    assert lampe.next_contact_on > day(50)


def test_it_ends_with_a_reason_and_the_history_stays(log_in, ada, lampe, url):
    make_closer(ada, lampe)
    log_in(ada).post(f"{url}end/", {"why": "Fast jobb"})
    lampe.refresh_from_db()
    assert lampe.closer_follow_up is None
    ended = lampe.follow_ups.get()
    assert (ended.ended_on, ended.ended_why) == (TODAY, "Fast jobb")


def test_a_day_that_has_passed_does_not_outlive_the_agreement(log_in, ada, lampe, url):
    make_closer(ada, lampe, next_contact_on=day(-3))
    log_in(ada).post(f"{url}end/", {"why": "Fast jobb"})
    lampe.refresh_from_db()
    assert lampe.next_contact_on is None


def test_not_now_has_a_reason_and_a_day_and_ends_when_closer_begins(log_in, ada, lampe, url):
    client = log_in(ada)
    not_now = f"/participants/{lampe.pk}/not-now/"
    assert client.post(not_now, {"why": "Venter"}).status_code == 422
    assert client.post(not_now, {"why": "Venter", "until": day(-1)}).status_code == 422
    client.post(not_now, {"why": "Venter på barnehage", "until": day(30)})
    lampe.refresh_from_db()
    assert lampe.is_not_now
    client.post(url, AGREED)
    lampe.refresh_from_db()
    assert not lampe.is_not_now


def test_the_next_contact_can_be_set_by_hand_and_taken_away(log_in, ada, lampe):
    client, url = log_in(ada), f"/participants/{lampe.pk}/next-contact/"
    client.post(url, {"on": day(12)})
    lampe.refresh_from_db()
    assert lampe.next_contact_on == day(12)
    client.post(url, {"on": ""})
    lampe.refresh_from_db()
    assert lampe.next_contact_on is None


def test_the_database_refuses_two_at_a_time(ada, lampe):
    make_closer(ada, lampe)
    with pytest.raises(IntegrityError):
        CloserFollowUp.objects.create(participant=lampe, rhythm=Rhythm.WEEKLY)


def test_the_database_refuses_not_now_beside_closer(ada, lampe):
    make_closer(ada, lampe)
    with pytest.raises(IntegrityError):
        Participant.objects.filter(pk=lampe.pk).update(not_now_until=TODAY)
