"""Check-ins: agreed with the mentor, posted on working days. No answer counts as a contact."""

import datetime

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone

from accounts import audit
from mentors.checkins.models import CheckIn
from mentors.letters.actions import page_of, why_not, write_to
from mentors.letters.kinds import Kind
from mentors.models import MentorRelation
from notifications.working_days import is_working_day, next_working_day

Rhythm = CheckIn.Rhythm
STEPS = {Rhythm.EVERY_SECOND_WEEK: relativedelta(weeks=2), Rhythm.MONTHLY: relativedelta(months=1)}
AT = datetime.time(9, 0)
# Later than that it comes unasked for, and the next one is near.
HOLDS = datetime.timedelta(days=3)


def next_time(rhythm, day):
    """In the morning of the working day that is one step of the rhythm after `day`."""
    on = next_working_day(day + STEPS[rhythm])
    return timezone.make_aware(datetime.datetime.combine(on, AT))


@transaction.atomic
def agree_check_ins(membership, mentorship, *, rhythm):
    """What the mentor has said yes to. The same rhythm again does not begin anew."""
    relation = MentorRelation.objects.of(mentorship)
    CheckIn.objects.get_or_create(relation=relation)
    check_in = CheckIn.objects.select_for_update(of=("self",)).get(relation=relation)
    if check_in.rhythm == rhythm:
        return check_in
    today = timezone.localdate()
    wants = rhythm != Rhythm.NEVER
    check_in.rhythm, check_in.set_by_id, check_in.set_at = (
        rhythm,
        membership.user_id,
        timezone.now(),
    )
    check_in.agreed_on = today if wants else check_in.agreed_on
    check_in.next_at = next_time(rhythm, today) if wants else None
    check_in.save(update_fields=["rhythm", "set_by", "set_at", "agreed_on", "next_at"])
    audit.record(membership, "mentor.agree_check_ins", relation.mentor)
    return check_in


def post_check_ins(now):
    """Posts what is due, on working days. What was due too long ago is left out."""
    if not is_working_day(timezone.localdate(now)):
        return
    for pk in CheckIn.objects.due(now).values_list("pk", flat=True)[:500]:
        _post(pk, now)


@transaction.atomic
def _post(check_in_id, now):
    due = CheckIn.objects.due(now).select_for_update(of=("self",), skip_locked=True)
    check_in = due.select_related("relation__mentor__workplace").filter(pk=check_in_id).first()
    if check_in is None:
        return
    due_at, relation = check_in.next_at, check_in.relation
    check_in.next_at = next_time(check_in.rhythm, timezone.localdate(now))
    check_in.save(update_fields=["next_at"])
    if due_at + HOLDS < now or why_not(relation):
        return
    mentorship = relation.agreed_mentorships.first()
    write_to(
        relation.mentor,
        Kind.CHECK_IN,
        f"{Kind.CHECK_IN}:{relation.pk}:{due_at:%Y%m%d}",
        advisor=relation.advisor,
        about=relation.pk,
        url=page_of(mentorship),
        expires_at=due_at + HOLDS,
    )
