"""The office dashboard: findings in words, every number with the people behind it."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from caseload.actions import say_not_now
from caseload.models import Participant
from tests.factories import make_agreement, make_closer, make_participant
from tests.insight.reading import panel_for, table, texts


@pytest.fixture
def panel(lars):
    """The panel with this key, as Lars sees it."""
    with translation.override("en"):
        yield partial(panel_for, lars)


def test_the_page_says_how_many_are_followed_closely_and_leads_to_them(log_in, ada, lars, lampe):
    make_closer(ada, lampe)
    lars.user.language = "en"
    lars.user.save()
    client = log_in(lars)
    page = client.get("/insight/office/").content.decode()
    assert "1 of 1 people is followed closely." in page
    assert 'href="/insight/people/closely/"' in page
    assert "Blid Lampe" in client.get("/insight/people/closely/").content.decode()


def test_nobody_is_named_who_has_no_agreement(panel, ada, bo, lars, lampe):
    make_agreement(lars, ada)
    assert "Room is agreed with 1 advisor" in texts(panel("closer"))
    assert "With 1 it is not talked about yet" in texts(panel("closer"))


def test_how_many_are_over_agreed_time_is_a_sum_from_six_and_leads_to_nobody(panel, ada, lars):
    yesterday = timezone.localdate() - timedelta(days=1)
    for number in range(5):
        person = make_participant(ada, f"Blid Lampe {number}")
        make_closer(ada, person, next_contact_on=yesterday)
    assert table(panel("workplace"), "People")["Over agreed time"] == (None,)
    make_closer(ada, make_participant(ada, "Varm Vott"), next_contact_on=yesterday)
    assert table(panel("workplace"), "People")["Over agreed time"] == (6,)
    [over] = [line for line in panel("workplace").lines if "over agreed time" in line.text]
    assert over.url == ""


def test_who_is_followed_closely_stands_beside_everybody_else(panel, ada, lars):
    for number in range(24):
        group = "reduced_capacity" if number % 2 else "needs_guidance"
        person = make_participant(ada, f"Blid Lampe {number}", need_group=group)
        if number < 12:
            make_closer(ada, person)
    found = table(panel("closer"), "Group of need")
    assert found == {
        "Needs guidance": (6, 6),
        "Needs guidance, reduced capacity to work": (6, 6),
    }
    assert "50 per cent of them have reduced capacity" in panel("closer").finding


def test_portfolio_sizes_are_numbers_of_advisors(panel, ada, bo, lars, lampe):
    assert table(panel("closer"), "People in the portfolio")["0–30"] == (2,)


@pytest.mark.parametrize("figure", ["over", "need_reduced_capacity_closely", "nonsense"])
def test_a_list_that_would_tell_too_much_is_not_there(log_in, ada, lars, lampe, figure):
    assert log_in(lars).get(f"/insight/people/{figure}/").status_code == 404


def test_a_list_shows_what_the_advisor_says_is_in_the_way(log_in, ada, lars, lampe):
    until = timezone.localdate() + timedelta(days=10)
    say_not_now(ada, lampe, why="Flytter til uka", until=until)
    page = log_in(lars).get("/insight/people/not_now/").content.decode()
    assert "Blid Lampe" in page and "Flytter til uka" in page


def test_a_protected_person_is_in_no_list(log_in, ada, lars, lampe):
    Participant.objects.update(protection=Participant.Protection.SHIELDED)
    assert "Blid Lampe" not in log_in(lars).get("/insight/people/followed/").content.decode()


def test_a_list_asks_as_often_for_many_as_for_one(
    log_in, ada, lars, lampe, django_assert_num_queries
):
    client = log_in(lars)
    make_closer(ada, lampe)
    with CaptureQueriesContext(connection) as captured:
        client.get("/insight/people/followed/")
    for number in range(3):
        make_closer(ada, make_participant(ada, f"Varm Vott {number}"))
    with django_assert_num_queries(len(captured)):
        client.get("/insight/people/followed/")
