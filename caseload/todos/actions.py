"""What people do with things to do. What is closed already stays as it was closed."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import note_change
from caseload.models.history import Change
from caseload.todos.models import Todo


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
):
    """Something for `owner` to do, or for whoever adds it. `link` is our page where it is done."""
    todo = Todo.objects.create(
        office_id=membership.office_id,
        participant=participant,
        owner=owner or membership.user,
        kind=kind,
        what=what,
        due_on=due_on,
        link=link,
        created_by_id=membership.user_id,
    )
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
    written = Todo.objects.filter(pk=todo.pk).open().update(**fields)
    for name, value in fields.items():
        setattr(todo, name, value)
    return bool(written)
