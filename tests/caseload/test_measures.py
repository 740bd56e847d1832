"""A measure has a type, a period and a longest time; when it ends, somebody asks about the job."""

import datetime

import pytest
import time_machine
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caseload import actions as caseload_actions
from caseload.measures import actions
from caseload.measures.limits import MeasureLimit, limit_of
from caseload.measures.models import Measure
from caseload.measures.notices import measure_notices
from caseload.models import Change, Follower, StandIn
from tests.factories import make_measure, make_mentor_grant, make_opening, make_participant

TODAY = timezone.localdate()
NEW = {"type": "work_training", "starts_on": TODAY, "ends_on": TODAY + relativedelta(months=6)}


def day(n):
    return TODAY + datetime.timedelta(days=n)


@pytest.fixture
def url(lampe):
    return f"/participants/{lampe.pk}/measures/"


def add(client, url, **typed):
    return client.post(f"{url}new/", NEW | typed)


def extend(client, measure, ends_on, **typed):
    """What the form sends when it is opened now and this day is typed."""
    sent = {"ends_on": ends_on, "seen": measure.ends_on, "checked": "", "why": ""} | typed
    return client.post(f"/measures/{measure.pk}/extend/", sent)


# Adding and changing


def test_a_measure_is_added_and_shown(log_in, ada, lampe, url):
    client = log_in(ada)
    response = add(client, url, workplace_name="Fjordbygg", hours_per_week="22,5")
    measure = lampe.measures.get()
    assert response.url == measure.get_absolute_url()
    assert (measure.type, float(measure.hours_per_week)) == ("work_training", 22.5)
    page = client.get(url).content.decode()
    assert "Fjordbygg" in page and "22,5" in page


