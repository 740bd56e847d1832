"""Single objects of this app: found through visible_to, or not there at all."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404

from accounts import audit
from caseload import access as caseload_access
from caseload.models import Participant
from mentors.models import Contact, ContactPerson, Mentorship, Placement, Workplace


def workplace_or_404(request, workplace_id):
    """One workplace of the office's memory; writes the read log."""
    workplace = _workplace(request, workplace_id)
    audit.record(request.membership, "workplace.open", workplace)
    return workplace


def own_workplace_or_404(request, workplace_id):
    """One workplace to change. Whoever works with employers at the office may."""
    workplace = _workplace(request, workplace_id)
    if not can_change_workplaces(request.membership):
        raise PermissionDenied
    return workplace


def _workplace(request, workplace_id):
    workplaces = Workplace.objects.visible_to(request.membership)
    return get_object_or_404(workplaces, pk=workplace_id)


def chosen_workplace(membership, workplace_id):
    """What is chosen in a form that is not sent yet; None for nothing and for rubbish."""
    try:
        return Workplace.objects.visible_to(membership).filter(pk=workplace_id or None).first()
    except ValidationError:
        return None


def can_change_workplaces(membership):
    return membership.sees_workplaces


def contact_person_or_404(request, person_id):
    people = ContactPerson.objects.visible_to(request.membership).select_related("workplace")
    return get_object_or_404(people, pk=person_id)


def own_contact_or_404(request, contact_id):
    """One logged contact, for whoever may change its participant."""
    contacts = _of_whom_she_may_open(request, Contact.objects).select_related(
        "participant__closer_follow_up", "correction"
    )
    contact = get_object_or_404(contacts, pk=contact_id)
    _must_change(request, contact.participant)
    return contact


def own_placement_or_404(request, placement_id):
    placements = _of_whom_she_may_open(request, Placement.objects)
    placement = get_object_or_404(
        placements.select_related("participant", "workplace"), pk=placement_id
    )
    _must_change(request, placement.participant)
    return placement


def mentors_now(placement):
    """Who is mentor in this placement today, the closest first."""
    mentorships = placement.mentorships.filter(ended_on=None).values("mentor")
    return ContactPerson.objects.filter(pk__in=mentorships)


def mentorships_now(participant):
    """Who is mentor for her today, the closest first."""
    current = Mentorship.objects.filter(
        ended_on=None, placement__ended_on=None, placement__participant=participant
    )
    return current.select_related("mentor__workplace", "placement__participant__advisor")


def own_mentorship_or_404(request, mentorship_id):
    placements = _of_whom_she_may_open(request, Placement.objects)
    mentorship = get_object_or_404(
        Mentorship.objects.select_related(
            "placement__participant__advisor", "placement__workplace", "mentor__workplace"
        ),
        placement__in=placements,
        pk=mentorship_id,
    )
    _must_change(request, mentorship.placement.participant)
    return mentorship


def _of_whom_she_may_open(request, rows):
    """Rows about a participant, who may also have been opened with a reason: then to read only."""
    return rows.filter(participant__in=Participant.objects.open_to(request.membership))


def _must_change(request, participant):
    if not caseload_access.can_change(request.membership, participant):
        raise PermissionDenied
