"""Who is told of a meeting that is soon: whoever has not answered, and she alone.

Who has not been in a while gets an invitation of her own, seven days before. Nobody else is shown
that: no page, list or count of others knows of it.
"""

from collections import defaultdict

from django.db.models import Count, Exists, F, OuterRef, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from notifications.actions import settle, tell_what_holds, told
from notifications.models import Notification
from reflection.groups.plan import midnight_ahead
from reflection.meetings.models import Invitee, Meeting
from reflection.people import offices_of

SOON, PERSONALLY = 14, 7  # days before, the whole day
A_WHILE = 3  # meetings in a row, of those where it was noted who came
BATCH = 200

Kind = Notification.Kind
KINDS = [Kind.MEETING, Kind.MEETING_MISSED]


def tell_all(now):
    """What is soon is told, what is over or cancelled settled."""
    soon = Meeting.objects.to_come(now).filter(starts_at__lte=midnight_ahead(now, SOON))
    ids = list(soon.order_by("starts_at").values_list("pk", flat=True))
    for start in range(0, len(ids), BATCH):
        tell_of(Meeting.objects.filter(pk__in=ids[start : start + BATCH]), now)
    still = soon.filter(pk=OuterRef("about"))
    Notification.objects.filter(~Exists(still), kind__in=KINDS).settle()


def tell_of(meetings, now):
    """Tell whoever is invited to these and has not answered; settle what no longer holds."""
    soon = meetings.filter(
        starts_at__range=(now, midnight_ahead(now, SOON)), state=Meeting.State.DRAFT
    )
    waiting = Invitee.objects.filter(meeting__in=soon).unanswered().select_related("meeting")
    away = have_not_been_in_a_while({each.meeting.group_id for each in waiting})
    lines = {kind: [] for kind in KINDS}
    for (office_id, county_id), invitees in _by_place(waiting).items():
        users = [each.user_id for each in invitees]
        offices = offices_of(users, office_id=office_id, county_id=county_id)
        for each in invitees:
            if office := offices.get(each.user_id):
                kind = _kind(each, away, now)
                lines[kind].append(_told(each, office, kind))
    about = list(meetings.values_list("pk", flat=True))
    for kind, told_now in lines.items():
        tell_what_holds(kind, about, told_now)


def no_longer_told(meeting_ids):
    """These are cancelled, or gone."""
    settle(*meeting_ids, kinds=KINDS)


def have_not_been_in_a_while(group_ids):
    """{(group id, user id)} of who was invited to a group's last three meetings and at none.

    A meeting where nobody noted who came says nothing about anybody.
    """
    somebody_came = Invitee.objects.who_came().filter(meeting=OuterRef("pk"))
    held = Meeting.objects.over().filter(Exists(somebody_came), group__in=group_ids)
    backwards = Window(RowNumber(), partition_by="group", order_by=F("starts_at").desc())
    last = held.annotate(number=backwards).filter(number__lte=A_WHILE).order_by()
    invited = Invitee.objects.filter(meeting__in=[pk for (pk,) in last.values_list("pk")])
    counted = invited.values("meeting__group", "user").annotate(
        invited=Count("pk"), came=Count("pk", filter=Q(was_there=True))
    )
    away = counted.filter(invited=A_WHILE, came=0)
    return {(each["meeting__group"], each["user"]) for each in away}


def _by_place(invitees):
    by_place = defaultdict(list)
    for each in invitees:
        by_place[each.meeting.office_id, each.meeting.county_id].append(each)
    return by_place


def _kind(invitee, away, now):
    meeting = invitee.meeting
    is_near = meeting.starts_at <= midnight_ahead(now, PERSONALLY)
    if is_near and (meeting.group_id, invitee.user_id) in away:
        return Kind.MEETING_MISSED
    return Kind.MEETING


def _told(invitee, office_id, kind):
    meeting = invitee.meeting
    day = timezone.localdate(meeting.starts_at)
    url = meeting.get_absolute_url()
    return told(invitee.user_id, office_id, kind, meeting.pk, url, due_on=day)
