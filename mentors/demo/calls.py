"""What mentors at one office have sent by their links: an open call, and others that are over."""

import random
from datetime import timedelta

from django.db import connection
from django.utils import timezone

from accounts.models import User
from mentors.calls.actions import link_for
from mentors.demo.days import at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.demo.names import phone_number
from mentors.models import Call, MentorRelation
from mentors.relations.models import contact_agreed, with_a_candidate
from notifications.actions import tell, told
from notifications.models import Notification

SEED = 541  # the paragraph of the report on whom a mentor calls
HOURS = "Mandag til fredag, kl. 9 til 15"
OPEN = (
    "not_at_work",
    "Har meldt fra selv, men jeg lurer på hva jeg skal si til de andre.",
    "etter kl. 13",
)
OVER = [  # working days ago, choice, words, what was done
    (6, "call_me", "", "Ringte samme dag. Vi ble enige om en ny arbeidsoppgave fra mandag."),
    (3, "all_well", "Fin uke!", ""),
]


def send(workforce, today):
    """Ada's newest mentor waits for a call; another has been called, and says all is well."""
    dice = random.Random(SEED)  # nosec B311 # invented people
    with connection.cursor() as cursor:
        # All these rows are of one transaction: nobody has told the planner how many there are.
        cursor.execute("ANALYZE")
    _give_phones(dice, workforce)
    ada = workforce.advisors[0]
    agreed = contact_agreed(with_a_candidate()).filter(placement__participant__advisor=ada.user)
    newest = agreed.order_by("-started_on", "pk").values_list("mentor", flat=True)
    relations = [
        MentorRelation.objects.get_or_create(
            mentor_id=mentor, advisor=ada.user, defaults={"id": new_id(dice)}
        )[0]
        for mentor in dict.fromkeys(newest)
    ]
    waits, heard, *_rest = relations
    for relation in (waits, heard):
        link_for(relation)
    chosen, words, preferred_time = OPEN
    at = min(at_work(working_day_before(today + timedelta(days=1)), dice), timezone.now())
    call = _call(dice, waits, chosen, at, words=words, preferred_time=preferred_time)
    tell(
        [
            told(
                ada.user_id,
                workforce.office.pk,
                Notification.Kind.CALL,
                call.pk,
                call.get_absolute_url(),
            )
        ]
    )
    for days, chosen, words, how in OVER:
        day = today
        for _ in range(days):
            day = working_day_before(day)
        answered = {"answered_on": day, "answered_by": ada.user, "answered_how": how} if how else {}
        _call(dice, heard, chosen, at_work(day, dice), words=words, **answered)


def _call(dice, relation, chosen, at, **sent):
    return Call.objects.create(
        id=new_id(dice), relation=relation, submission=new_id(dice), chosen=chosen, at=at, **sent
    )


def _give_phones(dice, workforce):
    staff = [
        User(pk=member.user_id, work_phone=phone_number(dice), phone_hours=HOURS)
        for member in workforce.advisors
    ]
    User.objects.bulk_update(staff, ["work_phone", "phone_hours"])
