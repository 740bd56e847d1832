"""`python -m benchmarks.releases`: rows of 100,000 respondents with 40 answers each.

RESPONDENTS=… for fewer. Fails when rows take longer or more memory than they may, or when somebody
could be recognised in them. No database: answers are drawn with a fixed seed.
"""

import os
import random
import resource
import sys
import time

import numpy as np

from surveys.answers.rows import Row
from surveys.disclosure.frame import frame_of
from surveys.disclosure.profiles import RELEASE
from surveys.instruments.questionnaire import Block, Choice, Item, Kind, Page, Questionnaire, Texts
from surveys.microdata.alike import groups_of
from surveys.microdata.shielding import microdata_of
from surveys.releases.wish import Wish

RESPONDENTS = int(os.environ.get("RESPONDENTS", "100000"))
PART = ("00000000-0000-4000-8000-000000000001", 1)
KNOWN = {"county": 15, "gender": 3, "age": 5, "position": 4, "portfolio": 2}
STATEMENTS = 35
SCALE = 5
TARGET_SECONDS, TARGET_MEGABYTES = 20, 1500


def asked():
    """A Questionnaire with five questions that tell who somebody is, and 35 statements."""
    lists = {
        name: tuple(Choice(f"c{each}", Texts(f"Valg {each}")) for each in range(number))
        for name, number in (KNOWN | {"scale": SCALE}).items()
    }
    unsure = Choice("dont_know", Texts("Vet ikke"), says_nothing=True)
    lists["scale"] = (*lists["scale"], unsure)
    items = [Item(name, Kind.ONE, Texts(name), name, tells_who=True) for name in KNOWN]
    names = [f"statement_{number}" for number in range(1, STATEMENTS + 1)]
    items += [Item(name, Kind.ONE, Texts(name), "scale") for name in names]
    blocks = tuple(Block(item.name, (item,)) for item in items)
    return Questionnaire(Texts("Stor"), (Page("one", blocks),), lists)


def answered(questionnaire):
    """[Row], one in fifty answers left out."""
    dice = random.Random(1)
    drawn = {}
    for item in questionnaire.items.values():
        names = list(questionnaire.choices_of(item))
        weights = [1 / (place + 1) for place in range(len(names))]
        drawn[item.name] = dice.choices(
            [*names, None], [*weights, sum(weights) / 50], k=RESPONDENTS
        )
    return [
        Row(PART, {name: given[place] for name, given in drawn.items() if given[place] is not None})
        for place in range(RESPONDENTS)
    ]


def main():
    questionnaire = asked()
    rows = answered(questionnaire)
    wish = Wish(items=tuple(questionnaire.items), parts=(PART,))
    begun = time.perf_counter()
    frame = frame_of(questionnaire, rows)
    framed = time.perf_counter()
    microdata = microdata_of(wish, frame, questionnaire, RELEASE, b"benchmark")
    done = time.perf_counter()
    print(f"{RESPONDENTS} respondents, {len(microdata.columns)} columns, five of which identify")
    print(f"frame {framed - begun:.1f} s, rows {done - framed:.1f} s (target {TARGET_SECONDS} s)")
    k, few, checked = checked_again(microdata)
    print(f"k {k}, l {few}, checked in {checked:.2f} s")
    shares = {name: share for name, share in microdata.shielded.items() if share}
    print("shielded:", ", ".join(f"{name} {share:.2%}" for name, share in shares.items()))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"memory at most {megabytes:.0f} MB (target {TARGET_MEGABYTES} MB)")
    is_slow = done - begun > TARGET_SECONDS or megabytes > TARGET_MEGABYTES
    sys.exit(is_slow or k < RELEASE.group_min or few < 2)


def checked_again(microdata):
    """(k, l, seconds), from what stands in the rows alone."""
    begun = time.perf_counter()
    known = [column.name for column in microdata.columns if column.identifies]
    group, sizes = groups_of(microdata.data[known].to_numpy())
    few = []
    for name in microdata.data.columns.difference(known):
        values = microdata.data[name].to_numpy()
        seen = values < 97
        pairs = np.unique(100 * group[seen] + values[seen])
        numbers = np.bincount(pairs // 100)
        few.append(int(numbers[numbers > 0].min()))
    return int(sizes.min()), min(few), time.perf_counter() - begun


if __name__ == "__main__":
    main()
