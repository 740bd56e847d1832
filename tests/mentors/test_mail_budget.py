"""What one address gets: never more than its budget, and nothing once it was stopped."""

import datetime
import threading

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentors.checkins.actions import agree_check_ins
from mentors.letters import budget
from mentors.letters.actions import (
    allow_again,
    send_link,
    stop,
    write_to,
)
from mentors.letters.kinds import Kind, SurveyKind
from mentors.models import CheckIn, MailAddress
from notifications.models import Link, Mail
from tests.factories import (
    make_agreed_mentorship,
    make_participant,
)
from tests.mentors.mailing import deliver_all, path_in

State = Mail.State
TODAY = timezone.localdate()


@pytest.fixture
def mentorship(ada, lampe):
    """Solveig Hansen is mentor of Blid Lampe at Fjordbygg, who has agreed to contact."""
    return make_agreed_mentorship(ada, lampe)


@pytest.fixture
def link(ada, mentorship):
    """Ada has asked for the personal link to be sent; it waits."""
    assert send_link(ada, mentorship) == ""
    return Mail.objects.get()


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
    @given(
        st.lists(
            st.tuples(st.integers(0, 12), st.sampled_from([*Kind.values, *SurveyKind.values])),
            max_size=40,
        )
    )
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
            elif kind in (Kind.CLOSING, SurveyKind.SURVEY):
                assert fits == (len(of_endings) < 3)
            if fits:
                posted.append((now, kind))
        for start, _kind in posted:
            window = [k for at, k in posted if start <= at < start + budget.AROUND.days]
            assert sum(k in budget.OF_AN_ENDING for k in window) <= 3
            assert sum(k in budget.REMINDERS for k in window) <= 1

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
