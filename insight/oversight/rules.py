"""Which look-ups of a week somebody should look at. No database: looks in, findings out.

The rules are few and can be explained to whoever they point at. They point at what is unusual,
never at how much somebody works.
"""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from insight.oversight.models import Finding

Rule = Finding.Rule

NIGHT_FROM, NIGHT_UNTIL = datetime.time(22), datetime.time(6)
# At night with a relation it may be somebody who works late: not for one look.
AT_NIGHT = 3
# Guessing: what an office does in a day when people come in unannounced is less.
LOOK_UPS_A_DAY = 8
STRANGERS_A_WEEK = 4


@dataclass(frozen=True)
class Look:
    """One line of the audit log about a participant. `at`: local time.

    `participant` is None where a look-up found nobody. `has_relation`: she followed her up, stood
    in for her advisor or followed along, at the time. `is_look_up`: by name, before opening.
    """

    at: datetime.datetime
    user: int
    participant: object
    has_relation: bool
    has_same_name: bool = False
    is_protected: bool = False
    is_look_up: bool = False

    @property
    def is_at_night(self):
        return self.at.time() >= NIGHT_FROM or self.at.time() < NIGHT_UNTIL


@dataclass(frozen=True)
class Found:
    """A rule that these looks of one person fit; `participant` None where it is about several."""

    rule: str
    user: int
    participant: object
    looks: tuple

    @property
    def key(self):
        return self.rule, self.user, self.participant

    @property
    def is_about_her_own(self):
        return all(look.has_relation for look in self.looks)


def findings(looks):
    """[Found] of the Looks of one week."""
    found = []
    for user, hers in _grouped(looks, lambda look: look.user).items():
        about = _grouped((look for look in hers if look.participant), lambda look: look.participant)
        for participant, of_one in about.items():
            found += [Found(rule, user, participant, tuple(of_one)) for rule in _of_one(of_one)]
        found += [Found(rule, user, None, tuple(many)) for rule, many in _of_many(hers, about)]
    return found


def _of_one(looks):
    """Rules that looks of one person at one participant fit: the gravest only."""
    if any(look.is_protected for look in looks):
        yield Rule.PROTECTED
    elif any(look.has_same_name for look in looks):
        yield Rule.SAME_NAME
    elif any(look.is_at_night and not look.has_relation for look in looks):
        yield Rule.NIGHT
    elif any(not look.has_relation and not look.is_look_up for look in looks):
        yield Rule.NO_RELATION


def _of_many(looks, about):
    at_night = [look for look in looks if look.is_at_night]
    if len({look.participant for look in at_night}) >= AT_NIGHT:
        yield Rule.NIGHT, at_night
    for by_day in _grouped((look for look in looks if look.is_look_up), _day).values():
        if len(by_day) >= LOOK_UPS_A_DAY:
            yield Rule.MANY, by_day
            return
    strangers = [each for each in about.values() if not any(look.has_relation for look in each)]
    if len(strangers) >= STRANGERS_A_WEEK:
        yield Rule.MANY, [look for each in strangers for look in each]


def _day(look):
    return look.at.date()


def _grouped(rows, key):
    groups = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups
