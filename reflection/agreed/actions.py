"""What those invited do with what they have agreed. The todo is the truth of how it stands."""

import uuid

from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone

from caseload.editing import write_newest
from caseload.models import Todo
from caseload.todos.actions import JUST_NOW, add_todo, change_todo, drop_todo, finish_todo
from reflection.agreed.look_back import keep_look_back
from reflection.agreed.models import AgreedAction
from reflection.agreed.owners import benches_of
from reflection.meetings.holding import hold_meeting


@transaction.atomic
def agree(membership, meeting, *, what, owner, due_on):
    """It stands on the owner's bench at once. A form sent twice is one action.

    `owner` is one of owners_of(meeting). Returns the AgreedAction.
    """
    # The two sendings queue up here; the second then finds what the first has made.
    hold_meeting(meeting.pk)
    lately = meeting.agreed.open().filter(
        todo__created_by=membership.user_id,
        todo__created_at__gte=timezone.now() - JUST_NOW,
        todo__owner=owner,
        todo__due_on=due_on,
    )
    if sent := next((e for e in lately.select_related("todo") if e.what == what), None):
        return sent
    pk = uuid.uuid4()
    todo = add_todo(
        membership,
        what=what,
        due_on=due_on,
        owner=owner,
        kind=Todo.Kind.FROM_MEETING,
        link=reverse("reflection:agreed_detail", args=[pk]),
        office_id=benches_of(meeting)[owner.pk],
    )
    action = AgreedAction.objects.create(pk=pk, meeting=meeting, todo=todo)
    keep_look_back(meeting.group)
    return action


@transaction.atomic
def edit_agreed(membership, action, *, version, what, owner, due_on):
    """Raises EditedMeanwhile when `version` is no longer the newest. False where it has ended."""
    write_newest(action, version, {})
    return _change(membership, action, what=what, owner=owner, due_on=due_on)


@transaction.atomic
def carry_on(membership, action, *, owner, due_on):
    """A later meeting gives it more time, and counts that once. False where it has ended."""
    # Sent twice: the second waits here, and sees that the day is moved already.
    held = AgreedAction.objects.select_for_update(of=("self",)).select_related("todo")
    moved = held.get(pk=action.pk).due_on != due_on
    if not _change(membership, action, owner=owner, due_on=due_on):
        return False
    if moved:
        counted = F("times_carried") + 1
        AgreedAction.objects.filter(pk=action.pk).update(times_carried=counted)
        action.refresh_from_db(fields=["times_carried"])
    keep_look_back(action.meeting.group)
    return True


@transaction.atomic
def finish_agreed(membership, action, *, how=""):
    """False where it has ended before."""
    done = finish_todo(membership, action.todo, how=how)
    keep_look_back(action.meeting.group)
    return done


@transaction.atomic
def drop_agreed(membership, action, *, why):
    """False where it has ended before."""
    dropped = drop_todo(membership, action.todo, why=why)
    keep_look_back(action.meeting.group)
    return dropped


def _change(membership, action, *, owner, **fields):
    if owner.pk != action.todo.owner_id:
        fields |= {"owner": owner, "office_id": benches_of(action.meeting)[owner.pk]}
    return change_todo(membership, action.todo, **fields)
