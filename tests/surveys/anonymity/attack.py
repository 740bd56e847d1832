"""Somebody with the whole database: which answer is whose?

She is a superuser, has a dump taken before the batches were opened and the files of the tables
after it, and knows whom each invitation went to.
"""

import json
import random
import struct
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import F
from django.db.models.expressions import RawSQL

from surveys.intake import release
from surveys.invitations.models import hash_of
from surveys.models import Response, Wave
from tests.surveys.anonymity.waves import (
    K,
    answers_of,
    bytes_in,
    close,
    file_of,
    invite,
    make_wave,
    put_on_the_disk,
)

PAGE = 8192


@dataclass
class Seen:
    """Of one wave. `truth`: {invitation: the number that tells its answer from the others}."""

    wave: Wave
    truth: dict = field(default_factory=dict)
    arrivals: list = field(default_factory=list)  # numbers in the order in which they came
    invitations: list = field(default_factory=list)  # (id, xmin), as spent
    dump: dict = field(default_factory=dict)  # {xmin: (place, blob)}
    file: str = ""  # of the partition
    responses: list = field(default_factory=list)  # dicts
    left: bytes = b""  # in the file of the partition, afterwards


def simulate(number, send):
    """[Seen] of this many waves with K respondents each, who answer with `send`."""
    seen = []
    for _wave in range(number):
        release.make_spares(1)
        seen.append(answer_one_wave(send))
    # Batches are opened together, as after the last day of several waves.
    release.work(spares=0)
    put_on_the_disk()
    heap = bytes_in(file_of(Response._meta.db_table))
    for each in seen:
        look_afterwards(each, heap)
    return seen


def answer_one_wave(send):
    seen = Seen(make_wave())
    numbers = list(range(K))
    random.shuffle(numbers)
    tokens = [invite(seen.wave) for _number in numbers]
    invitations = {
        bytes(digest): pk for digest, pk in seen.wave.invitations.values_list("token_sha256", "pk")
    }
    for token, number in zip(random.sample(tokens, K), numbers, strict=True):
        send(seen.wave, token, answers_of(number))
        seen.truth[invitations[hash_of(token)]] = number
        seen.arrivals.append(number)
    (batch,) = seen.wave.batches.all()
    seen.file = file_of(batch.partition)
    seen.dump = rows(
        f"SELECT xmin::text::bigint, ctid::text, blob FROM {batch.partition} ORDER BY ctid"
    )
    seen.invitations = list(
        seen.wave.invitations.values_list("pk", RawSQL("xmin::text::bigint", ())).order_by("pk")
    )
    close(seen.wave)
    return seen


def rows(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {
            xmin: (place, bytes(blob)) for place, (xmin, _, blob) in enumerate(cursor.fetchall())
        }


def look_afterwards(seen, heap):
    found = Response.objects.filter(wave=seen.wave).annotate(
        xmin=RawSQL("xmin::text::bigint", ()), key=F("pk")
    )
    seen.responses = list(found.order_by(RawSQL("ctid", ())).values())
    for place, response in enumerate(seen.responses):
        response["place"] = place
        # Rows fill a page from its end.
        byte = heap.rfind(response["key"].bytes)
        response["byte"] = byte // PAGE * PAGE + PAGE - byte % PAGE
    seen.left = bytes_in(seen.file)


# Ways to guess: {invitation: number of the answer}


def by_order(sign, key):
    """The first to come is the first that is stored, or the last."""

    def guess(seen):
        came = [pk for pk, _xmin in sorted(seen.invitations, key=lambda each: each[1])]
        stored = sorted(seen.responses, key=lambda response: sign * key(response))
        return dict(zip(came, numbers(stored), strict=True))

    return guess


def by_length(seen):
    """The longest sealed answer is the longest that is stored."""
    came = sorted(seen.invitations, key=lambda each: len(seen.dump[each[1]][1]))
    stored = sorted(seen.responses, key=lambda response: len(json.dumps(response["answers"])))
    return dict(zip([pk for pk, _xmin in came], numbers(stored), strict=True))


def by_reading(texts):
    """What can be read in it stands beside the transaction that spent the invitation."""

    def guess(seen):
        guessed = by_order(1, lambda response: response["place"])(seen)
        invitation = {xmin: pk for pk, xmin in seen.invitations}
        for xmin, content in texts(seen):
            for response in seen.responses:
                if xmin in invitation and is_in(response["answers"], content):
                    guessed[invitation[xmin]] = response["answers"]["people"]
        return guessed

    return guess


def in_the_dump(seen):
    return [(xmin, blob) for xmin, (_place, blob) in seen.dump.items()]


def in_the_file(seen):
    """(xmin, bytes) of every row in a file of the server, dropped and deleted ones too."""
    for start in range(0, len(seen.left), PAGE):
        page = seen.left[start : start + PAGE]
        lower = struct.unpack_from("<H", page, 12)[0]
        for (pointer,) in struct.iter_unpack("<I", page[24:lower]):
            offset, length = pointer & 0x7FFF, pointer >> 17
            if length:
                yield struct.unpack_from("<I", page, offset)[0], page[offset : offset + length]


def is_in(answers, content):
    return json.dumps(answers, sort_keys=True).encode() in content


def numbers(responses):
    return [response["answers"]["people"] for response in responses]


GUESSES = {
    "order of rows": by_order(1, lambda response: response["place"]),
    "order of rows, last first": by_order(-1, lambda response: response["place"]),
    "bytes in the file": by_order(1, lambda response: response["byte"]),
    "transactions": by_order(1, lambda response: response["xmin"]),
    "ids": by_order(1, lambda response: response["key"].int),
    "length when sealed": by_length,
    "reading the old dump": by_reading(in_the_dump),
    "reading what is left in files": by_reading(in_the_file),
}


def linked(seen):
    """{way to guess: mean share of respondents whose answer is found}"""
    return {
        name: sum(share(each.truth, guess(each)) for each in seen) / len(seen)
        for name, guess in GUESSES.items()
    }


def share(truth, guessed):
    return sum(truth[pk] == number for pk, number in guessed.items()) / len(truth)


def spearman(seen):
    """Mean rank correlation of when an answer came and where it is stored."""
    found = []
    for each in seen:
        stored = numbers(each.responses)
        gaps = [(came - stored.index(number)) ** 2 for came, number in enumerate(each.arrivals)]
        found.append(1 - 6 * sum(gaps) / (K * (K**2 - 1)))
    return sum(found) / len(found)
