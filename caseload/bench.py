"""The workbench: which people, in which order, and how many in each status.

What somebody has chosen is remembered in her session, so that she comes back to the bench she
left. Search words are names: they are sent by POST and kept in the session, never in an address.
"""

from dataclasses import dataclass, field
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from caseload.models import Participant
from caseload.models.participants import NEEDS_FIRST
from caseload.status import Status

PAGE_SIZE = 50

SORTS = {
    "today": _("Who needs me first"),
    "name": _("Name"),
    "workplace": _("Workplace"),
    "phase": _("Phase"),
    "last": _("Last contact"),
    "next": _("Next contact"),
}
_COLUMNS = {
    "name": ["sort_key"],
    "workplace": ["workplace_name", "mentor_name"],
    "phase": ["phase"],
    "last": ["last_workplace_contact_on", "last_person_contact_on"],
    "next": ["next_contact_on"],
}


@dataclass
class Bench:
    """One person's choices on one bench: "mine", or "office" for leaders."""

    membership: Membership
    scope: str
    status: str = Status.ACTIVE
    phases: list = field(default_factory=list)
    sort: str = "today"  # a key of SORTS; "-name" is downwards
    advisor: int | None = None
    words: str = ""
    page_number: str = "1"

    # Stands in an address for the id of each line: to ask for an address takes long.
    nobody = UUID(int=0)

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def _people(self):
        people = Participant.objects.visible_to(self.membership)
        if self.advisor:
            people = people.filter(advisor=self.advisor)
        return people.named(self.words) if self.words else people

    @cached_property
    def _counts(self):
        return self._people.counted(self.today)

    def _count(self, status):
        return sum(phase[status] for phase in self._counts.values())

    @property
    def statuses(self):
        """(value, label, count) of each line in the status list."""
        return [(s.value, s.label, self._count(s)) for s in self.status_choices]

    @property
    def status_choices(self):
        # What an advisor sees of an own miss, a leader sees as what was agreed.
        return [s for s in Status if self.scope == "mine" or s != Status.OVER]

    @cached_property
    def phase_counts(self):
        """(value, label, count) of each phase, within the chosen status."""
        none = dict.fromkeys(Status, 0)
        return [
            (phase.value, phase.label, self._counts.get(phase, none)[self.status])
            for phase in Participant.Phase
        ]

    @property
    def shown(self):
        """How many are on all pages of the list: the counts know already."""
        chosen = self.phases or Participant.Phase.values
        return sum(n for phase, _label, n in self.phase_counts if phase in chosen)

    @property
    def total(self):
        """Everybody on this bench, whatever is chosen."""
        return self._count(Status.ACTIVE) + self._count(Status.ENDED)

    @cached_property
    def page(self):
        people = self._people.in_status(self.status, self.today)
        people = people.for_bench() if self.scope == "mine" else people.for_office_bench()
        if self.phases:
            people = people.filter(phase__in=self.phases)
        paginator = Paginator(people.order_by(*self._order()), PAGE_SIZE)
        paginator.count = self.shown
        return paginator.get_page(self.page_number)

    def _order(self):
        if self.sort == "today":
            return [NEEDS_FIRST, F("next_contact_on").asc(nulls_last=True), "sort_key", "pk"]
        downwards = self.sort.startswith("-")
        columns = [
            F(column).desc(nulls_last=True) if downwards else F(column).asc(nulls_last=True)
            for column in _COLUMNS[self.sort.removeprefix("-")]
        ]
        return [*columns, "sort_key", "pk"]

    @property
    def sorts(self):
        return SORTS.items()

    @property
    def status_label(self):
        return Status(self.status).label

    @property
    def phase_labels(self):
        return [Participant.Phase(phase).label for phase in self.phases]

    @property
    def advisor_name(self):
        return next((c.name for c in self.membership.colleagues if c.pk == self.advisor), "")

    @property
    def is_filtered(self):
        return bool(self.status != Status.ACTIVE or self.phases or self.advisor or self.words)

    def remembered(self):
        return {
            "status": self.status,
            "phases": self.phases,
            "sort": self.sort,
            "advisor": self.advisor,
            "words": self.words,
        }


def bench_for(request, scope):
    """The bench as the address asks, else as this person left it. Odd values are ignored."""
    key = f"bench.{scope}.{request.membership.pk}"
    bench = Bench(request.membership, scope, **request.session.get(key, {}))
    asked = request.GET
    if asked:
        bench.page_number = asked.get("page", "1")
        if "status" in asked:
            known = asked["status"] in bench.status_choices
            bench.status = asked["status"] if known else Status.ACTIVE
            phases = Participant.Phase.values
            bench.phases = [phase for phase in phases if phase in asked.getlist("phase")]
            colleagues = {str(c.pk): c.pk for c in request.membership.colleagues}
            bench.advisor = colleagues.get(asked.get("advisor"))
        if asked.get("sort", "").removeprefix("-") in _COLUMNS or asked.get("sort") == "today":
            bench.sort = asked["sort"]
        if "everybody" in asked:
            bench = Bench(request.membership, scope, sort=bench.sort)
    if request.session.get(key, {}) != bench.remembered():
        request.session[key] = bench.remembered()
    return bench


def search_on_bench(request, scope, words):
    """Remember the words of a search on this bench; "" ends the search."""
    bench = bench_for(request, scope)
    bench.words = " ".join(words.split())[:100]
    request.session[f"bench.{scope}.{request.membership.pk}"] = bench.remembered()
    return bench
