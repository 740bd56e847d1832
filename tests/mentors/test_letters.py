"""Mails to mentors: neutral, as agreed at the start, within a budget, stopped by one click."""

import datetime
import random
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from caseload.actions import end_follow_up, set_next_contact
from caseload.handover.actions import Choice, accept, hand_over
from caseload.models import HandedOver, Participant
from mentors.actions import end_mentorship
from mentors.checkins.actions import agree_check_ins
from mentors.endings.actions import end_placement
from mentors.letters import budget
from mentors.letters.actions import (
    allow_again,
    follow_moved_contacts,
    invite,
    send_link,
    stop,
    tell_who_is_new,
    withdraw,
    write_to,
)
from mentors.letters.kinds import Kind
from mentors.mails import write
from mentors.models import CheckIn, Invitation, MailAddress, MentorRelation
from notifications import delivery
from notifications.models import Link, Mail, Notification
from tests.factories import (
    make_agreed_mentorship,
    make_mentor,
    make_participant,
    make_placement,
    make_start_agreement,
)
from tests.mentors.mailing import deliver_all, everything_in, path_in, text_of

State = Mail.State
TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


@pytest.fixture
def mentorship(ada, lampe):
    """Solveig Hansen is mentor of Blid Lampe at Fjordbygg, who has agreed to contact."""
    return make_agreed_mentorship(ada, lampe)


@pytest.fixture
def link(ada, mentorship):
    """Ada has asked for the personal link to be sent; it waits."""
    assert send_link(ada, mentorship) == ""
    return Mail.objects.get()


class TestThePersonalLink:
    def test_is_sent_by_one_button_on_the_mentors_panel(self, log_in, ada, mentorship, sink):
        client = log_in(ada)
        panel = client.get(f"/participants/{mentorship.placement.participant_id}/workplaces/")
        url = f"/mentorships/{mentorship.pk}/mails/link/"
        assert url in panel.content.decode()
        client.post(url)
        assert deliver_all() == 1
        [mail] = sink.mails
        assert mail["To"] == "solveig@fjordbygg.example"
        token = path_in(mail, "/m/").split("/")[2]
        issued = Link.objects.get(purpose="call")
        assert issued.about == MentorRelation.objects.get().pk
        assert issued.token == token

    def test_is_sent_once_a_day_however_often_it_is_asked_for(self, ada, mentorship, sink):
        send_link(ada, mentorship)
        send_link(ada, mentorship)
        assert (deliver_all(), len(sink.mails)) == (1, 1)
        send_link(ada, mentorship)
        assert deliver_all() == 0

    def test_another_mail_carries_the_same_link(self, ada, mentorship, sink):
        for on in [TODAY, day(3)]:
            with time_machine.travel(
                datetime.datetime.combine(on, datetime.time(12), tzinfo=datetime.UTC), tick=False
            ):
                send_link(ada, mentorship)
                deliver_all()
        assert path_in(sink.mails[0], "/m/") == path_in(sink.mails[1], "/m/")

    def test_is_not_sent_to_who_has_no_address(self, log_in, ada, mentorship):
        mentorship.mentor.email = ""
        mentorship.mentor.save()
        page = log_in(ada).post(f"/mentorships/{mentorship.pk}/mails/link/", follow=True)
        assert "e-post" in page.content.decode()
        assert not Mail.objects.exists()

    def test_stands_on_the_page_on_the_mails(self, log_in, ada, mentorship, link, sink):
        deliver_all()
        page = log_in(ada).get(f"/mentorships/{mentorship.pk}/mails/").content.decode()
        assert "Personlig lenke" in page and "sendt" in page

    def test_of_somebody_else_is_nobodys(self, log_in, bo, mentorship):
        assert log_in(bo).post(f"/mentorships/{mentorship.pk}/mails/link/").status_code == 404


