"""What is in the way at an office now, and about what of it something is done."""

from caseload.models import Todo
from reflection.barriers.models import Barrier, State


def in_the_way_at(membership):
    """[Barrier] at her office, each with `something_is_done`, in two queries.

    That is so where it is said to be worked on, where it is written what is done, and where
    somebody has it to do, or has done it.
    """
    barriers = list(Barrier.objects.visible_to(membership).in_the_way().for_figures())
    unsaid = [each.get_absolute_url() for each in barriers if not _is_said(each)]
    todos = Todo.objects.filter(office=membership.office_id, link__in=unsaid, dropped_on=None)
    begun = set(todos.values_list("link", flat=True))
    for each in barriers:
        each.something_is_done = _is_said(each) or each.get_absolute_url() in begun
    return barriers


def _is_said(barrier):
    return bool(barrier.what_is_done) or barrier.state == State.WORKED_ON
