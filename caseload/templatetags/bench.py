"""What is said of a person wherever she is shown, and her line on the bench.

Fifty lines are most of what the bench costs (benchmarks/README.md). They are written here and not
in a template, what all of them share (words, addresses, drawings) is asked for once for a page, and
only what somebody wrote is escaped: look for `escape`.
"""

from html import escape

from django import template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.safestring import mark_safe
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from aksel import icons
from aksel.templatetags.aksel import tag
from caseload.bench import Bench
from caseload.models import Participant

register = template.Library()

Phase = Participant.Phase
PHASE_COLORS = {
    Phase.FINDING: "info",
    Phase.START: "success",
    Phase.UNDER_WAY: "success",
    Phase.IN_JOB: "meta-purple",
}
NOBODY = str(Bench.nobody)

CELL = "aksel-table__data-cell aksel-body-short aksel-body-short--small"
# Flush left: fifty times the indentation is a kilobyte on a phone.
LINE = """
<tbody id="participant-{id}" class="aksel-table__body hn-person{open}" role="rowgroup">
<tr role="row" class="aksel-table__row aksel-table__row--shade-on-hover{needs}">
<td role="cell" class="aksel-table__data-cell hn-cell-mark">{mark}</td>
<th role="rowheader" scope="row" class="aksel-table__header-cell hn-cell-name">
<a class="aksel-link" href="{url}">{name}</a> {tags}</th>
<td role="cell" class="{cell}">{workplace}</td>
<td role="cell" class="aksel-table__data-cell">{phase}</td>
<td role="cell" class="{cell}" data-label="{contact_label}">{contact}</td>
<td role="cell" class="{cell}" data-label="{next_label}">{next}</td>
{last_cell}
</tr>{below}
</tbody>"""
LOG = """
<td role="cell" class="aksel-table__data-cell hn-cell-action">
<a class="aksel-button aksel-button--small" data-variant="{variant}" href="{url}"
hx-get="{url}" hx-target="closest tbody" hx-swap="outerHTML" data-page-below="48rem"{focus}>
<span class="aksel-label aksel-label--small">{log}
<span class="aksel-sr-only">{contact_for} {name}</span></span></a></td>"""
ADVISOR = '<td role="cell" class="{}" data-label="{}">{}</td>'
BLOCK = '<span class="hn-block">{}</span>'
SUBTLE_BLOCK = '<span class="hn-block hn-subtle">{}</span>'
SUBTLE = '<span class="hn-subtle">{}</span>'
DATE = '<span class="hn-block hn-num">{}</span>'
LAST = """<span class="hn-block"><span class="hn-num">{}</span>
<span class="hn-subtle">{}<span class="hn-how">{}</span></span></span>"""


@register.simple_tag
def phase_tag(participant):
    return _phase_tag(participant.phase, participant.get_phase_display())


@register.simple_tag(takes_context=True)
def need_tag(context, person):
    """Who needs something: of a participant, or of the contact in which it was said."""
    return who_needs_something(person, context["request"].user)


@register.simple_tag(takes_context=True)
def next_contact(context, participant):
    membership = context["request"].membership
    day = _next_contact(participant, membership, localdate(), _today_tag(), "j. F Y")
    return mark_safe(day)  # nosec B308 B703 # dates and words of ours


@register.simple_tag(takes_context=True)
def participant_lines(context, bench, log_url, need_url):
    """Everybody on this page of the bench. The addresses are those of bench.nobody."""
    lines = Lines(context["request"], bench, log_url, need_url)
    return mark_safe("".join(map(lines.line, bench.page)))  # nosec B308 B703 # Lines escapes


@register.simple_block_tag(takes_context=True)
def participant_line(context, content, participant, bench, log_url, need_url):
    """One line, with the content of the block below it, such as the log form."""
    lines = Lines(context["request"], bench, log_url, need_url)
    line = lines.line(participant, below=content, focused=context.get("changed"))
    return mark_safe(line)  # nosec B308 B703 # Lines escapes


