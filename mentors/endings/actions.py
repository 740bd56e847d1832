"""What follows when a person's time at a workplace ends."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import audit
from caseload import actions as caseload_actions
from caseload import rhythm
from caseload.models import Change, Participant, Todo
from caseload.reminders.settling import settle_contact
from caseload.todos.actions import add_todo
from mentors.actions import tell_workplace
from mentors.calls.actions import renew_links
from mentors.closing.actions import expect_closing_forms
from mentors.models import Mentorship, Placement
from notifications.working_days import next_working_day, working_days_after

CALL_WITHIN = 2  # working days after a sudden stop
TELL_WITHIN = datetime.timedelta(days=7)


@transaction.atomic
def end_placement(membership, placement, *, ended_on, outcome, agreed=None, **told):
    """How it ended and what was learned. Its mentorships end the same day. False the second time.

    `told`: was_sudden, right_for, how_it_ended, learned, should_know, as far as known. `agreed` is
    the rhythm in a job as rhythm, days and look_again_on; None where it stays as it was.
    """
    told = {"ended_on": ended_on, "outcome": outcome} | told
    if not Placement.objects.current().filter(pk=placement.pk).update(**told):
        return False
    for name, value in told.items():
        setattr(placement, name, value)
    participant = placement.participant
    mentors = list(placement.mentorships.filter(ended_on=None).select_related("mentor"))
    placement.mentorships.filter(ended_on=None).update(ended_on=ended_on)
    caseload_actions.note_change(
        membership, participant, Change.Kind.WORKPLACE, before=placement.workplace.name
    )
    if outcome == Placement.Outcome.HIRED_HERE:
        _open_the_job(placement, mentors)
    expect_closing_forms(placement, mentors)
    renew_links([each.mentor_id for each in mentors])
    tell_workplace(participant)
    if outcome in Placement.IN_JOB:
        _follow_in_job(membership, participant, agreed)
    if placement.was_sudden or outcome in Placement.STOPPED:
        _call_at_once(membership, participant, placement, mentors)
    if placement.should_know:
        _tell_later(membership, participant, placement)
    audit.record(membership, "placement.end", placement)
    return True


def _open_the_job(placement, mentors):
    """She stays, now as an employee, and whoever was mentor still is."""
    job = Placement.objects.create(
        participant=placement.participant,
        workplace=placement.workplace,
        started_on=placement.ended_on,
        is_job=True,
    )
    Mentorship.objects.bulk_create(
        Mentorship(
            placement=job,
            mentor=each.mentor,
            is_backup=each.is_backup,
            closeness=each.closeness,
            proposed_by=each.proposed_by,
            wants_a_mentor=each.wants_a_mentor,
            wants_this_mentor=each.wants_this_mentor,
            called_here=each.called_here,
            started_on=placement.ended_on,
        )
        for each in mentors
    )


def _follow_in_job(membership, participant, agreed):
    """In job, still followed: hired is not the end of it."""
    phase = Participant.Phase.IN_JOB
    if participant.phase != phase:
        caseload_actions.note_change(
            membership, participant, Change.Kind.PHASE, participant.phase, phase
        )
        participant.phase = phase
        participant.save(update_fields=["phase"])
    if agreed is None:
        return
    if participant.closer_follow_up:
        caseload_actions.change_closer_follow_up(membership, participant, **agreed)
    else:
        caseload_actions.start_closer_follow_up(membership, participant, **agreed)
    # Counted from today: the earlier rhythm says nothing about the first contact in the job.
    participant.set_next_contact(
        rhythm.next_contact(
            agreed["rhythm"],
            started_on=timezone.localdate(),
            days=agreed["days"],
            look_again_on=agreed["look_again_on"],
        )
    )
    settle_contact(participant)


def _call_at_once(membership, participant, placement, mentors):
    """Nobody is left without a word: the mentor and the person are called within two days."""
    due_on = working_days_after(timezone.localdate(), CALL_WITHIN)
    calls = [(Todo.Kind.CALL_PERSON, "")]
    calls += [
        (Todo.Kind.CALL_MENTOR, f"{each.mentor.name}, {placement.workplace.name}")
        for each in mentors
        if not each.is_backup
    ]
    for kind, what in calls:
        add_todo(
            membership,
            participant=participant,
            owner=participant.advisor,
            kind=kind,
            what=what,
            due_on=due_on,
        )


def _tell_later(membership, participant, placement):
    what = _("Tell how it went at %(workplace)s: %(who)s") % {
        "workplace": placement.workplace.name,
        "who": placement.should_know,
    }
    add_todo(
        membership,
        participant=participant,
        owner=participant.advisor,
        what=what,
        due_on=next_working_day(timezone.localdate() + TELL_WITHIN),
    )
