"""What ends soon: income first, since it cannot wait, then measures."""

import datetime

from django.db.models import Case, Count, OuterRef, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.measures.models import MARKS, IncomeAnswer, Measure
from caseload.status import INCOME_NOTICE, Status
from insight.panel import Line, Panel, people_url

LIVE_ONES = ("income_open", "measure_ends", "measure_asks", "job_stops")
ENDED = 0  # the mark of what has ended already
NOT_SAID = ""


def ends_soon(scope):
    live = {key: scope.of_people(key) for key in LIVE_ONES}
    measures = _measures(scope)
    return Panel(
        key="ends_soon",
        heading=_("What ends soon"),
        finding=_finding(scope.counts["income"], live),
        lines=tuple(_lines(scope.counts["income"], live)),
        plots=tuple(_plots(measures)),
        tables=(_incomes(scope), measures),
    )


def _finding(incomes, live):
    """Income first; nothing is said of measures where none ends."""
    if not incomes:
        about_income = _("Nobody's benefit ends within a month.")
    elif open_ones := live["income_open"].number:
        about_income = ngettext(
            "%(n)d benefit ends within a month or has just ended; the next decision is not started"
            " for %(open)d.",
            "%(n)d benefits end within a month or have just ended; the next decision is not started"
            " for %(open)d.",
            incomes,
        ) % {"n": incomes, "open": open_ones}
    else:
        about_income = ngettext(
            "%(n)d benefit ends within a month or has just ended, and what comes next is seen to.",
            "%(n)d benefits end within a month or have just ended, and what comes next is seen to.",
            incomes,
        ) % {"n": incomes}
    measures = live["measure_ends"].number
    if not measures:
        return about_income
    about_measures = ngettext(
        "%(n)d person has a measure that ends within two months.",
        "%(n)d people have a measure that ends within two months.",
        measures,
    ) % {"n": measures}
    return f"{about_income} {about_measures}"


def _lines(incomes, live):
    if number := live["income_open"].number:
        text = ngettext(
            "The benefit of %(n)d person ends, and the next decision is not started",
            "The benefits of %(n)d people end, and the next decision is not started",
            number,
        )
        yield Line(text % {"n": number}, live["income_open"].url, cannot_wait=True)
    if incomes:
        text = ngettext(
            "In all the benefit of %(n)d person ends within a month or has just ended",
            "In all the benefits of %(n)d people end within a month or have just ended",
            incomes,
        )
        yield Line(text % {"n": incomes}, people_url("income"))
    if number := live["measure_ends"].number:
        text = ngettext(
            "A measure of %(n)d person ends within two months",
            "Measures of %(n)d people end within two months",
            number,
        )
        yield Line(text % {"n": number}, live["measure_ends"].url)
    if number := live["measure_asks"].number:
        text = ngettext(
            "For %(n)d person nobody has said yet whether the job stops with it",
            "For %(n)d people nobody has said yet whether the job stops with it",
            number,
        )
        yield Line(text % {"n": number}, live["measure_asks"].url)
    if number := live["job_stops"].number:
        text = ngettext(
            "For %(n)d person the job stops with it",
            "For %(n)d people the job stops with it",
            number,
        )
        yield Line(text % {"n": number}, live["job_stops"].url)


def _incomes(scope):
    """People by when their benefit ends and what is said about the next decision."""
    said = IncomeAnswer.objects.filter(
        participant=OuterRef("pk"), for_end=OuterRef("benefit_ends_on")
    )
    people = scope.people.in_status(Status.INCOME, scope.today).annotate(
        mark=_mark("benefit_ends_on", scope.today),
        said=Coalesce(Subquery(said.values("answer")), Value(NOT_SAID)),
    )
    answers = {
        NOT_SAID: _("Nobody has said"),
        IncomeAnswer.Answer.NOT_YET: _("Not started yet"),
        IncomeAnswer.Answer.STARTED: _("Next decision started"),
        IncomeAnswer.Answer.NOT_NEEDED: _("No new decision needed"),
    }
    labels = _labels()
    marks = [ENDED, *(mark for mark in sorted(MARKS) if mark <= INCOME_NOTICE.days)]
    return _table(
        _("Benefits that end"), answers, {mark: labels[mark] for mark in marks}, people, "said"
    )


def _measures(scope):
    """Measures by when they end and what is said about the job."""
    followed = scope.people.filter(ended_on=None)
    measures = Measure.objects.filter(participant__in=followed).ending_soon(scope.today)
    answers = {
        NOT_SAID: _("Nobody has said"),
        Measure.StopsJob.UNKNOWN: _("Not known yet"),
        Measure.StopsJob.NO: _("The job goes on"),
        Measure.StopsJob.YES: _("The job stops"),
    }
    labels = _labels()
    marked = measures.with_job_answer().annotate(mark=_mark("ends_on", scope.today))
    return _table(
        _("Measures that end"),
        answers,
        {mark: labels[mark] for mark in sorted(MARKS)},
        marked,
        "job_answer",
    )


def _table(heading, answers, marks, things, answer):
    """One row for each of `marks`, one column for each of `answers`: {value: label} both."""
    counted = things.order_by().values_list("mark", answer).annotate(number=Count("pk"))
    numbers = {(mark, said): number for mark, said, number in counted}
    rows = (
        Row(label, tuple(Cell(numbers.get((mark, said), 0)) for said in answers))
        for mark, label in marks.items()
    )
    return Table(heading, tuple(answers.values()), tuple(rows))


def _mark(column, today):
    """Which of the MARKS this date is within; ENDED where it has passed."""
    within = [
        When(**{f"{column}__lte": today + datetime.timedelta(days=mark)}, then=Value(mark))
        for mark in sorted(MARKS)
    ]
    return Case(When(**{f"{column}__lt": today}, then=Value(ENDED)), *within)


def _labels():
    soonest, next_one, last = sorted(MARKS)
    return {
        ENDED: _("Ended lately"),
        soonest: _("Within %(n)d days") % {"n": soonest},
        next_one: _("%(from)d–%(to)d days") % {"from": soonest + 1, "to": next_one},
        last: _("%(from)d–%(to)d days") % {"from": next_one + 1, "to": last},
    }


def _plots(measures):
    if any(cell.number for row in measures.rows for cell in row.cells):
        yield Plot(
            title=_("Measures by when they end, and whether the job stops with them"),
            series=measures.columns,
            rows=tuple(
                (row.label, tuple(cell.number for cell in row.cells)) for row in measures.rows
            ),
            kind="bars",
        )
