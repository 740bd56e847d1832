"""What people do with workplaces, mentors and the contact log.

Each tells caseload what its lists show, and writes its audit line in the same transaction.
"""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import SentForSomebodyElse, note_change
from caseload.models import Change, Participant
from caseload.reminders.settling import settle_contact
from mentors.calls.actions import renew_links
from mentors.models import Contact, Mentorship, Placement, WorkplaceVisit

AT_THE_WORKPLACE = frozenset({Contact.Who.MENTOR, Contact.Who.LEADER})


class TooLateToUndo(Exception):
    """More than a minute has passed, or it was undone already. Nothing was written."""


# Contacts


@transaction.atomic
def log_contact(membership, participant, *, submission, corrects=None, **logged):
    """Write one contact and tell the participant's row. The same `submission` again is no second.

    Raises SentForSomebodyElse when that submission was about another person.
    `logged`: on, how, people, needs_something ("" for nobody), next_contact_on (or None), topics,
    learned, note. With `corrects` the earlier contact stays, marked as replaced by this one.
    """
    # Two sendings of one form queue up here; the second then finds the first.
    participant.lock_what_contacts_tell()
    sent = Contact.objects.filter(submission=submission)
    if sent.exists():
        return _sent_before(participant, sent.get())
    at_work, was_due = bool(participant.workplace_name), participant.contact_is_due
    contact = Contact.objects.create(
        participant=participant,
        placement=participant.placements.current().first() if at_work else None,
        by_id=membership.user_id,
        submission=submission,
        corrects=corrects,
        before=said_before(participant),
        **logged,
    )
    if corrects:
        _retell_last_contacts(participant, without=corrects)
    participant.note_contact(
        on=contact.on,
        how=contact.how,
        with_person=Contact.Who.PARTICIPANT in contact.people,
        with_workplace=not AT_THE_WORKPLACE.isdisjoint(contact.people),
        next_contact_on=contact.next_contact_on,
        needs_something=contact.needs_something,
    )
    if was_due:
        settle_contact(participant)
    if corrects and not contact.needs_something:
        _retell_needs(participant)
    audit.record(membership, "contact.correct" if corrects else "contact.log", contact)
    return contact


def _sent_before(participant, contact):
    if contact.participant_id != participant.pk:
        raise SentForSomebodyElse
    return contact


@transaction.atomic
def undo_contact(membership, contact):
    """Take back what was just logged. The row stays in the database, out of every list."""
    participant = Participant.objects.select_for_update(of=("self",)).get(pk=contact.participant_id)
    contact.refresh_from_db()
    if not contact.can_be_undone:
        raise TooLateToUndo
    newest = participant.contacts.standing().order_by("-logged_at").first()
    contact.undone_at = timezone.now()
    contact.save(update_fields=["undone_at"])
    _retell_last_contacts(participant, without=contact)
    _retell_needs(participant)
    if newest == contact:
        participant.set_next_contact(contact.before["next_contact_on"])
    audit.record(membership, "contact.undo", contact)


@transaction.atomic
def meet_need(membership, participant, *, how):
    """Somebody needed something: say what was done. Answers every open need of this person."""
    open_needs = list(participant.contacts.open_needs().select_for_update(of=("self",)))
    for contact in open_needs:
        contact.need_met_on = timezone.localdate()
        contact.need_met_by_id = membership.user_id
        contact.need_met_how = how
        contact.save(update_fields=["need_met_on", "need_met_by", "need_met_how"])
    participant.note_need("", None)
    audit.record(membership, "contact.meet_need", participant)


def said_before(participant):
    """What the participant's row says now, as JSON: kept with a contact, to undo it by."""

    def text(day):
        return day.isoformat() if day else None

    return {
        "person": [text(participant.last_person_contact_on), participant.last_person_contact_how],
        "workplace": [
            text(participant.last_workplace_contact_on),
            participant.last_workplace_contact_how,
        ],
        "next_contact_on": text(participant.next_contact_on),
    }


