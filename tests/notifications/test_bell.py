"""The bell counts what is new, and its page says what waits, for whom, and where it is done."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership
from caseload import actions as caseload_actions
from caseload.handover.actions import Choice, hand_over
from caseload.models import Participant
from caseload.reminders.sweep import sweep
from notifications.actions import tell, told
from notifications.models import Notification
from tests.factories import (
    make_agreement,
    make_closer,
    make_measure,
    make_member,
    make_office,
    make_participant,
    make_todo,
)

Kind = Notification.Kind
TODAY = timezone.localdate()
LIST, BELL, SEEN = "/notifications/", "/notifications/bell/", "/notifications/seen/"
HTMX = {"HX-Request": "true"}


def page(client, url=LIST, **headers):
    return client.get(url, headers=headers).content.decode()


@pytest.fixture
def due(ada, lampe):
    """Blid Lampe, whose agreed contact is today; Ada has been told."""
    make_closer(ada, lampe, next_contact_on=TODAY)
    sweep(TODAY)
    return Notification.objects.get()


# The bell


def test_the_bell_says_how_many_are_new(log_in, ada, due):
    client = log_in(ada)
    assert 'hn-bell__count">1<' in page(client, BELL)
    due.seen_at = timezone.now()
    due.save()
    assert "hn-bell__count" not in page(client, BELL)


def test_it_is_loaded_after_the_page_and_is_a_link_without_javascript(log_in, ada, due):
    bench = page(log_in(ada), "/bench/")
    assert 'hx-get="/notifications/bell/"' in bench
    assert 'hx-trigger="load, told from:body"' in bench
    assert 'href="/notifications/"' in bench
    assert "hn-bell__count" not in bench
    # What comes then is put inside, so that it does not load itself again and again.
    assert "hx-" not in page(log_in(ada), BELL)


def test_counting_is_one_query_beside_who_is_asking(log_in, ada, due, django_assert_num_queries):
    client = log_in(ada)
    with django_assert_num_queries(3):  # session, user with memberships, count
        client.get(BELL)


@pytest.mark.parametrize("who", ["ada", "lena", "lars", "mia", "fia", "pia"])
def test_whoever_may_be_told_something_has_a_bell(log_in, who, request):
    assert 'id="bell"' in page(log_in(request.getfixturevalue(who)), "/account/settings/")


@pytest.mark.parametrize("who", ["kari", "olav"])
def test_the_others_have_none(log_in, who, request):
    assert 'id="bell"' not in page(log_in(request.getfixturevalue(who)), "/account/settings/")


# The page


def test_a_line_says_kind_for_whom_when_and_where_it_is_done(log_in, ada, lampe, due):
    said = page(log_in(ada))
    assert "1 avtalt kontakt" in said
    assert f'href="{lampe.get_absolute_url()}">Blid Lampe</a>' in said
    assert "i dag" in said
    assert f'href="/participants/{lampe.pk}/contacts/new/"' in said


def test_every_kind_has_its_words_and_its_page(log_in, lars, ada, bo, lampe):
    lampe.benefit_ends_on = TODAY
    lampe.save(update_fields=["benefit_ends_on"])
    make_closer(ada, lampe, next_contact_on=TODAY)
    make_measure(ada, lampe, ends_in=10)
    make_todo(ada, "Bestille kurs", participant=lampe, in_days=0)
    make_agreement(lars, ada, until_on=TODAY + datetime.timedelta(days=20))
    vott = Participant.objects.get(advisor=bo.user)
    hand_over(bo, giver=bo.user, choices=[Choice(vott.pk, ada.user_id)])
    sweep(TODAY)
    said = page(log_in(ada))
    for words in [
        "1 ytelse tar slutt",
        "1 avtalt kontakt",
        "1 tiltak tar slutt",
        "Blid Lampe: Arbeidstrening",
        "1 overlevering å svare på",
        "1 person fra Bo",
        "1 ting å gjøre",
        "Blid Lampe: Bestille kurs",
        "1 avtale om rom tar slutt",
    ]:
        assert words in said
    for line in Notification.objects.visible_to(ada):
        assert f'href="{line.url}"' in said
        assert log_in(ada).get(line.url).status_code == 200
    assert "Ada" in page(log_in(lars))


def test_no_name_is_told_to_who_may_no_longer_see_the_person(log_in, ada, due):
    Participant.objects.update(protection=Participant.Protection.CONFIDENTIAL)
    said = page(log_in(ada))
    assert "1 avtalt kontakt" in said
    assert "Lampe" not in said


def test_nothing_of_others_and_of_other_offices(log_in, ada, bo, tor, due):
    for member in [bo, tor]:
        assert "avtalt kontakt" not in page(log_in(member))
    elsewhere = make_office()
    Membership.objects.create(
        user=ada.user, office=elsewhere, role="advisor", starts_on="2024-01-01"
    )
    tell([told(ada.user_id, elsewhere.pk, Kind.MAIL_FAILED, uuid.uuid4(), "/")])
    said = page(log_in(ada))
    assert "1 avtalt kontakt" in said
    assert "kom ikke fram" not in said


def test_nothing_waiting_is_said(log_in, ada):
    assert "Ingenting venter på deg" in page(log_in(ada))


def test_more_lines_of_every_kind_are_no_more_queries(log_in, lars, ada, bo):
    def one_more(n):
        person = make_participant(ada, f"Rask Vind {n}", benefit_ends_on=TODAY)
        make_closer(ada, person, next_contact_on=TODAY)
        make_measure(ada, person, ends_in=10)
        make_todo(ada, participant=person, in_days=0)
        other = make_participant(bo, f"Stille Sjø {n}")
        hand_over(bo, giver=bo.user, choices=[Choice(other.pk, ada.user_id)])

    make_agreement(lars, ada, until_on=TODAY + datetime.timedelta(days=20))
    client, asked = log_in(ada), []
    for number in [1, 2]:
        for n in range(number):
            one_more(f"{number} {n}")
        sweep(TODAY)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        asked.append(len(queries))
    assert asked[0] == asked[1]
    assert Notification.objects.visible_to(ada).open().count() == 16


def test_what_is_done_is_gone(log_in, ada, lampe, due):
    caseload_actions.end_follow_up(ada, lampe, why="I jobb")
    said = page(log_in(ada))
    assert "Lampe" not in said
    assert "Ingenting venter på deg" in said


# Seen, read, taken away


def test_looking_at_the_page_writes_nothing(log_in, ada, due):
    client = log_in(ada)
    for url in [LIST, BELL]:
        client.get(url)
    due.refresh_from_db()
    assert due.seen_at is None


def test_the_page_says_by_itself_that_it_was_seen(log_in, ada, due):
    client = log_in(ada)
    response = client.get(LIST)
    assert 'hx-trigger="load, submit"' in response.content.decode()
    later = make_participant(ada, "Rask Vind")
    make_closer(ada, later, next_contact_on=TODAY)
    shown_at = response.context["shown_at"]
    sweep(TODAY)
    answer = client.post(SEEN, {"shown_at": shown_at}, headers=HTMX)
    assert (answer.status_code, answer.headers["HX-Trigger"]) == (204, '{"told": {}}')
    assert [each.about for each in Notification.objects.unseen()] == [later.pk]


def test_without_javascript_a_button_says_so(log_in, ada, due):
    client = log_in(ada)
    response = client.get(LIST)
    answer = client.post(SEEN, {"shown_at": response.context["shown_at"]})
    assert answer.url == LIST
    assert not Notification.objects.unseen().exists()


@pytest.mark.parametrize("shown_at", ["", "i går", "9999-99-99"])
def test_an_odd_moment_is_harmless(log_in, ada, due, shown_at):
    assert log_in(ada).post(SEEN, {"shown_at": shown_at}, headers=HTMX).status_code == 204
    assert Notification.objects.unseen().exists()


def test_one_line_can_be_marked_as_read(log_in, ada, due):
    client = log_in(ada)
    assert "Merk som lest" in page(client)
    answer = client.post(f"{LIST}{due.pk}/read/", headers=HTMX)
    said = answer.content.decode()
    assert 'id="notification-list"' in said
    assert "Blid Lampe" in said
    assert "Merk som lest" not in said
    assert answer.headers["HX-Trigger"] == '{"told": {}}'


def test_got_it_another_way_takes_it_away_and_undo_brings_it_back(log_in, ada, lampe, due):
    client = log_in(ada)
    said = client.post(f"{LIST}{due.pk}/away/", headers=HTMX).content.decode()
    assert "Ingenting venter på deg" in said
    assert "Tatt bort i dag" in said
    lampe.refresh_from_db()
    assert lampe.next_contact_on == TODAY
    assert client.post(f"{LIST}{due.pk}/back/").url == LIST
    said = page(client)
    assert "1 avtalt kontakt" in said
    assert "Tatt bort i dag" not in said


def test_only_her_own_lines_are_hers_to_take_away(log_in, bo, tor, ada, due):
    same_name = make_member("Ada To", office=tor.office)
    for member in [bo, tor, same_name]:
        for what in ["read", "away", "back"]:
            assert log_in(member).post(f"{LIST}{due.pk}/{what}/").status_code == 404
    due.refresh_from_db()
    assert (due.seen_at, due.settled_at) == (None, None)
