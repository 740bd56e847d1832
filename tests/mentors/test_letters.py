"""Mails to mentors: neutral, as agreed at the start, within a budget, stopped by one click."""

import datetime
import random
import threading

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from caseload.actions import end_follow_up
from caseload.models import Participant
from mentors.actions import end_mentorship
from mentors.checkins.actions import agree_check_ins
from mentors.endings.actions import end_placement
from mentors.letters.actions import (
    invite,
    send_link,
    stop,
    withdraw,
    write_to,
)
from mentors.letters.kinds import Kind
from mentors.mails import write
from mentors.models import CheckIn, Invitation, MailAddress, MentorRelation
from notifications import delivery
from notifications.models import Link, Mail
from tests.factories import (
    make_agreed_mentorship,
    make_participant,
    make_placement,
    make_start_agreement,
)
from tests.mentors.mailing import (
    deliver_all,
    everything_in,
    hand_over_to,
    path_in,
    second_candidate,
)

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
    def test_is_sent_by_one_button_on_the_page_of_the_mentors_mails(
        self, log_in, ada, mentorship, sink
    ):
        client = log_in(ada)
        panel = client.get(f"/participants/{mentorship.placement.participant_id}/workplaces/")
        mails = f"/mentorships/{mentorship.pk}/mails/"
        assert mails in panel.content.decode()
        url = f"{mails}link/"
        assert url in client.get(mails).content.decode()
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
        hand_over_to(ada, bo, mentorship.placement.participant)
        deliver_all()
        link.refresh_from_db()
        assert (sink.mails, link.state) == ([], State.CANCELLED)

    def test_another_candidate_of_the_same_mentor_is_enough(self, ada, mentorship, link, sink):
        other = second_candidate(ada, mentorship)
        end_follow_up(ada, mentorship.placement.participant, why="Flyttet")
        assert deliver_all() == 1
        assert other.placement.participant.name not in everything_in(sink.mails[0])


def _change_address(mentor):
    mentor.email = "another@fjordbygg.example"
    mentor.save()


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
