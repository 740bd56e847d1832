"""One mail at the time she chose, on working days: how much waits, and nothing about whom."""

import datetime
import itertools
import re
import threading

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import Membership, User
from caseload import actions as caseload_actions
from caseload.handover.actions import Choice, hand_over
from caseload.models import Participant
from caseload.reminders.sweep import sweep
from mentors.models import ContactPerson, Workplace
from notifications import delivery, staff_mail
from notifications.digests import forget_old_digests, post_digests, weekdays_served
from notifications.models import Mail, Notification
from notifications.tasks import forget_old_digests as forget_task
from notifications.tasks import post_digests as post_task
from notifications.tasks import sweep_staff_mails
from notifications.working_days import is_working_day
from tests.factories import (
    make_closer,
    make_measure,
    make_member,
    make_office,
    make_participant,
    make_placement,
    make_todo,
)

State = Mail.State
TUESDAY = datetime.date(2026, 11, 24)
OSLO = timezone.get_default_timezone()


@pytest.fixture
def clock():
    """Early on a Tuesday: nobody's digest is due yet."""
    with time_machine.travel(at(TUESDAY, "05:00"), tick=False) as clock:
        yield clock


def at(day, time):
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), tzinfo=OSLO)


def wants(member, **chosen):
    User.objects.filter(pk=member.user_id).update(**chosen)


def morning(clock, day=TUESDAY, time="07:30"):
    """What the clock does on this day until then; returns how many digests were posted."""
    clock.move_to(at(day, "05:00"))
    sweep(timezone.localdate())
    clock.move_to(at(day, time))
    posted = post_digests(timezone.localtime())
    sweep_staff_mails()
    return posted


@pytest.fixture
def due(clock, ada, lampe):
    make_closer(ada, lampe, next_contact_on=TUESDAY)
    return lampe


def text_of(mail):
    return mail.get_body(["plain"]).get_content().replace("\r\n", "\n")


# What it says


def test_says_how_much_waits_and_leads_to_the_list(clock, ada, due, sink):
    make_todo(ada, participant=due, in_days=0)
    make_todo(ada, in_days=0)
    morning(clock)
    [mail] = sink.mails
    assert mail["To"] == "ada@nav.example"
    assert mail["Subject"] == "Det som venter på deg i hybridnav"
    text = text_of(mail)
    assert "- 1 avtalt kontakt\n- 2 ting å gjøre\n" in text
    assert re.findall(r"http\S+", text) == ["http://127.0.0.1:8000/notifications/"]
    html = mail.get_body(["html"]).get_content()
    assert "<li>1 avtalt kontakt</li>" in html
    assert html.count("<a href") == 1


def test_is_in_her_language(clock, ada, due, sink):
    wants(ada, language="nn")
    morning(clock)
    assert sink.mails[0]["Subject"] == "Det som ventar på deg i hybridnav"
    assert "- 1 avtalt kontakt" in text_of(sink.mails[0])


def test_the_numbers_are_those_of_the_page(clock, log_in, ada, bo, lampe, sink):
    for n in range(3):
        person = make_participant(ada, f"Rask Vind {n}", benefit_ends_on=TUESDAY)
        make_closer(ada, person, next_contact_on=TUESDAY)
        make_measure(ada, person, ends_in=10)
    vott = Participant.objects.get(advisor=bo.user)
    hand_over(bo, giver=bo.user, choices=[Choice(vott.pk, ada.user_id)])
    sweep(TUESDAY)
    taken = Notification.objects.filter(kind="contact_due").first()
    Notification.objects.filter(pk=taken.pk).take_away()
    morning(clock)
    mailed = re.findall(r"^- (.+?)\s*$", text_of(sink.mails[0]), re.MULTILINE)
    page = log_in(ada).get("/notifications/")
    assert mailed == [group.heading for group in page.context["groups"]]
    assert [len(group.lines) for group in page.context["groups"]] == [3, 2, 3, 1]


def test_is_counted_when_it_is_sent(clock, ada, due, sink):
    other = make_participant(ada, "Rask Vind")
    make_closer(ada, other, next_contact_on=TUESDAY)
    sweep(TUESDAY)
    clock.move_to(at(TUESDAY, "07:30"))
    post_digests(timezone.localtime())
    caseload_actions.set_next_contact(ada, other, on=None)
    sweep_staff_mails()
    assert "- 1 avtalt kontakt" in text_of(sink.mails[0])


def test_nothing_waiting_is_no_mail(clock, ada, due, sink):
    caseload_actions.set_next_contact(ada, due, on=None)
    assert morning(clock) == 1
    assert sink.mails == []
    assert Mail.objects.get().state == State.CANCELLED


def test_what_comes_up_later_waits_for_the_next_digest(clock, ada, lampe, sink):
    morning(clock)
    make_closer(ada, lampe, next_contact_on=TUESDAY)
    assert morning(clock, time="08:10") == 0
    assert sink.mails == []
    morning(clock, TUESDAY + datetime.timedelta(days=1))
    assert len(sink.mails) == 1


