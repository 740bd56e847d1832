"""Second premise: that follow-up is at the workplace, with a mentor who is close to the tasks."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from caseload.models import Participant
from insight.panel import Line, Panel, people_url
from insight.protection import from_six
from mentors.models import Call, MentorNeed, Mentorship, Placement

LOOKING = "phase_finding"
SIDE_BY_SIDE = Mentorship.Closeness.SAME_TASKS


def workplace_and_mentor(scope):
    calls = Call.objects.counted_for(scope.membership)
    closeness = _closeness(scope)
    needs = MentorNeed.objects.visible_to(scope.membership).by_kind(scope.period.days)
    return Panel(
        key="workplace",
        heading=_("Workplace and mentor"),
        finding=_finding(scope),
        lines=(
            *_lines_of_calls(*calls),
            *_lines_of_people(scope),
            *_lines_of_mentors(closeness, needs),
        ),
        plots=tuple(_plots(closeness, needs)),
        tables=(
            _people(scope),
            _phases(scope),
            _closeness_table(closeness),
            _calls_table(*calls),
            _needs_table(needs),
        ),
        more=(
            Line(_("Workplaces the office knows"), reverse("mentors:workplace_list")),
            Line(_("What we look for now"), reverse("mentors:workplace_need_list")),
        ),
    )


def _finding(scope):
    with_mentor, looking = scope.counts["with_mentor"], scope.counts[LOOKING]
    sentences = [_("Nobody is at a workplace now.")]
    if at_work := scope.counts["at_work"]:
        text = ngettext(
            "%(n)d of %(at_work)d people at a workplace has a mentor.",
            "%(n)d of %(at_work)d people at a workplace have a mentor.",
            with_mentor,
        )
        sentences = [text % {"n": with_mentor, "at_work": at_work}]
    if looking:
        text = ngettext(
            "%(n)d is looking for a workplace.", "%(n)d are looking for a workplace.", looking
        )
        sentences.append(text % {"n": looking})
    return " ".join(sentences)


def _lines_of_calls(waiting, asked):
    if waiting:
        text = ngettext(
            "%(n)d mentor waits to be called", "%(n)d mentors wait to be called", waiting
        )
        yield Line(text % {"n": waiting})
    if asked:
        text = _("You are asked to see to %(n)d of them")
        yield Line(text % {"n": asked}, reverse("caseload:notice_list"))


def _lines_of_people(scope):
    counts = scope.counts
    if without := counts["without_mentor"]:
        text = ngettext(
            "%(n)d is at a workplace without a mentor",
            "%(n)d are at a workplace without a mentor",
            without,
        )
        yield Line(text % {"n": without}, people_url("without_mentor"))
    if looking := counts[LOOKING]:
        text = ngettext(
            "%(n)d is looking for a workplace", "%(n)d are looking for a workplace", looking
        )
        yield Line(text % {"n": looking}, people_url(LOOKING))
    if needs := counts["needs"]:
        text = _("With %(n)d somebody needs something")
        yield Line(text % {"n": needs}, people_url("needs"))
    if over := from_six(counts["over"]):
        yield Line(_("%(n)d are over agreed time") % {"n": over})


def _lines_of_mentors(closeness, needs):
    if placements := sum(closeness.values()):
        text = _(
            "In %(n)d of %(placements)d placements the mentor works side by side with the candidate"
        )
        yield Line(text % {"n": closeness.get(SIDE_BY_SIDE, 0), "placements": placements})
    if any(map(any, needs.values())):
        is_open, done, dropped = map(sum, zip(*needs.values(), strict=True))
        text = _("Mentors' needs: %(open)d open, %(done)d done, %(dropped)d dropped")
        yield Line(text % {"open": is_open, "done": done, "dropped": dropped})


def _people(scope):
    figures = [
        (_("At a workplace"), scope.of_people("at_work")),
        (_("With a mentor"), scope.of_people("with_mentor")),
        (_("Without a mentor"), scope.of_people("without_mentor")),
        (_("Somebody needs something"), scope.of_people("needs")),
        (_("Over agreed time"), Cell(from_six(scope.counts["over"]))),
    ]
    return Table(_("People"), (_("Number"),), tuple(Row(label, (cell,)) for label, cell in figures))


def _phases(scope):
    phases = [phase for phase in Participant.Phase if phase != Participant.Phase.ENDED]
    rows = tuple(Row(phase.label, (scope.of_people(f"phase_{phase.value}"),)) for phase in phases)
    return Table(_("Phase"), (_("People"),), rows)


def _closeness(scope):
    placements = Placement.objects.visible_to(scope.membership).at_work_now()
    return placements.by_closeness()


def _closeness_rows(closeness):
    labels = [*Mentorship.Closeness.choices, ("", _("Not said"))]
    return [(label, closeness.get(value, 0)) for value, label in labels]


def _closeness_table(closeness):
    return Table(
        _("How close is the mentor to the daily tasks?"),
        (_("Placements"),),
        tuple(Row(label, (Cell(number),)) for label, number in _closeness_rows(closeness)),
        note=_("Those with a mentor now. Where there are several, the closest one counts."),
    )


def _calls_table(waiting, asked):
    notices = reverse("caseload:notice_list") if asked else ""
    return Table(
        _("Calls from mentors"),
        (_("Number"),),
        (
            Row(_("Not answered yet"), (Cell(waiting),)),
            Row(_("Of them, that you are asked about"), (Cell(asked, notices),)),
        ),
    )


def _needs_table(needs):
    rows = [
        Row(label, tuple(map(Cell, needs.get(kind, (0, 0, 0)))))
        for kind, label in MentorNeed.Kind.choices
    ]
    return Table(
        _("What mentors need"),
        _what_is_done(),
        tuple(rows),
        note=_("Open now; done and dropped in the time you look at."),
    )


def _what_is_done():
    return _("Open"), _("Done"), _("Dropped")


def _plots(closeness, needs):
    if closeness:
        yield Plot(
            title=_("How close the mentors are to the daily tasks"),
            series=(_("Placements"),),
            rows=tuple((label, (number,)) for label, number in _closeness_rows(closeness)),
            kind="bars",
        )
    if any(map(any, needs.values())):
        yield Plot(
            title=_("What mentors need, and what is done about it"),
            series=_what_is_done(),
            rows=tuple(
                (label, needs[kind])
                for kind, label in MentorNeed.Kind.choices
                if any(needs.get(kind, ()))
            ),
            kind="bars",
        )
