"""Who may open and change connections, and what a connected liaison is shown."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts import audit
from accounts.models import Membership, User
from caseload import access as caseload_access
from caseload.models.participant import Participant
from caseload.network.models import Connection

HELPS = Membership.FOLLOWS_UP | {Membership.Role.EMPLOYER_LIAISON}


@dataclass(frozen=True)
class Shown:
    """What a connected liaison is told about a person, and nothing else."""

    name: str
    phase: str
    wish: str
    workplace: str
    advisor: str

    def get_phase_display(self):
        return Participant.Phase(self.phase).label


def own_connection_or_404(request, connection_id):
    """One connection to change, for whoever may change its person."""
    connection = _connection_or_404(request, connection_id)
    if not caseload_access.can_change(request.membership, connection.participant):
        raise PermissionDenied
    return connection


def connection_of_liaison_or_404(request, connection_id):
    """One connection of a liaison's own; writes the read log."""
    refuse_who_is_not_connected(request.membership)
    connection = _connection_or_404(request, connection_id)
    audit.record(request.membership, "participant.open_masked", connection.participant)
    return connection


def _connection_or_404(request, connection_id):
    connections = Connection.objects.visible_to(request.membership).for_list()
    return get_object_or_404(connections, pk=connection_id)


def refuse_who_is_not_connected(membership):
    if membership.role != Membership.Role.EMPLOYER_LIAISON:
        raise PermissionDenied


def shown_to_liaison(participant):
    return Shown(
        name=participant.name,
        phase=participant.phase,
        wish=participant.wish,
        workplace=participant.workplace_name,
        advisor=participant.advisor.name,
    )


def who_can_be_connected(membership, connection):
    """Everybody at the office who can help with a case, and who is chosen; sorted by name."""
    here = Membership.objects.active(timezone.localdate()).filter(
        office=membership.office_id, role__in=HELPS
    )
    colleagues = Q(pk__in=here.values("user")) | Q(pk=connection.user_id)
    return User.objects.filter(colleagues).order_by("name", "pk")
