"""What is in the way at the office on the dashboard, and what is done about it."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Membership
from caseload.todos.actions import add_todo, drop_todo, finish_todo
from insight.office.panels import PANELS
from insight.panel import Scope
from insight.period import period_of
from reflection.barriers.actions import look_at_barrier
from reflection.models import Barrier, BarrierLook, OfficeHeading
from tests.factories import make_barrier, make_member

DAY = datetime.timedelta(days=1)
LIST = "/reflection/barriers/"


@pytest.fixture
def in_the_way(ada):
    """The panel as this leader sees it."""

    def in_the_way(leader, period=""):
        return PANELS["in_the_way"](Scope(leader, period_of(period, timezone.localdate())))

    with translation.override("en"):
        yield in_the_way


def look(member, barrier, *, state="open", weight="some", what_is_done="", **seen):
    barrier.refresh_from_db()
    seen = {"set_aside_why": "", "what_is_done": what_is_done} | seen
    version = barrier.version
    look_at_barrier(member, barrier, version=version, state=state, weight=weight, **seen)


def since(days, member, words, **fields):
    """Raised so many days ago."""
    barrier = make_barrier(member, words, **fields)
    BarrierLook.objects.filter(barrier=barrier).update(at=timezone.now() - days * DAY)
    return barrier


def todo_for(member, barrier):
    return add_todo(
        member,
        owner=member.user,
        what="Spørre lederen",
        due_on=timezone.localdate() + DAY,
        link=barrier.get_absolute_url(),
    )


def texts(panel):
    return [line.text for line in panel.lines]


def table(panel, heading):
    [found] = [table for table in panel.tables if table.heading == heading]
    return {row.label: tuple(cell.number for cell in row.cells) for row in found.rows}


def changed(panel):
    return [number for (number,) in table(panel, "Changed in the period").values()]


def url_of(panel, text):
    [found] = [line.url for line in panel.lines if line.text == text]
    return found


# Now


def test_where_nobody_has_raised_anything_it_says_so(in_the_way, lars):
    panel = in_the_way(lars)
    assert panel.finding == "Nothing is in the way that anybody has raised."
    assert (panel.lines, panel.plots, panel.tables) == ((), (), ())


def test_what_is_in_the_way_is_counted_and_what_is_not_any_longer_is_not(
    in_the_way, ada, lars, tor
):
    one, two, three = (make_barrier(ada, f"Noe {number}") for number in range(3))
    look(ada, two, state="gone")
    look(ada, three, state="set_aside", set_aside_why="Ikke her")
    make_barrier(tor, "Noe annet")
    panel = in_the_way(lars)
    assert url_of(panel, "1 thing is in the way") == one.get_absolute_url()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM reflection_barrier WHERE office_id = %s"
            " AND state NOT IN ('gone', 'set_aside')",
            [lars.office_id],
        )
        assert cursor.fetchone() == (1,)


def test_more_than_one_is_led_to_in_the_list(in_the_way, ada, lars):
    much = make_barrier(ada, "Mye", weight="much")
    make_barrier(ada, "Litt", weight="little")
    panel = in_the_way(lars)
    assert url_of(panel, "2 things are in the way") == LIST
    assert url_of(panel, "1 of them is much in the way") == much.get_absolute_url()


def test_they_stand_by_where_they_lie_and_how_heavy_they_are(in_the_way, ada, lars):
    own = OfficeHeading.objects.create(office=ada.office, level="system", text="Bussen")
    make_barrier(ada, "En", weight="much")
    make_barrier(ada, "To", weight="much")
    make_barrier(ada, "Tre", weight="little", heading_code="theme_last")
    make_barrier(ada, "Fire", heading_code="", office_heading=own)
    panel = in_the_way(lars)
    assert table(panel, "Where it lies, and how much it is in the way") == {
        "The advisor's own work": (2, 0, 0),
        "The office together": (0, 0, 1),
        "Leaders and organisation": (0, 0, 0),
        "Nav as a system": (0, 1, 0),
    }
    assert table(panel, "What it goes under") == {
        "Habits that no longer work": (2, 0, 0),
        "The common theme comes last in our meetings": (1, 0, 0),
        "Bussen": (1, 0, 0),
    }


def test_something_is_done_where_it_is_written_said_or_somebody_has_it_to_do(
    in_the_way, ada, lars, tor
):
    written, said, open_todo, done, dropped, _nothing = (
        make_barrier(ada, f"Noe {number}") for number in range(6)
    )
    look(ada, written, what_is_done="Vi øver i par")
    look(ada, said, state="worked_on")
    todo_for(ada, open_todo)
    finish_todo(ada, todo_for(ada, done))
    drop_todo(ada, todo_for(ada, dropped), why="Ikke nødvendig")
    todo_for(tor, _nothing)
    panel = in_the_way(lars)
    assert "Something is done about 4 of them" in texts(panel)
    assert table(panel, "What it goes under")["Habits that no longer work"] == (6, 0, 4)


def test_who_keeps_an_eye_on_it_is_a_number_and_nobody(in_the_way, ada, bo, lars):
    make_barrier(ada, "En", owner=bo.user)
    make_barrier(ada, "To")
    panel = in_the_way(lars)
    assert "Somebody keeps an eye on 1 of them" in texts(panel)
    assert "Bo" not in str(panel)


def test_its_words_are_not_here(in_the_way, ada, lars):
    make_barrier(ada, "Vi går til tiltak")
    assert "Vi går til tiltak" not in str(in_the_way(lars))


# In the period, and quarter by quarter


def test_what_changed_is_how_it_is_now_beside_how_it_was_before_the_period(in_the_way, ada, lars):
    gone, lighter, said, _same, aside = (since(120, ada, f"Noe {number}") for number in range(5))
    look(ada, gone, state="smaller", weight="little")
    look(ada, gone, state="gone")
    look(ada, lighter, weight="little")
    look(ada, said, state="smaller")
    look(ada, aside, state="set_aside", set_aside_why="Ikke her")
    since(3, ada, "Noe nytt")
    panel = in_the_way(lars)
    assert changed(panel) == [1, 2, 1, 1]
    assert "1 thing went away in the period" in texts(panel)
    assert "2 things became smaller in the period" in texts(panel)
    assert changed(in_the_way(lars, "year")) == [6, 2, 1, 1]


def test_what_went_away_earlier_did_not_go_away_again(in_the_way, ada, lars):
    barrier = since(200, ada, "Noe")
    look(ada, barrier, state="gone")
    BarrierLook.objects.filter(state="gone").update(at=timezone.now() - 150 * DAY)
    look(ada, barrier, state="gone")
    assert changed(in_the_way(lars)) == [0, 0, 0, 0]


def test_what_came_back_and_went_is_not_smaller(in_the_way, ada, lars):
    barrier = since(120, ada, "Noe")
    look(ada, barrier, weight="much")
    assert changed(in_the_way(lars)) == [0, 0, 0, 0]


def test_the_sentence_and_the_plot_are_those_of_the_trend(in_the_way, ada, lars, tor):
    today = timezone.localdate()
    first_of_quarter = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
    before = (today - first_of_quarter).days + 10
    one, _two = since(before, ada, "En", weight="much"), since(before, ada, "To")
    since(before, tor, "Tre")
    look(ada, one, state="gone", weight="much")
    panel = in_the_way(lars)
    assert panel.finding.startswith("Fewer things are in the way than in the ")
    [plot] = panel.plots
    assert plot.series == ("in the way: much", "in the way: some", "in the way: a little")
    assert [numbers for _label, numbers in plot.rows] == [(1, 1, 0), (0, 1, 0)]
    trend = table(panel, "In the way at the end of each quarter")
    assert list(trend.values()) == [(1, 1, 0), (0, 1, 0)]


def test_with_nothing_to_compare_with_it_says_how_many(in_the_way, ada, lars):
    make_barrier(ada)
    assert in_the_way(lars).finding == "1 thing is in the way."


# The page


def test_a_department_leader_reads_the_same_and_that_it_is_of_the_office(in_the_way, ada, lars):
    make_barrier(ada)
    dina = make_member("Dina", office=ada.office)
    dina.role = Membership.Role.DEPARTMENT_LEADER
    dina.department = ada.office.departments.create(name="Ung")
    dina.save()
    hers, his = in_the_way(dina), in_the_way(lars)
    assert (hers.finding, hers.tables, hers.plots) == (his.finding, his.tables, his.plots)
    assert texts(hers) == [*texts(his), "The numbers are the whole office's"]


def test_every_page_it_leads_to_is_open_to_the_leader(log_in, in_the_way, ada, lars):
    make_barrier(ada)
    panel = in_the_way(lars)
    cells = [cell for each in panel.tables for row in each.rows for cell in row.cells]
    urls = {each.url for each in (*panel.lines, *panel.more, *cells) if each.url}
    assert urls == {Barrier.objects.get().get_absolute_url(), f"{LIST}trend/"}
    for url in urls:
        assert log_in(lars).get(url).status_code == 200


def test_it_asks_three_times_however_much_there_is(in_the_way, ada, lars):
    make_barrier(ada, "Noe")
    for number in range(3):
        with CaptureQueriesContext(connection) as captured:
            in_the_way(lars)
        assert len(captured) == 3
        make_barrier(ada, f"Noe {number}", owner=ada.user)
