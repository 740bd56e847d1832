"""The application for a mentor grant goes by steps: who applies, sent, answered, hours."""

import datetime

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from caseload import actions as caseload_actions
from caseload.models import Change
from tests.factories import make_mentor_grant

TODAY = timezone.localdate()
ANSWERED = {
    "who_applies": "advisor",
    "help_needed": "Fylle ut skjemaet",
    "sent_on": TODAY - datetime.timedelta(days=20),
    "answer": "partly",
    "answered_on": TODAY,
    "hours_granted": "4",
    "hours_told": "7,5",
    "version": 1,
}


@pytest.fixture
def grant(ada, lampe):
    return make_mentor_grant(ada, lampe)


@pytest.fixture
def url(grant):
    return f"/mentor-grants/{grant.pk}/edit/"


def test_it_begins_with_who_applies_and_what_help_is_needed(log_in, ada, lampe):
    lampe.note_workplace(workplace_name="Fjordbygg", mentor_name="")
    client, url = log_in(ada), f"/participants/{lampe.pk}/mentor-grants/new/"
    assert "Fjordbygg" in client.get(url).content.decode()
    refused = client.post(url, {"help_needed": "Skjemaet er langt"})
    assert refused.status_code == 422 and "Skjemaet er langt" in refused.content.decode()
    for _click in range(2):
        client.post(url, {"who_applies": "workplace", "help_needed": "Skjemaet er langt"})
    grant = lampe.mentor_grants.get()
    assert (grant.help_needed, grant.step) == ("Skjemaet er langt", "begun")


def test_it_goes_on_step_by_step_and_the_timeline_tells_of_each(log_in, ada, lampe, grant, url):
    client = log_in(ada)
    client.post(url, {"who_applies": "workplace", "sent_on": ANSWERED["sent_on"], "version": 1})
    grant.refresh_from_db()
    assert grant.step == "sent"
    client.post(url, ANSWERED | {"version": 2})
    client.post(url, ANSWERED | {"version": 3, "hours_told": "8"})
    grant.refresh_from_db()
    assert (grant.step, grant.is_granted) == ("answered", True)
    steps = lampe.changes.filter(kind=Change.Kind.MENTOR_GRANT).order_by("at")
    assert [change.after for change in steps] == ["begun", "sent", "answered"]


def test_hours_granted_stand_beside_hours_the_mentor_tells(log_in, ada, lampe, url):
    client = log_in(ada)
    client.post(url, ANSWERED)
    page = client.get(f"/participants/{lampe.pk}/measures/").content.decode()
    with override("nb"):
        granted = gettext("%(hours)s hours per week granted") % {"hours": "4"}
    assert granted in page and "7,5 " in page
    assert f"/participants/{lampe.pk}/measures/new/?type=mentor_grant" in page


def test_the_mentor_need_not_tell_anything(log_in, ada, grant, url):
    log_in(ada).post(url, ANSWERED | {"hours_told": ""})
    grant.refresh_from_db()
    assert grant.hours_told is None and grant.hours_granted == 4


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"sent_on": ""}, "sent_on"),
        ({"sent_on": TODAY + datetime.timedelta(days=1)}, "sent_on"),
        ({"sent_on": "1970-01-01"}, "sent_on"),
        ({"answered_on": ""}, "answered_on"),
        ({"answered_on": TODAY - datetime.timedelta(days=21)}, "answered_on"),
        ({"answer": "", "hours_granted": ""}, "answer"),
        ({"answer": "perhaps"}, "answer"),
        ({"answer": "refused"}, "hours_granted"),
        ({"hours_granted": "49"}, "hours_granted"),
        ({"hours_told": "-1"}, "hours_told"),
        ({"hours_told": "7,25"}, "hours_told"),
    ],
)
def test_bad_input_is_told_by_the_field(log_in, ada, grant, url, typed, field):
    response = log_in(ada).post(url, ANSWERED | typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert "Fylle ut skjemaet" in response.content.decode()
    grant.refresh_from_db()
    assert grant.sent_on is None


def test_nothing_new_for_somebody_no_longer_followed(log_in, ada, lampe, grant, url):
    caseload_actions.end_follow_up(ada, lampe, why="Fast jobb")
    client = log_in(ada)
    client.post(f"/participants/{lampe.pk}/mentor-grants/new/", {"who_applies": "advisor"})
    client.post(url, ANSWERED)
    grant.refresh_from_db()
    assert lampe.mentor_grants.count() == 1 and grant.sent_on is None
