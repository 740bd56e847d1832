"""Recording a person's yes, and taking it back."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import note_change
from caseload.consent.models import Consent
from caseload.models import Change, Participant


class CaseClosed(Exception):
    """The follow-up has ended: there is nothing to tell, and nobody to ask. Nothing was written."""


@transaction.atomic
def record_consent(membership, participant, *, topics, receiver, **given):
    """The person said yes to these topics for one receiver. What stood before is kept as renewed.

    `given`: from_on, until_on, how. Returns the consents that stand now, one for each topic.
    """
    row = Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    if not row.is_active:
        raise CaseClosed
    standing = row.consents.standing().filter(topic__in=topics, receiver=receiver)
    # A form sent twice finds what the first has written.
    same = {c.topic: c for c in standing.filter(**given, recorded_by=membership.user_id)}
    anew = [topic for topic in topics if topic not in same]
    if not anew:
        return list(same.values())
    _end(membership, standing.filter(topic__in=anew), Consent.Ending.RENEWED)
    consents = [
        Consent.objects.create(
            participant=row,
            topic=topic,
            receiver=receiver,
            recorded_by_id=membership.user_id,
            **given,
        )
        for topic in anew
    ]
    note_change(membership, participant, Change.Kind.CONSENT)
    audit.record(membership, "consent.record", participant)
    return [*same.values(), *consents]


@transaction.atomic
def withdraw_consent(membership, consent):
    """From this moment it may not be told. Twice is once."""
    if _end(membership, Consent.objects.filter(pk=consent.pk), Consent.Ending.WITHDRAWN):
        note_change(membership, consent.participant, Change.Kind.CONSENT_WITHDRAWN)
        audit.record(membership, "consent.withdraw", consent.participant)


def _end(membership, consents, how):
    return consents.standing().update(
        ended_at=timezone.now(), ended_by=membership.user_id, ended_how=how
    )
