from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from accounts import audit
from accounts.models import Membership
from caseload.todos.actions import JUST_NOW, add_todo, finish_todo
from mentors.needs.models import NeedAnswer, WorkplaceNeed
from notifications.working_days import working_days_after

LOOK_WITHIN = 3  # working days after an answer


@transaction.atomic
def post_need(membership, **fields):
    """A form sent twice is one need."""
    mine = {"office_id": membership.office_id, "by_id": membership.user_id} | fields
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    lately = timezone.now() - JUST_NOW
    if sent := WorkplaceNeed.objects.open().filter(**mine, created_at__gte=lately).first():
        return sent
    need = WorkplaceNeed.objects.create(**mine)
    audit.record(membership, "workplace_need.post", need)
    return need


@transaction.atomic
def answer_need(membership, need, *, workplaces, word=""):
    """Propose workplaces. Whoever asked finds it among her things to do; once until she looked."""
    need = WorkplaceNeed.objects.select_for_update(of=("self",)).get(pk=need.pk)
    lately = timezone.now() - JUST_NOW
    for sent in need.answers.filter(by=membership.user_id, word=word, at__gte=lately):
        if {*sent.workplaces.all()} == {*workplaces}:
            return sent
    answer = NeedAnswer.objects.create(need=need, by_id=membership.user_id, word=word)
    answer.workplaces.set(workplaces)
    waits = need.todo and need.todo.is_open
    if need.by_id != membership.user_id and not waits:
        need.todo = _tell_who_asked(membership, need)
        need.save(update_fields=["todo"])
    audit.record(membership, "workplace_need.answer", need)
    return answer


def _tell_who_asked(membership, need):
    with translation.override(need.by.language):
        what = _("See the workplaces proposed for the need: %(tasks)s")
        what %= {"tasks": Truncator(need.tasks).chars(120)}
    due_on = working_days_after(timezone.localdate(), LOOK_WITHIN)
    link = need.get_absolute_url()
    return add_todo(membership, what=what, due_on=due_on, owner=need.by, link=link)


@transaction.atomic
def close_need(membership, need):
    """No longer needed, or found. False where it was closed before."""
    today = timezone.localdate()
    if not WorkplaceNeed.objects.open().filter(pk=need.pk).update(closed_on=today):
        return False
    if need.todo and need.todo.is_open:
        finish_todo(membership, need.todo)
    audit.record(membership, "workplace_need.close", need)
    return True
