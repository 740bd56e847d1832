from django.db import transaction

from accounts import audit
from caseload.models import Todo
from caseload.todos.actions import add_todo
from mentors.support.models import MentorNeed


@transaction.atomic
def note_mentor_need(membership, placement, *, mentor, kind, **todo):
    """The mentor needs something: somebody does something about it by a day.

    `todo`: what, due_on and owner, as for any thing to do.
    """
    todo = add_todo(
        membership, participant=placement.participant, kind=Todo.Kind.MENTOR_NEED, **todo
    )
    need, is_new = MentorNeed.objects.get_or_create(
        todo=todo, defaults={"placement": placement, "mentor": mentor, "kind": kind}
    )
    if is_new:
        audit.record(membership, "mentor_need.note", need)
    return need
