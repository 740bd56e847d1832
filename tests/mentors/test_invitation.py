"""The next contact in the mentor's calendar: moved or taken back, it is the same entry."""

import datetime

import pytest
import time_machine
from django.utils import timezone
from icalendar import Calendar

from caseload.actions import set_next_contact
from mentors.letters.actions import (
    follow_moved_contacts,
    invite,
    withdraw,
)
from mentors.models import Invitation
from notifications.models import Mail
from tests.factories import (
    make_agreed_mentorship,
)
from tests.mentors.mailing import deliver_all

State = Mail.State
TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


@pytest.fixture
def mentorship(ada, lampe):
    """Solveig Hansen is mentor of Blid Lampe at Fjordbygg, who has agreed to contact."""
    return make_agreed_mentorship(ada, lampe)


class TestTheAppointment:
    @pytest.fixture
    def invited(self, ada, lampe, mentorship, sink):
        """Solveig has the next contact in her calendar: in ten days at half past one."""
        lampe.set_next_contact(day(10))
        mentorship.placement.participant = lampe
        assert invite(ada, mentorship, at=datetime.time(13, 30)) == ""
        assert deliver_all() == 1
        return Invitation.objects.get()

    @staticmethod
    def entry(mail):
        [part] = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
        calendar = Calendar.from_ical(part.get_content())
        assert part["Content-Type"].params["method"] == calendar["METHOD"]
        [event] = calendar.walk("VEVENT")
        return calendar["METHOD"], event

    def test_is_an_invitation_that_says_only_that_there_is_a_conversation(self, invited, sink):
        method, event = self.entry(sink.mails[0])
        assert (method, event["SEQUENCE"], event["SUMMARY"]) == ("REQUEST", 0, "Samtale")
        assert timezone.localtime(event["DTSTART"].dt).time() == datetime.time(13, 30)
        assert event["ATTENDEE"] == "mailto:solveig@fjordbygg.example"
        assert event["ORGANIZER"] == "mailto:ada@nav.example"

    def test_moved_it_keeps_its_uid(self, ada, lampe, invited, sink):
        set_next_contact(ada, lampe, on=day(12))
        follow_moved_contacts(TODAY)
        follow_moved_contacts(TODAY)
        assert deliver_all() == 1
        (_method, before), (method, after) = map(self.entry, sink.mails)
        assert (method, after["UID"], after["SEQUENCE"]) == ("REQUEST", before["UID"], 1)
        assert after["DTSTART"].dt == day(12)

    def test_no_longer_agreed_it_is_taken_back_under_its_uid(self, ada, lampe, invited, sink):
        set_next_contact(ada, lampe, on=None)
        follow_moved_contacts(TODAY)
        assert deliver_all() == 1
        (_method, before), (method, after) = map(self.entry, sink.mails)
        assert (method, after["UID"], after["SEQUENCE"]) == ("CANCEL", before["UID"], 1)
        assert after["STATUS"] == "CANCELLED"

    def test_of_today_stays_when_the_next_one_is_agreed(self, ada, lampe, invited):
        noon = datetime.datetime.combine(day(10), datetime.time(12), tzinfo=datetime.UTC)
        with time_machine.travel(noon, tick=False):
            lampe.set_next_contact(day(40))
            follow_moved_contacts(day(10))
        assert Invitation.objects.get().on == day(10)

    def test_is_asked_for_and_changed_on_its_own_page(self, log_in, ada, lampe, invited, sink):
        client = log_in(ada)
        url = f"/participants/{lampe.pk}/invitation/"
        assert "13:30" in client.get(url).content.decode()
        client.post(url, {"at": "14:00"})
        assert deliver_all() == 1
        assert Invitation.objects.get().number == 1
        client.post(url + "withdraw/")
        assert deliver_all() == 1
        assert self.entry(sink.mails[-1])[0] == "CANCEL"

    def test_that_reached_no_calendar_is_not_taken_out_of_it(self, ada, lampe, mentorship, sink):
        lampe.set_next_contact(day(10))
        mentorship.placement.participant = lampe
        invite(ada, mentorship, at=None)
        withdraw(ada, Invitation.objects.get())
        assert (deliver_all(), sink.mails) == (0, [])

    def test_is_offered_where_there_is_a_mentor_and_a_day(self, log_in, ada, lampe, mentorship):
        client, url = log_in(ada), f"/participants/{lampe.pk}/invitation/"
        assert url not in client.get(lampe.get_absolute_url()).content.decode()
        assert client.get(url).status_code == 302
        lampe.refresh_from_db()
        lampe.set_next_contact(day(10))
        assert url in client.get(lampe.get_absolute_url()).content.decode()
