"""Looking up a person who is not one's own, opening her with a reason, and closing her again."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import AuditEntry, User
from accounts.names import sort_key
from caseload.models import AccessWithReason, Participant
from caseload.with_reason.models import LASTS

LOOK_UP = "participant.look_up"
LOOK_UPS_AN_HOUR = 20


class TooManyLookUps(Exception):
    """This person has looked up so often in the last hour that it could be guessing."""


def look_up(membership, *, name, birth_year):
    """The one participant at her office with exactly this name and birth year, else None.

    None says no more than that: nobody, several, protected and elsewhere look the same. Raises
    TooManyLookUps; then nothing was looked up.
    """
    if not _may_look_up_once_more(membership):
        raise TooManyLookUps
    people = Participant.objects.at_the_office_of(membership).with_agreement()
    found = list(people.filter(sort_key=sort_key(name), birth_year=birth_year)[:2])
    participant = found[0] if len(found) == 1 else None
    audit.record(membership, LOOK_UP, participant, permitted=participant is not None)
    return participant


def _may_look_up_once_more(membership):
    """Counted in the log, which nobody can empty. A refusal is a line too, but does not count."""
    an_hour_ago = timezone.now() - datetime.timedelta(hours=1)
    lines = AuditEntry.objects.filter(user=membership.user_id, action=LOOK_UP, at__gt=an_hour_ago)
    if lines.count() < LOOK_UPS_AN_HOUR:
        return True
    audit.record(membership, "participant.look_up_too_often", permitted=False)
    return False


@transaction.atomic
def open_with_reason(membership, participant, *, reason):
    """Let this membership read about one person for some days, and write down why."""
    # A second click finds the opening of the first.
    User.objects.select_for_update(of=("self",)).get(pk=membership.user_id)
    openings = AccessWithReason.objects.active(timezone.now())
    same = openings.filter(participant=participant, membership=membership, reason=reason).first()
    if same:
        return same
    audit.record(membership, "participant.give_reason", participant, reason=reason)
    now = timezone.now()
    return AccessWithReason.objects.create(
        participant=participant,
        membership=membership,
        reason=reason,
        given_at=now,
        expires_at=now + LASTS,
    )


@transaction.atomic
def end_opening(membership, opening):
    """Finished with reading, or a leader who sees no ground for it. What was written stays."""
    now = timezone.now()
    if AccessWithReason.objects.active(now).filter(pk=opening.pk).update(expires_at=now):
        audit.record(membership, "participant.end_access", opening.participant)
