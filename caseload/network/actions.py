from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.actions import note_change
from caseload.models.history import Change
from caseload.models.participant import Participant
from caseload.network.models import Connection


@transaction.atomic
def connect(membership, participant, **fields):
    """Somebody helps from now on. The same one again, by a double click, is once."""
    Participant.objects.select_for_update(of=("self",)).get(pk=participant.pk)
    for already in participant.connections.current().select_related("user"):
        if already.who == _who(fields) and already.kind == fields["kind"]:
            return already
    connection = Connection.objects.create(participant=participant, **fields)
    note_change(membership, participant, Change.Kind.CONNECTED, after=connection.kind)
    audit.record(membership, "connection.add", connection)
    return connection


def _who(fields):
    return fields["user"].name if fields.get("user") else fields["name"]


@transaction.atomic
def change_connection(membership, connection, **fields):
    for name, value in fields.items():
        setattr(connection, name, value)
    connection.save(update_fields=list(fields))
    audit.record(membership, "connection.change", connection)
    return connection


@transaction.atomic
def end_connection(membership, connection):
    """No longer; what she did stays in the history. A liaison sees the person no more."""
    today = timezone.localdate()
    until = max(today, connection.since)
    if Connection.objects.current().filter(pk=connection.pk).update(until=until):
        participant = connection.participant
        note_change(membership, participant, Change.Kind.CONNECTED, before=connection.kind)
        audit.record(membership, "connection.end", connection)
