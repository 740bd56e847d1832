"""Whether something may be told. Ask it again at the moment of sending: a yes can be withdrawn."""

from caseload.consent.models import Consent


def may_tell(participant, topic, receiver, today):
    """True while this person lets `topic` be told to `receiver`; ValueError for a misspelt one."""
    return Consent.objects.allowing(topic, receiver, today).filter(participant=participant).exists()
