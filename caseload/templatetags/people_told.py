"""Whom a notification is about, as far as the reader may see: asked for a whole page at once."""

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseload.models import HandedOver, Measure, Participant, RoomAgreement, Todo
from notifications.models import Notification

register = template.Library()
Kind = Notification.Kind


@register.simple_tag(takes_context=True)
def people_told_of(context, notifications):
    """{about: text} of these notifications: one query for each kind there is, none for each line.

    Who is not visible to the reader any more is not in it.
    """
    membership = context["request"].membership
    about = {}
    for each in notifications:
        about.setdefault(each.kind, []).append(each.about)
    names = {}
    for kinds, name in NAMED_BY:
        if ids := [pk for kind in kinds for pk in about.get(kind, [])]:
            names |= name(membership, ids)
    return names


def _participants(membership, ids):
    people = Participant.objects.visible_to(membership).filter(pk__in=ids)
    return dict(people.values_list("pk", "name"))


def _measures(membership, ids):
    measures = Measure.objects.visible_to(membership).filter(pk__in=ids)
    return {
        each.pk: f"{each.participant}: {each}" for each in measures.select_related("participant")
    }


def _todos(membership, ids):
    todos = Todo.objects.visible_to(membership).filter(pk__in=ids).for_list()
    return {
        each.pk: f"{each.participant}: {each.text}" if each.participant else each.text
        for each in todos
    }


def _handovers(membership, ids):
    """How many of them, and from whom."""
    handed = HandedOver.objects.visible_to(membership).waiting_for(membership)
    found = {}
    for each in handed.filter(handover__in=ids).select_related("handover__giver"):
        found.setdefault(each.handover, []).append(each)
    return {
        handover.pk: ngettext("%(n)d person from %(giver)s", "%(n)d people from %(giver)s", len(of))
        % {"n": len(of), "giver": handover.giver}
        for handover, of in found.items()
    }


def _agreements(membership, ids):
    agreements = RoomAgreement.objects.visible_to(membership).filter(pk__in=ids)
    return {
        each.pk: _("Your agreement") if each.advisor_id == membership.user_id else each.advisor.name
        for each in agreements.select_related("advisor")
    }


NAMED_BY = [
    ([Kind.CONTACT_DUE, Kind.BENEFIT_ENDS], _participants),
    ([Kind.MEASURE_ENDS], _measures),
    ([Kind.TODO_DUE], _todos),
    ([Kind.HANDOVER], _handovers),
    ([Kind.AGREEMENT_ENDS], _agreements),
]
