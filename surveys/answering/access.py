"""Which wave somebody may answer who came with a token. Reading spends nothing."""

from django.utils import timezone

from accounts.encryption import keyed_hash
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import Wave


def wave_to_answer(token):
    """The open Wave that this token still opens, else None."""
    return _waves(token).first()


def wave_in_cookie(request, wave_id):
    """(Wave, token) where this browser came with a token that still opens it, else (None, "")."""
    token = request.COOKIES.get(cookie_name(wave_id), "")
    wave = _waves(token).filter(pk=wave_id).first()
    return (wave, token) if wave else (None, "")


def cookie_name(wave_id):
    return f"survey-{wave_id}"


def draft_name(wave, token):
    """Under which the browser keeps a draft: another for whoever answers next on this machine."""
    return f"survey-{wave.pk}-{keyed_hash(f'draft {token}')[:16]}"


def _waves(token):
    unspent = Invitation.objects.filter(token_sha256=hash_of(token), is_spent=False)
    return (
        Wave.objects.open(timezone.localdate())
        .filter(pk__in=unspent.values("wave"))
        .select_related("version", "consent")
    )
