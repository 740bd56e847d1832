"""Codes for an office: made when they are fetched, shown once, known here by their hashes."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from surveys.intake.models import Batch
from surveys.invitations.codes import new_code
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import Wave, WaveOffice
from surveys.waves.population import FEWEST

MOST = 100


class NoCodes(Exception):
    """The wave takes no answers today, or asks at this office no more."""


class FetchedMeanwhile(Exception):
    """Codes were made after the page was opened: the same form sent twice makes none."""


class TooFewForOffice(Exception):
    """A whole office is asked only where at least six of it are."""


@transaction.atomic
def make_codes(membership, wave, office, number, *, sent_before=None):
    """[code], `number` of them (1 to 100), to be handed out at this office.

    They are to be seen in this answer only. `sent_before`: how many there were when she asked.
    Raises NoCodes, FetchedMeanwhile, TooFewForOffice.
    """
    here = _held(wave, office)
    if sent_before not in (None, here.sent):
        raise FetchedMeanwhile
    if here.wave.audience == Wave.Audience.OFFICE and here.sent + number < FEWEST:
        raise TooFewForOffice
    codes = [new_code() for _number in range(number)]
    batch = here.wave.batches.get(state=Batch.State.OPEN)
    named = office if here.wave.names_offices else None
    Invitation.objects.bulk_create(
        Invitation(wave=here.wave, batch=batch, office=named, token_sha256=hash_of(code))
        for code in codes
    )
    # These are taken as handed out, until she says otherwise.
    more = {"sent": F("sent") + number, "handed_out": F("handed_out") + number}
    WaveOffice.objects.filter(pk=here.pk).update(**more)
    audit.record(membership, "codes.fetch", here.wave)
    return codes


@transaction.atomic
def say_handed_out(membership, wave, office, number):
    """How many of the codes that were made people really got, at most all of them."""
    here = _held(wave, office)
    WaveOffice.objects.filter(pk=here.pk).update(handed_out=min(number, here.sent))
    audit.record(membership, "codes.handed_out", wave)


def _held(wave, office):
    """The wave's row of this office, while the wave is neither closed nor moved to a new batch."""
    today = timezone.localdate()
    if not Wave.objects.select_for_update(no_key=True).fetchable(today).filter(pk=wave.pk).first():
        raise NoCodes
    rows = WaveOffice.objects.select_for_update(of=("self",)).select_related("wave")
    here = rows.filter(wave=wave, office=office, wave__way=Wave.Way.CODES).first()
    if here is None:
        raise NoCodes
    return here
