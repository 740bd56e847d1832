"""The closing form: expected when a placement ends, asked for once, reminded of once."""

import datetime

from django.db import transaction
from django.utils import timezone

from accounts import audit
from mentors.closing.mails import PURPOSE
from mentors.closing.models import STALE, ClosingForm
from mentors.letters.actions import write_to
from mentors.letters.kinds import Kind
from mentors.models import Placement
from notifications.models import Link, Mail
from notifications.working_days import is_working_day, next_working_day, working_days_after

NOT_BEFORE = datetime.time(9, 0)
REMINDED_AFTER = datetime.timedelta(days=3)
# After a stop the mentor is called first (mentors/endings): a form does not come before that.
AFTER_A_STOP = 3


class LinkIsOver(Exception):
    """It was used, withdrawn or is too old by now. Nothing was written."""


def expect_closing_forms(placement, mentorships):
    """A form for each mentor of a placement that has just ended; who only steps in gets none."""
    if placement.is_job:
        return
    is_a_stop = placement.was_sudden or placement.outcome in Placement.STOPPED
    ask_on = working_days_after(timezone.localdate(), AFTER_A_STOP if is_a_stop else 1)
    ClosingForm.objects.bulk_create(
        [
            ClosingForm(placement=placement, mentor=each.mentor, ask_on=ask_on)
            for each in mentorships
            if not each.is_backup
        ],
        ignore_conflicts=True,
    )


def post_closing_forms(now):
    """Asks and reminds, in the day time of working days."""
    local = timezone.localtime(now)
    today = local.date()
    if not is_working_day(today) or local.time() < NOT_BEFORE:
        return
    for pk in ClosingForm.objects.to_ask(today).values_list("pk", flat=True)[:500]:
        _ask(pk, today, now)
    for pk in ClosingForm.objects.to_remind(today).values_list("pk", flat=True)[:500]:
        _remind(pk, today, now)


@transaction.atomic
def _ask(pk, today, now):
    closing = _locked(ClosingForm.objects.to_ask(today), pk)
    if closing and closing.agreed_mentorships.exists() and _write(closing, Kind.CLOSING, now):
        closing.asked_at = now
        closing.remind_on = next_working_day(today + REMINDED_AFTER)
        closing.save(update_fields=["asked_at", "remind_on"])


@transaction.atomic
def _remind(pk, today, now):
    """Only of what has arrived: with a mail server that was away, later than planned."""
    closing = _locked(ClosingForm.objects.to_remind(today), pk)
    if closing is None:
        return
    asked = Mail.objects.about(pk).filter(kind=Kind.CLOSING, state=Mail.State.SENT)
    arrived = asked.filter(ended_at__date__lte=today - REMINDED_AFTER).exists()
    if arrived and _write(closing, Kind.CLOSING_REMINDER, now):
        closing.reminded_at = now
        closing.save(update_fields=["reminded_at"])


def _locked(forms, pk):
    held = forms.select_for_update(of=("self",), skip_locked=True)
    related = ["placement__participant__advisor", "mentor__workplace"]
    return held.select_related(*related).filter(pk=pk).first()


def _write(closing, kind, now):
    participant = closing.placement.participant
    return write_to(
        closing.mentor,
        kind,
        f"{kind}:{closing.pk}",
        advisor=participant.advisor,
        about=closing.pk,
        url=participant.get_absolute_url(),
        expires_at=now + STALE,
    )


@transaction.atomic
def answer(link_id, **said):
    """The mentor's own answer, by a link that is spent with it. Raises LinkIsOver.

    `said`: ended, gained, needed, again. Mails come first, then the link: in the order in which a
    mail that is being sent holds them.
    """
    link = Link.objects.get(pk=link_id)
    Mail.objects.about(link.about).cancel()
    now = timezone.now()
    if not Link.objects.usable(now).filter(pk=link_id, purpose=PURPOSE).update(spent_at=now):
        raise LinkIsOver
    if not ClosingForm.objects.open().filter(pk=link.about).update(answered_at=now, **said):
        raise LinkIsOver


@transaction.atomic
def fill_in(membership, mentorship, **said):
    """Written down on the phone with the mentor. False when there is an answer already."""
    closing, _is_new = ClosingForm.objects.get_or_create(
        placement=mentorship.placement,
        mentor=mentorship.mentor,
        defaults={"ask_on": timezone.localdate()},
    )
    _end_asking(closing)
    unanswered = ClosingForm.objects.filter(pk=closing.pk, answered_at=None)
    said |= {"answered_at": timezone.now(), "filled_in_by": membership.user_id}
    if not unanswered.update(**said):
        return False
    audit.record(membership, "closing_form.fill_in", closing)
    return True


@transaction.atomic
def settle(membership, closing):
    """Answered in another way: nobody is asked or reminded any more."""
    _end_asking(closing)
    settled = {"settled_at": timezone.now(), "settled_by": membership.user_id}
    if ClosingForm.objects.open().filter(pk=closing.pk).update(**settled):
        audit.record(membership, "closing_form.settle", closing)


def _end_asking(closing):
    Mail.objects.about(closing.pk).cancel()
    Link.objects.about(closing.pk).revoke()