class TestOnlyAsAgreedAtTheStart:
    def test_nothing_is_posted_without_the_candidates_yes(self, ada, lampe):
        placement = make_placement(ada, lampe)
        mentorship = placement.mentorships.get()
        mentorship.mentor.email = "solveig@fjordbygg.example"
        mentorship.mentor.save()
        assert send_link(ada, mentorship) == "not_agreed"
        assert not Mail.objects.exists()

    ENDINGS = {
        "the case is closed": lambda ada, m: end_follow_up(ada, m.placement.participant, why="x"),
        "the placement ends": lambda ada, m: end_placement(
            ada, m.placement, ended_on=TODAY, outcome="measure_ended"
        ),
        "the mentor is no longer mentor": lambda ada, m: end_mentorship(ada, m, ended_on=TODAY),
        "the person is protected": lambda ada, m: Participant.objects.update(protection="sealed"),
        "the yes is not given anew": lambda ada, m: make_start_agreement(
            ada, m.placement, version=1, contact_agreed_on=None
        ),
        "the address is another": lambda ada, m: _change_address(m.mentor),
        "the mentor stopped them": lambda ada, m: stop(MailAddress.objects.get().pk),
    }

    @pytest.mark.parametrize("ending", ENDINGS)
    def test_what_waits_is_not_sent_once(self, ada, mentorship, link, sink, ending):
        self.ENDINGS[ending](ada, mentorship)
        deliver_all()
        link.refresh_from_db()
        assert (sink.mails, link.state) == ([], State.CANCELLED)

    def test_handed_over_it_is_no_longer_sent_for_the_former_advisor(
        self, ada, bo, mentorship, link, sink
    ):
        _hand_over(ada, bo, mentorship.placement.participant)
        deliver_all()
        link.refresh_from_db()
        assert (sink.mails, link.state) == ([], State.CANCELLED)

    def test_another_candidate_of_the_same_mentor_is_enough(self, ada, mentorship, link, sink):
        other = _second_candidate(ada, mentorship)
        end_follow_up(ada, mentorship.placement.participant, why="Flyttet")
        assert deliver_all() == 1
        assert other.placement.participant.name not in everything_in(sink.mails[0])


def _change_address(mentor):
    mentor.email = "another@fjordbygg.example"
    mentor.save()


def _second_candidate(advisor, mentorship, name="Rolig Kopp"):
    other = make_participant(advisor, name)
    placement = make_placement(
        advisor, other, workplace=mentorship.placement.workplace, mentor=False
    )
    make_start_agreement(advisor, placement, contact_agreed_on=TODAY)
    return placement.mentorships.create(mentor=mentorship.mentor)


def _hand_over(giver, receiver, *people):
    choices = [Choice(person.pk, receiver.user_id) for person in people]
    handover = hand_over(giver, giver=giver.user, choices=choices)
    return accept(receiver, handover.people.all())


class TestAtAnyMoment:
    """Beside a worker that sends: what comes after the commit is never a mail."""

    @pytest.mark.django_db(transaction=True)
    def test_once_the_yes_is_taken_back_nothing_is_sent(self, ada, sink):
        participant = make_participant(ada, "Blid Lampe")
        placement = make_agreed_mentorship(ada, participant).placement
        version = 1
        sent, too_late, dice = [], [], random.Random(5)
        for _run in range(25):
            send_link(ada, placement.mentorships.get())
            before = len(sink.mails)
            worker = self.worker(dice.random() * 0.2)
            make_start_agreement(ada, placement, version=version, contact_agreed_on=None)
            sent.append(len(sink.mails) - before)
            too_late.append(self.sent_after(worker, sink))
            version += 2
            make_start_agreement(ada, placement, version=version - 1, contact_agreed_on=TODAY)
            Mail.objects.all().delete()
        assert not any(too_late)
        assert set(sent) == {0, 1}  # the moments were on both sides of the sending

    @pytest.mark.django_db(transaction=True)
    def test_once_the_case_is_closed_nothing_is_sent(self, ada, sink):
        too_late, dice = [], random.Random(7)
        for _run in range(15):
            participant = make_participant(ada, "Blid Lampe")
            send_link(ada, make_agreed_mentorship(ada, participant))
            worker = self.worker(dice.random() * 0.2)
            end_follow_up(ada, participant, why="Flyttet")
            too_late.append(self.sent_after(worker, sink))
        assert not any(too_late)

    @staticmethod
    def worker(pause):
        """One that sends the mail that waits; comes back after a pause."""
        mail = Mail.objects.get(state=State.WAITING)

        def work():
            delivery.deliver(str(mail.pk), write)
            connection.close()

        worker = threading.Thread(target=work)
        worker.start()
        worker.join(pause)
        return worker

    @staticmethod
    def sent_after(worker, sink):
        at_the_commit = len(sink.mails)
        worker.join()
        deliver_all()
        return len(sink.mails) - at_the_commit


