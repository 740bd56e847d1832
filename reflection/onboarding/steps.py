"""The first steps of somebody new, in their order: data. An office adds steps of its own."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class FirstStep:
    """`help` is a sentence about what it is for."""

    code: str
    text: Promise
    help: Promise


FIRST_STEPS = (
    FirstStep(
        "workplace_visit",
        _("First visit to a workplace, with a colleague"),
        _("Employers are met from the start. Go along to one a colleague knows."),
    ),
    FirstStep(
        "mentor_call",
        _("First talk with a mentor"),
        _("Ask who needs something, and what they have learned. A colleague may listen in."),
    ),
    FirstStep(
        "reflection_meeting",
        _("First reflection meeting"),
        _("Come and listen. You need not have prioritised anybody."),
    ),
    FirstStep(
        "prioritised_person",
        _("First person you follow closely"),
        _("One is enough. Start from what she wants."),
    ),
)
BY_CODE = {step.code: step for step in FIRST_STEPS}