def test_one_digest_for_several_offices_with_a_part_for_each(clock, ada, due, sink):
    elsewhere = Membership.objects.create(
        user=ada.user, office=make_office("Nav Aas"), role="advisor", starts_on="2024-01-01"
    )
    for name in ["Rask Vind", "Stille Sjø"]:
        make_closer(elsewhere, make_participant(elsewhere, name), next_contact_on=TUESDAY)
    morning(clock)
    [mail] = sink.mails
    assert "Nav Aas:\n- 2 avtalte kontakter\n" in text_of(mail)
    assert "Nav Fjordby:\n- 1 avtalt kontakt\n" in text_of(mail)
    elsewhere.ends_on = TUESDAY
    elsewhere.save()
    morning(clock, TUESDAY + datetime.timedelta(days=1))
    assert "Nav" not in text_of(sink.mails[1])


def test_no_mail_says_a_name_or_a_workplace(clock, ada, bo, lars, sink):
    people = [make_participant(ada, name) for name in ["Blid Lampe", "Rask Vind"]]
    for person in people:
        make_placement(ada, person)
        make_closer(ada, person, next_contact_on=TUESDAY)
        make_measure(ada, person, ends_in=10)
        make_todo(ada, f"Ringe {person.name}", participant=person, in_days=0)
    hand_over(ada, giver=ada.user, choices=[Choice(people[0].pk, bo.user_id)])
    morning(clock)
    assert len(sink.mails) == 2
    secret = itertools.chain(
        *(model.objects.values_list("name", flat=True) for model in [Participant, ContactPerson]),
        Workplace.objects.values_list("name", flat=True),
    )
    names = {word for name in secret for word in [name, *name.split()]}
    for mail in sink.mails:
        everything = f"{mail.as_string()} {text_of(mail)} {mail.get_body(['html']).get_content()}"
        assert [name for name in names if name in everything] == []


# When it comes


@pytest.mark.parametrize(
    ("time", "posted"), [("07:25", 0), ("07:30", 1), ("09:00", 1), ("11:29", 1), ("11:31", 0)]
)
def test_comes_at_its_time_or_up_to_four_hours_late(clock, ada, due, sink, time, posted):
    assert morning(clock, time=time) == posted
    assert len(sink.mails) == posted


def test_comes_once_a_day_whatever_happens(clock, ada, due, sink):
    for time in ["07:30", "07:35", "10:00"]:
        morning(clock, time=time)
    wants(ada, digest_at=datetime.time(10, 30))
    morning(clock, time="10:30")
    assert len(sink.mails) == 1


def test_waits_until_what_is_due_today_is_told(clock, ada, due, sink):
    clock.move_to(at(TUESDAY, "07:30"))
    assert post_digests(timezone.localtime()) == 0
    sweep(TUESDAY)
    assert post_digests(timezone.localtime()) == 1


def test_too_late_is_dropped_when_the_mail_server_was_away(clock, ada, due, sink):
    clock.move_to(at(TUESDAY, "05:00"))
    sweep(TUESDAY)
    clock.move_to(at(TUESDAY, "07:30"))
    post_digests(timezone.localtime())
    clock.move_to(at(TUESDAY, "11:31"))
    sweep_staff_mails()
    assert (sink.mails, Mail.objects.get().state) == ([], State.DROPPED)


def test_after_a_day_at_rest_there_is_one_digest_not_two(clock, ada, due, sink):
    """Whatever was down on Tuesday is up again on Wednesday morning."""
    morning(clock, TUESDAY + datetime.timedelta(days=1), time="08:15")
    assert len(sink.mails) == 1


@pytest.mark.parametrize(
    "day",
    ["2026-11-28", "2026-11-29", "2026-12-25", "2026-05-17", "2027-03-26"],
    ids=["Saturday", "Sunday", "Christmas", "17 May", "Good Friday"],
)
def test_none_comes_on_a_day_off(clock, ada, due, sink, day):
    assert morning(clock, datetime.date.fromisoformat(day)) == 0


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        ("2026-03-27", "06:30"),
        ("2026-03-30", "05:30"),
        ("2026-10-23", "05:30"),
        ("2026-10-26", "06:30"),
        ("2028-02-29", "06:30"),
    ],
    ids=["winter", "summer time", "last summer", "winter again", "leap day"],
)
def test_half_past_seven_is_half_past_seven_in_norway(clock, ada, lampe, sink, day, utc):
    day = datetime.date.fromisoformat(day)
    clock.move_to(at(day, "05:00"))
    make_closer(ada, lampe, next_contact_on=day)
    sweep(day)
    its_time = datetime.datetime.fromisoformat(f"{day}T{utc}+00:00")
    clock.move_to(its_time - datetime.timedelta(minutes=1))
    assert post_digests(timezone.localtime()) == 0
    clock.move_to(its_time)
    assert post_digests(timezone.localtime()) == 1
    mail = Mail.objects.get()
    assert (mail.due_at, mail.expires_at - mail.due_at) == (its_time, datetime.timedelta(hours=4))
    sweep_staff_mails()
    assert len(sink.mails) == 1


