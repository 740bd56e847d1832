"""What the rooms of the demo share: ids drawn by dice, and days on the clock."""

import datetime
import uuid

from django.utils import timezone

NYNORSK_AT = "Nav Skogvik"


def new_id(dice):
    return uuid.UUID(int=dice.getrandbits(128), version=4)


def at(day, hour, minute=0):
    """The aware datetime of this time of this day."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, minute)))


def in_language_of(office, texts):
    """`texts`: {"nb": …, "nn": …}; what the office writes in."""
    return texts["nn" if office and office.name == NYNORSK_AT else "nb"]
