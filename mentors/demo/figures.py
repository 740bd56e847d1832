"""The published figures of AFI-rapport 2024:07 that the demo is drawn from."""

from dataclasses import dataclass

from accounts.models import Office

Status = Office.Status


@dataclass(frozen=True)
class DemoOffice:
    county: str
    name: str
    advisors: int
    status: str = Status.TAKING_PART
    # How many days ago it joined or left, where it was not there from beginning to end.
    joined_ago: int | None = None
    left_ago: int | None = None
    departments: tuple = ()


# § 1.5: two offices in each of four counties, two joined late and one left halfway. The advisors at
# seven of them as the survey was sent (§ 1.5.2); the eighth has the rest of about 65.
OFFICES = [
    DemoOffice("Trøndelag", "Nav Granvik", 4),
    DemoOffice("Trøndelag", "Nav Lomheim", 12, departments=("Arbeid og inkludering", "Ung")),
    DemoOffice("Agder", "Nav Skogvik", 8),
    DemoOffice("Agder", "Nav Heiaberg", 3, Status.GUEST, joined_ago=150),
    DemoOffice("Vestland", "Nav Straumdal", 11),
    DemoOffice("Vestland", "Nav Holmsund", 7, joined_ago=210),
    DemoOffice("Øst-Viken", "Nav Elvemo", 14, departments=("Oppfølging", "Mottak og marked")),
    DemoOffice("Øst-Viken", "Nav Åsbrenna", 6, Status.LEFT, left_ago=180),
]
FJORDBY = DemoOffice("Vestland", "Nav Fjordby", 4)

# Table 12, portfolio sizes of 32 advisors: (fewest, most, advisors). Printed as overlapping
# 0–30, 31–60, 60–100 and 100+; the demo's people are drawn from ranges that do not touch.
PORTFOLIOS = [((11, 30), 7), ((31, 60), 10), ((61, 100), 8), ((101, 124), 7)]

# Table 5, people with a mentor over the whole project, of 32 advisors: (range, advisors).
# The one who answered "don't know" had some.
WITH_MENTOR = [
    ((1, 1), 2),
    ((2, 3), 5),
    ((4, 5), 8),
    ((6, 8), 9),
    ((9, 10), 1),
    ((11, 14), 4),
    ((0, 0), 2),
    ((1, 8), 1),
]

# Table 3, 31 interviewed mentors by industry and size of the unit.
MENTORS = {
    ("trade", "1-4"): 1,
    ("trade", "5-9"): 1,
    ("trade", "10-19"): 4,
    ("trade", "20-49"): 3,
    ("trade", "50-99"): 1,
    ("food", "5-9"): 2,
    ("food", "10-19"): 2,
    ("health", "1-4"): 1,
    ("health", "5-9"): 5,
    ("health", "10-19"): 2,
    ("health", "20-49"): 2,
    ("manufacturing", "1-4"): 3,
    ("manufacturing", "5-9"): 1,
    ("manufacturing", "10-19"): 1,
    ("manufacturing", "20-49"): 1,
    ("manufacturing", "100-249"): 1,
}
# Table 14, the positions of the same 31.
POSITIONS = {"owner": 16, "department_leader": 7, "employee": 8}
# Four demo mentors for each interviewed one: 124, in exactly these proportions.
MENTORS_EACH = 4
FJORDBY_MENTORS = 16


def shares(weights, total):
    """`total` divided in proportion to `weights`, in whole numbers (largest remainder)."""
    exact = [weight * total / sum(weights) for weight in weights]
    whole = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return whole


def draw(dice, table, total):
    """`total` numbers: each range of `table` as often as published, by dice within a range."""
    counts = shares([weight for _range, weight in table], total)
    numbers = [
        dice.randint(*numbers)
        for (numbers, _weight), count in zip(table, counts, strict=True)
        for _ in range(count)
    ]
    dice.shuffle(numbers)
    return numbers
