"""A meeting that was held and not shared yet stands among the things to do of who led it."""

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.formats import date_format

from caseload.models import Todo
from caseload.todos.actions import add_todo, finish_todo
from notifications.working_days import working_days_after
from reflection.meetings.models import Invitee
from reflection.people import memberships_around

SHARE_WITHIN = 3  # working days after the meeting


def remind_to_share(membership, meeting):
    """Whoever led it is asked to share it; nobody where she works at no office."""
    owner = _who_led(meeting) or membership.user
    around = memberships_around(office_id=meeting.office_id, county_id=meeting.county_id)
    hers = around.filter(user=owner).exclude(office=None).first()
    if hers is None or not hers.sees_workplaces:
        return
    day = timezone.localtime(meeting.starts_at)
    with translation.override(owner.language):
        what = f"{meeting.group}, {date_format(day, 'j. F Y')}"
    add_todo(
        membership,
        owner=owner,
        kind=Todo.Kind.SHARE_MEETING,
        what=what,
        due_on=working_days_after(timezone.localdate(), SHARE_WITHIN),
        link=meeting.share_url,
        office_id=hers.office_id,
    )


def remind_no_longer(membership, meeting):
    asked = Todo.objects.open().filter(kind=Todo.Kind.SHARE_MEETING, link=meeting.share_url)
    for todo in asked:
        finish_todo(membership, todo)


def _who_led(meeting):
    """The facilitator, or who stands in for her where she could not come; None without either."""
    leading = [user for user in (meeting.facilitator, meeting.stand_in) if user]
    away = Q(answer=Invitee.Answer.NOT_COMING)
    not_there = set(meeting.invitees.filter(away).values_list("user", flat=True))
    return next((user for user in leading if user.pk not in not_there), None)
