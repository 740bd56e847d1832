"""The next contact as an invitation for the mentor's calendar (RFC 5545, RFC 5546)."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vCalAddress

LASTS = datetime.timedelta(minutes=30)


def calendar_message(invitation):
    """(file name, bytes, MIME type) of an entry that names neither candidate nor workplace.

    UID stays and SEQUENCE grows, so that calendars move or remove the entry they have.
    """
    method = "CANCEL" if invitation.withdrawn_at else "REQUEST"
    calendar = Calendar()
    calendar.add("prodid", "-//hybridnav//")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(invitation, method))
    return "invite.ics", calendar.to_ical(), f"text/calendar; method={method}"


def _event(invitation, method):
    relation = invitation.relation
    event = Event()
    event.add("uid", f"{invitation.pk}@hybridnav")
    event.add("sequence", invitation.number)
    event.add("dtstamp", timezone.now())
    event.add("summary", _("Conversation"))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("class", "PRIVATE")
    organizer = vCalAddress(f"mailto:{relation.advisor.email}")
    organizer.params["cn"] = relation.advisor.name
    event.add("organizer", organizer)
    attendee = vCalAddress(f"mailto:{relation.mentor.email}")
    attendee.params["rsvp"] = "FALSE"
    event.add("attendee", attendee)
    if invitation.at is None:
        event.add("dtstart", invitation.on)
        event.add("dtend", invitation.on + datetime.timedelta(days=1))
    else:
        local = datetime.datetime.combine(invitation.on, invitation.at)
        # In UTC: a calendar then needs no description of our time zone.
        starts = timezone.make_aware(local).astimezone(datetime.UTC)
        event.add("dtstart", starts)
        event.add("dtend", starts + LASTS)
    return event
