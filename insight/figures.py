"""What is counted of participants: each figure a condition, the same for its count and its list.

FIGURES are of a participant's own row, so that their numbers can be kept. LIVE ones ask other
tables as well, which tell nobody when they change: they are counted each time.

A figure that can be opened leads to the people behind it. Two cannot: who is over agreed time is
shown to a leader as a sum only, and what somebody lives on or needs is not hers to read in a list.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from caseload.measures.models import next_income_is_settled
from caseload.models import Connection, HandedOver, Measure, Participant
from caseload.status import Status, condition

Phase = Participant.Phase
ACTIVE = Q(ended_on=None)
CLOSELY = ACTIVE & Q(closer_follow_up__isnull=False)
THE_REST = ACTIVE & Q(closer_follow_up=None)

# An age is the year less the year of birth: nobody's birthday is known.
AGE_BANDS = {
    "under_30": (0, 29, _("Under 30")),
    "30_39": (30, 39, "30–39"),
    "40_49": (40, 49, "40–49"),
    "50_59": (50, 59, "50–59"),
    "from_60": (60, 200, _("60 and older")),
}
NOT_KNOWN = "not_known"


@dataclass(frozen=True)
class Figure:
    """A set of participants. `condition(today)` is a Q. `label` names the list of them."""

    key: str
    label: str | Promise
    condition: object
    can_be_opened: bool = True


def _status(status):
    return lambda today: condition(status, today)


def _phase(phase):
    return lambda today: ACTIVE & Q(phase=phase)


def _always(q):
    return lambda today: q


PEOPLE = [
    Figure("followed", _("Everybody who is followed up"), _always(ACTIVE)),
    Figure("closely", _("Followed closely"), _always(CLOSELY)),
    Figure(
        "not_scheduled",
        _("Followed closely, next contact not scheduled"),
        _status(Status.NOT_SCHEDULED),
    ),
    Figure("over", _("Over agreed time"), _status(Status.OVER), can_be_opened=False),
    Figure("not_now", _("Not now"), _status(Status.NOT_NOW)),
    Figure("needs", _("Somebody needs something"), _status(Status.NEEDS)),
    Figure("income", _("Benefit ends soon"), _status(Status.INCOME)),
    Figure("at_work", _("At a workplace"), _always(ACTIVE & ~Q(workplace_name=""))),
    Figure("with_mentor", _("With a mentor"), _always(ACTIVE & ~Q(mentor_name=""))),
    Figure(
        "without_mentor",
        _("At a workplace without a mentor"),
        _always(ACTIVE & ~Q(workplace_name="") & Q(mentor_name="")),
    ),
    *(
        Figure(f"phase_{phase.value}", phase.label, _phase(phase))
        for phase in Phase
        if phase != Phase.ENDED
    ),
]


@dataclass(frozen=True)
class Part:
    """One part of all people by some trait, such as those of one group of need."""

    key: str
    label: str | Promise

    @property
    def closely(self):
        """Key of the figure of those in this part who are followed closely."""
        return f"{self.key}_closely"

    @property
    def the_rest(self):
        return f"{self.key}_rest"


@dataclass(frozen=True)
class Together:
    """Several parts under one name. `or_not_known` is the name where "not known" joins them."""

    label: Promise
    or_not_known: Promise
    keys: tuple


@dataclass(frozen=True)
class Trait:
    """What people are told apart by. Everybody is in exactly one of `parts`, the last: not known.

    `coarser` puts them together where they are too few to be shown one by one, each part in at
    most one of them.
    """

    heading: Promise
    parts: tuple
    coarser: tuple = ()


def _choices(prefix, choices):
    known = [Part(f"{prefix}_{value}", label) for value, label in choices]
    return (*known, Part(f"{prefix}_", _("Not known")))


NEED = Participant.NeedGroup
NEED_GROUPS = Trait(
    _("Group of need"),
    _choices("need", NEED.choices),
    (
        Together(
            _("Good opportunities or needs guidance"),
            _("Good opportunities, needs guidance or not known"),
            (f"need_{NEED.GOOD_OPPORTUNITIES}", f"need_{NEED.NEEDS_GUIDANCE}"),
        ),
        Together(
            _("Reduced capacity or little opportunity to work"),
            _("Reduced capacity, little opportunity to work or not known"),
            (
                f"need_{NEED.REDUCED_CAPACITY}",
                f"need_{NEED.PARTLY_WORK}",
                f"need_{NEED.LITTLE_OPPORTUNITY}",
            ),
        ),
    ),
)
BENEFITS = Trait(_("Benefit"), _choices("benefit", Participant.Benefit.choices))
AGES = Trait(
    _("Age this year"),
    (
        *(Part(f"age_{key}", label) for key, (_from, _to, label) in AGE_BANDS.items()),
        Part("age_not_known", pgettext_lazy("age", "Not known")),
    ),
    (
        Together(_("Under 40"), _("Under 40 or not known"), ("age_under_30", "age_30_39")),
        Together(
            _("40 and older"),
            _("40 and older or not known"),
            ("age_40_49", "age_50_59", "age_from_60"),
        ),
    ),
)


def _aged(key):
    if key == NOT_KNOWN:
        return lambda today: Q(birth_year=None)
    youngest, oldest, _label = AGE_BANDS[key]
    return lambda today: Q(birth_year__range=(today.year - oldest, today.year - youngest))


def _is_in(part):
    trait, _underscore, value = part.key.partition("_")
    if trait == "age":
        return _aged(value)
    field = {"need": "need_group", "benefit": "benefit"}[trait]
    return lambda today: Q(**{field: value})


def _both(whole, is_in):
    return lambda today: whole & is_in(today)


COMPOSITION = [
    Figure(key, part.label, _both(whole, _is_in(part)), can_be_opened=False)
    for trait in [NEED_GROUPS, BENEFITS, AGES]
    for part in trait.parts
    for key, whole in [(part.closely, CLOSELY), (part.the_rest, THE_REST)]
]

FIGURES = {figure.key: figure for figure in [*PEOPLE, *COMPOSITION]}


def _with(things):
    """Followed up, and with one of `things(today)`, rows that have a `participant`."""
    return lambda today: ACTIVE & Q(Exists(things(today).filter(participant=OuterRef("pk"))))


def _income_is_open(today):
    return condition(Status.INCOME, today) & ~next_income_is_settled()


ENDING = [
    Figure(
        "income_open",
        _("Benefit ends soon, and the next decision is not started"),
        _income_is_open,
    ),
    Figure(
        "measure_ends",
        _("A measure ends within two months"),
        _with(Measure.objects.ending_soon),
    ),
    Figure(
        "measure_asks",
        _("A measure ends, and whether the job stops with it is not known"),
        _with(Measure.objects.asking_about_job),
    ),
    Figure(
        "job_stops",
        _("A measure ends, and the job stops with it"),
        _with(Measure.objects.stopping_a_job),
    ),
    Figure(
        "handover_waits",
        _("Handed over, and the colleague has not answered yet"),
        _with(lambda today: HandedOver.objects.waiting()),
    ),
    Figure(
        "mentor_to_tell",
        _("New advisor, and the mentor has not been told"),
        _with(lambda today: HandedOver.objects.mentor_to_tell()),
    ),
]


def _helped_by(connections):
    helpers = connections.filter(participant=OuterRef("pk"))
    return _always(ACTIVE & Q(Exists(helpers)))


HELPED = [
    Figure(
        "helped_inside",
        _("With a helper at Nav"),
        _helped_by(Connection.objects.current().inside_nav()),
    ),
    Figure(
        "helped_outside",
        _("With a helper outside Nav"),
        _helped_by(Connection.objects.current().outside_nav()),
    ),
]

LIVE = {figure.key: figure for figure in [*HELPED, *ENDING]}
