"""The third premise on the dashboard: that the office meets to reflect, and what came of it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Membership
from caseload.todos.actions import finish_todo
from insight.office.panels import PANELS
from insight.panel import Scope
from insight.period import period_of
from reflection.models import AgreedAction, Group, Invitee, LearningPoint, Meeting
from reflection.reach import Reach
from tests.factories import (
    make_agreed,
    make_group,
    make_learning,
    make_meeting,
    make_member,
)

DAY = datetime.timedelta(days=1)


@pytest.fixture
def reflecting():
    """The panel as this leader sees it."""

    def reflecting(leader, period=""):
        return PANELS["reflecting"](Scope(leader, period_of(period, timezone.localdate())))

    with translation.override("en"):
        yield reflecting


@pytest.fixture
def dina(ada):
    """Leads a department of Nav Fjordby."""
    dina = make_member("Dina", office=ada.office)
    dina.role = Membership.Role.DEPARTMENT_LEADER
    dina.department = ada.office.departments.create(name="Ung")
    dina.save()
    return dina


def ago(days):
    return timezone.now() - days * DAY


def held(*members, days=7, state=Meeting.State.HELD, **group):
    meeting = make_meeting(*members, starts_at=ago(days), **group)
    Meeting.objects.filter(pk=meeting.pk).update(
        state=state, held_at=ago(days), shared_at=ago(days), theme="Hemmelig", summary="Hemmelig"
    )
    return meeting


def came(meeting, *members):
    users = [member.user_id for member in members]
    Invitee.objects.filter(meeting=meeting, user__in=users).update(was_there=True)


def texts(panel):
    return [line.text for line in panel.lines]


def table(panel, heading):
    [found] = [table for table in panel.tables if table.heading == heading]
    return {row.label: tuple(cell.number for cell in row.cells) for row in found.rows}


def url_of(panel, beginning):
    [found] = [line.url for line in panel.lines if line.text.startswith(beginning)]
    return found


# Meetings


def test_meetings_held_in_the_period_are_counted_whether_shared_or_not(reflecting, ada, lars):
    held(ada)
    held(ada, days=30, state=Meeting.State.SHARED)
    held(ada, days=200)
    assert "2 meetings were held" in texts(reflecting(lars))
    assert "3 meetings were held" in texts(reflecting(lars, "year"))


def test_nothing_else_is_a_meeting_of_the_office(reflecting, ada, lars, kari, tor):
    held(ada, state=Meeting.State.CANCELLED)
    held(kari, ada, kind=Group.Kind.COUNTY)
    held(tor)
    make_meeting(ada, starts_at=ago(3))
    panel = reflecting(lars)
    assert panel.finding == "No meeting was held in the period, and none is planned."
    assert panel.plots == ()


def test_they_stand_by_month_and_kind_of_meeting(reflecting, ada, lars):
    held(ada, days=0)
    held(ada, days=0)
    held(ada, days=0, kind=Group.Kind.SMALL)
    panel = reflecting(lars)
    [plot] = panel.plots
    assert plot.kind == "columns"
    assert plot.series == ("Reflection meeting", "Small discussion group")
    assert len(plot.rows) == 4
    assert [numbers for _label, numbers in plot.rows] == [(0, 0), (0, 0), (0, 0), (2, 1)]
    assert list(table(panel, "Meetings held").values())[-1] == (2, 1)


def test_the_months_add_up_to_what_the_database_counts(reflecting, ada, lars, tor):
    for days in (1, 20, 45, 80, 150, 300, 360, 500):
        held(ada, days=days)
        held(tor, days=days)
    panel = reflecting(lars, "year")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM reflection_meeting WHERE office_id = %s AND state = 'held'"
            " AND starts_at > now() - interval '1 year'",
            [lars.office_id],
        )
        [number] = cursor.fetchone()
    assert sum(sum(row) for row in table(panel, "Meetings held").values()) == number == 7


def test_a_leader_is_told_of_leaders_only_where_she_was_invited_herself(
    reflecting, ada, lars, dina
):
    came(held(ada, lars), lars)
    held(ada, lars)
    came(held(ada, dina), dina)
    assert "You were invited to 2 of them; a leader was there at 1" in texts(reflecting(lars))
    assert "You were invited to 1 of them; a leader was there at 1" in texts(reflecting(dina))


def test_that_no_leader_came_is_not_said(reflecting, ada, lars):
    held(ada, lars)
    assert "You were invited to 1 of them" in texts(reflecting(lars))


def test_of_meetings_she_was_not_invited_to_nothing_is_said(reflecting, ada, lars, dina):
    came(held(ada, dina), ada, dina)
    assert not [text for text in texts(reflecting(lars)) if "leader" in text or "You" in text]


def test_no_text_of_a_meeting_and_nobody_is_in_it(reflecting, ada, lars):
    make_agreed(ada, held(ada, lars), "Ringe Fjordbygg")
    said = str(reflecting(lars))
    for unsaid in ("Hemmelig", "Hybridgruppa", "Ada", "Ringe Fjordbygg"):
        assert unsaid not in said


def test_the_next_meeting_is_the_first_that_is_planned_at_the_office(
    reflecting, ada, bo, lars, tor
):
    held(ada)
    make_meeting(tor, starts_at=timezone.now() + DAY)
    make_meeting(ada, starts_at=timezone.now() + 9 * DAY)
    make_meeting(bo, starts_at=timezone.now() + 4 * DAY)
    day = timezone.localtime(timezone.now() + 4 * DAY)
    panel = reflecting(lars)
    assert panel.finding == (
        f"1 meeting was held in the period, and the next one is {day.day}. {day:%B}."
    )
    assert url_of(panel, "The next meeting") == "/reflection/panel/#office-ahead"


def test_a_group_that_meets_and_has_nothing_planned_is_led_to(reflecting, ada, bo, lars, tor):
    make_meeting(bo)
    make_group(tor)
    ended = make_group(ada, name="Den gamle")
    Group.objects.filter(pk=ended.pk).update(ended_on=timezone.localdate())
    waiting = make_group(ada, name="Den nye")
    assert url_of(reflecting(lars), "1 group has no meeting") == waiting.get_absolute_url()
    held(ada)
    assert url_of(reflecting(lars), "2 groups have no meeting") == "/reflection/groups/"


# What was agreed, and what was learned


def test_what_was_agreed_is_told_in_numbers(reflecting, ada, bo, lars, tor, kari):
    meeting = held(ada, bo)
    actions = [make_agreed(ada, meeting, f"Ting {number}") for number in range(5)]
    for action, times in zip(actions, (0, 1, 2, 3, 0), strict=True):
        AgreedAction.objects.filter(pk=action.pk).update(times_carried=times)
    finish_todo(ada, actions[4].todo)
    make_agreed(tor, held(tor))
    make_agreed(ada, held(kari, ada, kind=Group.Kind.COUNTY))
    panel = reflecting(lars)
    assert "4 things that were agreed are under way" in texts(panel)
    assert "2 of them were carried on more than once" in texts(panel)
    assert "1 thing that was agreed was done in the period" in texts(panel)
    assert list(table(panel, "What we agreed").values()) == [(4,), (3,), (2,), (1,), (0,)]


def test_what_was_done_before_the_period_is_not_told(reflecting, ada, lars):
    action = make_agreed(ada, held(ada))
    finish_todo(ada, action.todo)
    action.todo.done_on = timezone.localdate() - 100 * DAY
    action.todo.save()
    assert table(reflecting(lars), "What we agreed")["Done in the period"] == (0,)
    assert table(reflecting(lars, "year"), "What we agreed")["Done in the period"] == (1,)


def test_learning_points_stand_by_how_far_they_are_shared(reflecting, ada, bo, lars, tor):
    meeting = held(ada)
    make_learning(ada, meeting=meeting)
    for number, reach in enumerate((Reach.OFFICE, Reach.OFFICE, Reach.COUNTY, Reach.EVERYBODY)):
        make_learning(ada, reach=reach, happened=f"Dette hendte {number}")
    old = make_learning(bo, reach=Reach.OFFICE)
    LearningPoint.objects.filter(pk=old.pk).update(created_at=ago(100))
    make_learning(tor, reach=Reach.EVERYBODY)
    panel = reflecting(lars)
    assert (
        url_of(panel, "5 learning points were written in the period; 4 of them are shared")
        == "/reflection/learning/"
    )
    by_reach = table(panel, "Learning points, by who may read them")
    assert list(by_reach.values()) == [(1,), (2,), (1,), (1,)]


def test_what_somebody_wrote_alone_and_keeps_to_herself_is_not_even_counted(reflecting, ada, lars):
    make_learning(ada)
    assert not [text for text in texts(reflecting(lars)) if "learning" in text]


# The page


def test_a_department_leader_reads_the_same_of_the_office_and_that_it_is_of_the_office(
    reflecting, ada, lars, dina
):
    make_agreed(ada, held(ada))
    make_learning(ada, reach=Reach.OFFICE)
    make_group(ada)
    hers, his = reflecting(dina), reflecting(lars)
    assert hers.tables == his.tables
    assert texts(hers) == [*texts(his), "The numbers are the whole office's"]


def test_every_page_it_leads_to_is_open_to_leaders(log_in, reflecting, ada, lars, dina):
    make_agreed(ada, held(ada))
    make_learning(ada, reach=Reach.OFFICE)
    make_meeting(ada)
    panel = reflecting(lars)
    urls = {line.url for line in (*panel.lines, *panel.more) if line.url}
    assert len(urls) == 6
    for leader in (lars, dina):
        for url in urls:
            assert log_in(leader).get(url).status_code == 200


def test_it_asks_four_times_however_much_there_is(reflecting, ada, lars):
    for _each in range(3):
        with CaptureQueriesContext(connection) as captured:
            reflecting(lars)
        assert len(captured) == 4
        make_agreed(ada, held(ada, lars))
        make_meeting(ada)
        make_learning(ada, reach=Reach.OFFICE)
