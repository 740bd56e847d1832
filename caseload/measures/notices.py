from django.urls import reverse
from django.utils.translation import gettext as _

from caseload.measures.models import Measure, people_whose_income_ends, waits_for
from caseload.notice import Notice


def measure_notices(membership, today):
    """Measures of her people that end soon, until somebody has said what it does to the job."""
    if not membership.follows_up:
        return
    asking = Measure.objects.asking_about_job(today).filter(waits_for(membership, "participant__"))
    for measure in asking.select_related("participant"):
        yield Notice(
            text=_("%(name)s: %(measure)s ends. Will that stop the job?")
            % {"name": measure.participant, "measure": measure},
            url=reverse("caseload:measure_job", args=[measure.pk]),
            due_on=measure.ends_on,
            icon="Hourglass",
        )


def income_notices(membership, today):
    """Benefits of her people that end. Income cannot wait: "not yet" does not silence it."""
    if not membership.follows_up:
        return
    for participant in people_whose_income_ends(membership, today):
        yield Notice(
            text=_("%(name)s: %(benefit)s ends. Is the next income decision started?")
            % {"name": participant, "benefit": _benefit(participant)},
            url=reverse("caseload:income_decision", args=[participant.pk]),
            due_on=participant.benefit_ends_on,
            icon="WalletFill",
        )


def _benefit(participant):
    return participant.get_benefit_display() if participant.benefit else _("The benefit")