class TestWhoIsNew:
    def test_is_told_by_mail_after_a_handover(self, ada, bo, mentorship, sink):
        _hand_over(ada, bo, mentorship.placement.participant)
        tell_who_is_new(timezone.now())
        assert deliver_all() == 1
        assert "Kontaktpersonen din i Nav" in sink.mails[0]["Subject"]
        assert "er Bo" in text_of(sink.mails[0])
        tell_who_is_new(timezone.now())
        assert HandedOver.objects.get().mentor_told_on == TODAY

    def test_is_one_mail_for_several_candidates_of_one_mentor(self, ada, bo, mentorship, sink):
        other = _second_candidate(ada, mentorship)
        _hand_over(ada, bo, mentorship.placement.participant, other.placement.participant)
        for _round in range(3):
            tell_who_is_new(timezone.now())
            deliver_all()
        assert len(sink.mails) == 1
        assert not HandedOver.objects.mentor_to_tell().exists()

    def test_is_told_when_a_leader_moved_her(self, ada, bo, lars, mentorship, sink):
        choices = [Choice(mentorship.placement.participant_id, bo.user_id)]
        hand_over(lars, giver=ada.user, choices=choices)
        tell_who_is_new(timezone.now())
        assert deliver_all() == 1

    def test_is_left_to_the_advisor_where_no_mail_may_go(self, ada, bo, mentorship):
        make_start_agreement(ada, mentorship.placement, version=1, contact_agreed_on=None)
        _hand_over(ada, bo, mentorship.placement.participant)
        tell_who_is_new(timezone.now())
        assert not Mail.objects.exists()
        assert HandedOver.objects.mentor_to_tell().count() == 1

    def test_is_left_to_the_advisor_when_it_did_not_reach_the_second_mentor(
        self, ada, bo, mentorship, sink
    ):
        placement = mentorship.placement
        placement.mentorships.create(mentor=make_mentor(ada, placement.workplace, "Amir Khan"))
        _hand_over(ada, bo, placement.participant)
        tell_who_is_new(timezone.now())
        assert deliver_all() == 1
        tell_who_is_new(timezone.now())
        assert HandedOver.objects.mentor_to_tell().count() == 1

    def test_an_address_that_does_not_exist_is_told_to_the_new_advisor(
        self, ada, bo, mentorship, sink
    ):
        _hand_over(ada, bo, mentorship.placement.participant)
        sink.answer = "550 5.1.1 No such user"
        for _round in range(3):
            tell_who_is_new(timezone.now())
            deliver_all()
        told = Notification.objects.visible_to(bo).filter(kind=Notification.Kind.MAIL_FAILED)
        assert told.get().url == mentorship.placement.participant.get_absolute_url()
        assert Mail.objects.count() == 1


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


