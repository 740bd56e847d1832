"""Employers and mentors are asked by mail: a week after a placement, once, and reminded once."""

import datetime
import threading

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry
from caseload.actions import end_follow_up
from caseload.models import Participant
from hybridnav.roles import WORKER
from mentors.letters.actions import stop
from mentors.letters.kinds import Kind, SurveyKind
from mentors.models import ContactPerson, MailAddress
from notifications.models import Mail
from surveys.by_mail.actions import (
    ask_by_mail,
    forget_whom_we_asked,
    invite_by_mail,
    record_consent,
    withdraw_consent,
)
from surveys.by_mail.mails import token_of
from surveys.by_mail.models import ContactConsent, InvitationMail
from surveys.by_mail.numbers import mailed
from surveys.intake.actions import answer
from surveys.invitations.models import Invitation, hash_of
from surveys.tasks import sweep_survey_mails
from surveys.waves.models import Wave
from tests.factories import make_mentor, make_participant, make_placement
from tests.mentors.mailing import everything_in, path_in, text_of
from tests.surveys.mailing import (
    EMAIL,
    MONDAY,
    days_later,
    deliver_all,
    end,
    make_employer,
    make_ended,
    make_links_wave,
)
from tests.surveys.respondents import Respondent, answers_to


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def wave(monday, ada, tor):
    """Employers at Fjordby and at Skogvik are asked, from this Monday on."""
    return make_links_wave(ada.office, tor.office)


@pytest.fixture
def ended(ada, wave):
    """Blid Lampe's placement at Fjordbygg ends this Monday; its employer has said yes."""
    return make_ended(ada)


def sent_on(clock, sink, days):
    """The days, counted from Monday, on which mails went."""
    found = []
    for day in days:
        before = len(sink.mails)
        days_later(clock, day)
        found += [day] * (len(sink.mails) - before)
    return found


class TestWhenItIsSent:
    def test_a_week_after_the_end_and_reminded_of_once(self, ended, monday, sink):
        # The second Monday, and seven working days later.
        assert sent_on(monday, sink, range(60)) == [7, 16]
        assert [mail["To"] for mail in sink.mails] == [EMAIL] * 2
        assert sorted(Mail.objects.values_list("kind", flat=True)) == sorted(SurveyKind.values)
        days = InvitationMail.objects.order_by("sent_on").values_list("sent_on", flat=True)
        assert list(days) == [datetime.date(2026, 9, 14), datetime.date(2026, 9, 23)]

    def test_neither_at_night_nor_in_a_weekend(self, ended, monday, sink):
        for days, hour in [(7, 3), (7, 20), (12, 10), (13, 10)]:
            days_later(monday, days, hour)
        assert not sink.mails
        days_later(monday, 14)
        assert len(sink.mails) == 1

    def test_nor_on_a_public_holiday(self, ada, tor, sink):
        # A week later it is Christmas Day.
        friday = datetime.datetime(2026, 12, 18, 10, tzinfo=datetime.UTC)
        with time_machine.travel(friday, tick=False) as clock:
            make_links_wave(ada.office, tor.office)
            make_ended(ada)
            for days in range(7, 11):
                clock.move_to(friday + datetime.timedelta(days=days))
                ask_by_mail(timezone.now())
                deliver_all()
                assert len(sink.mails) == (days == 10)

    def test_what_the_mail_server_did_not_take_is_not_tried_in_a_weekend(self, ended, monday, sink):
        sink.answer = "451 later"
        days_later(monday, 11)
        sink.answer = "250 OK"
        for days in (12, 13):
            monday.move_to(MONDAY + datetime.timedelta(days=days))
            sweep_survey_mails()
            assert not sink.mails
        monday.move_to(MONDAY + datetime.timedelta(days=14))
        sweep_survey_mails()
        assert len(sink.mails) == 1

    def test_a_day_without_the_clock_changes_nothing_but_the_day(self, ended, monday, sink):
        assert sent_on(monday, sink, [6, 8, 9, 10, 11, 18, 21, 22]) == [8, 18]

    def test_three_weeks_without_it_are_too_late(self, ended, monday, sink):
        assert sent_on(monday, sink, [21, 22, 28]) == []

    def test_the_reminder_of_one_whom_nobody_could_remind_in_time_is_left_out(
        self, ended, monday, sink
    ):
        assert sent_on(monday, sink, [7, 22, 23, 24]) == [7]

    def test_only_while_a_wave_is_open(self, ada, ended, wave, monday, sink):
        Wave.objects.update(opens_on="2026-09-16", closes_on="2026-09-20")
        assert sent_on(monday, sink, [7, 8, 9, 10, 16, 17]) == [9]

    def test_only_where_the_wave_asks(self, ended, wave, monday, sink):
        wave.offices.filter(office__name="Nav Fjordby").delete()
        assert sent_on(monday, sink, [7, 8]) == []

    def test_not_when_a_job_ends_that_was_followed(self, ada, ended, wave, monday, sink):
        person = make_participant(ada, "Modig Sykkel")
        job = make_placement(ada, person, workplace=ended.workplace)
        job.is_job = True
        job.save()
        ContactConsent.objects.all().delete()
        record_consent(ada, ContactPerson.objects.get(role="employer"), given_on="2026-09-07")
        ended.delete()
        end(ada, job, outcome="other_job")
        assert sent_on(monday, sink, [7, 8]) == []