def test_a_new_measure_proposes_the_workplace_she_is_at(log_in, ada, lampe, url):
    lampe.note_workplace(workplace_name="Fjordbygg", mentor_name="")
    assert "Fjordbygg" in log_in(ada).get(f"{url}new/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"type": ""}, "type"),
        ({"type": "holiday"}, "type"),
        ({"starts_on": ""}, "starts_on"),
        ({"starts_on": "1988-01-01"}, "starts_on"),
        ({"starts_on": "2206-01-01"}, "starts_on"),
        ({"ends_on": day(-1)}, "ends_on"),
        ({"ends_on": "2206-01-01"}, "ends_on"),
        ({"ends_on": ""}, "ends_on"),
        ({"ends_on": TODAY + relativedelta(months=18)}, "ends_on"),
        ({"type": "summer_job", "ends_on": day(28)}, "ends_on"),
        ({"hours_per_week": "0"}, "hours_per_week"),
        ({"hours_per_week": "60"}, "hours_per_week"),
        ({"hours_per_week": "mange"}, "hours_per_week"),
        ({"workplace_name": "x" * 121}, "workplace_name"),
    ],
)
def test_bad_input_is_told_by_the_field_and_keeps_what_was_typed(
    log_in, ada, lampe, url, typed, field
):
    response = add(log_in(ada), url, **{"workplace_name": "Fjordbygg"} | typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    if field != "workplace_name":
        assert "Fjordbygg" in response.content.decode()
    assert not Measure.objects.exists()


def test_the_last_possible_day_is_allowed(log_in, ada, lampe, url):
    add(log_in(ada), url, ends_on=TODAY + relativedelta(months=18, days=-1))
    add(log_in(ada), url, type="summer_job", ends_on=day(27))
    assert lampe.measures.count() == 2


def test_a_measure_without_a_longest_time_needs_no_end(log_in, ada, lampe, url):
    add(log_in(ada), url, type="permanent_wage_subsidy", ends_on="")
    assert lampe.measures.get().ends_on is None


@pytest.mark.parametrize(
    ("first", "last"), [(-30, -10), (-30, 20), (0, 5), (170, 300), (-10, 200)], ids=str
)
def test_two_of_one_type_never_overlap(log_in, ada, lampe, url, first, last):
    make_measure(ada, lampe, starts_on=day(-10), ends_in=180)
    response = add(log_in(ada), url, starts_on=day(first), ends_on=day(last))
    assert response.status_code == 422
    assert "starts_on" in response.context["form"].errors
    assert lampe.measures.count() == 1


def test_two_of_one_type_may_follow_each_other_and_two_types_may_overlap(log_in, ada, lampe, url):
    make_measure(ada, lampe, ends_in=10)
    client = log_in(ada)
    add(client, url, starts_on=day(11))
    add(client, url, type="mentor_grant", ends_on=day(30))
    assert lampe.measures.count() == 3


def test_one_without_an_end_overlaps_with_everything_later(ada, lampe):
    make_measure(ada, lampe, type="adapted_work", ends_in=None)
    with pytest.raises(actions.Overlaps):
        make_measure(ada, lampe, type="adapted_work", starts_on=day(900), ends_in=None)


def test_the_database_refuses_an_end_before_the_start(lampe):
    with pytest.raises(IntegrityError):
        Measure.objects.create(
            participant=lampe, type="work_training", starts_on=TODAY, ends_on=day(-1)
        )


def test_correcting_is_held_to_the_same_rules(log_in, ada, lampe):
    other = make_measure(ada, lampe, starts_on=day(-300), ends_in=-100)
    measure = make_measure(ada, lampe, ends_in=45)
    client, url = log_in(ada), f"/measures/{measure.pk}/edit/"
    typed = {"type": "work_training", "starts_on": day(-20), "hours_per_week": "10.5"}
    assert client.post(url, typed | {"starts_on": other.ends_on}).status_code == 422
    assert client.post(url, typed | {"starts_on": day(46)}).status_code == 422
    too_long = client.post(url, typed | {"type": "summer_job"})
    assert list(too_long.context["form"].errors) == ["starts_on"]
    client.post(url, typed)
    measure.refresh_from_db()
    assert (measure.starts_on, float(measure.hours_per_week)) == (day(-20), 10.5)
    assert measure.ends_on == day(45)


# How long: data with a source and a date


def in_group(participant, group):
    participant.need_group = group
    participant.save(update_fields=["need_group"])
    return participant


@pytest.mark.parametrize(
    ("measure_type", "group", "length"),
    [
        ("work_training", "", 18),
        ("wage_subsidy", "", 12),
        ("wage_subsidy", "needs_guidance", 12),
        ("wage_subsidy", "reduced_capacity", 24),
        ("wage_subsidy", "partly_work", 24),
        ("mentor_grant", "good_opportunities", 6),
        ("mentor_grant", "little_opportunity", 36),
        ("inclusion_grant", "reduced_capacity", 12),
        ("summer_job", "", 4),
        ("young_wage_subsidy", "", 48),
        ("permanent_wage_subsidy", "reduced_capacity", None),
        ("adapted_work", "", None),
    ],
)
def test_the_limit_fits_the_type_and_the_group_of_need(lampe, measure_type, group, length):
    limit = limit_of(measure_type, in_group(lampe, group))
    assert limit.longest == length
    assert limit.source


def test_a_new_rule_is_a_new_row_and_counts_from_its_own_day(lampe):
    MeasureLimit.objects.create(
        type="work_training", longest=9, source="Ny forskrift", valid_from=day(10)
    )
    assert limit_of("work_training", lampe).longest == 18
    with time_machine.travel(day(10)):
        assert limit_of("work_training", lampe).longest == 9


def test_where_no_limit_is_known_nothing_is_refused(log_in, ada, lampe, url):
    MeasureLimit.objects.filter(type="inclusion_grant").delete()
    add(log_in(ada), url, type="inclusion_grant", ends_on=day(900))
    assert lampe.measures.get().ends_on == day(900)
    page = log_in(ada).get(f"/measures/{lampe.measures.get().pk}/extend/")
    assert page.context["limit"] is None


# Longer: shown before it is saved


def test_an_extension_is_shown_with_its_rule_before_it_is_saved(log_in, ada, lampe):
    measure, client = make_measure(ada, lampe, ends_in=45), log_in(ada)
    shown = extend(client, measure, day(100), why="Trenger mer tid")
    assert shown.status_code == 200
    assert shown.context["new_end"] == day(100)
    assert shown.context["limit"].rule in shown.content.decode()
    assert shown.context["limit"].source in shown.content.decode()
    assert shown.context["latest"] == measure.starts_on + relativedelta(months=18, days=-1)
    measure.refresh_from_db()
    assert measure.ends_on == day(45)
    hidden = shown.context["form"].data
    saved = client.post(f"/measures/{measure.pk}/extend/", hidden.dict())
    assert saved.status_code == 302
    measure.refresh_from_db()
    assert measure.ends_on == day(100)
    moved = measure.moved_ends.get()
    assert (moved.before, moved.after, moved.why) == (day(45), day(100), "Trenger mer tid")
    assert moved.by == ada.user and moved.is_longer


def test_another_day_than_the_one_shown_is_shown_first(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=45)
    response = extend(log_in(ada), measure, day(120), checked=day(100))
    assert response.status_code == 200
    assert response.context["new_end"] == day(120)
    measure.refresh_from_db()
    assert measure.ends_on == day(45)


@pytest.mark.parametrize("ends_on", ["", "x", day(45), day(10), day(-90), day(900), "2206-01-01"])
def test_an_extension_that_is_none_or_too_long_is_refused(log_in, ada, lampe, ends_on):
    measure = make_measure(ada, lampe, ends_in=45)
    response = extend(log_in(ada), measure, ends_on, checked=ends_on, why="Mer tid")
    assert response.status_code == 422
    assert "ends_on" in response.context["form"].errors
    assert "Mer tid" in response.content.decode()
    measure.refresh_from_db()
    assert measure.ends_on == day(45)


def test_beyond_the_limit_the_rule_and_its_source_are_told(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=45)
    response = extend(log_in(ada), measure, day(900))
    [error] = response.context["form"].errors["ends_on"]
    limit = limit_of("work_training", lampe)
    assert limit.rule in error and limit.source in error


def test_reduced_capacity_gives_a_longer_mentor_grant(log_in, ada, lampe):
    measure = make_measure(ada, lampe, type="mentor_grant", ends_in=45)
    assert extend(log_in(ada), measure, day(300)).status_code == 422
    in_group(lampe, "reduced_capacity")
    assert extend(log_in(ada), measure, day(300)).status_code == 200


def test_an_extension_does_not_run_into_the_next_period(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=45)
    make_measure(ada, lampe, starts_on=day(60), ends_in=90)
    response = extend(log_in(ada), measure, day(70), checked=day(70))
    assert response.status_code == 422
    assert "ends_on" in response.context["form"].errors


def test_the_later_of_two_who_move_the_end_is_told_and_keeps_her_text(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=45)
    actions.move_end(ada, measure, ends_on=day(80), why="", seen=day(45))
    response = extend(
        log_in(ada), measure, day(100), seen=day(45), checked=day(100), why="Min grunn"
    )
    assert response.status_code == 422
    assert "Min grunn" in response.content.decode()
    measure.refresh_from_db()
    assert measure.ends_on == day(80)
    # What she saves next begins from the end it has now, and is shown to her first.
    again = log_in(ada).post(
        f"/measures/{measure.pk}/extend/", response.context["form"].data.dict()
    )
    assert again.context["new_end"] == day(100)


def test_granted_hours_and_what_the_mentor_tells_stand_as_grounds(log_in, ada, lampe):
    measure = make_measure(ada, lampe, type="mentor_grant", ends_in=45)
    make_mentor_grant(
        ada,
        lampe,
        sent_on=day(-60),
        answered_on=day(-40),
        answer="partly",
        hours_granted=4,
        hours_told=7.5,
    )
    page = log_in(ada).get(f"/measures/{measure.pk}/extend/")
    assert page.context["grant"].hours_granted == 4
    assert "7,5" in page.content.decode()


# Shorter, ended, never begun


def test_it_is_made_shorter_with_a_reason(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=45)
    client, url = log_in(ada), f"/measures/{measure.pk}/shorten/"
    sent = {"ends_on": day(20), "seen": day(45)}
    assert client.post(url, sent).status_code == 422
    for wrong in [day(45), day(50), day(-31), ""]:
        refused = client.post(url, sent | {"ends_on": wrong, "why": "Sluttet"})
        assert refused.status_code == 422
        assert "Sluttet" in refused.content.decode()
    client.post(url, sent | {"why": "Butikken legger ned"})
    measure.refresh_from_db()
    assert measure.ends_on == day(20)
    moved = measure.moved_ends.get()
    assert (moved.why, moved.is_longer) == ("Butikken legger ned", False)
    page = client.get(f"/participants/{lampe.pk}/measures/").content.decode()
    assert "Butikken legger ned" in page


def test_it_ends_today_or_on_a_day_that_has_passed(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=45)
    client, url = log_in(ada), f"/measures/{measure.pk}/end/"
    sent = {"ends_on": day(1), "seen": day(45), "why": "Fast jobb"}
    assert client.post(url, sent).status_code == 422
    client.post(url, sent | {"ends_on": day(-1)})
    measure.refresh_from_db()
    assert measure.is_over and measure.ends_on == day(-1)
    assert lampe.changes.filter(kind=Change.Kind.MEASURE_ENDED).exists()


def test_one_without_an_end_gets_one_when_it_stops(log_in, ada, lampe):
    measure = make_measure(ada, lampe, type="adapted_work", ends_in=None)
    log_in(ada).post(
        f"/measures/{measure.pk}/end/", {"ends_on": TODAY, "seen": "", "why": "Flyttet"}
    )
    measure.refresh_from_db()
    assert measure.ends_on == TODAY


def test_one_that_never_began_is_called_off_and_its_days_are_free_again(log_in, ada, lampe, url):
    measure = make_measure(ada, lampe, starts_on=day(10), ends_in=60)
    client = log_in(ada)
    assert client.post(f"/measures/{measure.pk}/end/", {"why": ""}).status_code == 422
    client.post(f"/measures/{measure.pk}/end/", {"why": "Fikk jobb"})
    measure.refresh_from_db()
    assert measure.called_off_on == TODAY
    add(client, url, starts_on=day(20))
    assert lampe.measures.standing().count() == 1


# The end comes near: will it stop the job?


def waiting(membership):
    return [notice.url for notice in measure_notices(membership, timezone.localdate())]


@pytest.mark.parametrize(("left", "asked"), [(61, 0), (60, 1), (30, 1), (14, 1), (0, 1), (-1, 0)])
def test_it_is_asked_from_60_days_before_until_the_end(ada, lampe, left, asked):
    make_measure(ada, lampe, starts_on=day(-100), ends_in=left)
    assert len(waiting(ada)) == asked


def test_the_notice_stands_above_the_bench_and_leads_to_the_question(log_in, ada, lampe):
    measure = make_measure(ada, lampe, ends_in=20)
    page = log_in(ada).get("/bench/waiting/").content.decode()
    assert f"/measures/{measure.pk}/job/" in page


def test_a_line_stands_on_her_page(log_in, ada, lampe):
    measure, client = make_measure(ada, lampe, ends_in=20), log_in(ada)
    page = client.get(f"/participants/{lampe.pk}/").content.decode()
    assert f"/measures/{measure.pk}/job/" in page
    actions.answer_about_job(ada, measure, stops_job="no", stops_job_done="")
    page = client.get(f"/participants/{lampe.pk}/").content.decode()
    assert f"/measures/{measure.pk}/job/" not in page


@pytest.mark.parametrize("answer", ["yes", "no", "unknown"])
def test_the_answer_stays_and_silences_the_question(log_in, ada, lampe, answer):
    measure, client = make_measure(ada, lampe, ends_in=20), log_in(ada)
    url = f"/measures/{measure.pk}/job/"
    assert client.post(url, {"stops_job": "", "stops_job_done": "Ringt"}).status_code == 422
    client.post(url, {"stops_job": answer, "stops_job_done": "Møte med leder"})
    assert waiting(ada) == []
    measure.refresh_from_db()
    assert (measure.stops_job, measure.stops_job_done) == (answer, "Møte med leder")
    assert (measure.job_answered_by, measure.job_answered_on) == (ada.user, TODAY)


@pytest.mark.parametrize(("answer", "asked_again"), [("yes", 0), ("no", 0), ("unknown", 1)])
def test_what_was_not_known_is_asked_again_at_the_next_mark(ada, lampe, answer, asked_again):
    measure = make_measure(ada, lampe, ends_in=40)
    actions.answer_about_job(ada, measure, stops_job=answer, stops_job_done="")
    with time_machine.travel(day(9)):
        assert waiting(ada) == []
    with time_machine.travel(day(10)):
        assert len(waiting(ada)) == asked_again


def test_a_new_end_puts_the_question_again_when_it_comes_near(ada, lampe):
    measure = make_measure(ada, lampe, ends_in=20)
    actions.answer_about_job(ada, measure, stops_job="no", stops_job_done="")
    actions.move_end(ada, measure, ends_on=day(90), why="", seen=day(20))
    assert waiting(ada) == []
    with time_machine.travel(day(30)):
        assert len(waiting(ada)) == 1


def test_the_question_waits_for_the_advisor_and_who_stands_in(ada, bo, lars, tor, lampe):
    make_measure(ada, lampe, ends_in=20)
    assert [len(waiting(each)) for each in (ada, bo, lars, tor)] == [1, 0, 0, 0]
    StandIn.objects.create(advisor=ada.user, stand_in=bo.user, until_on=day(3))
    assert len(waiting(bo)) == 1


def test_nobody_is_asked_while_she_leads(ada, lampe):
    make_measure(ada, lampe, ends_in=20)
    ada.role = ada.Role.OFFICE_LEADER
    assert waiting(ada) == []


def test_nothing_waits_about_somebody_protected_or_no_longer_followed(ada, lampe):
    make_measure(ada, lampe, ends_in=20)
    lampe.protection = "confidential"
    lampe.save(update_fields=["protection"])
    assert waiting(ada) == []
    lampe.protection = "open"
    lampe.save(update_fields=["protection"])
    caseload_actions.end_follow_up(ada, lampe, why="Fast jobb")
    assert waiting(ada) == []


def test_more_people_cost_one_query(ada, lampe, django_assert_num_queries):
    for name in ["Blid Lampe", "Grei Kopp", "Stø Stige"]:
        make_measure(ada, make_participant(ada, name), ends_in=20)
    with django_assert_num_queries(1):
        assert len(waiting(ada)) == 3


def test_more_measures_cost_no_more_queries(log_in, ada, lampe, url, django_assert_num_queries):
    client = log_in(ada)

    def with_history(**fields):
        measure = make_measure(ada, lampe, **fields)
        ends_on = measure.ends_on - datetime.timedelta(days=1)
        actions.move_end(ada, measure, ends_on=ends_on, why="x", seen=measure.ends_on)
        actions.answer_about_job(ada, measure, stops_job="no", stops_job_done="x")
        make_mentor_grant(ada, lampe, help_needed=measure.type)

    with_history(ends_in=20)
    client.get(url)
    with CaptureQueriesContext(connection) as one:
        client.get(url)
    with_history(type="mentor_grant", ends_in=20)
    with_history(type="inclusion_grant", ends_in=20)
    with django_assert_num_queries(len(one)):
        client.get(url)


# Who may


def test_followers_and_stand_ins_may_do_what_the_advisor_may(log_in, ada, bo, lampe, url):
    Follower.objects.create(participant=lampe, user=bo.user)
    add(log_in(bo), url)
    assert lampe.measures.exists()


def test_a_leader_with_a_reason_reads_and_changes_nothing(log_in, ada, lars, lampe, url):
    measure = make_measure(ada, lampe, workplace_name="Fjordbygg")
    make_opening(lars, lampe)
    client = log_in(lars)
    page = client.get(url).content.decode()
    assert "Fjordbygg" in page and f"/measures/{measure.pk}/" not in page
    assert add(client, url).status_code == 403
    assert extend(client, measure, day(90), checked=day(90)).status_code == 403


def test_nothing_new_for_somebody_no_longer_followed(log_in, ada, lampe, url):
    measure = make_measure(ada, lampe)
    caseload_actions.end_follow_up(ada, lampe, why="Fast jobb")
    client = log_in(ada)
    assert add(client, url, type="mentor_grant").url == url
    for page in ["edit", "extend", "shorten", "end", "job"]:
        assert client.get(f"/measures/{measure.pk}/{page}/").url == url
    assert lampe.measures.count() == 1
    assert "/new/" not in client.get(url).content.decode()
