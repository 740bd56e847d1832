"""The closing form: a mentor's named word when a placement has ended."""

import datetime
import re
import threading

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEntry
from caseload.actions import end_follow_up
from caseload.models import Participant
from mentors.closing.actions import fill_in, post_closing_forms, settle
from mentors.endings.actions import end_placement
from mentors.letters.kinds import Kind
from mentors.models import ClosingForm
from notifications.models import Link, Mail
from tests.factories import make_agreed_mentorship, make_mentor, make_start_agreement
from tests.mentors.mailing import deliver_all, path_in

MONDAY = datetime.datetime(2026, 9, 7, 10, tzinfo=datetime.UTC)
ANSWER = {
    "ended": "went_on",
    "gained": "Ble tryggere med kundene.",
    "needed": "Noen å ringe om kvelden.",
    "again": "gladly",
}


@pytest.fixture
def monday():
    with time_machine.travel(MONDAY, tick=False) as clock:
        yield clock


@pytest.fixture
def mentorship(monday, ada, lampe):
    """Solveig Hansen is mentor of Blid Lampe, whose placement ends this Monday."""
    return make_agreed_mentorship(ada, lampe)


@pytest.fixture
def ended(ada, mentorship):
    """As planned, today. The form of the mentor."""
    _end(ada, mentorship)
    return ClosingForm.objects.get()


@pytest.fixture
def address(ended, monday, sink):
    """Where the mail of Tuesday leads."""
    days_later(monday, 1)
    return path_in(sink.mails[0], "/closing/")


@pytest.fixture
def form_page(client, address):
    """The page of the form in the mentor's browser."""
    return client.get(address)["Location"]


def _end(ada, mentorship, outcome="measure_ended", **told):
    end_placement(ada, mentorship.placement, ended_on=timezone.localdate(), outcome=outcome, **told)


def days_later(clock, days, hour=10):
    clock.move_to(MONDAY.replace(hour=hour) + datetime.timedelta(days=days))
    post_closing_forms(timezone.now())
    deliver_all()


def kinds_sent():
    return list(Mail.objects.order_by("created_at").values_list("kind", flat=True))


def panel(log_in, member, participant):
    return log_in(member).get(f"/participants/{participant.pk}/workplaces/").content.decode()


class TestWhenItIsSent:
    def test_the_working_day_after_the_end_and_reminded_of_once(self, ended, monday, sink):
        sent_on = []
        for days in range(40):
            before = len(sink.mails)
            days_later(monday, days)
            sent_on += [days] * (len(sink.mails) - before)
        assert sent_on == [1, 4]
        assert kinds_sent() == [Kind.CLOSING, Kind.CLOSING_REMINDER]

    def test_neither_at_night_nor_at_a_weekend(self, ended, monday, sink):
        days_later(monday, 1, hour=3)
        ClosingForm.objects.update(ask_on=datetime.date(2026, 9, 12))
        days_later(monday, 5)
        assert not sink.mails
        days_later(monday, 7)
        assert len(sink.mails) == 1

    def test_after_a_stop_the_mentor_is_called_first(self, ada, mentorship, monday, sink):
        _end(ada, mentorship, outcome="stopped_by_workplace")
        days_later(monday, 2)
        assert not sink.mails
        days_later(monday, 3)
        assert len(sink.mails) == 1

    def test_to_each_mentor_but_who_only_steps_in(self, ada, mentorship):
        for name, is_backup in [("Amir Khan", False), ("Eva Dahl", True)]:
            mentor = make_mentor(ada, mentorship.placement.workplace, name)
            mentorship.placement.mentorships.create(mentor=mentor, is_backup=is_backup)
        _end(ada, mentorship)
        asked = ClosingForm.objects.values_list("mentor__name", flat=True)
        assert sorted(asked) == ["Amir Khan", "Solveig Hansen"]

    def test_not_when_a_job_ends_that_was_followed(self, ada, mentorship):
        _end(ada, mentorship, outcome="hired_here")
        job = mentorship.placement.participant.placements.current().get()
        end_placement(ada, job, ended_on=timezone.localdate(), outcome="other_job")
        assert ClosingForm.objects.get().placement == mentorship.placement

    @pytest.mark.parametrize(
        "ending",
        [
            lambda ada, m: make_start_agreement(
                ada, m.placement, version=1, contact_agreed_on=None
            ),
            lambda ada, m: end_follow_up(ada, m.placement.participant, why="x"),
            lambda ada, m: Participant.objects.update(protection="shielded"),
        ],
    )
    def test_not_without_the_candidates_yes_and_its_link_is_over(
        self, client, ada, mentorship, ended, monday, sink, ending
    ):
        days_later(monday, 1)
        page = client.get(path_in(sink.mails[0], "/closing/"))["Location"]
        ending(ada, mentorship)
        days_later(monday, 4)
        assert len(sink.mails) == 1
        assert client.get(page).status_code == client.post(page, ANSWER).status_code == 404

    def test_no_reminder_of_a_mail_that_did_not_arrive(self, ended, monday, sink):
        sink.answer = "550 5.1.1 No such user"
        for days in range(20):
            days_later(monday, days)
        assert kinds_sent() == [Kind.CLOSING]

    def test_two_weeks_too_late_it_is_left_out(self, ended, monday, sink):
        days_later(monday, 21)
        assert not sink.mails