class TestWhoIsAsked:
    def test_the_employer_and_not_the_mentor(self, ada, ended, monday, sink):
        mentor = make_mentor(ada, ended.workplace, "Amir Khan", email="amir@fjordbygg.example")
        ended.mentorships.create(mentor=mentor, ended_on=ended.ended_on)
        record_consent(ada, mentor, given_on=timezone.localdate())
        days_later(monday, 7)
        assert [mail["To"] for mail in sink.mails] == [EMAIL]

    def test_mentors_where_mentors_are_asked_but_not_who_only_steps_in(
        self, monday, ada, tor, lampe, sink
    ):
        make_links_wave(ada.office, tor.office, audience="mentors")
        placement = make_placement(ada, lampe, mentor=False)
        make_employer(ada, placement.workplace)
        for name, is_backup in [("amir", False), ("eva", True)]:
            mentor = make_mentor(ada, placement.workplace, name, email=f"{name}@x.example")
            record_consent(ada, mentor, given_on=timezone.localdate())
            placement.mentorships.create(mentor=mentor, is_backup=is_backup)
        end(ada, placement)
        days_later(monday, 7)
        assert [mail["To"] for mail in sink.mails] == ["amir@x.example"]

    def test_nobody_who_has_not_said_yes(self, ended, monday, sink):
        ContactConsent.objects.all().delete()
        assert sent_on(monday, sink, [7, 8]) == []

    def test_nobody_twice_within_half_a_year_answered_or_not(self, ada, ended, wave, monday, sink):
        again = make_placement(ada, make_participant(ada, "Rolig Kopp"), workplace=ended.workplace)
        other = make_ended(ada, "Modig Sykkel", workplace="Havbygg")
        end(ada, again)
        assert ContactPerson.objects.get(workplace=other.workplace, role="employer").email == EMAIL
        days_later(monday, 7)
        assert len(sink.mails) == 1
        Invitation.objects.update(is_spent=True)
        days_later(monday, 8)
        assert len(sink.mails) == 1

    def test_nobody_in_two_surveys_at_a_time(self, ada, ended, wave, monday, sink):
        make_links_wave(ada.office, audience="employers")
        make_links_wave(ada.office, audience="mentors")
        employer = ContactPerson.objects.get(role="employer")
        ended.mentorships.create(mentor=employer, ended_on=ended.ended_on)
        days_later(monday, 7)
        assert len(sink.mails) == 1


