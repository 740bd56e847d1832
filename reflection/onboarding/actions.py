"""Starting a path, and ticking what is done."""

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts import audit
from caseload.todos.actions import add_todo
from notifications.working_days import working_days_after
from reflection.onboarding.models import OfficeStep, OnboardingPath, PathStep
from reflection.onboarding.steps import FIRST_STEPS

SAY_HELLO_WITHIN = 3  # working days


class StartedAlready(Exception):
    """A path is under way for her. Nothing was written."""


def start_path(membership, *, newcomer, buddy=None):
    """With the steps as they are today. Raises StartedAlready."""
    try:
        return _start(membership, newcomer, buddy)
    except IntegrityError as error:
        raise StartedAlready from error


@transaction.atomic
def _start(membership, newcomer, buddy):
    path = OnboardingPath.objects.create(
        office_id=membership.office_id,
        newcomer=newcomer,
        buddy=buddy,
        started_by_id=membership.user_id,
    )
    own = OfficeStep.objects.filter(office=membership.office_id, dropped_on=None)
    steps = [{"code": step.code} for step in FIRST_STEPS] + [{"words": step.text} for step in own]
    PathStep.objects.bulk_create(
        PathStep(path=path, position=position, **step) for position, step in enumerate(steps)
    )
    _tell_buddy(membership, path)
    audit.record(membership, "onboarding.start", path)
    return path


@transaction.atomic
def choose_buddy(membership, path, *, buddy):
    """Another one, or None."""
    path = OnboardingPath.objects.select_for_update(of=("self",)).get(pk=path.pk)
    if buddy == path.buddy:
        return path
    path.buddy = buddy
    path.save(update_fields=["buddy"])
    _tell_buddy(membership, path)
    audit.record(membership, "onboarding.buddy", path)
    return path


def _tell_buddy(membership, path):
    """Whoever was made buddy by somebody else finds it among her things to do."""
    if path.buddy is None or path.buddy_id == membership.user_id:
        return
    with translation.override(path.buddy.language):
        what = _("Say hello to your new colleague: you are the buddy")
    due_on = working_days_after(timezone.localdate(), SAY_HELLO_WITHIN)
    link = path.get_absolute_url()
    add_todo(membership, what=what, due_on=due_on, owner=path.buddy, link=link)


@transaction.atomic
def tick_step(membership, step, *, done_on, done_with=None):
    """Done on this day, with this colleague. The path is over when nothing is left."""
    path = OnboardingPath.objects.select_for_update(of=("self",)).get(pk=step.path_id)
    step.done_on, step.done_with = done_on, done_with
    step.save(update_fields=["done_on", "done_with"])
    if not path.is_over and not path.steps.filter(done_on=None).exists():
        path.ended_on = timezone.localdate()
        path.save(update_fields=["ended_on"])
    audit.record(membership, "onboarding.tick", path)
    return path


@transaction.atomic
def untick_step(membership, step):
    """It was not done after all. On a path that is over everything stays."""
    under_way = OnboardingPath.objects.under_way().filter(pk=step.path_id)
    PathStep.objects.filter(pk=step.pk, path__in=under_way).update(done_on=None, done_with=None)
    audit.record(membership, "onboarding.untick", step.path)


@transaction.atomic
def end_path(membership, path, *, word=""):
    """She no longer needs it. False where it was over before."""
    today = timezone.localdate()
    under_way = OnboardingPath.objects.filter(pk=path.pk).under_way()
    if not under_way.update(ended_on=today, ended_word=word):
        return False
    audit.record(membership, "onboarding.end", path)
    return True


def add_office_step(membership, *, text):
    """The one there is already, if it says the same."""
    step, _is_new = OfficeStep.objects.get_or_create(
        office_id=membership.office_id, text=text, dropped_on=None
    )
    return step


def drop_office_step(step):
    """No longer on new paths; those under way keep it."""
    step.dropped_on = timezone.localdate()
    step.save(update_fields=["dropped_on"])
