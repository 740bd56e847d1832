"""Mentors who want check-ins, and what two said when a placement had ended."""

import random

from mentors.checkins.actions import next_time
from mentors.demo.days import DAY, at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.demo.texts import GAINED, NEEDED
from mentors.models import (
    CheckIn,
    ClosingForm,
    ContactPerson,
    MentorRelation,
    Mentorship,
    StartAgreement,
)
from notifications.working_days import working_days_after

SEED = 555  # the paragraph of the report on support for the mentor
CHECK_INS = [CheckIn.Rhythm.EVERY_SECOND_WEEK, CheckIn.Rhythm.MONTHLY]
LANGUAGES = ["nn", "en"]


def write(workforce, today):
    dice = random.Random(SEED)  # nosec B311 # invented people
    ada, bo, *_others = workforce.advisors
    for member in (ada, bo):
        _check_ins(dice, member, today)
    _closing_forms(dice, workforce, today)


def _check_ins(dice, member, today):
    """Drawn among the mentors whose candidate has agreed to contact; some read another language."""
    agreed = StartAgreement.objects.exclude(contact_agreed_on=None).values("placement")
    mentorships = Mentorship.objects.filter(
        placement__in=agreed,
        placement__ended_on=None,
        ended_on=None,
        placement__participant__advisor=member.user,
        placement__participant__ended_on=None,
    )
    by_mentor = {each.mentor_id: each for each in mentorships.order_by("placement", "pk")}
    chosen = list(by_mentor)[: len(CHECK_INS)]
    for mentor, rhythm, language in zip(chosen, CHECK_INS, LANGUAGES, strict=False):
        ContactPerson.objects.filter(pk=mentor).update(language=language)
        relation = MentorRelation.objects.create(
            id=new_id(dice), mentor_id=mentor, advisor=member.user
        )
        agreed_on = working_day_before(today - dice.randint(1, 9) * DAY)
        CheckIn.objects.create(
            relation=relation,
            rhythm=rhythm,
            agreed_on=agreed_on,
            set_by=member.user,
            set_at=at_work(agreed_on, dice),
            next_at=next_time(rhythm, max(agreed_on, today - 7 * DAY)),
        )


def _closing_forms(dice, workforce, today):
    """Of the last three placements that ended: answered, told on the phone, not answered yet."""
    ended = Mentorship.objects.filter(
        placement__ended_on__isnull=False,
        placement__is_job=False,
        is_backup=False,
        placement__participant__office=workforce.office,
        placement__participant__ended_on=None,
        placement__participant__protection="open",
    )
    last = ended.select_related("placement__participant__advisor").order_by(
        "-placement__ended_on", "pk"
    )
    # Ada's first: it is her bench that one looks at.
    ada = workforce.advisors[0].user_id
    last = sorted(last, key=lambda each: each.placement.participant.advisor_id != ada)[:3]
    forms = []
    for number, mentorship in enumerate(last):
        placement = mentorship.placement
        asked_on = min(working_days_after(placement.ended_on, 1), working_day_before(today))
        form = ClosingForm(
            id=new_id(dice),
            placement=placement,
            mentor_id=mentorship.mentor_id,
            ask_on=asked_on,
            asked_at=at_work(asked_on, dice),
        )
        if number < 2:
            form.answered_at = at_work(asked_on, dice)
            form.filled_in_by = placement.participant.advisor if number else None
            form.ended = ClosingForm.Ended.AS_PLANNED
            form.gained, form.needed = GAINED[number], NEEDED[number]
            form.again = [ClosingForm.Again.GLADLY, ClosingForm.Again.IF][number]
        forms.append(form)
    ClosingForm.objects.bulk_create(forms)
