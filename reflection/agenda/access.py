"""Who may open an item of an agenda. Whoever is invited changes any of them; only its presenter
says whom a case is about and what the person is called.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts import audit
from caseload.models import Participant
from reflection.agenda.models import AgendaItem


def item_or_404(request, agenda_item_id):
    """One item with its meeting. What stands in it, opened, is logged as the meeting's text."""
    items = AgendaItem.objects.visible_to(request.membership).for_list()
    items = items.select_related("meeting__group", "meeting__facilitator")
    item = get_object_or_404(items, pk=agenda_item_id)
    if request.method == "GET":
        audit.record(request.membership, "meeting.open", item.meeting)
    return item


def item_to_remove_or_404(request, agenda_item_id):
    """Theme and learning stay in every meeting: 403."""
    item = item_or_404(request, agenda_item_id)
    if item.is_fixed:
        raise PermissionDenied
    return item


def is_presenter(membership, item):
    return item.presenter_id == membership.user_id


def can_bring_to(membership, meeting):
    """Her own candidates, and to a meeting of her own office only."""
    return membership.follows_up and meeting.office_id == membership.office_id


def possible_cases(membership):
    """Her own people whom she follows up today, nobody who is protected."""
    hers = Participant.objects.visible_to(membership).advised_by(membership)
    return hers.filter(ended_on=None).order_by("sort_key", "pk")


def readable_people(membership, items):
    """{id: Participant} of those in these items whose page she may read now."""
    ids = [item.participant_id for item in items if item.participant_id]
    if not ids:
        return {}
    people = Participant.objects.filter(pk__in=ids)
    seen = people.visible_to(membership) | people.brought_to(membership)
    return {person.pk: person for person in seen}


def names_not_to_tell(membership, meeting):
    """Names of whom the meeting is about, of whoever else she follows up, and of their mentors.

    Only of those whose page she may read now: a refusal says that somebody is called so.
    """
    about = readable_people(membership, meeting.items.all())
    hers = Q(pk__in=Participant.objects.visible_to(membership).filter(ended_on=None).values("pk"))
    people = Participant.objects.filter(Q(pk__in=about) | hers)
    rows = people.filter(~Q(name="")).values_list("name", "mentor_name")
    return sorted({name for row in rows for name in row if name})
