"""Who hands out codes: the local contact of an office, in the waves that ask there."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.models import Membership
from surveys.waves.models import Wave, WaveOffice


def refuse_who_hands_out_no_codes(membership):
    if membership.role != Membership.Role.LOCAL_CONTACT or not membership.office_id:
        raise PermissionDenied


def with_here(membership, waves):
    """The waves as a list, each with `here`: what was sent to her office, never what came of it."""
    rows = WaveOffice.objects.filter(office=membership.office_id, wave__in=waves)
    here = {row.wave_id: row for row in rows}
    for wave in waves:
        wave.here = here[wave.pk]
    return waves


def wave_to_hand_out_or_404(request, wave_id):
    """An open wave that asks at her office, with `here`."""
    waves = Wave.objects.visible_to(request.membership).fetchable(timezone.localdate())
    wave = get_object_or_404(waves.for_list(), pk=wave_id)
    refuse_who_hands_out_no_codes(request.membership)
    return with_here(request.membership, [wave])[0]
