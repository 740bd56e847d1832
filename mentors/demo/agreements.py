"""Start agreements, consents and openings with a reason, for the office that the demo begins at.

Drawn with dice of its own, so that everybody's story stays the same with or without them.
"""

import random
from datetime import datetime, time

from django.utils import timezone

from caseload.models import AccessWithReason, Change, Consent, Participant
from caseload.with_reason.models import LASTS
from mentors.demo import reasons
from mentors.demo.days import DAY, at_work, working_day_before
from mentors.demo.identity import new_id
from mentors.models import Placement, StartAgreement

SEED = 333  # the paragraph of the report on the start meeting
# Topic and receiver, and for how many of ten people at a workplace somebody has asked.
ASKED_ABOUT = {
    ("work_capacity", "mentor"): 7,
    ("language", "mentor"): 5,
    ("aids", "mentor"): 2,
    ("health", "mentor"): 2,
    ("work_capacity", "employer"): 5,
    ("earlier_work", "employer"): 4,
    ("language", "colleagues"): 2,
    ("work_capacity", "health_service"): 2,
    ("economy", "municipality"): 1,
}
WITHDRAWN = 0.08
OPENED = [  # days ago, reason
    (1, "Ringte vakttelefonen om oppmøtet i morgen, og veilederen er på kurs."),
    (4, "Arbeidsgiver ringte og ville vite hvem som er kontaktperson nå."),
    (16, "Står sammen med veilederen i møtet på arbeidsplassen på torsdag."),
]


def write(workforce, today):
    """What was agreed and agreed to by the people placed at this office."""
    dice = random.Random(SEED)  # nosec B311 # invented people
    people = Participant.objects.filter(
        office=workforce.office, ended_on=None, protection=Participant.Protection.OPEN
    )
    current = Placement.objects.current().filter(participant__in=people)
    placements = list(
        current.select_related("participant__advisor", "workplace")
        .prefetch_related("mentorships__mentor")
        .order_by("started_on", "participant__sort_key")
    )
    changes = []
    _start_agreements(dice, placements, today, changes)
    _consents(dice, placements, today, changes)
    Change.objects.bulk_create(changes)
    _openings(dice, workforce, people, today)


def _start_agreements(dice, placements, today, changes):
    agreements = []
    for placement in placements:
        mentors = [m.mentor for m in placement.mentorships.all() if m.ended_on is None]
        if not mentors or dice.random() < 0.25:
            continue
        person, mentor = placement.participant, mentors[0]
        agreed_on = min(placement.started_on + dice.randint(0, 9) * DAY, working_day_before(today))
        written_at = at_work(agreed_on, dice)
        agreements.append(
            StartAgreement(
                id=new_id(dice),
                placement=placement,
                number=1,
                mentor=mentor,
                agreed_on=agreed_on,
                goal=placement.goal,
                training_plan=dice.choice(reasons.TRAINING_PLANS),
                at_work=dice.choice(reasons.AT_WORK),
                outside_work=dice.choice(reasons.OUTSIDE_WORK),
                when_to_call=dice.choice(reasons.WHEN_TO_CALL),
                contact=dice.choice(reasons.CONTACT),
                background=dice.choices(StartAgreement.Background.values, [2, 3, 5, 1])[0],
                contact_agreed_on=agreed_on,
                present=f"{person.name}, {mentor.name}, {person.advisor.name}",
                look_again_on=agreed_on + dice.choice([60, 90, 120]) * DAY,
                written_by=person.advisor,
                written_at=written_at,
            )
        )
        changes.append(_change(person, Change.Kind.START_AGREEMENT, written_at))
    StartAgreement.objects.bulk_create(agreements)


def _consents(dice, placements, today, changes):
    consents = []
    for person, began_on in {p.participant: p.started_on for p in placements}.items():
        for (topic, receiver), of_ten in ASKED_ABOUT.items():
            if dice.random() * 10 > of_ten:
                continue
            earliest = max(began_on, today - 200 * DAY)
            days = max(1, (today - earliest).days)
            asked_on = working_day_before(today - dice.randint(0, days - 1) * DAY)
            recorded_at = at_work(asked_on, dice)
            consent = Consent(
                id=new_id(dice),
                participant=person,
                topic=topic,
                receiver=receiver,
                from_on=asked_on,
                until_on=asked_on + dice.choice([90, 180, 180, 365]) * DAY,
                how=dice.choice(Consent.How.values),
                recorded_by=person.advisor,
                recorded_at=recorded_at,
            )
            consents.append(consent)
            changes.append(_change(person, Change.Kind.CONSENT, recorded_at))
            ended_at = recorded_at + dice.randint(7, 40) * DAY
            if dice.random() < WITHDRAWN and ended_at < timezone.now():
                consent.ended_how, consent.ended_at = Consent.Ending.WITHDRAWN, ended_at
                consent.ended_by = person.advisor
                changes.append(_change(person, Change.Kind.CONSENT_WITHDRAWN, ended_at))
    Consent.objects.bulk_create(consents)


def _change(person, kind, at):
    return Change(participant=person, by=person.advisor, kind=kind, at=at)


def _openings(dice, workforce, people, today):
    """Bo and a colleague have read about somebody of Ada's, for Lars to look at."""
    ada, *colleagues = workforce.advisors
    hers = list(people.filter(advisor=ada.user).order_by("sort_key"))
    openings = []
    for (ago, reason), member in zip(OPENED, [*colleagues, *colleagues], strict=False):
        day = working_day_before(today - (ago - 1) * DAY)
        given_at = timezone.make_aware(datetime.combine(day, time(9, dice.randint(0, 59))))
        openings.append(
            AccessWithReason(
                id=new_id(dice),
                participant=dice.choice(hers),
                membership=member,
                reason=reason,
                given_at=given_at,
                expires_at=given_at + LASTS,
            )
        )
    AccessWithReason.objects.bulk_create(openings)
