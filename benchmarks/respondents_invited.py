"""An open wave with its questionnaire and so many invitations, as JSON. See respondents.py."""

import datetime
import json
import secrets
from dataclasses import asdict
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.models import County, Membership, Office, User
from benchmarks.cases import A_NOTE, MODEL_BACKEND, Request, session_of, signed_in
from surveys.instruments.models import Instrument
from surveys.instruments.questionnaire import Block, Choice, Item, Kind, Page, Questionnaire, Texts
from surveys.intake.actions import take_batch
from surveys.intake.release import make_spare
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import ConsentText, Wave

STATEMENTS = 12  # of each of two batteries, about as many as in the advisors' survey
SCALE = "disagree", "partly_disagree", "neither", "partly_agree", "agree", "dont_know"


def both(text):
    return Texts(text, text)


def questionnaire():
    pages = [
        Page(name, (_battery(name), _words(f"{name}_why")), both("Støtte")) for name in ("a", "b")
    ]
    choices = tuple(Choice(name, both(name)) for name in SCALE)
    return Questionnaire(both("Å følge opp tett"), tuple(pages), {"agree": choices})


def _battery(name):
    items = (
        Item(f"{name}{number}", Kind.ONE, both("Jeg har tid nok til dem jeg følger opp"), "agree")
        for number in range(STATEMENTS)
    )
    return Block(name, tuple(items), both("Hvor enig er du i dette?"), is_matrix=True)


def _words(name):
    return Block(name, (Item(name, Kind.TEXT, both("Hva er viktigst?")),))


@transaction.atomic
def open_wave(asked):
    instrument = Instrument.objects.create(code=f"load-{uuid4().hex[:8]}")
    version = instrument.versions.create(
        number=1, content=asked.to_json(), frozen_at=timezone.now()
    )
    wave = Wave.objects.create(
        version=version,
        label=instrument.code,
        way=Wave.Way.CODES,
        audience=Wave.Audience.ADVISORS,
        state=Wave.State.OPEN,
        opens_on=timezone.localdate(),
        closes_on=timezone.localdate() + datetime.timedelta(days=1),
        consent=ConsentText.objects.first(),
    )
    return wave, take_batch(wave)


def main(number):
    make_spare()
    asked = questionnaire()
    wave, batch = open_wave(asked)
    tokens = [secrets.token_urlsafe(32) for _each in range(number)]
    Invitation.objects.bulk_create(
        Invitation(wave=wave, batch=batch, token_sha256=hash_of(token)) for token in tokens
    )
    answers = {
        f"q-{name}": "Ring oftere." if item.kind == Kind.TEXT else "partly_agree"
        for name, item in asked.items.items()
    }
    print(
        json.dumps(
            {
                "wave": str(wave.pk),
                "consent": str(wave.consent_id),
                "tokens": tokens,
                "answers": answers,
                "floor": asdict(Request("/note/", A_NOTE)),
                "floor_session": session_of(signed_in(somebody(), backend=MODEL_BACKEND)),
            }
        )
    )


def somebody():
    """An advisor, to be signed in on the floor."""
    county, _made = County.objects.get_or_create(name="Fjordfylket")
    office, _made = Office.objects.get_or_create(name="Nav Fjordby", county=county)
    user = User.objects.create_user(f"{uuid4().hex[:8]}@nav.example", name="Ada")
    return Membership.objects.create(
        user=user, office=office, role=Membership.Role.ADVISOR, starts_on=timezone.localdate()
    )
