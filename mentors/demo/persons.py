"""Who somebody in a caseload is: contact details, group of need, benefit, wish."""

import datetime

from caseload.models import Participant
from mentors.demo import reasons
from mentors.demo.names import mail_address, phone_number

NeedGroup, Benefit = Participant.NeedGroup, Participant.Benefit

NEED_GROUPS = {
    NeedGroup.GOOD_OPPORTUNITIES: 8,
    NeedGroup.NEEDS_GUIDANCE: 40,
    NeedGroup.REDUCED_CAPACITY: 38,
    NeedGroup.PARTLY_WORK: 7,
    NeedGroup.LITTLE_OPPORTUNITY: 4,
    "": 3,
}
BENEFITS = {
    Benefit.WORK_ASSESSMENT: 36,
    Benefit.UNEMPLOYMENT: 16,
    Benefit.ACTIVITY: 10,
    Benefit.SOCIAL: 16,
    Benefit.QUALIFICATION: 8,
    Benefit.SICKNESS: 3,
    Benefit.DISABILITY: 4,
    Benefit.NONE: 5,
    "": 2,
}
# The others are decided month by month, or for good.
HAVE_AN_END = [
    Benefit.WORK_ASSESSMENT,
    Benefit.UNEMPLOYMENT,
    Benefit.ACTIVITY,
    Benefit.QUALIFICATION,
]


def details(dice, situation, name, today):
    """Fields of the participant that are the same from the first day to the last."""
    well_known = situation.rhythm or situation.has_had_a_mentor

    def perhaps(chance, value):
        return value if dice.random() < chance else ""

    benefit, ends_on = _benefit(dice, situation, today)
    return {
        "name": name,
        "birth_year": today.year - int(dice.triangular(19, 63, 30)),
        "phone": perhaps(0.9, phone_number(dice)),
        "email": perhaps(0.6, mail_address(name)),
        "need_group": dice.choices(list(NEED_GROUPS), NEED_GROUPS.values())[0],
        "benefit": benefit,
        "benefit_ends_on": ends_on,
        "wish": perhaps(1 if well_known else 0.6, dice.choice(reasons.WISHES)),
        "interests": perhaps(0.9 if well_known else 0.3, dice.choice(reasons.INTERESTS)),
        "support_at_work": perhaps(
            0.7 if well_known else 0.1, dice.choice(reasons.SUPPORT_AT_WORK)
        ),
        "support_outside_work": perhaps(
            0.4 if well_known else 0.05, dice.choice(reasons.SUPPORT_OUTSIDE_WORK)
        ),
        "protection": situation.protection,
    }


def _benefit(dice, situation, today):
    days = datetime.timedelta
    if situation.benefit_ends_in is not None:
        return dice.choice(HAVE_AN_END), today + days(situation.benefit_ends_in)
    [benefit] = dice.choices(list(BENEFITS), BENEFITS.values())
    ends = benefit in HAVE_AN_END and not situation.ended and dice.random() < 0.8
    return benefit, today + days(dice.randint(45, 700)) if ends else None
