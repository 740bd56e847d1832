"""What people do with measures. Periods of one type never overlap: that is looked at under lock."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import note_change
from caseload.editing import EditedMeanwhile, write_newest
from caseload.measures.models import IncomeAnswer, Measure, MentorGrant, MovedEnd
from caseload.models import Change, Participant
from notifications.actions import settle
from notifications.models import Notification

Kind = Change.Kind


class Overlaps(Exception):
    """She has a measure of the same type on some of these days. Nothing was written."""

    def __init__(self, other):
        super().__init__()
        self.other = other


def _wait_for_others(participant):
    """Of two at once the second waits here, and then finds what the first has written."""
    Participant.objects.select_for_update(of=["self"]).only("pk").get(pk=participant.pk)


def _refuse_overlap(participant, measure_type, starts_on, ends_on, *, but=None):
    _wait_for_others(participant)
    others = participant.measures.overlapping(measure_type, starts_on, ends_on)
    other = others.exclude(pk=but.pk if but else None).first()
    if other:
        raise Overlaps(other)


@transaction.atomic
def add_measure(membership, participant, **fields):
    """Raises Overlaps."""
    _refuse_overlap(participant, fields["type"], fields["starts_on"], fields.get("ends_on"))
    measure = Measure.objects.create(participant=participant, **fields)
    note_change(membership, participant, Kind.MEASURE_ADDED, after=measure.type)
    audit.record(membership, "measure.add", participant)
    return measure


@transaction.atomic
def edit_measure(membership, measure, **fields):
    """Correct what was written, all but its end. Raises Overlaps."""
    participant = measure.participant
    _refuse_overlap(participant, fields["type"], fields["starts_on"], measure.ends_on, but=measure)
    for name, value in fields.items():
        setattr(measure, name, value)
    measure.save(update_fields=list(fields))
    note_change(membership, participant, Kind.MEASURE_CHANGED, after=measure.type)
    audit.record(membership, "measure.edit", participant)
    return measure


@transaction.atomic
def move_end(membership, measure, *, ends_on, why, seen):
    """Longer or shorter, until `ends_on`; `seen` is the end she knew of when she decided.

    Raises Overlaps, and EditedMeanwhile when the end is no longer the one she saw.
    """
    participant = measure.participant
    _refuse_overlap(participant, measure.type, measure.starts_on, ends_on, but=measure)
    unmoved = Measure.objects.filter(pk=measure.pk, ends_on=seen, called_off_on=None)
    if not unmoved.update(ends_on=ends_on):
        raise EditedMeanwhile
    measure.ends_on = ends_on
    _settle_end(measure)
    MovedEnd.objects.create(
        measure=measure, by_id=membership.user_id, before=seen, after=ends_on, why=why
    )
    over = ends_on <= timezone.localdate()
    kind = Kind.MEASURE_ENDED if over else Kind.MEASURE_CHANGED
    note_change(membership, participant, kind, after=measure.type)
    audit.record(membership, "measure.move_end", participant)
    return measure


@transaction.atomic
def call_off(membership, measure, *, why):
    """It never began. The row stays, so that nobody wonders where it went."""
    measure.called_off_on, measure.called_off_why = timezone.localdate(), why
    measure.save(update_fields=["called_off_on", "called_off_why"])
    _settle_end(measure)
    note_change(membership, measure.participant, Kind.MEASURE_ENDED, after=measure.type)
    audit.record(membership, "measure.call_off", measure.participant)


@transaction.atomic
def answer_about_job(membership, measure, *, stops_job, stops_job_done):
    """Say what the end of this measure does to the job. It is an answer about this end."""
    measure.stops_job, measure.stops_job_done = stops_job, stops_job_done
    measure.job_answered_for = measure.ends_on
    measure.job_answered_on = timezone.localdate()
    measure.job_answered_by_id = membership.user_id
    _settle_end(measure)
    measure.save(
        update_fields=[
            "stops_job",
            "stops_job_done",
            "job_answered_for",
            "job_answered_on",
            "job_answered_by",
        ]
    )
    note_change(membership, measure.participant, Kind.MEASURE_CHANGED, after=measure.type)
    audit.record(membership, "measure.answer_about_job", measure.participant)


def _settle_end(measure):
    settle(measure.pk, kinds=[Notification.Kind.MEASURE_ENDS])


@transaction.atomic
def answer_about_income(membership, participant, *, answer, done):
    """Say whether the next income decision is started: about the end her benefit has now."""
    IncomeAnswer.objects.update_or_create(
        participant=participant,
        for_end=participant.benefit_ends_on,
        defaults={
            "answer": answer,
            "done": done,
            "on": timezone.localdate(),
            "by_id": membership.user_id,
        },
    )
    if answer != IncomeAnswer.Answer.NOT_YET:
        settle(participant.pk, kinds=[Notification.Kind.BENEFIT_ENDS])
    note_change(membership, participant, Kind.INCOME, after=answer)
    audit.record(membership, "income.answer", participant)


@transaction.atomic
def begin_mentor_grant(membership, participant, **fields):
    _wait_for_others(participant)
    begun = participant.mentor_grants.filter(sent_on=None, begun_on=timezone.localdate())
    for grant in begun:
        # A double click begins one application.
        if all(getattr(grant, name) == value for name, value in fields.items()):
            return grant
    grant = MentorGrant.objects.create(participant=participant, **fields)
    note_change(membership, participant, Kind.MENTOR_GRANT, after=grant.step)
    audit.record(membership, "mentor_grant.begin", participant)
    return grant


@transaction.atomic
def edit_mentor_grant(membership, grant, *, version, **fields):
    """Write how far the application has come. The timeline tells of steps, not of corrections."""
    before = MentorGrant.objects.get(pk=grant.pk).step
    write_newest(grant, version, fields)
    if grant.step != before:
        note_change(membership, grant.participant, Kind.MENTOR_GRANT, before, grant.step)
    audit.record(membership, "mentor_grant.edit", grant.participant)
    return grant
