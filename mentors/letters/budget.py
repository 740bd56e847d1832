"""How much one address gets, whoever of us writes and whatever for."""

import datetime

from mentors.letters.kinds import Kind, SurveyKind
from mentors.letters.models import MailAddress
from notifications.models import Mail

AROUND = datetime.timedelta(days=30)
MOST_AROUND_AN_ENDING = 3
# The survey that comes a week later belongs here too.
OF_AN_ENDING = frozenset({Kind.CLOSING, Kind.CLOSING_REMINDER, *SurveyKind})
REMINDERS = frozenset({Kind.CLOSING_REMINDER, SurveyKind.SURVEY_REMINDER})


def may_write(address_hash, kind, now):
    """Whether one more mail of this kind may go to the address, which is held until it is posted.

    A mail that was never sent because it no longer held, or came too late, took no room.
    """
    address, _is_new = MailAddress.objects.get_or_create(address_hash=address_hash)
    address = MailAddress.objects.select_for_update(of=("self",)).get(pk=address.pk)
    if address.stopped_at:
        return False
    posted = Mail.objects.filter(address_hash=address_hash, created_at__gt=now - AROUND)
    took_room = posted.exclude(state__in=[Mail.State.CANCELLED, Mail.State.DROPPED])
    return fits(kind, list(took_room.values_list("kind", flat=True)))


def fits(kind, earlier):
    """Whether a mail of this kind fits beside the kinds of those posted AROUND now."""
    around_an_ending = [each for each in earlier if each in OF_AN_ENDING]
    if kind in REMINDERS and not REMINDERS.isdisjoint(around_an_ending):
        return False
    if kind in OF_AN_ENDING:
        return len(around_an_ending) < MOST_AROUND_AN_ENDING
    return kind != Kind.CHECK_IN or not around_an_ending


def is_stopped(address_hash):
    return MailAddress.objects.filter(address_hash=address_hash).exclude(stopped_at=None).exists()
