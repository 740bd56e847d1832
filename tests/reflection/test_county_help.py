"""An office asks its county contact for help, and gets a word back."""

from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership
from notifications.models import Notification
from reflection.county_help.actions import answer_help, take_help_back, take_up
from reflection.models import HelpRequest
from tests.factories import make_help, make_member, make_office, make_participant

Role = Membership.Role
WORDS = "Vi får ikke til å starte gruppa."


@pytest.fixture
def kai(ada):
    """Another contact of the same county."""
    return make_member("Kai", county=ada.office.county, role=Role.COUNTY_CONTACT)


@pytest.fixture
def lotte(ada):
    """Local contact at Nav Fjordby."""
    return make_member("Lotte", office=ada.office, role=Role.LOCAL_CONTACT)


def ask(client, **sent):
    sent = {"wanted": "start", "words": WORDS, "by_on": ""} | sent
    return client.post("/reflection/county-help/ask/", sent)


def answer(client, asked, words="Jeg kommer på tirsdag."):
    return client.post(f"{asked.get_absolute_url()}answer/", {"answer": words})


def told(member):
    return list(Notification.objects.visible_to(member).open().values_list("kind", "about", "url"))


# Asking


def test_whoever_speaks_for_an_office_asks_and_sees_what_became_of_it(log_in, lotte, lars, kari):
    answered = ask(log_in(lotte))
    asked = HelpRequest.objects.get()
    assert answered.headers["Location"] == asked.get_absolute_url()
    page = log_in(lars).get("/reflection/county-help/").content.decode()
    assert WORDS in page and "venter på svar" in page
    assert WORDS in log_in(kari).get("/insight/county/").content.decode()


def test_a_form_sent_twice_is_one_request(log_in, lars):
    client = log_in(lars)
    ask(client)
    ask(client)
    assert HelpRequest.objects.count() == 1


@pytest.mark.parametrize(
    "sent",
    [
        {"wanted": ""},
        {"words": ""},
        {"words": "x" * 501},
        {"by_on": (timezone.localdate() - timedelta(days=1)).isoformat()},
    ],
)
def test_what_is_missing_or_over_is_asked_for_again(log_in, lars, sent):
    assert ask(log_in(lars), **sent).status_code == 422
    assert not HelpRequest.objects.exists()


@pytest.mark.parametrize("words", ["Blid trenger dette.", "Det gjelder Ada Berg."])
def test_it_names_nobody(log_in, ada, lars, words):
    make_participant(ada, "Blid Lampe")
    ada.user.name = "Ada Berg"
    ada.user.save()
    assert ask(log_in(lars), words=words).status_code == 422


# Who sees it


def test_another_county_sees_nothing_of_it(log_in, lars, tor):
    asked = make_help(lars)
    contact = make_member("Una", county=tor.office.county, role=Role.COUNTY_CONTACT)
    assert log_in(contact).get(asked.get_absolute_url()).status_code == 404
    assert asked.words not in log_in(contact).get("/insight/county/").content.decode()


def test_whoever_asked_reads_it_in_every_role_there(log_in, lotte, ada):
    asked = make_help(lotte)
    Membership.objects.filter(pk=lotte.pk).update(role=Role.ADVISOR)
    assert log_in(lotte).get(asked.get_absolute_url()).status_code == 200
    assert log_in(ada).get(asked.get_absolute_url()).status_code == 404


# Helping


def test_a_county_contact_takes_it_and_the_office_sees_who(log_in, lars, kari, kai):
    asked = make_help(lars)
    log_in(kari).post(f"{asked.get_absolute_url()}take/")
    assert "Kari har tatt den" in log_in(lars).get(asked.get_absolute_url()).content.decode()
    page = log_in(kai).post(f"{asked.get_absolute_url()}take/", follow=True).content.decode()
    assert "Noen har tatt seg av den allerede." in page


def test_with_a_word_it_is_closed_and_the_office_is_told(log_in, lotte, lars, kari):
    asked = make_help(lotte)
    answer(log_in(kari), asked)
    assert "Jeg kommer på tirsdag." in log_in(lotte).get(asked.get_absolute_url()).content.decode()
    for member in (lotte, lars):
        kind = Notification.Kind.COUNTY_ANSWERED
        assert told(member) == [(kind, asked.pk, asked.get_absolute_url())]
        assert "Les svaret fra fylket" in log_in(member).get("/notifications/").content.decode()


def test_an_answer_needs_a_word(log_in, lars, kari):
    assert answer(log_in(kari), make_help(lars), "  ").status_code == 422
    assert HelpRequest.objects.open().exists()


def test_who_answers_second_is_told_and_keeps_what_she_wrote(log_in, lars, kari, kai):
    asked = make_help(lars)
    answer(log_in(kari), asked)
    late = answer(log_in(kai), asked, "Jeg kan ringe.")
    page = late.content.decode()
    assert late.status_code == 422
    assert "Jeg kommer på tirsdag." in page and "Jeg kan ringe." in page
    asked.refresh_from_db()
    assert asked.answered_by == kari.user


@pytest.mark.django_db(transaction=True)
def test_of_two_at_the_same_moment_one_answers(lars, kari, kai):
    asked = make_help(lars)
    done = []

    def say(member):
        done.append(answer_help(member, asked, answer=member.user.name))
        connection.close()

    threads = [Thread(target=say, args=[member]) for member in (kari, kai)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(done) == [False, True]
    assert Notification.objects.count() == 1


def test_the_office_takes_it_back_and_the_county_sees_it_no_more(log_in, lars, kari):
    asked = make_help(lars)
    log_in(lars).post(f"{asked.get_absolute_url()}take-back/")
    assert log_in(kari).get(asked.get_absolute_url()).status_code == 404
    assert not take_up(kari, asked)
    assert not answer_help(kari, asked, answer="For sent")


def test_what_was_answered_is_not_taken_back(lars, kari):
    asked = make_help(lars)
    answer_help(kari, asked, answer="Ja")
    assert not take_help_back(lars, asked)


# Lists


def test_what_waits_longest_stands_first(lars, kari):
    closed, first, second = (make_help(lars, f"Ord {n}") for n in range(3))
    answer_help(kari, closed, answer="Ja")
    assert list(HelpRequest.objects.visible_to(kari).for_list()) == [first, second, closed]


@pytest.mark.parametrize("path", ["/reflection/county-help/", "/insight/county/"])
def test_the_list_asks_as_often_for_many_as_for_one(log_in, ada, lars, kari, path):
    make_help(lars)
    client = log_in(kari)
    client.get(path)
    with CaptureQueriesContext(connection) as one:
        client.get(path)
    for number in range(3):
        office = make_office(county=ada.office.county)
        make_help(make_member(f"Leder {number}", office=office, role=Role.OFFICE_LEADER))
    with CaptureQueriesContext(connection) as four:
        client.get(path)
    assert len(four) == len(one)
