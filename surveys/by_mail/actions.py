"""Asking employers and mentors by mail a week after a placement, and forgetting whom we asked."""

import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts import audit
from mentors.letters.budget import may_write
from mentors.letters.kinds import SurveyKind
from mentors.models import ContactPerson, MailAddress, Placement
from notifications.actions import post
from notifications.models import Mail
from surveys.by_mail.consent_texts import NEWEST
from surveys.by_mail.due import days_to_remind_of, is_time_to_write, to_ask
from surveys.by_mail.mails import token_of
from surveys.by_mail.models import ASKED_AGAIN_AFTER, ContactConsent, InvitationMail
from surveys.by_mail.tasks import deliver_survey_mail
from surveys.intake.models import Batch
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import Wave

STILL_TRIED_FOR = datetime.timedelta(days=5)
FORGOTTEN_AFTER = datetime.timedelta(days=30)
State = Mail.State


# The yes of a contact person


@transaction.atomic
def record_consent(membership, contact, *, given_on):
    """She may be asked by mail. A double click is one yes. Given after a stop it ends the stop."""
    ContactPerson.objects.select_for_update(of=("self",), no_key=True).get(pk=contact.pk)
    standing = ContactConsent.objects.standing().filter(contact=contact).first()
    if standing:
        return standing
    MailAddress.objects.filter(address_hash=contact.email_hash).update(stopped_at=None)
    audit.record(membership, "survey_consent.record", contact)
    return ContactConsent.objects.create(
        contact=contact,
        text_version=NEWEST,
        given_on=given_on,
        obtained_by_id=membership.user_id,
    )


@transaction.atomic
def withdraw_consent(membership, contact):
    """She is not asked any more. Waits for a sending that has begun, so that afterwards none is."""
    Mail.objects.about(*_invitations_of(contact)).cancel()
    standing = ContactConsent.objects.standing().filter(contact=contact)
    if standing.update(withdrawn_on=timezone.localdate()):
        audit.record(membership, "survey_consent.withdraw", contact)


def _invitations_of(contact):
    return Invitation.objects.filter(contact=contact).values_list("pk", flat=True)


# Asking and reminding


def ask_by_mail(now):
    """Whoever is due, in the day time of working days; and notes which mails have gone."""
    note_what_went()
    if not is_time_to_write(now):
        return
    today = timezone.localdate(now)
    waves = Wave.objects.open(today).filter(way=Wave.Way.LINKS)
    for wave in waves:
        _ask_for(wave, today)
    asked = InvitationMail.objects.to_remind_of(days_to_remind_of(today))
    for pk in asked.filter(invitation__wave__in=waves).values_list("pk", flat=True):
        _remind(pk, now)


def _ask_for(wave, today):
    due = to_ask(wave, today)
    keys = {_key(*pair): pair for pair in due}
    for known in Mail.objects.filter(key__in=keys).values_list("key", flat=True):
        del keys[known]
    contacts = ContactPerson.objects.select_related("workplace")
    contacts = contacts.in_bulk({contact for contact, _placement in keys.values()})
    placements = Placement.objects.in_bulk({placement for _contact, placement in keys.values()})
    for contact, placement in keys.values():
        invite_by_mail(wave, contacts[contact], placements[placement])


@transaction.atomic
def invite_by_mail(wave, contact, placement):
    """One link to this wave, in the queue. Returns the Invitation; None where she is not asked.

    Nobody is asked twice because of one placement, nor in two surveys within half a year: whether
    she has answered makes no difference.
    """
    now = timezone.now()
    today = timezone.localdate(now)
    # While it is neither closed nor moved to a new batch.
    held = Wave.objects.select_for_update(no_key=True).open(today).filter(pk=wave.pk).first()
    if held is None or not may_write(contact.email_hash, SurveyKind.SURVEY, now):
        return None
    key = _key(contact.pk, placement.pk)
    lately = InvitationMail.objects.asked_lately(contact.email_hash, today)
    if lately.exists() or Mail.objects.filter(key=key).exists():
        return None
    invitation = Invitation(wave=held, contact=contact, office_id=contact.workplace.office_id)
    invitation.batch = held.batches.get(state=Batch.State.OPEN)
    invitation.token_sha256 = hash_of(token_of(invitation))
    invitation.save(force_insert=True)
    invitation.mails.create(kind=SurveyKind.SURVEY, placement=placement)
    _post(invitation, SurveyKind.SURVEY, key, now)
    return invitation


def _key(contact_id, placement_id):
    return f"{SurveyKind.SURVEY}:{contact_id}:{placement_id}"


@transaction.atomic
def _remind(pk, now):
    """Once, of a mail that has arrived."""
    first = InvitationMail.objects.filter(pk=pk).select_related("invitation__contact").first()
    invitation = first and first.invitation
    if invitation is None or invitation.contact is None:
        return
    address = invitation.contact.email_hash
    kind = SurveyKind.SURVEY_REMINDER
    if not may_write(address, kind, now):
        return
    _mail, is_new = InvitationMail.objects.get_or_create(invitation=invitation, kind=kind)
    if is_new:
        _post(invitation, kind, f"{kind}:{invitation.pk}", now)


def _post(invitation, kind, key, now):
    """On behalf of nobody: who would be told that it failed would learn who has not answered."""
    post(
        kind,
        key,
        task=deliver_survey_mail,
        address_hash=invitation.contact.email_hash,
        language=invitation.contact.language,
        about=invitation.pk,
        expires_at=now + STILL_TRIED_FOR,
    )


def note_what_went():
    """The day of each mail that has gone. An invitation that never went is none."""
    waiting = InvitationMail.objects.filter(sent_on=None)
    mails = Mail.objects.filter(about__in=waiting.values("invitation"), kind__in=SurveyKind.values)
    ended = {(mail.about, mail.kind): mail for mail in mails.exclude(state=State.WAITING)}
    for each in waiting:
        mail = ended.get((each.invitation_id, each.kind))
        if mail and mail.state == State.SENT:
            went_on = timezone.localdate(mail.ended_at)
            InvitationMail.objects.filter(pk=each.pk, sent_on=None).update(sent_on=went_on)
        elif mail and each.kind == SurveyKind.SURVEY:
            Invitation.objects.filter(pk=each.invitation_id, is_spent=False).delete()


# Forgetting


@transaction.atomic
def forget_whom_we_asked(today):
    """What links invitations to people, and their mails: 30 days after the wave has closed.

    Of a wave without a last day, when it no longer keeps anybody from being asked again.
    """
    closed = Q(wave__state=Wave.State.CLOSED, wave__closes_on__lte=today - FORGOTTEN_AFTER)
    of_no_use = Q(mails__kind=SurveyKind.SURVEY, mails__sent_on__lte=today - ASKED_AGAIN_AFTER)
    # A contact person who is deleted leaves an invitation that counts, and the mail about it.
    deleted = Q(contact=None, mails__kind=SurveyKind.SURVEY, mails__sent_on__isnull=False)
    known = Q(contact__isnull=False)
    asked = Invitation.objects.filter(known & (closed | of_no_use) | deleted)
    old = list(asked.values_list("pk", flat=True))
    Mail.objects.about(*old).filter(kind__in=SurveyKind.values).delete()
    InvitationMail.objects.filter(invitation__in=old).delete()
    Invitation.objects.filter(pk__in=old).update(contact=None)
    # Those of invitations that never went: nobody is asked about so old a placement any more.
    ended = Mail.objects.filter(ended_at__date__lte=today - FORGOTTEN_AFTER)
    ended.filter(kind__in=SurveyKind.values).exclude(state=State.SENT).delete()
