"""What people do with things to do. What is closed already stays as it was closed."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Membership
from caseload.actions import note_change
from caseload.models.history import Change
from caseload.todos.models import Todo
from notifications.actions import settle
from notifications.models import Notification

JUST_NOW = datetime.timedelta(minutes=1)


@transaction.atomic
def add_todo(
    membership,
    *,
    due_on,
    what="",
    owner=None,
    participant=None,
    kind=Todo.Kind.PLAIN,
    link="",
    office_id=None,
):
    """Something for `owner` to do, or for whoever adds it. `link` is our page where it is done.

    `office_id` where the owner works at another office. A form sent twice is one thing to do.
    """
    same = {
        "office_id": office_id or membership.office_id,
        "participant": participant,
        "owner": owner or membership.user,
        "kind": kind,
        "due_on": due_on,
        "link": link,
        "created_by_id": membership.user_id,
    }
    # The two sendings queue up here; the second then finds what the first has made.
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    lately = Todo.objects.open().filter(**same, created_at__gte=timezone.now() - JUST_NOW)
    if sent := next((each for each in lately if each.what == what), None):
        return sent
    todo = Todo.objects.create(**same, what=what)
    audit.record(membership, "todo.add", todo)
    return todo


@transaction.atomic
def finish_todo(membership, todo, *, how=""):
    """Done, with a word about how if there is one. False where it was closed before."""
    if not _write_open(todo, done_on=timezone.localdate(), done_how=how):
        return False
    if todo.participant:
        note_change(membership, todo.participant, Change.Kind.TODO_DONE, after=todo.kind)
    audit.record(membership, "todo.finish", todo)
    return True


@transaction.atomic
def drop_todo(membership, todo, *, why):
    """No longer needed, and why. False where it was closed before."""
    if not _write_open(todo, dropped_on=timezone.localdate(), dropped_why=why):
        return False
    audit.record(membership, "todo.drop", todo)
    return True


@transaction.atomic
def hand_todo(membership, todo, *, owner):
    """Somebody else does it from now on. False where it was closed before."""
    if not _write_open(todo, owner=owner):
        return False
    audit.record(membership, "todo.hand", todo)
    return True


def _write_open(todo, **fields):
    """Done, dropped or somebody else's: whoever was reminded of it no longer is."""
    written = Todo.objects.filter(pk=todo.pk).open().update(**fields)
    if written:
        settle(todo.pk, kinds=[Notification.Kind.TODO_DUE])
    for name, value in fields.items():
        setattr(todo, name, value)
    return bool(written)