class TestWhatStandsInTheWay:
    @pytest.mark.parametrize(
        "change",
        [
            lambda ada, ended: withdraw_consent(ada, employer()),
            lambda ada, ended: end_follow_up(ada, ended.participant, why="x"),
            lambda ada, ended: Participant.objects.update(protection="shielded"),
            lambda ada, ended: Wave.objects.update(state="closed"),
            lambda ada, ended: MailAddress.objects.update(stopped_at=MONDAY),
            lambda ada, ended: ContactPerson.objects.update(email_hash="another"),
        ],
        ids=["consent", "follow-up", "protection", "wave", "stop", "address"],
    )
    def test_is_asked_at_the_moment_of_sending(self, ada, ended, monday, sink, change):
        monday.move_to(MONDAY + datetime.timedelta(days=7))
        ask_by_mail(timezone.now())
        assert Mail.objects.get().state == Mail.State.WAITING
        change(ada, ended)
        deliver_all()
        assert not sink.mails
        assert Mail.objects.get().state == Mail.State.CANCELLED
        # One that never went is no invitation, and is not made again.
        days_later(monday, 8)
        assert not sink.mails and not Invitation.objects.exists()

    def test_and_before_the_reminder_too(self, ada, ended, monday, sink):
        days_later(monday, 7)
        withdraw_consent(ada, employer())
        assert sent_on(monday, sink, range(8, 30)) == []

    def test_who_has_answered_is_not_reminded(self, ended, wave, monday, sink):
        days_later(monday, 7)
        assert answer(wave, token_of(Invitation.objects.get()), {"people": 3})
        assert sent_on(monday, sink, range(8, 30)) == []

    def test_nor_who_answers_while_the_reminder_waits(self, ended, wave, monday, sink):
        days_later(monday, 7)
        monday.move_to(MONDAY + datetime.timedelta(days=16))
        ask_by_mail(timezone.now())
        answer(wave, token_of(Invitation.objects.get()), {"people": 3})
        deliver_all()
        assert len(sink.mails) == 1

    def test_an_address_that_does_not_work_is_tried_once_and_nobody_is_told(
        self, ada, ended, monday, sink
    ):
        sink.answer = "550 5.1.1 No such user"
        for days in range(30):
            days_later(monday, days)
        assert [mail.state for mail in Mail.objects.all()] == [Mail.State.FAILED]
        assert not Invitation.objects.exists()
        assert not ada.user.notifications.exclude(kind="todo_due").exists()


class TestTheBudgetOfTheAddress:
    def posted(self, *kinds):
        now = timezone.now()
        hashed = employer().email_hash
        for number, kind in enumerate(kinds):
            Mail.objects.create(
                key=f"{kind}:{number}",
                kind=kind,
                address_hash=hashed,
                state=Mail.State.SENT,
                ended_at=now,
                expires_at=now,
            )

    def test_counts_closing_forms_too(self, ended, monday, sink):
        monday.move_to(MONDAY + datetime.timedelta(days=3))
        self.posted(Kind.CLOSING, Kind.CLOSING, Kind.CLOSING)
        assert sent_on(monday, sink, [7, 8]) == []

    def test_a_survey_fits_after_a_closing_form_and_its_reminder_and_is_not_reminded_of(
        self, ended, monday, sink
    ):
        monday.move_to(MONDAY + datetime.timedelta(days=3))
        self.posted(Kind.CLOSING, Kind.CLOSING_REMINDER)
        assert sent_on(monday, sink, range(7, 30)) == [7]

    def test_is_kept_where_somebody_is_invited_directly(self, ended, wave, monday):
        self.posted(Kind.CLOSING, Kind.CLOSING, Kind.CLOSING)
        assert invite_by_mail(wave, employer(), ended) is None


class TestTheMail:
    def test_says_it_in_both_languages_and_names_nobody(self, ended, monday, sink):
        days_later(monday, 7)
        [mail] = sink.mails
        assert mail["Subject"] == "En kort undersøkelse"
        said = text_of(mail)
        assert "Lenken er bare din" in said and "Lenkja er berre di" in said
        for word in ["Blid", "Lampe", "Eli", "Berg", "Fjordbygg", "Ada", "kandidat", "bruker"]:
            assert word not in everything_in(mail)
        assert "Nav Fjordby" in said

    def test_the_link_leads_to_the_questions_and_counts_once(self, ended, wave, monday, sink):
        days_later(monday, 7)
        token = path_in(sink.mails[0], "/surveys/a/").split("/")[3]
        respondent = Respondent(wave, token)
        assert respondent.send().status_code == 303
        assert answers_to(wave) == [{"people": 3}]
        assert Respondent(wave, token).came.status_code == 404

    def test_the_reminder_carries_the_same_link(self, ended, monday, sink):
        for days in (7, 16):
            days_later(monday, days)
        first, second = sink.mails
        assert path_in(first, "/surveys/a/") == path_in(second, "/surveys/a/")
        assert second["Subject"] == "Påminnelse: en kort undersøkelse"

    def test_do_not_ask_me_again_is_one_click(self, client, ended, monday, sink):
        days_later(monday, 7)
        [mail] = sink.mails
        path = path_in(mail, "/stop/")
        assert mail["List-Unsubscribe"].strip() == f"<http://127.0.0.1:8000{path}>"
        client.post(client.get(path)["Location"])
        assert sent_on(monday, sink, range(8, 30)) == []

    def test_its_token_is_in_the_mail_and_nowhere_else(self, ended, wave, monday, sink, caplog):
        """Not in any table, argument of a task, or line of a log."""
        days_later(monday, 7)
        token = path_in(sink.mails[0], "/surveys/a/").split("/")[3]
        assert len(token) == 43 and hash_of(token) == bytes(Invitation.objects.get().token_sha256)
        respondent = Respondent(wave, token)
        respondent.send()
        assert token not in caplog.text
        for table in connection.introspection.table_names():
            with connection.cursor() as cursor:
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                rows = "\n".join(row for (row,) in cursor.fetchall())
            assert token not in rows and token.encode().hex() not in rows, table

    def test_the_queue_is_told_an_id_and_nothing_more(
        self, ended, monday, monkeypatch, django_capture_on_commit_callbacks
    ):
        told = []
        monkeypatch.setattr(
            "surveys.by_mail.tasks.deliver_survey_mail.delay", lambda *args: told.append(args)
        )
        monday.move_to(MONDAY + datetime.timedelta(days=7))
        with django_capture_on_commit_callbacks(execute=True):
            ask_by_mail(timezone.now())
        assert told == [(str(Mail.objects.get().pk),)]