class Lines:
    """Writes the lines of one bench."""

    def __init__(self, request, bench, log_url, need_url):
        self.user, self.membership, self.today = request.user, request.membership, bench.today
        self.is_mine = bench.scope == "mine"
        self.log_url, self.need_url = log_url, need_url
        self.url = reverse("caseload:participant_detail", args=[NOBODY])
        self.closer = icons.svg("FlagFill", _("Followed closely"), "hn-mark hn-mark--closer")
        self.not_now = icons.svg("PauseFill", _("Not now"), "hn-mark hn-mark--not-now")
        self.phases = {phase: _phase_tag(phase, phase.label) for phase in Phase}
        self.channels = {c.value: f", {c.label}".lower() for c in Participant.Channel}
        self.today_tag = _today_tag()
        self.words = {
            "cell": CELL,
            "contact_label": _("Last contact") if self.is_mine else _("Agreed rhythm"),
            "next_label": _("Next contact"),
        }
        self.log_words = {"log": _("Log"), "contact_for": _("contact for")}
        self.advisor, self.nothing_logged = _("Advisor"), _("Nothing logged yet")
        self.with_workplace, self.with_person = _("workplace"), _("person")

    def line(self, person, *, below="", focused=False):
        id = str(person.pk)
        return LINE.format(
            id=id,
            open=" hn-person--open" if below else "",
            needs=" hn-row--needs" if person.needs_something else "",
            mark=self._mark(person),
            url=self.url.replace(NOBODY, id),
            name=escape(person.name),
            tags=self._tags(person),
            workplace=self._workplace(person),
            phase=self.phases[person.phase],
            contact=self._last_contact(person) if self.is_mine else self._rhythm(person),
            next=_next_contact(person, self.membership, self.today, self.today_tag),
            last_cell=self._log(person, id, focused) if self.is_mine else self._advisor(person),
            below=below,
            **self.words,
        )

    def _mark(self, person):
        if person.closer_follow_up_id:
            return self.closer
        return self.not_now if person.is_not_now else ""

    def _tags(self, person):
        tags = ""
        if person.needs_something:
            tags = who_needs_something(person, self.user)
            if self.is_mine:
                url = self.need_url.replace(NOBODY, str(person.pk))
                tags = f'<a class="hn-tag-link" href="{url}">{tags}</a> '
        if self.is_mine and person.advisor_id != self.user.pk:
            tags += SUBTLE_BLOCK.format(f"{self.advisor}: {escape(person.advisor.name)}")
        if person.income_ends_soon:
            day = date_format(person.benefit_ends_on, "j. b")
            text = _("Benefit ends %(day)s") % {"day": day}
            tags += tag(text, "danger", "outline", "xsmall", "WalletFill")
        return tags

    def _workplace(self, person):
        workplace = BLOCK.format(escape(person.workplace_name)) if person.workplace_name else ""
        mentor = SUBTLE_BLOCK.format(escape(person.mentor_name)) if person.mentor_name else ""
        return workplace + mentor

    def _last_contact(self, person):
        at_work = person.last_workplace_contact_on, person.last_workplace_contact_how
        with_her = person.last_person_contact_on, person.last_person_contact_how
        lines = [
            LAST.format(f"{on:%d.%m.%Y}", whom, self.channels.get(how, ""))
            for (on, how), whom in [(at_work, self.with_workplace), (with_her, self.with_person)]
            if on
        ]
        return "".join(lines) or SUBTLE.format(self.nothing_logged)

    def _rhythm(self, person):
        return person.closer_follow_up.rhythm_text if person.closer_follow_up_id else ""

    def _advisor(self, person):
        return ADVISOR.format(CELL, self.advisor, escape(person.advisor.name))

    def _log(self, person, id, focused):
        waits = person.needs_something or person.days_over_agreed_time
        return LOG.format(
            id=id,
            url=self.log_url.replace(NOBODY, id),
            variant="secondary" if waits else "tertiary",
            focus=" autofocus" if focused else "",
            name=escape(person.name),
            **self.log_words,
        )


def _phase_tag(phase, label):
    return tag(label, PHASE_COLORS.get(phase, "neutral"))


def who_needs_something(person, user):
    text = _("%(who)s needs something") % {"who": person.get_needs_something_display()}
    if person.needs_something == Participant.Needs.ME:
        said_it = user.pk in (getattr(person, "advisor_id", None), getattr(person, "by_id", None))
        text = _("I need something") if said_it else _("The advisor needs something")
    return tag(text, "danger", "moderate", "xsmall", "ExclamationmarkTriangleFill")


def _today_tag():
    return tag(_("Today"), "info", "outline", "xsmall", "ClockFill")


def _next_contact(person, membership, today, today_tag, written=""):
    """The day, and how it stands to today. A leader does not see that it is over agreed time."""
    day = person.next_contact_on
    if day is None:
        return SUBTLE.format(_("Not scheduled")) if person.is_active else ""
    date = DATE.format(date_format(day, written) if written else f"{day:%d.%m.%Y}")
    if membership.follows_up and (days := person.days_over_agreed_time):
        text = ngettext("%(days)s day over agreed time", "%(days)s days over agreed time", days)
        return date + tag(text % {"days": days}, "warning", "outline", "xsmall", "ClockFill")
    return date + today_tag if day == today else date
