"""What leader and advisor do about room. Everything here is told in the audit log."""

from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.editing import write_newest
from notifications.actions import settle
from notifications.models import Notification


class AgreedAlready(Exception):
    """Another agreement covers some of these days. Nothing was written."""


@contextmanager
def _one_at_a_time(agreement):
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise AgreedAlready from error
    _settle_ends(agreement)


def _settle_ends(agreement):
    """One is new or changed: an earlier one need not be renewed, or its end is another."""
    same = RoomAgreement.objects.filter(office=agreement.office_id, advisor=agreement.advisor_id)
    ids = same.values_list("pk", flat=True)
    settle(*ids, kinds=[Notification.Kind.AGREEMENT_ENDS])


@transaction.atomic
def make_agreement(membership, **agreed):
    """Agree on room with an advisor; answers her question if she has asked for it."""
    agreement = RoomAgreement(
        office_id=membership.office_id, leader_id=membership.user_id, **agreed
    )
    with _one_at_a_time(agreement):
        agreement.save(force_insert=True)
    RoomRequest.objects.filter(
        office=agreement.office_id, advisor=agreement.advisor_id, settled_on=None
    ).update(settled_on=timezone.localdate())
    audit.record(membership, "agreement.make", agreement)
    return agreement


@transaction.atomic
def change_agreement(membership, agreement, *, version, **agreed):
    """Agree anew. Raises EditedMeanwhile when `version` is no longer the newest."""
    with _one_at_a_time(agreement):
        write_newest(agreement, version, agreed | {"leader": membership.user})
    audit.record(membership, "agreement.change", agreement)
    return agreement


def renew_agreement(membership, agreement):
    """The same length again from the day after, with the same words."""
    from_on, until_on, look_again_on = agreement.next_period()
    return make_agreement(
        membership,
        advisor_id=agreement.advisor_id,
        up_to=agreement.up_to,
        from_on=from_on,
        until_on=until_on,
        look_again_on=look_again_on,
        others_get_less=agreement.others_get_less,
        may_wait=agreement.may_wait,
        never_waits=agreement.never_waits,
    )


@transaction.atomic
def end_agreement(membership, agreement):
    """It no longer holds from now on. Who is followed closely is followed on."""
    standing = RoomAgreement.objects.standing().filter(pk=agreement.pk)
    if standing.update(ended_on=timezone.localdate()):
        _settle_ends(agreement)
        audit.record(membership, "agreement.end", agreement)


@transaction.atomic
def ask_for_room(membership):
    """One question at a time: asked twice is asked once."""
    asked, is_new = RoomRequest.objects.get_or_create(
        office_id=membership.office_id, advisor_id=membership.user_id, settled_on=None
    )
    if is_new:
        audit.record(membership, "room_request.ask", asked)
    return asked


@transaction.atomic
def settle_request(membership, asked):
    """Taken back by the advisor, or talked about with the leader without an agreement."""
    RoomRequest.objects.filter(pk=asked.pk).update(settled_on=timezone.localdate())
    audit.record(membership, "room_request.settle", asked)
