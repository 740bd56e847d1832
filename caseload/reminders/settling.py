"""Settled at once, in the transaction of what was done: nobody is reminded of it any more.

What turns out to be still so is told anew by the next sweep.
"""

from django.db.models import Exists, OuterRef

from caseload.handover.models import HandedOver
from caseload.measures.models import Measure
from caseload.models.participant import Participant
from notifications.actions import settle
from notifications.models import Notification

Kind = Notification.Kind


def settle_contact(participant):
    """She was contacted, the next contact is another day, or it is not now."""
    settle(participant.pk, kinds=[Kind.CONTACT_DUE])


def settle_all_about(people, todos):
    """These people are somebody else's or nobody's from now on, and so are these things to do."""
    ids = [person.pk for person in people]
    measures = Measure.objects.filter(participant__in=ids).values_list("pk", flat=True)
    about = [*ids, *measures, *todos.values_list("pk", flat=True)]
    kinds = [Kind.CONTACT_DUE, Kind.BENEFIT_ENDS, Kind.MEASURE_ENDS, Kind.TODO_DUE]
    settle(*about, kinds=kinds)


def settle_answered_handovers(people):
    """Whoever owes no answer any more about a handover of these people."""
    lines = HandedOver.objects.filter(participant__in=people)
    owed = HandedOver.objects.waiting().filter(
        handover=OuterRef("about"),
        receiver=OuterRef("user"),
        participant__protection=Participant.Protection.OPEN,
    )
    told = Notification.objects.filter(kind=Kind.HANDOVER, about__in=lines.values("handover"))
    told.filter(~Exists(owed)).settle()