class TestWhatIsShown:
    def test_only_numbers_and_reminders_not_before_it_has_closed(self, wave, ada, tor, monday):
        for number in range(6):
            make_invited(wave, ada if number % 2 else tor, number)
        assert mailed(wave) == {"sent": 6, "reminded": None}
        for each in Invitation.objects.all()[:2]:
            each.mails.create(kind=SurveyKind.SURVEY_REMINDER, sent_on="2026-09-23")
        Wave.objects.update(state="closed")
        wave.refresh_from_db()
        assert mailed(wave) == {"sent": 6, "reminded": 2}

    def test_an_answer_changes_no_number(self, wave, ada, monday):
        make_invited(wave, ada, 1)
        before = mailed(wave)
        Invitation.objects.update(is_spent=True)
        assert mailed(wave) == before == {"sent": 1, "reminded": None}

    def test_reminders_of_fewer_than_six_are_not_told(self, wave, ada, monday):
        make_invited(wave, ada, 1)
        Wave.objects.update(state="closed")
        wave.refresh_from_db()
        assert mailed(wave) == {"sent": 1, "reminded": None}

    def test_what_waits_is_not_sent(self, ended, wave, monday):
        monday.move_to(MONDAY + datetime.timedelta(days=7))
        ask_by_mail(timezone.now())
        assert mailed(wave) == {"sent": 0, "reminded": None}


class TestForgetting:
    def test_thirty_days_after_it_closed_nothing_links_an_invitation_to_a_person(
        self, ended, wave, monday, sink
    ):
        for days in (7, 16):
            days_later(monday, days)
        Wave.objects.update(state="closed", closes_on="2026-09-30")
        forget_whom_we_asked(datetime.date(2026, 10, 29))
        assert Invitation.objects.get().contact and InvitationMail.objects.count() == 2
        for _twice in range(2):
            forget_whom_we_asked(datetime.date(2026, 10, 30))
        invitation = Invitation.objects.get()
        assert invitation.contact is None and invitation.office.name == "Nav Fjordby"
        assert not InvitationMail.objects.exists() and not Mail.objects.exists()
        wave.refresh_from_db()
        assert mailed(wave) == {"sent": 1, "reminded": None}

    def test_of_a_wave_without_a_last_day_after_half_a_year(self, ended, wave, monday, sink):
        Wave.objects.update(closes_on=None)
        days_later(monday, 7)
        forget_whom_we_asked(datetime.date(2027, 3, 12))
        assert Invitation.objects.get().contact
        forget_whom_we_asked(datetime.date(2027, 3, 13))
        assert Invitation.objects.get().contact is None

    def test_with_the_contact_person_goes_all_but_that_somebody_was_asked(
        self, ended, wave, monday, sink
    ):
        days_later(monday, 7)
        employer().delete()
        assert not ContactConsent.objects.exists()
        assert Invitation.objects.get().contact is None
        forget_whom_we_asked(timezone.localdate())
        for model in (InvitationMail, Mail):
            assert not model.objects.exists()
        assert mailed(wave)["sent"] == 1

    def test_what_never_went_is_forgotten_too(self, ended, monday, sink):
        sink.answer = "550 5.1.1 No such user"
        days_later(monday, 7)
        forget_whom_we_asked(datetime.date(2026, 10, 13))
        assert Mail.objects.exists()
        forget_whom_we_asked(datetime.date(2026, 10, 14))
        assert not Mail.objects.exists()


