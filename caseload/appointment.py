"""The next contact as an entry for the advisor's own calendar."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event


def calendar_entry(participant, url):
    """iCalendar bytes: an all-day entry that names neither person nor workplace.

    Colleagues may see one another's calendars, so what it is about stands behind the link. The
    UID is the participant's, so that a moved appointment replaces the earlier entry.
    """
    event = Event()
    event.add("uid", f"{participant.pk}@hybridnav")
    event.add("dtstamp", timezone.now())
    event.add("summary", _("Follow-up in hybridnav"))
    event.add("url", url)
    event.add("dtstart", participant.next_contact_on)
    event.add("dtend", participant.next_contact_on + datetime.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", "-//hybridnav//")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return calendar.to_ical()