class TestWhatMailsSay:
    def test_no_name_of_anybody_but_the_contact_at_nav(self, ada, bo, lampe, mentorship, sink):
        lampe.refresh_from_db()
        lampe.set_next_contact(day(10))
        mentorship.placement.participant = lampe
        send_link(ada, mentorship)
        invite(ada, mentorship, at=None)
        deliver_all()
        withdraw(ada, Invitation.objects.get())
        agree_check_ins(ada, mentorship, rhythm=CheckIn.Rhythm.MONTHLY)
        relation = MentorRelation.objects.get()
        for kind in [Kind.CHECK_IN, Kind.NEW_CONTACT]:
            write_to(
                mentorship.mentor,
                kind,
                f"{kind}:1",
                advisor=ada.user,
                about=relation.pk,
                url="/",
                expires_at=timezone.now() + datetime.timedelta(days=1),
            )
        deliver_all()
        end_placement(ada, mentorship.placement, ended_on=TODAY, outcome="measure_ended")
        closing = mentorship.placement.closing_forms.get()
        for kind in [Kind.CLOSING, Kind.CLOSING_REMINDER]:
            write_to(
                mentorship.mentor,
                kind,
                f"{kind}:1",
                advisor=ada.user,
                about=closing.pk,
                url="/",
                expires_at=timezone.now() + datetime.timedelta(days=1),
            )
        deliver_all()
        assert {mail.kind for mail in Mail.objects.filter(state=State.SENT)} == set(Kind.values)
        for mail in sink.mails:
            said = everything_in(mail)
            for word in ["Blid", "Lampe", "Fjordbygg,", "Solveig Hansen", "følg"]:
                assert word not in said, (word, mail["Subject"])
            assert "Nav" not in mail["Subject"] or "Kontaktperson" in mail["Subject"].title()

    @pytest.mark.parametrize(
        ("language", "subject"),
        [("nb", "Lenken til"), ("nn", "Lenkja til"), ("en", "Your link")],
    )
    def test_is_in_the_mentors_language(self, log_in, ada, mentorship, sink, language, subject):
        mentor = mentorship.mentor
        log_in(ada).post(
            f"/contact-persons/{mentor.pk}/edit/",
            {"name": mentor.name, "role": "mentor", "email": mentor.email, "language": language},
        )
        mentorship.refresh_from_db()
        send_link(ada, mentorship)
        deliver_all()
        assert sink.mails[0]["Subject"].startswith(subject)