class TestTheYes:
    @pytest.fixture
    def url(self, ada, lampe):
        workplace = make_placement(ada, lampe).workplace
        return f"/surveys/contacts/{make_employer(ada, workplace, agreed=False).pk}/consent/"

    def test_is_written_down_with_text_day_and_by_whom(self, log_in, ada, url):
        client = log_in(ada)
        page = client.get(url).content.decode()
        assert "frivillig" in page and "Blid" not in page
        assert client.post(url, {"given_on": "2026-09-01"}).status_code == 302
        consent = ContactConsent.objects.get()
        assert (consent.text_version, str(consent.given_on)) == (1, "2026-09-01")
        assert consent.obtained_by == ada.user
        assert "1. september 2026" in client.get(url).content.decode()
        assert AuditEntry.objects.filter(action="survey_consent.record").count() == 1

    def test_twice_is_once_and_not_ahead_of_time(self, log_in, ada, url):
        client = log_in(ada)
        tomorrow = timezone.localdate() + datetime.timedelta(days=1)
        assert client.post(url, {"given_on": tomorrow}).status_code == 422
        for _twice in range(2):
            client.post(url, {"given_on": timezone.localdate()})
        assert ContactConsent.objects.count() == 1

    def test_is_taken_back_and_given_again(self, log_in, ada, url):
        client = log_in(ada)
        client.post(url, {"given_on": timezone.localdate()})
        client.post(f"{url}withdraw/")
        client.post(f"{url}withdraw/")
        assert not ContactConsent.objects.standing().exists()
        assert AuditEntry.objects.filter(action="survey_consent.withdraw").count() == 1
        client.post(url, {"given_on": timezone.localdate()})
        assert ContactConsent.objects.count() == 2
        assert ContactConsent.objects.standing().count() == 1

    def test_after_a_stop_it_lets_mails_through_again(self, log_in, ada, url):
        address = MailAddress.objects.create(address_hash=employer().email_hash)
        stop(address.pk)
        client = log_in(ada)
        assert "stoppet alle e-poster" in client.get(url).content.decode()
        client.post(url, {"given_on": timezone.localdate()})
        address.refresh_from_db()
        assert address.stopped_at is None

    def test_is_found_where_the_contact_person_is(self, log_in, ada, url):
        workplace = employer().workplace
        assert url in log_in(ada).get(workplace.get_absolute_url()).content.decode()


def employer():
    return ContactPerson.objects.filter(role="employer").first()


def make_invited(wave, advisor, number):
    """An employer of her own workplace who has got a link."""
    placement = make_placement(advisor, make_participant(advisor, f"Person {number}"), mentor=False)
    contact = make_employer(advisor, placement.workplace, email=f"e{number}@x.example")
    invitation = invite_by_mail(wave, contact, placement)
    invitation.mails.update(sent_on=timezone.localdate())
    return invitation


def test_the_worker_may_do_all_of_it(acting_as, ended, wave, monday, sink):
    """As its role in the database, which changes no hash of a token and reads no answer."""
    with acting_as(WORKER):
        for days in (7, 16):
            days_later(monday, days)
        Wave.objects.update(state="closed", closes_on="2026-09-30")
        forget_whom_we_asked(datetime.date(2026, 10, 30))
    assert len(sink.mails) == 2 and Invitation.objects.get().contact is None


@pytest.mark.django_db(transaction=True)
def test_three_tasks_at_once_are_one_mail_and_one_reminder(ada, tor, sink):
    with time_machine.travel(MONDAY, tick=False) as clock:
        make_links_wave(ada.office, tor.office)
        make_ended(ada)
        for days, expected in [(7, 1), (16, 2)]:
            clock.move_to(MONDAY + datetime.timedelta(days=days))
            at_once(lambda: ask_by_mail(timezone.now()))
            at_once(deliver_all)
            at_once(lambda: ask_by_mail(timezone.now()))
            assert len(sink.mails) == expected == Mail.objects.count()
    assert Invitation.objects.count() == 1


def at_once(function, number=3):
    failed = []

    def run():
        try:
            function()
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    running = [threading.Thread(target=run) for _each in range(number)]
    for each in running:
        each.start()
    for each in running:
        each.join()
    assert not failed