class TestTheLink:
    def test_opening_it_a_hundred_times_does_not_spend_it(self, client, address, form_page):
        for method in ["get", "head"] * 50:
            getattr(client, method)(address)
            assert getattr(client, method)(form_page).status_code == 200
        client.options(form_page)
        assert Link.objects.get(purpose="closing").spent_at is None

    def test_the_page_shows_nothing_of_the_candidate(self, client, form_page):
        page = client.get(form_page).content.decode()
        assert "ikke anonymt" in page
        for word in ["Blid", "Lampe", "Fjordbygg", "Solveig", "2026", "Ada"]:
            assert word not in page

    def test_the_day_tells_two_forms_of_one_mentor_apart(self, client, ended, form_page):
        other = ClosingForm.objects.get()
        other.pk = None
        placement = ended.placement
        placement.pk, placement._state.adding = None, True
        placement.save()
        other.placement, other._state.adding, other.asked_at = placement, True, timezone.now()
        other.save()
        assert "7. september 2026" in client.get(form_page).content.decode()

    def test_sent_it_thanks_and_works_no_more(self, client, form_page, ended):
        thanks = client.post(form_page, ANSWER, follow=True)
        assert "Takk" in thanks.content.decode()
        ended.refresh_from_db()
        assert {name: getattr(ended, name) for name in ANSWER} == ANSWER
        assert ended.answered_at and ended.filled_in_by is None
        assert client.get(form_page).status_code == 404

    def test_what_is_missing_is_said_and_spends_nothing(self, client, form_page):
        answer = client.post(form_page, {"gained": "Mye"})
        assert answer.status_code == 422
        assert "Mye" in answer.content.decode()
        assert Link.objects.get(purpose="closing").spent_at is None

    @pytest.mark.parametrize("gone", ["spent_at", "revoked_at", "expires_at"])
    def test_spent_revoked_expired_and_unknown_look_the_same(
        self, client, address, form_page, gone
    ):
        def seen(path):
            answer = client.get(path)
            return answer.status_code, re.sub(rb"[A-Za-z0-9]{64}", b"", answer.content)

        Link.objects.filter(purpose="closing").update(**{gone: MONDAY})
        status, page = seen(address)
        assert status == 404
        # The address to come back to after a choice of language is the only thing that differs.
        strip = re.compile(rb'name="next" value="[^"]*"')
        unknown = seen(f"/closing/{'x' * 43}/")[1]
        assert strip.sub(b"", page) == strip.sub(b"", unknown) == strip.sub(b"", seen(form_page)[1])

    def test_without_the_token_its_address_opens_nothing(self, address, form_page):
        assert Client().get(form_page).status_code == 404
        assert Client().post(form_page, ANSWER).status_code == 404

    def test_an_answer_stops_the_reminder(self, client, form_page, monday, sink):
        client.post(form_page, ANSWER)
        days_later(monday, 4)
        assert len(sink.mails) == 1


