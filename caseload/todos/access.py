"""Who may open things to do. Whoever sees one may close it or hand it on."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts import audit
from accounts.models import User
from caseload.todos.models import Todo


def todo_or_404(request, todo_id):
    """One thing to do; writes the read log where it is about a person."""
    todos = Todo.objects.visible_to(request.membership).for_list()
    todo = get_object_or_404(todos, pk=todo_id)
    if todo.participant and request.method == "GET":
        audit.record(request.membership, "todo.open", todo)
    return todo


def refuse_who_has_nothing_to_do(membership):
    if not membership.sees_workplaces:
        raise PermissionDenied


def possible_owners(membership, participant):
    """Who sees the person for good: her advisor and her followers. About nobody: any colleague."""
    if participant is None:
        return membership.colleagues
    advisor_or_follower = Q(pk=participant.advisor_id) | Q(
        pk__in=participant.followers.values("user")
    )
    return User.objects.filter(advisor_or_follower).order_by("name", "pk")