def _retell_last_contacts(participant, without):
    """The last contacts, now that `without` no longer counts.

    Where it was the last one, it is again the latest that stands, or what was told before it: an
    import tells of contacts that are not in the log.
    """

    def last(told, people, key):
        if told[0] != without.on:
            return told
        contact = participant.contacts.standing().filter(people__overlap=people)
        contact = contact.exclude(pk=without.pk).order_by("-on", "-logged_at").first()
        told_on, told_how = without.before[key]
        if contact and (told_on is None or contact.on.isoformat() >= told_on):
            return contact.on, contact.how
        return told_on, told_how

    participant.retell_contacts(
        person=last(
            (participant.last_person_contact_on, participant.last_person_contact_how),
            [Contact.Who.PARTICIPANT],
            "person",
        ),
        workplace=last(
            (participant.last_workplace_contact_on, participant.last_workplace_contact_how),
            sorted(AT_THE_WORKPLACE),
            "workplace",
        ),
    )
    participant.refresh_from_db()


def _retell_needs(participant):
    contact = participant.contacts.open_needs().order_by("-on", "-logged_at").first()
    participant.note_need(
        contact.needs_something if contact else "", contact.on if contact else None
    )


# Placements and mentors


@transaction.atomic
def place(membership, participant, *, workplace, **fields):
    """The person begins at a workplace. A double click finds the placement of the first."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    already = participant.placements.current().filter(workplace=workplace).first()
    if already:
        return already
    placement = Placement.objects.create(participant=participant, workplace=workplace, **fields)
    if participant.phase in (Participant.Phase.WISH, Participant.Phase.FINDING):
        note_change(
            membership, participant, Change.Kind.PHASE, participant.phase, Participant.Phase.START
        )
        participant.phase = Participant.Phase.START
        participant.save(update_fields=["phase"])
    tell_workplace(participant)
    note_change(membership, participant, Change.Kind.WORKPLACE, after=workplace.name)
    audit.record(membership, "placement.start", placement)
    return placement


@transaction.atomic
def add_mentor(membership, placement, **fields):
    """A mentor for this placement, beside those who are there. A double click is one mentor."""
    Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    already = placement.mentorships.filter(ended_on=None, mentor=fields["mentor"]).first()
    if already:
        return already
    mentorship = Mentorship.objects.create(placement=placement, **fields)
    tell_workplace(placement.participant)
    note_change(membership, placement.participant, Change.Kind.MENTOR, after=mentorship.mentor.name)
    audit.record(membership, "mentorship.start", mentorship)
    return mentorship


@transaction.atomic
def end_mentorship(membership, mentorship, *, ended_on):
    mentorship.ended_on = ended_on
    mentorship.save(update_fields=["ended_on"])
    renew_links([mentorship.mentor_id])
    participant = mentorship.placement.participant
    tell_workplace(participant)
    note_change(membership, participant, Change.Kind.MENTOR, before=mentorship.mentor.name)
    audit.record(membership, "mentorship.end", mentorship)


def tell_workplace(participant):
    """Where she is now and who is mentor there, for the lists of caseload."""
    placement = participant.placements.current().select_related("workplace").first()
    mentorship = (
        placement.mentorships.filter(ended_on=None).select_related("mentor").first()
        if placement
        else None
    )
    participant.note_workplace(
        workplace_name=placement.workplace.name if placement else "",
        mentor_name=mentorship.mentor.name if mentorship else "",
    )


@transaction.atomic
def save_workplace(membership, workplace, *, known_by=None):
    """A new or changed workplace; a new name reaches the bench of everybody placed there."""
    is_new = workplace._state.adding
    workplace.save()
    if known_by is not None:
        workplace.known_by.set(known_by)
    for placement in workplace.placements.current().select_related("participant"):
        tell_workplace(placement.participant)
    audit.record(membership, "workplace.add" if is_new else "workplace.edit", workplace)
    return workplace


@transaction.atomic
def save_contact_person(membership, person):
    is_new = person._state.adding
    person.save()
    for mentorship in person.mentorships.filter(ended_on=None).select_related(
        "placement__participant"
    ):
        tell_workplace(mentorship.placement.participant)
    audit.record(membership, "contact_person.add" if is_new else "contact_person.edit", person)
    return person


@transaction.atomic
def note_visit(membership, workplace, *, on, note):
    """A visit without a candidate; whoever visits knows the workplace from then on."""
    visit = WorkplaceVisit.objects.create(
        workplace=workplace, by_id=membership.user_id, on=on, note=note
    )
    workplace.known_by.add(membership.user_id)
    audit.record(membership, "workplace.visit", workplace)
    return visit
