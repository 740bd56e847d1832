"""A closed wave of employers whose answers came by links, sealed and released as real ones are."""

import datetime
import secrets

from django.utils import timezone

from accounts.models import Office
from surveys.instruments.actions import freeze
from surveys.intake.actions import answer, take_batch
from surveys.intake.models import FEWEST_OFFICES
from surveys.intake.release import make_spare, open_batch
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.actions import close_what_is_over
from surveys.waves.models import ConsentText, Wave, WaveOffice

ASKED, ANSWERED = 41, 23  # as in the report; what they answered is invented
ENDED = datetime.timedelta(days=14)
TOOK = datetime.timedelta(days=120)
OFFICES = 3
# Of the choices as they stand, how many more than of the last give the one.
LEAN = (8, 9, 4, 2, 1)
WHY_NOT = "Vi trengte noen å ringe før det ble vanskelig."


def answered_by_employers(version, dice):
    """Returns how many answered: nobody where fewer offices are there than links must be of."""
    offices = list(Office.objects.filter(status=Office.Status.TAKING_PART).order_by("pk")[:OFFICES])
    if len(offices) < FEWEST_OFFICES:
        return 0
    wave = _open(version)
    make_spare()
    batch = take_batch(wave)
    tokens = [secrets.token_urlsafe(32) for _each in range(ASKED)]
    places = [offices[number % len(offices)] for number in range(ASKED)]
    Invitation.objects.bulk_create(
        Invitation(wave=wave, batch=batch, office=office, token_sha256=hash_of(token))
        for token, office in zip(tokens, places, strict=True)
    )
    WaveOffice.objects.bulk_create(
        WaveOffice(wave=wave, office=office, sent=places.count(office)) for office in offices
    )
    for token in dice.sample(tokens, ANSWERED):
        answer(wave, token, _answers(version.questionnaire, dice))
    today = timezone.localdate()
    Wave.objects.filter(pk=wave.pk).update(closes_on=today - ENDED)
    close_what_is_over(today)
    return open_batch(batch.pk).number


def _open(version):
    freeze(version)
    today = timezone.localdate()
    return Wave.objects.create(
        version=version,
        label="Arbeidsgivere 1",
        way=Wave.Way.LINKS,
        audience=Wave.Audience.EMPLOYERS,
        state=Wave.State.OPEN,
        opens_on=today - ENDED - TOOK,
        closes_on=today,
        consent=ConsentText.objects.first(),
    )


def _answers(asked, dice):
    given = {}
    for name, item in asked.items.items():
        if item.choices:
            names = [choice.name for choice in asked.choices[item.choices]]
            weights = (LEAN + (1,) * len(names))[: len(names)]
            [given[name]] = dice.choices(names, weights)
    if given.get("again") == "no":
        given["why_not"] = WHY_NOT
    return given
