"""How things stand today with each person of a caseload; stories.py tells how it came to that."""

from dataclasses import dataclass, replace

from caseload.models import Participant
from caseload.rhythm import Rhythm

Phase, Needs = Participant.Phase, Participant.Needs
Protection = Participant.Protection
PLACED = (Phase.START, Phase.UNDER_WAY, Phase.IN_JOB)
NEVER = None  # next contact not scheduled


@dataclass(frozen=True)
class Situation:
    phase: str = Phase.WISH
    # Agreed closer follow-up; "" is ordinary follow-up.
    rhythm: str = ""
    days: int | None = None
    # Working days until the next contact; below 0 is over agreed time.
    next_in: int | None = NEVER
    needs: str = ""
    benefit_ends_in: int | None = None
    not_now: bool = False
    placed_before: bool = False
    closely_before: bool = False
    ended: bool = False
    protection: str = Protection.OPEN
    name: str = ""

    @property
    def is_placed(self):
        return self.phase in PLACED

    @property
    def has_had_a_mentor(self):
        return self.is_placed or self.placed_before


W, F, S, U, J = Phase.WISH, Phase.FINDING, Phase.START, Phase.UNDER_WAY, Phase.IN_JOB
ORDINARY = Situation()
NOT_NOW = Situation(not_now=True)

# The bench everybody sees first: somebody in every status, and a top that is worth reading.
ADA_CLOSER = [
    Situation(U, Rhythm.WEEKLY, next_in=-1, needs=Needs.MENTOR, name="Blid Lampe"),
    Situation(S, Rhythm.EVERY_SECOND_WEEK, next_in=2, needs=Needs.PARTICIPANT, name="Kvikk Gitar"),
    Situation(U, Rhythm.MONTHLY, next_in=7, needs=Needs.ME, name="Lun Seilbåt"),
    Situation(J, Rhythm.EVERY_SECOND_MONTH, next_in=-4, name="Stolt Traktor"),
    Situation(U, Rhythm.EVERY_SECOND_WEEK, next_in=-2, name="Sindig Sag"),
    Situation(F, Rhythm.WEEKLY, next_in=-1, name="Nysgjerrig Måke"),
    Situation(S, Rhythm.WEEKLY, next_in=0, name="Modig Sykkel"),
    Situation(U, Rhythm.MONTHLY, next_in=0, benefit_ends_in=12, name="Munter Trompet"),
    Situation(F, Rhythm.EVERY_SECOND_WEEK, next_in=1, name="Ivrig Kano"),
    Situation(U, Rhythm.OWN, 10, next_in=1, name="Tålmodig Fiskestang"),
    Situation(U, Rhythm.EVERY_SECOND_WEEK, next_in=5, name="Trygg Løvetann"),
    Situation(W, Rhythm.ONCE, 21, next_in=6, name="Åpen Paraply"),
    Situation(J, Rhythm.WHEN_NEEDED, next_in=25, name="Hendig Hammer"),
    Situation(U, Rhythm.MONTHLY, next_in=NEVER, name="Raus Ullgenser"),
    Situation(W, Rhythm.ONCE, 14, next_in=NEVER, name="Høflig Ugle"),
]
ADA_OTHERS = [
    replace(ORDINARY, benefit_ends_in=5, name="Våken Klokke"),
    replace(ORDINARY, benefit_ends_in=24, phase=F, name="Jordnær Spade"),
    replace(ORDINARY, next_in=1),
    replace(ORDINARY, next_in=3, phase=F),
    replace(ORDINARY, next_in=12),
    replace(ORDINARY, next_in=18),
    replace(ORDINARY, next_in=31, phase=U),
    replace(ORDINARY, placed_before=True, closely_before=True, next_in=9),
    replace(ORDINARY, placed_before=True, phase=F),
    replace(ORDINARY, closely_before=True),
    *[NOT_NOW] * 4,
    *[ORDINARY] * 14,
    replace(ORDINARY, protection=Protection.SHIELDED),
    *[replace(ORDINARY, ended=True, placed_before=True, closely_before=True)] * 3,
    *[replace(ORDINARY, ended=True)] * 4,
]
ADA = ADA_CLOSER + ADA_OTHERS
# Bo has some of everything too. Ada follows the first two along.
BO = [
    Situation(U, Rhythm.EVERY_SECOND_WEEK, next_in=4),
    Situation(F, Rhythm.MONTHLY, next_in=9),
    Situation(U, Rhythm.WEEKLY, next_in=1, needs=Needs.MENTOR),
    Situation(S, Rhythm.EVERY_SECOND_WEEK, next_in=-2),
]

