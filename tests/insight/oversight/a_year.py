"""A year of one office's look-ups, and what snooping was planted in it. Knows no rule.

How often is a guess: ten advisors with fifteen people each, who open some of their own every day;
about once a week somebody opens a colleague's person because the colleague is away; family names
are as common as in Norway; one advisor likes to work in the evening.
"""

import datetime
import random
from dataclasses import dataclass

MONDAY = datetime.date(2025, 1, 6)
WEEKS = 46
# The commonest family names with how many per thousand have them; everybody else has her own.
NAMES = {"Hansen": 10, "Johansen": 9, "Olsen": 9, "Larsen": 7, "Andersen": 7, "Pedersen": 6}
NAMES |= {"Nilsen": 6, "Kristiansen": 4, "Jensen": 4, "Karlsen": 4, "Johnsen": 4, "Pettersen": 4}


@dataclass(frozen=True)
class Line:
    """What stands in the log. `participant` is None where nobody was found."""

    at: datetime.datetime
    advisor: int
    participant: int | None
    is_look_up: bool = False
    reason: str = ""


@dataclass(frozen=True)
class Snooping:
    kind: str
    monday: datetime.date
    advisor: int
    participants: tuple


class Year:
    """`advisors` and `people` are {number: family name}; `holds` is {participant: advisor}."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        self.advisors = {number: self._family_name(number) for number in range(10)}
        self.people = {number: self._family_name(100 + number) for number in range(150)}
        self.holds = {person: person % 10 for person in self.people}
        # Relatives of some, with another advisor.
        for person in self.dice.sample(sorted(self.people), 12):
            kin = self.dice.choice([a for a in self.advisors if a != self.holds[person]])
            self.people[person] = self.advisors[kin]
        self.stand_ins, self.lines, self.planted = [], [], []
        for week in range(WEEKS):
            self._week(MONDAY + datetime.timedelta(weeks=week))
        self.lines.sort(key=lambda line: line.at)

    def _family_name(self, number):
        drawn = self.dice.randrange(1000)
        for name, share in NAMES.items():
            drawn -= share
            if drawn < 0:
                return name
        return f"Etternavn{number}"

    def _week(self, monday):
        away = self.dice.sample(range(10), 1) if self.dice.random() < 0.5 else []
        for advisor in away:
            stand_in = self._another(advisor)
            until = monday + datetime.timedelta(days=4)
            self.stand_ins.append((advisor, stand_in, monday, until))
        for day in range(5):
            for advisor in self.advisors:
                self._working_day(monday + datetime.timedelta(days=day), advisor, away)
        if self.dice.random() < 0.9:
            self._somebody_is_away(monday)
        if self.dice.random() < 0.9:
            self._snoop(monday)

    def _working_day(self, day, advisor, away):
        own = [person for person, holder in self.holds.items() if holder == advisor]
        for absent, stand_in, first, last in self.stand_ins:
            if stand_in == advisor and first <= day <= last:
                own += [person for person, holder in self.holds.items() if holder == absent]
        if advisor in away:
            return
        for person in self.dice.sample(own, self.dice.randint(3, 7)):
            late = advisor == 3 and self.dice.random() < 0.05
            self._line(day, advisor, person, hour=(22 if late else None))
        if self.dice.random() < 0.15:
            # Somebody at the desk: whose is she? Often the name is written wrong at first.
            for _each in range(self.dice.randint(0, 2)):
                self._line(day, advisor, None, is_look_up=True)
            self._line(day, advisor, self.dice.choice(sorted(self.people)), is_look_up=True)

    def _somebody_is_away(self, monday):
        advisor = self.dice.randrange(10)
        person = self.dice.choice([p for p, holder in self.holds.items() if holder != advisor])
        day = monday + datetime.timedelta(days=self.dice.randrange(5))
        self._line(day, advisor, person, is_look_up=True)
        self._line(day, advisor, person, reason="Ringte mens veilederen er borte.")

    def _snoop(self, monday):
        kind = self.dice.choice(["kin", "kin", "neighbour", "night", "guessing", "curious"])
        advisor = self.dice.randrange(10)
        others = [person for person, holder in self.holds.items() if holder != advisor]
        day = monday + datetime.timedelta(days=self.dice.randrange(5))
        if kind == "kin":
            kin = [
                (a, p)
                for p, name in self.people.items()
                for a in self.advisors
                if self.advisors[a] == name and self.holds[p] != a
            ]
            advisor, person = self.dice.choice(kin)
            chosen = [person]
            self._line(day, advisor, person, reason="Skal hjelpe en kollega")
        elif kind == "neighbour":
            chosen = [self.dice.choice(others)]
            for later in range(self.dice.randint(1, 3)):
                self._line(day + datetime.timedelta(days=later), advisor, chosen[0], reason="Sak")
        elif kind == "night":
            chosen = [self.dice.choice(others)]
            hour = self.dice.choice([22, 23, 0, 3])
            self._line(day, advisor, chosen[0], hour=hour, reason="Måtte sjekke noe")
        elif kind == "guessing":
            chosen = []
            for _each in range(self.dice.randint(9, 15)):
                self._line(day, advisor, None, is_look_up=True)
        else:
            chosen = self.dice.sample(others, self.dice.randint(3, 6))
            for person in chosen:
                self._line(day, advisor, person, reason="Ser over porteføljen")
        self.planted.append(Snooping(kind, monday, advisor, tuple(chosen)))

    def _another(self, advisor):
        return self.dice.choice([each for each in self.advisors if each != advisor])

    def _line(self, day, advisor, person, *, hour=None, is_look_up=False, reason=""):
        hour = self.dice.randint(8, 15) if hour is None else hour
        time = datetime.time(hour, self.dice.randrange(60), self.dice.randrange(60))
        at = datetime.datetime.combine(day, time)
        self.lines.append(Line(at, advisor, person, is_look_up, reason))
