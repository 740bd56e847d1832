"""The calendar subscription: the days of agreed contacts, nobody's name, cheap to ask for."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from accounts.models import AuditEntry
from caseload.feed.access import FULL_ANSWERS_AN_HOUR
from caseload.models import CalendarFeed, Follower, StandIn
from notifications import guesses
from tests.factories import make_participant


def day(n):
    return timezone.localdate() + datetime.timedelta(days=n)


@pytest.fixture
def address_of(log_in):
    """Makes a (new) address, as she does in Settings."""

    def address_of(member):
        return log_in(member).post("/calendar/renew/").context["address"]

    return address_of


@pytest.fixture
def address(address_of, ada, lampe):
    """Ada's, who has agreed a contact with Blid Lampe in a week."""
    lampe.set_next_contact(day(7))
    return address_of(ada)


def events(response):
    assert response.status_code == 200, response
    return Calendar.from_ical(response.content).walk("VEVENT")


def days(response):
    return [event["DTSTART"].dt for event in events(response)]


class TestWhatItSays:
    def test_says_that_there_is_a_contact_and_links_to_the_page(self, client, address, lampe):
        [event] = events(client.get(address))
        assert (event["SUMMARY"], event["DTSTART"].dt) == ("Kontakt", day(7))
        assert event["URL"] == f"http://testserver/participants/{lampe.pk}/"
        assert event["DESCRIPTION"] == event["URL"]

    def test_names_nobody(self, client, address, lampe):
        text = client.get(address).content.decode().replace("\r\n ", "")
        assert "Lampe" not in text
        assert "Fjordby" not in text
        assert "Nav" not in text

    def test_is_in_her_language(self, client, address, ada):
        ada.user.language = "en"
        ada.user.save()
        [event] = events(client.get(address, headers={"Accept-Language": "nb"}))
        assert event["SUMMARY"] == "Contact"

    def test_is_valid(self, client, address):
        response = client.get(address)
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        lines = response.content.split(b"\r\n")
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)
        calendar = Calendar.from_ical(response.content)
        assert not calendar.errors
        assert (calendar["VERSION"], calendar["REFRESH-INTERVAL"].to_ical()) == ("2.0", b"PT1H")
        [event] = calendar.walk("VEVENT")
        assert event["DTEND"].dt == day(8)
        assert event["DTSTAMP"].dt.tzinfo is not None

    def test_without_any_contact_it_is_valid_too(self, client, address, lampe):
        lampe.set_next_contact(None)
        response = client.get(address)
        assert events(response) == []
        assert Calendar.from_ical(response.content).subcomponents

    def test_a_moved_contact_replaces_the_earlier_one(self, client, address, lampe):
        [before] = events(client.get(address))
        lampe.set_next_contact(day(9))
        [after] = events(client.get(address))
        assert after["UID"] == before["UID"]
        assert after["DTSTART"].dt == day(9)


class TestWhose:
    def test_her_own_and_those_of_whom_she_stands_in_for(self, client, address, ada, bo):
        make_participant(bo, "Klok Stol").set_next_contact(day(3))
        assert days(client.get(address)) == [day(7)]
        StandIn.objects.create(advisor=bo.user, stand_in=ada.user, until_on=day(5))
        assert days(client.get(address)) == [day(3), day(7)]
        with time_machine.travel(timezone.now() + datetime.timedelta(days=6), tick=False):
            assert len(days(client.get(address))) == 1

    def test_not_those_she_only_follows_along(self, client, address, ada, bo):
        kopp = make_participant(bo, "Klok Stol")
        kopp.set_next_contact(day(3))
        Follower.objects.create(participant=kopp, user=ada.user)
        assert days(client.get(address)) == [day(7)]

    def test_nobody_whose_follow_up_has_ended(self, client, address, lampe):
        lampe.ended_on = day(0)
        lampe.save()
        assert days(client.get(address)) == []

    def test_no_protected_person(self, client, address, lampe):
        lampe.protection = lampe.Protection.SHIELDED
        lampe.save()
        assert days(client.get(address)) == []


