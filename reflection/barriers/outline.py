"""Where a barrier can lie, and the headings barriers are raised under: data, with their source.

Table 11 of AFI-rapport 2024:07 is called "Ulike nivåer av NAV-interne forhold som opptrer som
barrierer for læring". That there are levels inside Nav follows that title. Which levels, and every
heading, is our own wording; `where` names the part of the report that tells of the same thing.
An office adds headings of its own (OfficeHeading). A code is never reused or taken away: rows
refer to it.
"""

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    OWN_WORK = "own_work", _("The advisor's own work")
    TOGETHER = "together", _("The office together")
    LEADERS = "leaders", _("Leaders and organisation")
    SYSTEM = "system", _("Nav as a system")


class Source(models.TextChoices):
    OUR_WORDING = "our_wording", _("our wording, after the title of Table 11")
    IN_THE_REPORT = "in_the_report", _("our wording of what the report tells")
    OFFICE = "office", _("added by the office")


@dataclass(frozen=True)
class Heading:
    code: str
    level: Level
    text: Promise
    source: Source = Source.OUR_WORDING
    where: str = ""


HEADINGS = (
    Heading("habits", Level.OWN_WORK, _("Habits that no longer work")),
    Heading("how_we_see", Level.OWN_WORK, _("How we see users and employers")),
    Heading(
        "size_of_portfolio",
        Level.OWN_WORK,
        _("Too many to follow up to learn from one"),
        Source.IN_THE_REPORT,
        "Tab. 12",
    ),
    Heading("with_employers", Level.OWN_WORK, _("Unsure of how to work with employers")),
    Heading(
        "theme_last",
        Level.TOGETHER,
        _("The common theme comes last in our meetings"),
        Source.IN_THE_REPORT,
        "§3.2.8",
    ),
    Heading(
        "enthusiasts",
        Level.TOGETHER,
        _("It depends too much on a few enthusiasts"),
        Source.IN_THE_REPORT,
        "Tab. 13",
    ),
    Heading("stays_with_one", Level.TOGETHER, _("What one of us learns does not reach the others")),
    Heading("newcomers", Level.TOGETHER, _("Newcomers are not brought into the way of working")),
    Heading(
        "leaders_not_there", Level.LEADERS, _("Leaders take little part"), Source.IN_THE_REPORT
    ),
    Heading("no_room", Level.LEADERS, _("No room is made for closer follow-up")),
    Heading(
        "not_said_aloud",
        Level.LEADERS,
        _("Nobody says aloud what may wait"),
        Source.IN_THE_REPORT,
        "§3.4.2",
    ),
    Heading("who_does_what", Level.LEADERS, _("Unclear who does what")),
    Heading(
        "what_is_counted",
        Level.SYSTEM,
        _("What is counted draws us towards something else"),
        Source.IN_THE_REPORT,
        "§6.2",
    ),
    Heading(
        "income_first",
        Level.SYSTEM,
        _("Work on benefits takes the time"),
        Source.IN_THE_REPORT,
        "§3.2.1",
    ),
    Heading("rules_do_not_fit", Level.SYSTEM, _("Rules and measures that do not fit")),
    Heading("systems", Level.SYSTEM, _("Computer systems that do not help")),
    Heading("reorganised", Level.SYSTEM, _("Reorganising, and people who leave")),
)
BY_CODE = {heading.code: heading for heading in HEADINGS}