@pytest.mark.django_db(transaction=True)
def test_fifty_at_once_are_one_answer(monday, ada, lampe, sink):
    mentorship = make_agreed_mentorship(ada, lampe)
    _end(ada, mentorship)
    days_later(monday, 1)
    browser = Client()
    page = browser.get(path_in(sink.mails[0], "/closing/"))["Location"]
    answers = []

    def send(number):
        client = Client()
        client.cookies = browser.cookies
        answer = client.post(page, ANSWER | {"gained": f"Svar {number}"})
        answers.append((answer.status_code, number))
        connection.close()

    sending = [threading.Thread(target=send, args=(number,)) for number in range(50)]
    for each in sending:
        each.start()
    for each in sending:
        each.join()
    [(_status, first)] = [each for each in answers if each[0] == 302]
    assert sorted(status for status, _number in answers) == [302] + [404] * 49
    assert ClosingForm.objects.get().gained == f"Svar {first}"


class TestTheAdvisorsSide:
    def test_the_answer_stands_at_the_placement(self, log_in, client, ada, lampe, form_page):
        client.post(form_page, ANSWER)
        page = panel(log_in, ada, lampe)
        for said in ["Ble tryggere med kundene.", "Noen å ringe om kvelden.", "Ja, gjerne"]:
            assert said in page
        assert "Besvart av mentoren" in page

    def test_is_ciphertext_in_the_database(self, client, form_page):
        client.post(form_page, ANSWER)
        with connection.cursor() as cursor:
            cursor.execute("SELECT ended, gained, needed, again FROM mentors_closingform")
            stored = b"".join(bytes(value) for value in cursor.fetchone())
        assert b"kundene" not in stored and b"gladly" not in stored and b"went_on" not in stored

    def test_is_read_by_who_may_open_the_person(self, log_in, client, bo, lampe, form_page):
        client.post(form_page, ANSWER)
        assert log_in(bo).get(f"/participants/{lampe.pk}/workplaces/").status_code == 404

    def test_on_the_phone_the_record_says_who_wrote_it_down(
        self, log_in, ada, lampe, mentorship, ended, monday, sink
    ):
        url = f"/mentorships/{mentorship.pk}/closing/"
        assert url in panel(log_in, ada, lampe)
        assert log_in(ada).post(url, ANSWER).status_code == 302
        ended.refresh_from_db()
        assert (ended.filled_in_by, ended.needed) == (ada.user, ANSWER["needed"])
        assert "skrevet ned av Ada" in panel(log_in, ada, lampe)
        assert AuditEntry.objects.filter(action="closing_form.fill_in").count() == 1
        days_later(monday, 1)
        assert not sink.mails

    def test_on_the_phone_after_the_mail_its_link_is_over(self, client, ada, mentorship, form_page):
        fill_in(ada, mentorship, **ANSWER)
        assert client.post(form_page, ANSWER).status_code == 404
        assert not fill_in(ada, mentorship, **ANSWER | {"again": "no"})
        assert ClosingForm.objects.get().again == "gladly"

    def test_answered_in_another_way_nobody_is_asked_or_reminded(
        self, log_in, client, ada, lampe, ended, form_page, monday, sink
    ):
        url = f"/closing-forms/{ended.pk}/settle/"
        assert url in panel(log_in, ada, lampe)
        log_in(ada).post(url)
        days_later(monday, 4)
        assert len(sink.mails) == 1
        assert client.get(form_page).status_code == 404
        assert url not in panel(log_in, ada, lampe)
        assert AuditEntry.objects.filter(action="closing_form.settle").count() == 1

    def test_is_not_offered_before_the_end(self, log_in, ada, lampe, mentorship):
        url = f"/mentorships/{mentorship.pk}/closing/"
        assert url not in panel(log_in, ada, lampe)
        assert log_in(ada).get(url).status_code == 302

    def test_settled_twice_says_who_was_first(self, ada, bo, ended):
        settle(ada, ended)
        settle(bo, ended)
        ended.refresh_from_db()
        assert ended.settled_by == ada.user
