from django.db import transaction

from accounts import audit
from caseload.actions import note_change
from caseload.models import Change
from mentors.calls.actions import renew_links
from mentors.models import Placement, StartAgreement


class AgreedMeanwhile(Exception):
    """Somebody else has written a version since the form was opened. Nothing was written."""


@transaction.atomic
def agree(membership, placement, *, version, **agreed):
    """The next version of the start agreement. `version` is the number of the one it replaces.

    The goal is the placement's from now on. A form sent twice is one version. Raises
    AgreedMeanwhile when `version` is no longer the newest.
    """
    Placement.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if not agreed.get("contact_agreed_on"):
        # Waits for a mail that is being sent: afterwards none is (mentors/letters/consent.py).
        list(placement.mentorships.select_for_update(of=("self",), no_key=True).values_list("pk"))
    newest = placement.start_agreements.first()
    if newest and newest.number != version:
        if newest.written_by_id == membership.user_id and _says(newest) == agreed:
            return newest
        raise AgreedMeanwhile
    agreement = StartAgreement.objects.create(
        placement=placement,
        number=newest.number + 1 if newest else 1,
        written_by_id=membership.user_id,
        **agreed,
    )
    renew_links(placement.mentorships.values("mentor"))
    placement.goal = agreement.goal
    placement.save(update_fields=["goal"])
    note_change(membership, placement.participant, Change.Kind.START_AGREEMENT)
    audit.record(membership, "start_agreement.write", placement.participant)
    return agreement


def _says(agreement):
    not_said = {"id", "placement", "number", "written_by", "written_at"}
    names = [field.name for field in StartAgreement._meta.fields if field.name not in not_said]
    return {name: getattr(agreement, name) for name in names}
