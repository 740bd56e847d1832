"""The plan: a few goals with steps, and what disturbs outside work, which stands there only."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from caseload import actions as caseload_actions
from caseload.models import Follower, Goal, Hindrance, Step
from caseload.notices import notices
from caseload.plan import actions
from tests.factories import make_goal, make_hindrance, make_opening, make_step

TODAY = timezone.localdate()
IN_TWO_YEARS = TODAY + datetime.timedelta(days=730)
NEW = {"text": "Fagbrev i helse", "kind": "trade_certificate", "trade": "Helsearbeider"}


@pytest.fixture
def url(lampe):
    return f"/participants/{lampe.pk}/plan/"


@pytest.fixture
def goal(ada, lampe):
    return make_goal(ada, lampe)


def filled(goal, **typed):
    """What the form sends when it is opened now."""
    fields = ["text", "kind", "trade", "route", "version"]
    return {name: getattr(goal, name) for name in fields} | typed


# Goals


def test_a_certificate_is_a_goal_with_its_trade_and_its_way(log_in, ada, lampe, url):
    client = log_in(ada)
    client.post(f"{url}goals/new/", NEW | {"route": "on_the_job", "by_on": IN_TWO_YEARS})
    goal = lampe.goals.get()
    assert (goal.trade, goal.route, goal.by_on) == ("Helsearbeider", "on_the_job", IN_TWO_YEARS)
    page = client.get(url).content.decode()
    assert "Fagbrev i helse" in page and "Helsearbeider" in page


def test_trade_and_way_belong_to_a_certificate(log_in, ada, lampe, url):
    log_in(ada).post(f"{url}goals/new/", NEW | {"kind": "work", "route": "apprentice"})
    goal = lampe.goals.get()
    assert (goal.trade, goal.route) == ("", "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"text": "x" * 301}, "text"),
        ({"kind": ""}, "kind"),
        ({"kind": "fame"}, "kind"),
        ({"trade": "x" * 121}, "trade"),
        ({"route": "train"}, "route"),
        ({"by_on": "2206-01-01"}, "by_on"),
        ({"by_on": "1970-01-01"}, "by_on"),
        ({"by_on": "snart"}, "by_on"),
    ],
)
def test_bad_input_is_told_by_the_field(log_in, ada, url, typed, field):
    response = log_in(ada).post(f"{url}goals/new/", NEW | typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    if field != "trade":
        assert "Helsearbeider" in response.content.decode()
    assert not Goal.objects.exists()


def test_the_later_of_two_editors_keeps_her_text_and_saves_knowingly(log_in, ada, goal):
    client, url = log_in(ada), f"/goals/{goal.pk}/edit/"
    hers = filled(goal, text="Hennes")
    client.post(url, filled(goal, text="Hans"))
    response = client.post(url, hers)
    assert response.status_code == 422
    assert response.context["form"].edited_meanwhile and "Hennes" in response.content.decode()
    goal.refresh_from_db()
    assert goal.text == "Hans"
    client.post(url, hers | {"version": response.context["form"].data["version"]})
    goal.refresh_from_db()
    assert goal.text == "Hennes"


@pytest.mark.parametrize("version", ["", "0", "x", "9" * 30])
def test_a_broken_version_overwrites_nothing(log_in, ada, goal, version):
    response = log_in(ada).post(f"/goals/{goal.pk}/edit/", filled(goal, text="Ny", version=version))
    assert response.status_code == 422
    goal.refresh_from_db()
    assert goal.text != "Ny"


def test_a_goal_is_reached_or_dropped_with_a_reason_and_can_be_opened_again(log_in, ada, goal):
    client, url = log_in(ada), f"/goals/{goal.pk}/close/"
    assert client.post(url, {"ended": ""}).status_code == 422
    assert client.post(url, {"ended": "dropped"}).status_code == 422
    client.post(url, {"ended": "dropped", "closed_why": "Vil noe annet"})
    goal.refresh_from_db()
    assert (goal.ended, goal.closed_on, goal.closed_why) == ("dropped", TODAY, "Vil noe annet")
    assert client.get(f"/goals/{goal.pk}/steps/new/").status_code == 302
    client.post(f"/goals/{goal.pk}/reopen/")
    goal.refresh_from_db()
    assert goal.is_open
    client.post(url, {"ended": "reached"})
    goal.refresh_from_db()
    assert goal.ended == "reached"


def test_a_double_click_adds_one_of_each(log_in, ada, lampe, url, goal):
    client = log_in(ada)
    for _click in range(2):
        client.post(f"{url}goals/new/", NEW)
        client.post(f"/goals/{goal.pk}/steps/new/", {"text": "Ringe", "who": "person"})
        client.post(f"{url}outside-work/new/", {"kind": "debt", "text": "Inkasso"})
    assert (lampe.goals.count(), goal.steps.count(), lampe.hindrances.count()) == (2, 1, 1)


# Steps


def test_a_step_says_who_and_when(log_in, ada, goal, url):
    client, new = log_in(ada), f"/goals/{goal.pk}/steps/new/"
    typed = {"text": "Melde opp til prøven", "who": "mentor", "due_on": IN_TWO_YEARS}
    client.post(new, typed)
    client.post(new, typed | {"who": "other", "who_else": "Opplæringskontoret"})
    client.post(new, typed | {"who": "advisor", "who_else": "skrevet først"})
    assert [step.who_text for step in goal.steps.all()][1] == "Opplæringskontoret"
    assert goal.steps.last().who_else == ""
    assert "Opplæringskontoret" in client.get(url).content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"text": ""}, "text"),
        ({"who": ""}, "who"),
        ({"who": "other"}, "who_else"),
        ({"due_on": "2206-01-01"}, "due_on"),
        ({"due_on": "x"}, "due_on"),
    ],
)
def test_a_step_with_something_wrong_is_not_written(log_in, ada, goal, typed, field):
    sent = {"text": "Ringe skolen", "who": "person"} | typed
    response = log_in(ada).post(f"/goals/{goal.pk}/steps/new/", sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not Step.objects.exists()


def test_a_step_is_done_by_one_click_or_dropped_with_a_reason(log_in, ada, goal):
    client, done = log_in(ada), make_step(ada, goal)
    dropped = make_step(ada, goal, text="Søke kurs")
    client.post(f"/steps/{done.pk}/done/")
    client.post(f"/steps/{done.pk}/done/")
    assert client.post(f"/steps/{dropped.pk}/drop/", {"why": ""}).status_code == 422
    client.post(f"/steps/{dropped.pk}/drop/", {"why": "Ikke lenger nødvendig"})
    done.refresh_from_db()
    dropped.refresh_from_db()
    assert (done.ended, done.closed_on) == ("done", TODAY)
    assert (dropped.ended, dropped.closed_why) == ("dropped", "Ikke lenger nødvendig")
    client.post(f"/steps/{dropped.pk}/reopen/")
    dropped.refresh_from_db()
    assert dropped.is_open and dropped.closed_why == ""


def test_a_step_is_changed(log_in, ada, goal):
    step = make_step(ada, goal)
    log_in(ada).post(f"/steps/{step.pk}/edit/", {"text": "Nytt", "who": "advisor", "version": 1})
    step.refresh_from_db()
    assert (step.text, step.who) == ("Nytt", "advisor")


# What disturbs outside work


def test_it_has_a_kind_and_somebody_who_takes_it(log_in, ada, lampe, url):
    client, new = log_in(ada), f"{url}outside-work/new/"
    assert client.post(new, {"kind": "", "text": "Inkasso"}).status_code == 422
    assert client.post(new, {"kind": "weather"}).status_code == 422
    client.post(new, {"kind": "debt", "text": "Inkasso", "taken_by": "Gjeldsrådgiver"})
    page = client.get(url).content.decode()
    assert "Inkasso" in page and "Gjeldsrådgiver" in page


def test_it_is_settled_comes_back_or_is_deleted(log_in, ada, lampe):
    hindrance, client = make_hindrance(ada, lampe), log_in(ada)
    for settled_on in [TODAY, None]:
        client.post(f"/outside-work/{hindrance.pk}/settle/")
        hindrance.refresh_from_db()
        assert hindrance.settled_on == settled_on
    client.post(f"/outside-work/{hindrance.pk}/remove/")
    assert not Hindrance.objects.exists()


def test_all_that_says_anything_about_it_is_ciphertext(ada, lampe):
    make_hindrance(ada, lampe, kind="debt", text="Inkasso", taken_by="Kemneren")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM caseload_hindrance")
        [row] = cursor.fetchall()
    stored = b" ".join(bytes(v) if isinstance(v, memoryview) else str(v).encode() for v in row)
    assert not [word for word in (b"debt", b"Inkasso", b"Kemneren") if word in stored]


def test_nothing_of_it_is_seen_outside_the_plan(log_in, ada, lampe, url):
    make_hindrance(ada, lampe, kind="debt", text="Inkassokrav", taken_by="Kemneren")
    client = log_in(ada)
    elsewhere = [
        "/bench/",
        f"/participants/{lampe.pk}/",
        f"/participants/{lampe.pk}/timeline/",
        f"/participants/{lampe.pk}/measures/",
    ]
    for page in elsewhere:
        text = client.get(page).content.decode()
        assert "Inkassokrav" not in text and "Kemneren" not in text and "Gjeld" not in text
    assert notices(ada, TODAY) == []
    logged = AuditEntry.objects.filter(action__startswith="plan.")
    assert set(logged.values_list("subject_type", flat=True)) == {"caseload.participant"}


# Who may, and what it costs


def test_followers_may_do_what_the_advisor_may(log_in, ada, bo, lampe, url, goal):
    Follower.objects.create(participant=lampe, user=bo.user)
    log_in(bo).post(f"/goals/{goal.pk}/edit/", filled(goal, text="Bos ord"))
    goal.refresh_from_db()
    assert goal.text == "Bos ord"


def test_a_leader_with_a_reason_reads_and_changes_nothing(log_in, ada, lars, lampe, url, goal):
    step, hindrance = make_step(ada, goal), make_hindrance(ada, lampe)
    make_opening(lars, lampe)
    client = log_in(lars)
    page = client.get(url).content.decode()
    assert goal.text in page and "/edit/" not in page and "/remove/" not in page
    assert client.post(f"{url}goals/new/", NEW).status_code == 403
    assert client.post(f"/steps/{step.pk}/done/").status_code == 403
    assert client.post(f"/outside-work/{hindrance.pk}/remove/").status_code == 403
    assert Goal.objects.count() == Hindrance.objects.count() == 1


def test_nothing_new_for_somebody_no_longer_followed_but_deleting(log_in, ada, lampe, url, goal):
    step, hindrance = make_step(ada, goal), make_hindrance(ada, lampe)
    caseload_actions.end_follow_up(ada, lampe, why="Fast jobb")
    client = log_in(ada)
    for address in [
        f"{url}goals/new/",
        f"{url}outside-work/new/",
        f"/goals/{goal.pk}/edit/",
        f"/goals/{goal.pk}/close/",
        f"/goals/{goal.pk}/steps/new/",
        f"/steps/{step.pk}/edit/",
        f"/steps/{step.pk}/done/",
        f"/outside-work/{hindrance.pk}/edit/",
        f"/outside-work/{hindrance.pk}/settle/",
    ]:
        sent = NEW | {"who": "person", "ended": "reached", "version": goal.version}
        assert client.post(address, sent | {"kind": "debt"}).url == url
    step.refresh_from_db()
    assert step.is_open and Goal.objects.get().text == goal.text
    client.post(f"/outside-work/{hindrance.pk}/remove/")
    assert not Hindrance.objects.exists()


def test_more_goals_cost_no_more_queries(log_in, ada, lampe, url, django_assert_num_queries):
    def with_all(kind):
        goal, reached = make_goal(ada, lampe, text=kind), make_goal(ada, lampe)
        make_step(ada, goal)
        actions.close_goal(ada, reached, ended="reached", closed_why="")
        make_hindrance(ada, lampe, kind=kind)

    client = log_in(ada)
    with_all("debt")
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    with_all("family")
    with_all("rhythm")
    with django_assert_num_queries(len(one)):
        client.get(url)