def test_weekly_comes_on_its_day(clock, ada, due, sink):
    wants(ada, digest="weekly", digest_weekday=3)
    posted = [morning(clock, TUESDAY + datetime.timedelta(days=n)) for n in range(10)]
    assert posted == [0, 0, 1, 0, 0, 0, 0, 0, 0, 1]


def test_weekly_on_a_holiday_comes_the_next_working_day():
    assert weekdays_served(datetime.date(2026, 11, 25)) == {2}
    # Thursday and Friday before Easter, the weekend and Easter Monday are off.
    assert weekdays_served(datetime.date(2027, 3, 30)) == {1, 0, 6, 5, 4, 3}
    assert weekdays_served(datetime.date(2026, 12, 28)) == {0, 6, 5, 4}


def test_weekly_of_a_year_comes_once_a_week(ada):
    """Each weekday is served 52 or 53 times, so none is lost and none comes twice."""
    first = datetime.date(2026, 1, 1)
    days = [first + datetime.timedelta(days=n) for n in range(365)]
    working = [day for day in days if is_working_day(day)]
    for weekday in range(5):
        served = [day for day in working if weekday in weekdays_served(day)]
        assert 51 <= len(served) <= 53  # Easter and Christmas may give two their day in one


def test_never_is_never(clock, ada, due, sink):
    wants(ada, digest="never")
    assert morning(clock) == 0
    assert Notification.objects.visible_to(ada).unseen().exists()


def test_who_changed_her_mind_meanwhile_gets_none(clock, ada, due, sink):
    sweep(TUESDAY)
    clock.move_to(at(TUESDAY, "07:30"))
    post_digests(timezone.localtime())
    wants(ada, digest="never")
    sweep_staff_mails()
    assert (sink.mails, Mail.objects.get().state) == ([], State.CANCELLED)


def test_none_for_who_no_longer_works_here(clock, ada, due, sink):
    Membership.objects.update(ends_on=TUESDAY - datetime.timedelta(days=1))
    assert morning(clock) == 0


def test_none_for_roles_of_the_county(clock, kari, sink):
    assert Mail.objects.count() == morning(clock) - 1 == 0


# Many of them


def test_more_digests_are_no_more_queries_to_put_in_the_queue(
    clock, ada, due, django_assert_num_queries
):
    sweep(TUESDAY)
    clock.move_to(at(TUESDAY, "07:30"))
    for n in range(5):
        make_member(f"Kollega {n}", office=ada.office)
    with django_assert_num_queries(3):
        assert post_digests(timezone.localtime()) == 6


def test_what_one_says_is_one_query(clock, ada, due, django_assert_num_queries):
    sweep(TUESDAY)
    clock.move_to(at(TUESDAY, "07:30"))
    post_digests(timezone.localtime())
    mail = Mail.objects.select_related("user").get()
    with django_assert_num_queries(1):
        staff_mail.write(mail)


@pytest.mark.django_db(transaction=True)
def test_posted_by_three_at_once_it_is_one(clock, ada, due, sink):
    sweep(TUESDAY)
    clock.move_to(at(TUESDAY, "07:30"))
    workers = [
        threading.Thread(target=lambda: (post_task(), connection.close())) for _each in range(3)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    delivery.deliver_waiting(staff_mail.Kind.values, staff_mail.write)
    assert len(sink.mails) == 1


def test_digests_of_last_month_are_forgotten(clock, ada, due, sink):
    morning(clock)
    clock.move_to(at(TUESDAY + datetime.timedelta(days=30), "03:00"))
    forget_task()
    assert Mail.objects.count() == 1
    clock.move_to(at(TUESDAY + datetime.timedelta(days=32), "03:00"))
    assert forget_old_digests(timezone.now()) == 1


# What she chooses


CHOSEN = {
    "language": "nb",
    "theme": "light",
    "digest": "weekly",
    "digest_weekday": "3",
    "digest_at": "09:30",
    "calls_by_mail": "",
}


def test_when_it_comes_is_chosen_in_the_settings(log_in, ada):
    client = log_in(ada)
    assert client.post("/account/settings/", CHOSEN).status_code == 302
    ada.user.refresh_from_db()
    chosen = ada.user.digest, ada.user.digest_weekday, ada.user.digest_at, ada.user.calls_by_mail
    assert chosen == ("weekly", 3, datetime.time(9, 30), False)
    assert client.get("/account/settings/").context["form"]["digest_at"].value() == "09:30"


@pytest.mark.parametrize(
    ("field", "value"), [("digest", "hourly"), ("digest_weekday", "6"), ("digest_at", "03:17")]
)
def test_what_cannot_be_chosen_is_refused(log_in, ada, field, value):
    assert log_in(ada).post("/account/settings/", CHOSEN | {field: value}).status_code == 422
    ada.user.refresh_from_db()
    assert (ada.user.digest, ada.user.digest_weekday) == ("daily", 0)


def test_who_is_told_nothing_is_not_asked(log_in, olav):
    client = log_in(olav)
    assert "digest" not in client.get("/account/settings/").content.decode()
    assert client.post("/account/settings/", {"language": "nn", "theme": "dark"}).status_code == 302
