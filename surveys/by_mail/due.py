"""Who is to be asked by mail, and when: of placements that ended a week ago."""

import datetime

from django.db.models import F
from django.utils import timezone

from accounts.models import Office
from caseload.models import Participant
from mentors.models import ContactPerson, Placement
from notifications.working_days import is_working_day, working_days_after
from surveys.by_mail.models import ContactConsent
from surveys.waves.models import Wave

A_WEEK = datetime.timedelta(days=7)
# Somebody nobody could ask for so long is not asked any more: it would surprise.
STALE = datetime.timedelta(days=14)
FROM, UNTIL = datetime.time(9, 0), datetime.time(17, 0)
# Working days from the mail to its reminder, at least and at most.
REMINDED_AFTER, REMINDED_WITHIN = 7, 10


def is_time_to_write(now):
    local = timezone.localtime(now)
    return is_working_day(local.date()) and FROM <= local.time() < UNTIL


def reasons():
    """Placements that have ended, of candidates who are followed up and not protected."""
    return Placement.objects.filter(
        ended_on__isnull=False,
        is_job=False,
        participant__ended_on=None,
        participant__protection=Participant.Protection.OPEN,
    )


def to_ask(wave, today):
    """[(id of a contact, id of a placement)] of who has said yes, each placement's contacts."""
    offices = wave.offices.filter(office__status=Office.Status.TAKING_PART).values("office")
    over = reasons().filter(
        ended_on__lte=today - A_WEEK,
        ended_on__gt=today - A_WEEK - STALE,
        workplace__office__in=offices,
    )
    agreed = ContactConsent.objects.standing().exclude(contact__email_hash="")
    if wave.audience == Wave.Audience.EMPLOYERS:
        employers = agreed.filter(
            contact__role=ContactPerson.Role.EMPLOYER, contact__workplace__placements__in=over
        )
        return list(employers.values_list("contact", "contact__workplace__placements"))
    mentors = agreed.filter(
        contact__mentorships__placement__in=over,
        contact__mentorships__is_backup=False,
        contact__mentorships__ended_on=F("contact__mentorships__placement__ended_on"),
    )
    return list(mentors.values_list("contact", "contact__mentorships__placement"))


def days_to_remind_of(today):
    """[day] such that a mail of that day is reminded of today."""
    before = [today - datetime.timedelta(days=number) for number in range(REMINDED_AFTER, 40)]
    return [
        day
        for day in before
        if working_days_after(day, REMINDED_AFTER)
        <= today
        <= working_days_after(day, REMINDED_WITHIN)
    ]
