"""The next contact as an entry for the advisor's own calendar."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event


def calendar_entry(participant, url):
    """iCalendar bytes with the one entry of her next contact."""
    calendar = empty_calendar()
    summary = _("Follow-up in hybridnav")
    calendar.add_component(entry(participant.pk, participant.next_contact_on, url, summary=summary))
    return calendar.to_ical()


def empty_calendar():
    calendar = Calendar()
    calendar.add("prodid", "-//hybridnav//")
    calendar.add("version", "2.0")
    return calendar


def entry(participant_id, day, url, *, summary):
    """An all-day entry that names neither person nor workplace.

    Colleagues may see one another's calendars, so what it is about stands behind the link. The
    UID is the participant's, so that a moved appointment replaces the earlier entry.
    """
    event = Event()
    event.add("uid", f"{participant_id}@hybridnav")
    event.add("dtstamp", timezone.now())
    event.add("summary", summary)
    event.add("url", url)
    # Outlook shows no URL of its own.
    event.add("description", url)
    event.add("dtstart", day)
    event.add("dtend", day + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    return event
