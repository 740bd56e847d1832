"""Bringing calendars up to date: one mail to each for one change, however many meetings it is."""

import datetime

from django.db.models import F
from django.utils import timezone

from accounts.models import User
from notifications.actions import post
from reflection.calendars.mails import Kind
from reflection.calendars.tasks import deliver_meeting_mail
from reflection.groups.models import Group
from reflection.meetings.models import Meeting

A_WEEK = datetime.timedelta(days=7)


def post_plan(membership, group, user_ids):
    """The group's plan is new or changed for these. In the transaction of the change."""
    number = _count_up(Group, group.pk, "plan_number")
    _post(membership, Kind.GROUP, group, number, user_ids)


def post_meeting(membership, meeting, user_ids):
    """This meeting is new or changed for these. The series it may belong to counts on with it."""
    _count_up(Group, meeting.group_id, "plan_number")
    number = _count_up(Meeting, meeting.pk, "calendar_number")
    _post(membership, Kind.MEETING, meeting, number, user_ids)


def _count_up(model, pk, column):
    """SEQUENCE grows, or calendars keep what they have."""
    model.objects.filter(pk=pk).update(**{column: F(column) + 1})
    return model.objects.values_list(column, flat=True).get(pk=pk)


def _post(membership, kind, thing, number, user_ids):
    for user in User.objects.filter(pk__in=user_ids, is_active=True):
        post(
            kind,
            f"{kind}:{thing.pk}:{number}:{user.pk}",
            task=deliver_meeting_mail,
            user=user,
            language=user.language,
            about=thing.pk,
            url=thing.get_absolute_url(),
            # Only who is at an office has a bell where a mail that failed can be told.
            on_behalf_of=membership.user if membership.office_id else None,
            office_id=membership.office_id,
            expires_at=timezone.now() + A_WEEK,
        )
