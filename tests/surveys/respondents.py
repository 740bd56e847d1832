"""A questionnaire with a bit of everything, a wave of it that is open, and invitations to it."""

import datetime

from django.utils import timezone

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
from surveys.invitations.models import Invitation, hash_of, new_token
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


def make_open_wave(questionnaire=QUESTIONNAIRE, *, batch=None, **about):
    """A Wave that takes answers, with a batch of the seal's own making where one is given."""
    instrument = Instrument.objects.create(code=f"puls-{Instrument.objects.count()}")
    version = instrument.versions.create(
        number=1, content=questionnaire.to_json(), frozen_at=timezone.now()
    )
    number = ConsentText.objects.count() + 1
    consent = ConsentText.objects.create(
        number=number, text_nb=CONSENT_NB, text_nn=CONSENT_NN, text_en="You answer freely."
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
    Batch.objects.create(wave=wave, public_key=b"k" * 32, state=Batch.State.OPEN)
    return wave


def invite(wave, token=None, **about):
    """The token of a new Invitation."""
    token = token or new_token()
    batch = wave.batches.get(state=Batch.State.OPEN)
    Invitation.objects.create(wave=wave, batch=batch, token_sha256=hash_of(token), **about)
    return token


def fields(wave, *, consent=True, go="next", step="intro", **answers):
    """What a browser sends from this step: {name: value}."""
    found = {"step": step, "go": go}
    if consent:
        found["consent"] = str(wave.consent_id)
    return found | {f"q-{name}": value for name, value in answers.items()}
