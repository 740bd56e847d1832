from django.utils.translation import gettext as _

from caseload.notice import Notice
from caseload.todos.models import AHEAD, Todo

ICONS = {Todo.Kind.CALL_MENTOR: "Phone", Todo.Kind.CALL_PERSON: "Phone"}


def todo_notices(membership, today):
    """What is due within two weeks, or was: hers and that of whom she stands in for."""
    todos = Todo.objects.waiting_for(membership).due_within(AHEAD, today).for_list()
    for todo in todos:
        yield Notice(
            text=_said(membership, todo),
            url=todo.get_absolute_url(),
            due_on=todo.due_on,
            icon=ICONS.get(todo.kind, "Tasklist"),
        )


def _said(membership, todo):
    text = f"{todo.participant}: {todo.text}" if todo.participant else todo.text
    if todo.owner_id == membership.user_id:
        return text
    return _("%(text)s (for %(owner)s)") % {"text": text, "owner": todo.owner}
