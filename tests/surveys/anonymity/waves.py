"""Waves with respondents, as the attacker and the rules of opening meet them."""

import itertools
import secrets
from functools import cache
from urllib.parse import urlencode

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from surveys.instruments.models import Instrument
from surveys.instruments.questionnaire import Block, Choice, Item, Kind, Page, Questionnaire, Texts
from surveys.intake.actions import seal, take_batch
from surveys.intake.models import Batch
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import ConsentText, Wave
from tests.factories import make_office

K = 6
_serial = itertools.count(1)


def item(name, kind, choices=""):
    return Item(name, kind, Texts("Hva?", "Kva?"), choices)


ITEMS = (
    item("people", Kind.NUMBER),
    item("ways", Kind.SEVERAL, "ways"),
    item("help", Kind.ONE, "ways"),
)
CLOSED, WITH_TEXT = (
    Questionnaire(
        title=Texts("Puls", "Puls"),
        pages=(Page("one", (Block("all", items),)),),
        choices={"ways": tuple(Choice(f"way-{n}", Texts(f"Måte {n}")) for n in range(K + 1))},
    )
    for items in (ITEMS, (*ITEMS, item("more", Kind.TEXT)))
)


def make_wave(questionnaire=CLOSED, *, period="", **about):
    """A Wave that takes answers. There must be a spare batch."""
    number = next(_serial)
    instrument = Instrument.objects.create(code=f"sealed-{number}")
    version = instrument.versions.create(
        number=1, content=questionnaire.to_json(), frozen_at=timezone.now()
    )
    consent = ConsentText.objects.get_or_create(number=1, defaults={"text_nb": "Ja"})[0]
    wave = Wave.objects.create(
        **{
            "version": version,
            "label": f"Runde {number}",
            "way": Wave.Way.CODES,
            "audience": Wave.Audience.ADVISORS,
            "state": Wave.State.OPEN,
            "opens_on": timezone.localdate(),
            "consent": consent,
        }
        | about
    )
    take_batch(wave, period)
    return wave


def invite(wave, office=None):
    """The token of a new Invitation."""
    token = secrets.token_urlsafe(32)
    batch = wave.batches.get(state=Batch.State.OPEN)
    Invitation.objects.create(wave=wave, batch=batch, office=office, token_sha256=hash_of(token))
    return token


def invite_from_two_offices(wave, number=K):
    offices = make_office(), make_office()
    return [invite(wave, offices[each % 2]) for each in range(number)]


def close(wave):
    wave.state, wave.closes_on = Wave.State.CLOSED, timezone.localdate()
    wave.save(update_fields=["state", "closes_on"])
    seal(wave)


def answers_of(number):
    """Another length for each, as answers have."""
    return {
        "people": number,
        "ways": [f"way-{each}" for each in range(number + 1)],
        "help": f"way-{secrets.randbelow(K)}",
    }


@cache
def _browser():
    """One for all: making one takes longer than answering. It forgets who it was."""
    return Client()


def send_as_a_browser(wave, token, answers):
    """Through the page, whose cookie the address of the mail has set."""
    client = _browser()
    client.cookies[f"survey-{wave.pk}"] = token
    fields = {f"q-{name}": value for name, value in answers.items()}
    more = {"step": "review", "go": "send", "script": "on", "consent": str(wave.consent_id)}
    answered = client.post(
        reverse("surveys:answer", args=[wave.pk]),
        urlencode(fields | more, doseq=True),
        content_type="application/x-www-form-urlencoded",
    )
    assert answered.headers["Location"] == reverse("surveys:answer_thanks")
    client.cookies.clear()


def sealed(wave):
    """The blobs that wait for this wave to be opened."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT blob FROM surveys_sealed WHERE batch_id = ANY(%s)",
            [list(wave.batches.values_list("pk", flat=True))],
        )
        return [bytes(blob) for (blob,) in cursor.fetchall()]


def file_of(table):
    """Where the database server keeps it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_filepath(%s)", [table])
        return cursor.fetchone()[0]


def bytes_in(path):
    """What stands in a file of the server, b"" where it has gone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_read_binary_file(%s, true)", [path])
        return bytes(cursor.fetchone()[0] or b"")


def put_on_the_disk():
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
