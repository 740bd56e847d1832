"""What a panel of a dashboard says. A page, a file of figures and the report are made of the same.

Numbers of people under six are withheld where a panel says so, as None: they are then in no page,
file or drawing.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Membership
from aksel.plots import Plot
from aksel.tables import Cell, Table
from caseload.agreements.models import advisors_led_by
from caseload.models import Participant
from insight.counts.counting import counts_for, live_question
from insight.figures import FIGURES, LIVE
from insight.period import Period


@dataclass(frozen=True)
class Line:
    """One number in words, always to be seen: "14 people are followed closely".

    What cannot wait is income and an open call for help; nothing else is ever emphasised.
    """

    text: str
    url: str = ""
    cannot_wait: bool = False


@dataclass(frozen=True)
class Panel:
    """`finding` is one sentence that says what the figures come to.

    `lines` are always seen, `tables` are behind "show the numbers"; `more` are Lines that lead on.
    """

    key: str
    heading: str
    finding: str
    lines: tuple = ()
    plots: tuple[Plot, ...] = ()
    tables: tuple[Table, ...] = ()
    more: tuple[Line, ...] = ()


@dataclass
class Scope:
    """Whose dashboard and of which time: what a panel is made from."""

    membership: Membership
    period: Period

    @property
    def today(self):
        return self.period.until

    @cached_property
    def counts(self):
        """Counts of the people she sees."""
        return counts_for(self.membership)

    @cached_property
    def live(self):
        """How many of them each figure of LIVE counts, in one query."""
        numbers = self.people.aggregate(numbers=live_question(self.today))["numbers"]
        return dict(zip(LIVE, numbers, strict=True))

    @cached_property
    def advisors(self):
        """Ids of whom she leads and who follow people up today, by name."""
        return list(advisors_led_by(self.membership).values_list("pk", flat=True))

    @cached_property
    def people(self):
        """The participants she sees, as a QuerySet."""
        return Participant.objects.visible_to(self.membership)

    def of_people(self, figure):
        """The Cell of a figure, with the way to its list where there is one."""
        if figure in LIVE:
            number, can_be_opened = self.live[figure], LIVE[figure].can_be_opened
        else:
            number, can_be_opened = self.counts[figure], FIGURES[figure].can_be_opened
        return Cell(number, people_url(figure) if can_be_opened and number else "")


def people_url(figure):
    return reverse("insight:people", args=[figure])


def of_the_whole_office(scope):
    """[Line] that says so to who leads a department, where the numbers are not of it alone."""
    return [Line(_("The numbers are the whole office's"))] if scope.membership.department else []
