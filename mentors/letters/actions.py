"""Writing to mentors: posted here, written and checked again when it is sent (mails.py)."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts import audit
from caseload.models import HandedOver
from mentors.checkins.models import CheckIn
from mentors.letters.budget import is_stopped, may_write
from mentors.letters.kinds import Kind
from mentors.letters.mails import appointment_key
from mentors.letters.models import Invitation, MailAddress
from mentors.letters.tasks import deliver_mentor_mail
from mentors.models import MentorRelation, Mentorship
from notifications.actions import post
from notifications.models import Mail

State = Mail.State
A_WEEK = datetime.timedelta(days=7)
A_MONTH = datetime.timedelta(days=30)


@transaction.atomic
def write_to(mentor, kind, key, *, advisor, about, url, expires_at):
    """A mail to this mentor on behalf of an advisor; None where she gets none.

    `url` is the page the advisor is led to when it does not arrive.
    """
    if not mentor.email_hash or not may_write(mentor.email_hash, kind, timezone.now()):
        return None
    return post(
        kind,
        key,
        task=deliver_mentor_mail,
        address_hash=mentor.email_hash,
        language=mentor.language,
        about=about,
        on_behalf_of=advisor,
        office_id=mentor.workplace.office_id,
        url=url,
        expires_at=expires_at,
    )


def why_not(relation):
    """What stands in the way of writing: "no_address", "stopped", "not_agreed", or ""."""
    if not relation.mentor.email_hash:
        return "no_address"
    if is_stopped(relation.mentor.email_hash):
        return "stopped"
    return "" if relation.agreed_mentorships.exists() else "not_agreed"


@transaction.atomic
def send_link(membership, mentorship):
    """The mentor's personal link by mail, once a day. Returns why_not, or "" when it is posted."""
    relation = MentorRelation.objects.of(mentorship)
    if reason := why_not(relation):
        return reason
    now = timezone.now()
    today = timezone.localdate()
    earlier = Mail.objects.filter(kind=Kind.LINK, about=relation.pk, created_at__date=today)
    # One that did not go may be asked for again.
    went_wrong = earlier.exclude(state__in=[State.WAITING, State.SENT]).count()
    write_to(
        relation.mentor,
        Kind.LINK,
        f"{Kind.LINK}:{relation.pk}:{today}:{went_wrong}",
        advisor=relation.advisor,
        about=relation.pk,
        url=page_of(mentorship),
        expires_at=now + A_WEEK,
    )
    audit.record(membership, "mentor.send_link", relation.mentor)
    return ""


def page_of(mentorship):
    """The page on the mails to one mentor."""
    return reverse("mentors:mentor_mails", args=[mentorship.pk])


# Who is new at Nav, after a handover


def tell_who_is_new(now):
    """Posts one mail for each mentor whose candidates have another advisor now, and notes whom it
    has reached. Where nobody may be written to, the advisor tells it herself."""
    recent = Q(answered_at__gte=now - A_WEEK) | Q(handover__at__gte=now - A_WEEK)
    lines = HandedOver.objects.mentor_to_tell().filter(recent)
    lines = {line.participant_id: line for line in lines.select_related("handover")}
    mentorships = Mentorship.objects.filter(
        ended_on=None, placement__ended_on=None, placement__participant__in=lines
    ).select_related("mentor__workplace", "placement__participant__advisor")
    by_relation, mentors_of = defaultdict(list), defaultdict(set)
    for mentorship in mentorships:
        relation = (mentorship.mentor_id, mentorship.placement.participant.advisor_id)
        by_relation[relation].append(mentorship)
        mentors_of[mentorship.placement.participant_id].add(mentorship.mentor_id)
    for each in by_relation.values():
        if _knows_who_is_new(each, lines, now):
            for mentorship in each:
                mentors_of[mentorship.placement.participant_id].discard(mentorship.mentor_id)
    told = [lines[participant].pk for participant, left in mentors_of.items() if not left]
    HandedOver.objects.filter(pk__in=told).update(mentor_told_on=timezone.localdate())


