"""What stands in the calendar: the days of agreed contacts, and nobody's name."""

import datetime
import hashlib

from django.utils.translation import gettext as _
from django.utils.translation import override
from icalendar import Timezone

from caseload.appointment import empty_calendar, entry
from caseload.models import Participant

ASK_AGAIN_AFTER = datetime.timedelta(hours=1)


def agreed_contacts(membership):
    """[(participant's id, day), …] of those she follows up and those she stands in for."""
    people = Participant.objects.visible_to(membership).served_by(membership)
    agreed = people.filter(ended_on=None, next_contact_on__isnull=False)
    return list(agreed.order_by("next_contact_on", "pk").values_list("pk", "next_contact_on"))


def etag(contacts, language):
    """Weak: the same days give the same calendar but for the time it was written."""
    said = " ".join([language, *(f"{pk} {day}" for pk, day in contacts)])
    return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'


def as_calendar(contacts, language, address_of):
    """iCalendar bytes (RFC 5545). `address_of(id)` is the page behind an entry."""
    calendar = empty_calendar()
    calendar.add("x-wr-calname", "hybridnav")
    calendar.add("refresh-interval", ASK_AGAIN_AFTER, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    with override(language):
        for pk, day in contacts:
            calendar.add_component(entry(pk, day, address_of(pk), summary=_("Contact")))
    if not contacts:
        # A calendar must hold something: one without any component is not valid.
        calendar.add_component(Timezone.from_tzid("UTC"))
    return calendar.to_ical()
