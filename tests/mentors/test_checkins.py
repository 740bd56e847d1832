"""Check-ins: only where the mentor wants them, on working days, and never a contact."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from caseload.actions import end_follow_up
from caseload.models import Participant
from mentors.actions import end_mentorship
from mentors.checkins.actions import agree_check_ins, next_time, post_check_ins
from mentors.letters.actions import stop
from mentors.letters.kinds import Kind
from mentors.models import CheckIn, MailAddress, MentorRelation
from notifications.models import Link, Mail
from tests.factories import make_agreed_mentorship, make_placement
from tests.mentors.mailing import deliver_all, path_in

Rhythm = CheckIn.Rhythm
MONDAY = datetime.datetime(2026, 9, 7, 10, tzinfo=datetime.UTC)


@pytest.fixture
def mentorship(ada, lampe):
    return make_agreed_mentorship(ada, lampe)


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def agreed(monday, ada, mentorship):
    """Solveig wants a check-in every second week; agreed on a Monday."""
    return agree_check_ins(ada, mentorship, rhythm=Rhythm.EVERY_SECOND_WEEK)


def post_at(clock, days, hour=10):
    clock.move_to(MONDAY.replace(hour=hour) + datetime.timedelta(days=days))
    post_check_ins(timezone.now())


def test_there_is_none_until_the_mentor_has_said_yes(log_in, ada, mentorship):
    client, url = log_in(ada), f"/mentorships/{mentorship.pk}/check-ins/"
    assert client.post(url, {"rhythm": "monthly"}).status_code == 422
    assert not CheckIn.objects.exists()
    assert client.post(url, {"rhythm": "monthly", "wanted": "on"}).status_code == 302
    check_in = CheckIn.objects.get()
    assert (check_in.agreed_on, check_in.set_by) == (timezone.localdate(), ada.user)
    assert client.post(url, {"rhythm": "never"}).status_code == 302
    assert CheckIn.objects.get().next_at is None


def test_the_page_on_the_mails_says_how_often_and_when_next(log_in, ada, agreed, mentorship):
    page = log_in(ada).get(f"/mentorships/{mentorship.pk}/mails/").content.decode()
    assert "21. september 2026" in page


def test_looking_at_the_pages_writes_nothing(log_in, ada, mentorship):
    for page in ["mails", "check-ins"]:
        assert log_in(ada).get(f"/mentorships/{mentorship.pk}/{page}/").status_code == 200
    assert not MentorRelation.objects.exists() and not CheckIn.objects.exists()


def test_comes_in_the_agreed_rhythm_with_the_link_to_call(agreed, monday, sink):
    for days in range(1, 43):
        post_at(monday, days)
        deliver_all()
    assert len(sink.mails) == 3
    assert Link.objects.get(purpose="call").token in path_in(sink.mails[0], "/m/")


@pytest.mark.parametrize(
    ("day", "rhythm", "next_day"),
    [
        ((2026, 9, 7), Rhythm.EVERY_SECOND_WEEK, (2026, 9, 21)),
        ((2026, 9, 7), Rhythm.MONTHLY, (2026, 10, 7)),
        # From Easter week, a Sunday and Constitution Day to the next day at work.
        ((2026, 3, 19), Rhythm.EVERY_SECOND_WEEK, (2026, 4, 7)),
        ((2026, 10, 15), Rhythm.MONTHLY, (2026, 11, 16)),
        ((2027, 4, 17), Rhythm.MONTHLY, (2027, 5, 18)),
    ],
)
def test_is_due_in_the_morning_of_a_working_day(day, rhythm, next_day):
    at = timezone.localtime(next_time(rhythm, datetime.date(*day)))
    assert (at.date(), at.hour) == (datetime.date(*next_day), 9)


def test_waits_for_monday_when_the_clock_stood_still_on_friday(agreed, monday, sink):
    CheckIn.objects.update(next_at=MONDAY + datetime.timedelta(days=4))
    post_at(monday, 5)
    assert not Mail.objects.exists()
    post_at(monday, 7, hour=8)
    assert Mail.objects.get().kind == Kind.CHECK_IN


def test_too_late_is_left_out_and_the_rhythm_goes_on(agreed, monday):
    post_at(monday, 21)
    assert not Mail.objects.exists()
    assert CheckIn.objects.get().next_at > timezone.now()


def test_asked_for_three_times_comes_once(agreed, monday):
    for _each in range(3):
        post_at(monday, 14)
    assert Mail.objects.count() == 1


def test_is_no_contact_and_moves_none(lampe, agreed, monday, sink):
    lampe.refresh_from_db()
    lampe.set_next_contact(datetime.date(2026, 10, 1))
    before = Participant.objects.values().get(pk=lampe.pk)
    post_at(monday, 14)
    assert deliver_all() == 1
    assert Participant.objects.values().get(pk=lampe.pk) == before
    assert not lampe.contacts.exists()


@pytest.mark.parametrize(
    "ending",
    [
        lambda ada, m: stop(MailAddress.objects.get().pk),
        lambda ada, m: end_follow_up(ada, m.placement.participant, why="x"),
        lambda ada, m: end_mentorship(ada, m, ended_on=timezone.localdate()),
        lambda ada, m: agree_check_ins(ada, m, rhythm=Rhythm.NEVER),
    ],
)
def test_one_that_waits_is_not_sent_after_the_end_and_none_comes_later(
    ada, mentorship, agreed, monday, sink, ending
):
    post_at(monday, 14)
    ending(ada, mentorship)
    deliver_all()
    for days in range(15, 60):
        post_at(monday, days)
    assert (deliver_all(), sink.mails) == (0, [])


def test_rests_while_a_closing_form_goes_to_the_same_address(ada, lampe, agreed, monday, sink):
    Mail.objects.create(
        key="closing:1",
        kind=Kind.CLOSING,
        address_hash=agreed.relation.mentor.email_hash,
        created_at=MONDAY,
        expires_at=MONDAY,
    )
    post_at(monday, 14)
    assert not Mail.objects.filter(kind=Kind.CHECK_IN).exists()


def test_the_database_refuses_one_without_a_yes(ada, lampe):
    mentor = make_placement(ada, lampe).mentorships.get().mentor
    relation = MentorRelation.objects.create(mentor=mentor, advisor=ada.user)
    with pytest.raises(IntegrityError), transaction.atomic():
        CheckIn.objects.create(relation=relation, rhythm="monthly", next_at=MONDAY)
