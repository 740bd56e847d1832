"""Mails that bring a calendar what changed. They say that something did, never about whom."""

from django.db import models
from django.utils.translation import gettext as _

from notifications.letters import letter
from notifications.models import Mail
from reflection.calendars import calendar
from reflection.groups.models import Group
from reflection.meetings.models import Meeting
from reflection.people import roles_of


class Kind(models.TextChoices):
    GROUP = "group_calendar"
    MEETING = "meeting_calendar"


def write(mail):
    """The Letter as things are now, or None where a newer one says it or nothing concerns her."""
    same = Mail.objects.filter(kind=mail.kind, about=mail.about, user=mail.user_id)
    if same.filter(created_at__gt=mail.created_at).exists() or not mail.user.is_active:
        return None
    return WRITERS[mail.kind](mail)


def _group(mail):
    group = Group.objects.filter(pk=mail.about).first()
    if group is None or not _is_of_the_place(mail.user_id, group):
        return None
    entries = _worth_sending(mail, calendar.of_group(group, mail.user), [group.pk])
    return _letter(mail, _("Meetings for your calendar"), entries)


def _meeting(mail):
    meeting = Meeting.objects.filter(pk=mail.about).select_related("group").first()
    if meeting is None or not _is_of_the_place(mail.user_id, meeting):
        return None
    entries = calendar.of_meeting(meeting, mail.user)
    entries = _worth_sending(mail, entries, [meeting.pk, meeting.group_id])
    return _letter(mail, _("A meeting in your calendar has changed"), entries)


def _is_of_the_place(user_id, thing):
    return bool(roles_of([user_id], office_id=thing.office_id, county_id=thing.county_id))


def _worth_sending(mail, entries, about):
    """What never reached her calendar need not be taken out of it."""
    sent = Mail.objects.about(*about).filter(user=mail.user_id, state=Mail.State.SENT)
    if sent.exists():
        return entries
    return [each for each in entries if each.method != calendar.CANCEL]


def _letter(mail, subject, entries):
    if not entries:
        return None
    cancelled = all(each.method == calendar.CANCEL for each in entries)
    context = {"path": mail.url, "cancelled": cancelled}
    files = [each.attached() for each in entries]
    return letter(mail.user.email, subject, "meeting_calendar", context, attachments=files)


WRITERS = {Kind.GROUP: _group, Kind.MEETING: _meeting}