class TestTheStop:
    @pytest.fixture
    def address(self, link, sink):
        """Where the mail says that all mails can be stopped."""
        deliver_all()
        return path_in(sink.mails[0], "/stop/")

    def test_opening_the_link_shows_a_page_and_stops_nothing(self, client, address):
        for _each in range(3):
            answer = client.get(address, follow=True)
            assert "Stopp alle e-poster" in answer.content.decode()
        client.head(address)
        assert not MailAddress.objects.exclude(stopped_at=None).exists()

    def test_one_button_on_it_stops_them_all(self, client, ada, mentorship, address, sink):
        agree_check_ins(ada, mentorship, rhythm=CheckIn.Rhythm.MONTHLY)
        page = client.get(address)
        assert address.split("/")[2] not in page["Location"]
        done = client.post(page["Location"], follow=True)
        assert "stoppet" in done.content.decode()
        assert send_link(ada, mentorship) == "stopped"
        assert CheckIn.objects.get().next_at is None

    def test_a_mail_program_stops_them_without_cookie_or_page(self, address, sink):
        [mail] = sink.mails
        assert mail["List-Unsubscribe"].strip() == f"<http://127.0.0.1:8000{address}>"
        assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        program = Client(enforce_csrf_checks=True)
        answer = program.post(address, {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 204
        assert MailAddress.objects.get().stopped_at

    def test_an_unknown_link_stops_nothing(self, client, address):
        for method in [client.get, client.post]:
            assert method(f"/stop/{'x' * 43}/").status_code == 404
        assert client.post(f"/stop/mails/{Link.objects.get(purpose='stop').pk}/").status_code == 404
        assert not MailAddress.objects.exclude(stopped_at=None).exists()

    def test_the_mentors_word_to_the_advisor_opens_it_again(self, log_in, ada, mentorship, address):
        stop(MailAddress.objects.get().pk)
        page = log_in(ada).get(f"/mentorships/{mentorship.pk}/mails/").content.decode()
        assert f"/mentorships/{mentorship.pk}/mails/allow/" in page
        log_in(ada).post(f"/mentorships/{mentorship.pk}/mails/allow/")
        assert not MailAddress.objects.exclude(stopped_at=None).exists()
        allow_again(ada, mentorship)


class TestTheBudgetOfAnAddress:
    # The machine may be busy with other tests.
    @settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(st.tuples(st.integers(0, 12), st.sampled_from(Kind.values)), max_size=40))
    def test_is_never_exceeded_and_never_tighter_than_it_is(self, history):
        """Random histories of (days since the last one, kind)."""
        now, posted = 0, []
        for pause, kind in history:
            now += pause
            around = [k for at, k in posted if at > now - budget.AROUND.days]
            of_endings = [k for k in around if k in budget.OF_AN_ENDING]
            fits = budget.fits(kind, around)
            if kind in (Kind.NEW_CONTACT, Kind.APPOINTMENT, Kind.LINK):
                assert fits  # somebody asked for it
            elif kind == Kind.CHECK_IN:
                assert fits == (not of_endings)
            elif kind == Kind.CLOSING:
                assert fits == (len(of_endings) < 3)
            if fits:
                posted.append((now, kind))
        for start, _kind in posted:
            window = [k for at, k in posted if start <= at < start + budget.AROUND.days]
            assert sum(k in budget.OF_AN_ENDING for k in window) <= 3
            assert window.count(Kind.CLOSING_REMINDER) <= 1

    def test_counts_what_was_posted_and_not_what_never_went(self, mentorship):
        now = timezone.now()
        hashed = mentorship.mentor.email_hash
        for number, state in enumerate([State.SENT, State.CANCELLED, State.DROPPED, State.FAILED]):
            Mail.objects.create(
                key=f"closing:{number}",
                kind=Kind.CLOSING,
                address_hash=hashed,
                state=state,
                ended_at=now,
                expires_at=now,
            )
        assert budget.may_write(hashed, Kind.CLOSING, now)
        Mail.objects.filter(state=State.CANCELLED).update(state=State.SENT)
        assert not budget.may_write(hashed, Kind.CLOSING, now)
        assert budget.may_write(hashed, Kind.LINK, now)
        assert budget.may_write("another", Kind.CLOSING, now)

    def test_is_one_for_all_candidates_and_advisors(self, ada, bo, mentorship):
        """The same mentor, at another workplace too: what counts is the address."""
        other = make_agreed_mentorship(bo, make_participant(bo, "Modig Sykkel"))
        assert other.mentor != mentorship.mentor
        posted = [
            write_to(
                each.mentor,
                Kind.CLOSING,
                f"closing:{number}",
                advisor=ada.user,
                about=each.pk,
                url="/",
                expires_at=timezone.now() + datetime.timedelta(days=1),
            )
            for number, each in enumerate([mentorship, other] * 2)
        ]
        assert [mail is not None for mail in posted] == [True, True, True, False]


@pytest.mark.django_db(transaction=True)
def test_ten_at_once_do_not_exceed_the_budget(ada, lampe):
    mentorship = make_agreed_mentorship(ada, lampe)

    def post(number):
        write_to(
            mentorship.mentor,
            Kind.CLOSING,
            f"closing:{number}",
            advisor=ada.user,
            about=mentorship.pk,
            url="/",
            expires_at=timezone.now() + datetime.timedelta(days=1),
        )
        connection.close()

    posting = [threading.Thread(target=post, args=(number,)) for number in range(10)]
    for each in posting:
        each.start()
    for each in posting:
        each.join()
    assert Mail.objects.count() == 3