@transaction.atomic
def _knows_who_is_new(mentorships, lines, now):
    """Whether the mail has gone, for mentorships of one relation. Posts it where it may be."""
    relation = MentorRelation.objects.of(mentorships[0])
    sent = Mail.objects.filter(kind=Kind.NEW_CONTACT, about=relation.pk, state=State.SENT)
    if sent.filter(ended_at__gte=now - A_MONTH).exists():
        return True
    if why_not(relation):
        return False
    taken_over = max(
        line.answered_at or line.handover.at
        for line in (lines[each.placement.participant_id] for each in mentorships)
    )
    write_to(
        relation.mentor,
        Kind.NEW_CONTACT,
        f"{Kind.NEW_CONTACT}:{relation.pk}:{taken_over:%Y%m%d%H%M%S}",
        advisor=relation.advisor,
        about=relation.pk,
        url=mentorships[0].placement.participant.get_absolute_url(),
        expires_at=now + A_WEEK,
    )
    return False


# The next contact in the mentor's calendar


@transaction.atomic
def invite(membership, mentorship, *, at):
    """The agreed next contact into the mentor's calendar; an entry that is there is changed.

    `at` is a time or None for the whole day. Returns why_not, or "" when it is posted.
    """
    relation = MentorRelation.objects.of(mentorship)
    if reason := why_not(relation):
        return reason
    participant = mentorship.placement.participant
    today = timezone.localdate()
    standing = participant.invitations.standing(today).filter(relation=relation)
    invitation = standing.select_for_update(of=("self",)).first()
    if invitation is None:
        invitation = Invitation.objects.create(
            participant=participant,
            relation=relation,
            on=participant.next_contact_on,
            at=at,
            asked_by_id=membership.user_id,
        )
        _post(invitation)
    elif (invitation.on, invitation.at) != (participant.next_contact_on, at):
        _change(invitation, on=participant.next_contact_on, at=at)
    audit.record(membership, "mentor.invite", relation.mentor)
    return ""


@transaction.atomic
def withdraw(membership, invitation):
    """Out of the mentor's calendar again."""
    if _locked(invitation):
        _change(invitation, withdrawn_at=timezone.now())
        audit.record(membership, "mentor.withdraw_invitation", invitation.relation.mentor)


def follow_moved_contacts(today):
    """What is in a calendar follows the next contact: moved with it, or taken back.

    Which time of the new day suits was not agreed, so it is there for the whole day.
    """
    moved = Invitation.objects.moved(today).select_related("participant", "relation")
    for invitation in moved:
        _follow(invitation, today)


@transaction.atomic
def _follow(invitation, today):
    if not _locked(invitation):
        return
    on = invitation.participant.next_contact_on
    if on is None or on < today:
        _change(invitation, withdrawn_at=timezone.now())
    elif on != invitation.on:
        _change(invitation, on=on, at=None)


def _locked(invitation):
    """Hold the row, and know what it says now. False when it was withdrawn meanwhile."""
    invitation.refresh_from_db(
        fields=["on", "at", "number", "withdrawn_at"],
        from_queryset=Invitation.objects.select_for_update(of=("self",)),
    )
    return invitation.withdrawn_at is None


def _change(invitation, **changed):
    changed["number"] = invitation.number + 1
    for name, value in changed.items():
        setattr(invitation, name, value)
    invitation.save(update_fields=list(changed))
    _post(invitation)


def _post(invitation):
    sent = Mail.objects.about(invitation.pk).filter(state=State.SENT)
    if invitation.withdrawn_at and not sent.exists():
        return  # it reached no calendar
    day_after = datetime.datetime.combine(
        invitation.on + datetime.timedelta(days=1), datetime.time()
    )
    write_to(
        invitation.relation.mentor,
        Kind.APPOINTMENT,
        appointment_key(invitation),
        advisor=invitation.relation.advisor,
        about=invitation.pk,
        url=invitation.participant.get_absolute_url(),
        expires_at=timezone.make_aware(day_after),
    )


# One stop for everything


@transaction.atomic
def stop(address_id):
    """Nothing more goes to this address, and nothing that waits. Check-ins end with it."""
    address = MailAddress.objects.select_for_update(of=("self",)).get(pk=address_id)
    if address.stopped_at is None:
        address.stopped_at = timezone.now()
        address.save(update_fields=["stopped_at"])
    Mail.objects.filter(address_hash=address.address_hash).cancel()
    asked = CheckIn.objects.filter(relation__mentor__email_hash=address.address_hash)
    asked.update(rhythm=CheckIn.Rhythm.NEVER, next_at=None)


@transaction.atomic
def allow_again(membership, mentorship):
    """The mentor has said that she wants mails after all. Check-ins have to be agreed anew."""
    stopped = MailAddress.objects.filter(address_hash=mentorship.mentor.email_hash)
    stopped.exclude(stopped_at=None).update(stopped_at=None)
    audit.record(membership, "mentor.allow_mails", mentorship.mentor)
