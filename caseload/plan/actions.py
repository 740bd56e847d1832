"""What people do with a plan. Log and timeline tell that it changed, never what stands in it."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import note_change
from caseload.editing import write_newest
from caseload.models import Change, Participant
from caseload.plan.models import Goal, Hindrance, Step


def _plan_changed(membership, participant):
    note_change(membership, participant, Change.Kind.PLAN)
    audit.record(membership, "plan.edit", participant)


def _sent_before(participant, open_rows, fields):
    """What the same form has written already: a double click adds one. None otherwise.

    The texts are ciphertext, so the few open rows are compared here, the second waiting for the
    first.
    """
    Participant.objects.select_for_update(of=["self"]).only("pk").get(pk=participant.pk)
    same = (row for row in open_rows if all(getattr(row, n) == fields[n] for n in fields))
    return next(same, None)


@transaction.atomic
def add_goal(membership, participant, **fields):
    if before := _sent_before(participant, participant.goals.open(), fields):
        return before
    goal = Goal.objects.create(participant=participant, **fields)
    _plan_changed(membership, participant)
    return goal


@transaction.atomic
def edit_goal(membership, goal, *, version, **fields):
    """Write the given fields. Raises EditedMeanwhile when `version` is no longer the newest."""
    write_newest(goal, version, fields)
    _plan_changed(membership, goal.participant)


@transaction.atomic
def close_goal(membership, goal, *, ended, closed_why):
    """Reached, or dropped with a reason. Its open steps stay as they are, to be read."""
    _write(goal, ended=ended, closed_why=closed_why, closed_on=timezone.localdate())
    _plan_changed(membership, goal.participant)


@transaction.atomic
def reopen_goal(membership, goal):
    _write(goal, ended="", closed_on=None)
    _plan_changed(membership, goal.participant)


@transaction.atomic
def add_step(membership, goal, **fields):
    if before := _sent_before(goal.participant, goal.steps.filter(closed_on=None), fields):
        return before
    step = Step.objects.create(goal=goal, **fields)
    _plan_changed(membership, goal.participant)
    return step


@transaction.atomic
def edit_step(membership, step, *, version, **fields):
    write_newest(step, version, fields)
    _plan_changed(membership, step.goal.participant)


@transaction.atomic
def finish_step(membership, step):
    _write(step, ended=Step.Ended.DONE, closed_on=timezone.localdate(), closed_why="")
    _plan_changed(membership, step.goal.participant)


@transaction.atomic
def drop_step(membership, step, *, why):
    _write(step, ended=Step.Ended.DROPPED, closed_on=timezone.localdate(), closed_why=why)
    _plan_changed(membership, step.goal.participant)


@transaction.atomic
def reopen_step(membership, step):
    _write(step, ended="", closed_on=None, closed_why="")
    _plan_changed(membership, step.goal.participant)


@transaction.atomic
def add_hindrance(membership, participant, **fields):
    if before := _sent_before(participant, participant.hindrances.filter(settled_on=None), fields):
        return before
    hindrance = Hindrance.objects.create(participant=participant, **fields)
    _plan_changed(membership, participant)
    return hindrance


@transaction.atomic
def edit_hindrance(membership, hindrance, *, version, **fields):
    write_newest(hindrance, version, fields)
    _plan_changed(membership, hindrance.participant)


@transaction.atomic
def settle_hindrance(membership, hindrance):
    """It no longer disturbs; or it does again, where it was settled before."""
    _write(hindrance, settled_on=None if hindrance.settled_on else timezone.localdate())
    _plan_changed(membership, hindrance.participant)


@transaction.atomic
def remove_hindrance(membership, hindrance):
    """Gone without a trace but that the plan changed."""
    hindrance.delete()
    _plan_changed(membership, hindrance.participant)


def _write(row, **fields):
    for name, value in fields.items():
        setattr(row, name, value)
    row.save(update_fields=list(fields))