RHYTHMS = {
    Rhythm.WEEKLY: 20,
    Rhythm.EVERY_SECOND_WEEK: 28,
    Rhythm.MONTHLY: 28,
    Rhythm.EVERY_SECOND_MONTH: 8,
    Rhythm.OWN: 6,
    Rhythm.ONCE: 4,
    Rhythm.WHEN_NEEDED: 6,
}
# Working days to the next contact of those followed closely, and how often.
NEXT_IN = {NEVER: 4, -6: 1, -3: 3, -1: 6, 0: 8, 1: 9, 2: 10, 3: 8, 5: 12, 8: 14, 12: 12, 17: 10}
NEEDS = {"": 90, Needs.MENTOR: 4, Needs.PARTICIPANT: 3, Needs.COLLEAGUES: 1, Needs.ME: 2}


def of_a_caseload(dice, *, size, with_mentor, joined_lately, left):
    """Situations of `size` people followed today, and of some whose follow-up has ended.

    `with_mentor` people have or had a mentor over the whole project. An office that left the
    project follows nobody closely; one that joined lately has ended few.
    """
    now = 0 if left else min(with_mentor, dice.choice([0, 1, 1, 2, 2, 3]))
    former = with_mentor - now
    former_ended = former // 3 if joined_lately else former // 2
    closer = [_closely(dice, _placed_phase(dice, joined_lately)) for _ in range(now)]
    searching = 0 if left else dice.choice([0, 0, 1, 1, 2]) or int(now == 0)
    closer += [_closely(dice, dice.choice([W, F])) for _ in range(searching)]
    followed = [_sometimes_ordinary(dice, situation) for situation in closer]
    followed += [
        replace(ORDINARY, placed_before=True, closely_before=dice.random() < 0.6)
        for _ in range(former - former_ended)
    ]
    followed += [NOT_NOW] * (0 if left else dice.choice([0, 1, 1, 2, 3]))
    followed = followed[:size]
    followed += [_ordinary(dice, left) for _ in range(size - len(followed))]
    ended = [replace(ORDINARY, ended=True, placed_before=True, closely_before=True)] * former_ended
    ended += [replace(ORDINARY, ended=True)] * dice.randint(1, 2 + size // 20)
    return followed + ended


def _placed_phase(dice, joined_lately):
    return dice.choice([S, U] if joined_lately else [S, U, U, U, J])


def _closely(dice, phase):
    [rhythm] = dice.choices(list(RHYTHMS), RHYTHMS.values())
    [next_in] = dice.choices(list(NEXT_IN), NEXT_IN.values())
    [needs] = dice.choices(list(NEEDS), NEEDS.values())
    days = {Rhythm.OWN: dice.choice([10, 21, 45]), Rhythm.ONCE: dice.choice([14, 30])}.get(rhythm)
    if rhythm == Rhythm.WHEN_NEEDED and next_in is NEVER:
        next_in = 20
    return Situation(phase, rhythm, days, next_in, needs if phase in PLACED else "")


def _sometimes_ordinary(dice, situation):
    """A mentor, too, may do with ordinary follow-up."""
    if situation.is_placed and dice.random() < 0.15:
        return replace(ORDINARY, phase=situation.phase, next_in=dice.randint(3, 30))
    return situation


def _ordinary(dice, left):
    return Situation(
        phase=F if dice.random() < 0.12 else W,
        next_in=dice.randint(1, 60) if not left and dice.random() < 0.25 else NEVER,
        benefit_ends_in=dice.randint(1, 30) if dice.random() < 0.015 else None,
    )