class TestTheSecret:
    def test_is_shown_once_and_lies_nowhere(self, log_in, address, ada):
        secret = address.partition("key=")[2]
        assert len(secret) == 43
        assert secret not in log_in(ada).get("/calendar/").text
        feed = CalendarFeed.objects.get()
        assert secret not in str(vars(feed))

    def test_is_in_no_log(self, client, address, caplog):
        secret = address.partition("key=")[2]
        client.get(address)
        client.get(address + "x")
        assert "Not Found" in caplog.text
        assert secret not in caplog.text

    def test_a_new_one_ends_the_old_one(self, client, address, address_of, ada):
        renewed = address_of(ada)
        assert client.get(address).status_code == 404
        assert days(client.get(renewed)) == [day(7)]

    def test_stopped_it_no_longer_works(self, client, log_in, address, ada):
        log_in(ada).post("/calendar/stop/")
        assert client.get(address).status_code == 404

    def test_who_works_there_no_more_gets_nothing(self, client, address, ada):
        ada.ends_on = day(-1)
        ada.save()
        assert client.get(address).status_code == 404

    def test_a_closed_account_gets_nothing(self, client, address, ada):
        ada.user.is_active = False
        ada.user.save()
        assert client.get(address).status_code == 404

    def test_a_guess_looks_like_no_subscription_and_cannot_go_on(self, client, db):
        for key in ["", "x", "æ", "x" * 43]:
            assert client.get("/feed/calendar.ics", {"key": key}).status_code == 404
        for _each in range(guesses.MOST):
            response = client.get("/feed/calendar.ics", {"key": "x" * 43})
        assert response.status_code == 429
        assert response["Retry-After"]

    def test_guesses_of_others_do_not_stop_who_knows_it(self, client, address):
        for _each in range(guesses.MOST + 1):
            client.get("/feed/calendar.ics", {"key": "x" * 43})
        assert client.get(address).status_code == 200


class TestAskedForAllDay:
    def test_the_same_days_are_not_sent_again(self, client, address):
        etag = client.get(address)["ETag"]
        again = client.get(address, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        assert again["ETag"] == etag
        assert "private" in again["Cache-Control"]

    def test_which_takes_two_queries(self, client, address, ada, django_assert_num_queries):
        for n in range(30):
            make_participant(ada, f"Mild Nr {n}").set_next_contact(day(n))
        etag = client.get(address)["ETag"]
        with django_assert_num_queries(2):
            assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    @pytest.mark.parametrize("what", ["moved", "ended", "one more", "language"])
    def test_whatever_changes_is_sent(self, client, address, lampe, ada, what):
        etag = client.get(address)["ETag"]
        if what == "moved":
            lampe.set_next_contact(day(8))
        elif what == "ended":
            lampe.ended_on = day(0)
            lampe.save()
        elif what == "one more":
            make_participant(ada, "Klok Stol").set_next_contact(day(3))
        else:
            ada.user.language = "en"
            ada.user.save()
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 200

    def test_head_is_answered_too(self, client, address):
        response = client.head(address)
        assert (response.status_code, response.content) == (200, b"")

    def test_a_program_that_keeps_nothing_is_asked_to_wait(self, client, address):
        for _each in range(FULL_ANSWERS_AN_HOUR):
            response = client.get(address)
        assert response.status_code == 200
        assert client.get(address).status_code == 429
        etag = response["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304

    def test_leaves_one_line_a_day_and_no_session(self, client, log_in, address, ada):
        for _each in range(3):
            response = client.get(address)
        assert not response.cookies
        assert AuditEntry.objects.filter(action="calendar_feed.read", user=ada.user).count() == 1
        assert "hentet" in log_in(ada).get("/calendar/").text
        with time_machine.travel(timezone.now() + datetime.timedelta(days=1), tick=False):
            client.get(address)
        assert AuditEntry.objects.filter(action="calendar_feed.read").count() == 2


def test_making_and_stopping_are_in_the_log(log_in, address, ada):
    log_in(ada).post("/calendar/stop/")
    lines = AuditEntry.objects.filter(subject_type="caseload.calendarfeed").order_by("pk")
    assert [line.action for line in lines] == ["calendar_feed.renew", "calendar_feed.stop"]


def test_settings_lead_there_for_who_follows_people_up(log_in, ada, lars):
    assert "/calendar/" in log_in(ada).get("/account/settings/").text
    assert "/calendar/" not in log_in(lars).get("/account/settings/").text
