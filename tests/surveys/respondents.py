"""A questionnaire with a bit of everything, a wave of it that is open, and invitations to it."""

import datetime
import json
import secrets

from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from nacl.public import PrivateKey, SealedBox

from surveys.instruments.models import Instrument
from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Clause,
    Condition,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)
from surveys.intake.models import Batch
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import ConsentText, Wave

TODAY = timezone.localdate()


def texts(nb, nn=""):
    return Texts(nb, nn or nb.replace("ikke", "ikkje"), f"{nb} (en)")


def statement(name, nb, **more):
    return Item(name, Kind.ONE, texts(nb), "agree", **more)


def when(item, operator, value):
    return Condition((Clause(item, operator, value),))


QUESTIONNAIRE = Questionnaire(
    title=texts("Å følge opp tett", "Å følgje opp tett"),
    intro=texts("Vi spør alle som følger opp tett.", "Vi spør alle som følgjer opp tett."),
    pages=(
        Page(
            "support",
            (
                Block(
                    "battery",
                    (
                        statement("time", "Jeg har tid nok"),
                        statement("help", "Jeg får hjelp når jeg ber om det"),
                        statement("learn", "Vi lærer av hverandre"),
                    ),
                    texts("Hvor enig er du i dette?", "Kor einig er du i dette?"),
                    is_matrix=True,
                ),
            ),
            texts("Støtte", "Støtte"),
        ),
        Page(
            "cases",
            (
                Block(
                    "people",
                    (
                        Item(
                            "people",
                            Kind.NUMBER,
                            texts("Hvor mange følger du opp?"),
                            required=True,
                            least=0,
                            most=200,
                        ),
                    ),
                ),
                Block(
                    "why",
                    (
                        Item(
                            "why",
                            Kind.TEXT,
                            texts("Hva gjør du når det er så mange?"),
                            shown_if=when("people", ">", "40"),
                        ),
                    ),
                ),
                Block(
                    "ways",
                    (Item("ways", Kind.SEVERAL, texts("Hvordan har dere kontakt?"), "ways"),),
                ),
            ),
        ),
        Page(
            "alone",
            (
                Block(
                    "alone",
                    (
                        Item(
                            "alone",
                            Kind.TEXT,
                            texts("Hvem skulle ha hjulpet deg?"),
                            shown_if=when("help", "=", "disagree"),
                        ),
                    ),
                ),
            ),
        ),
    ),
    choices={
        "agree": (
            Choice("disagree", texts("Helt uenig", "Heilt ueinig")),
            Choice("neither", texts("Verken eller")),
            Choice("agree", texts("Helt enig", "Heilt einig")),
            Choice("dont_know", texts("Vet ikke", "Veit ikkje"), says_nothing=True),
        ),
        "ways": (
            Choice("visit", texts("Besøk")),
            Choice("phone", texts("Telefon")),
            Choice("message", texts("Melding")),
        ),
    },
)
CONSENT_NB = "Du svarer frivillig. Svarene kan ikke trekkes tilbake etter at de er sendt."
CONSENT_NN = "Du svarar frivillig. Svara kan ikkje trekkjast tilbake etter at dei er sende."


# The tests' own, where the release process has one for each batch.
KEY = PrivateKey.generate()


def make_open_wave(questionnaire=QUESTIONNAIRE, **about):
    """A Wave that takes answers, with a batch whose key is KEY."""
    instrument = Instrument.objects.create(code=f"puls-{Instrument.objects.count()}")
    version = instrument.versions.create(
        number=1, content=questionnaire.to_json(), frozen_at=timezone.now()
    )
    consent = ConsentText.objects.create(
        number=ConsentText.objects.count() + 1,
        text_nb=CONSENT_NB,
        text_nn=CONSENT_NN,
        text_en="You answer freely.",
    )
    wave = Wave.objects.create(
        **{
            "version": version,
            "label": "Høst 2026",
            "way": Wave.Way.CODES,
            "audience": Wave.Audience.ADVISORS,
            "state": Wave.State.OPEN,
            "opens_on": TODAY,
            "closes_on": TODAY + datetime.timedelta(days=14),
            "consent": consent,
        }
        | about
    )
    batch = Batch(wave=wave, public_key=bytes(KEY.public_key), state=Batch.State.OPEN)
    batch.save()
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE {batch.partition} PARTITION OF surveys_sealed FOR VALUES IN (%s)",
            [str(batch.pk)],
        )
    return wave


def answers_to(wave):
    """[{item: value}] of everything that was sent, opened with KEY."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT blob FROM surveys_sealed WHERE batch_id = ANY(%s)",
            [list(wave.batches.values_list("pk", flat=True))],
        )
        blobs = [bytes(blob) for (blob,) in cursor.fetchall()]
    return [json.loads(SealedBox(KEY).decrypt(blob).rstrip(b"\0 ")) for blob in blobs]


def invite(wave, token=None, **about):
    """The token of a new Invitation."""
    token = token or secrets.token_urlsafe(32)
    batch = wave.batches.get(state=Batch.State.OPEN)
    Invitation.objects.create(wave=wave, batch=batch, token_sha256=hash_of(token), **about)
    return token


def fields(wave, step="intro", go="next", *, consent=True, shown=None, **answers):
    """What a browser sends from this step: {name: value}. `shown`: it has no JavaScript."""
    found = {"step": step, "go": go}
    found |= {"script": "on"} if shown is None else {"shown": shown}
    if consent:
        found["consent"] = str(wave.consent_id)
    return found | {f"q-{name}": value for name, value in answers.items()}


class Respondent:
    """A browser that has come by a link, and answers."""

    def __init__(self, wave, token=None, **browser):
        self.wave, self.client = wave, Client(**browser)
        self.token = token or invite(wave)
        self.came = self.client.get(reverse("surveys:enter", args=[self.token]))
        self.page = self.came.headers.get("Location")

    def look(self):
        return self.client.get(self.page)

    def press(self, step="intro", go="next", *, more=None, **answers):
        """The answer to pressing this button on this step, with everything answered so far."""
        return self.client.post(self.page, fields(self.wave, step, go, **answers) | (more or {}))

    def send(self, **answers):
        return self.press("review", "send", **{"people": "3"} | answers)


def step_of(answer):
    return answer.context["screen"].step
