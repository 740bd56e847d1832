"""What an office does with a method: change it, make one, hide it, go back to the shipped one."""

import uuid

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Membership
from caseload.editing import write_newest
from reflection.methods.models import OfficeMethod


@transaction.atomic
def create_method(membership, *, content):
    """One of the office's own, with a code no shipped one has. A form sent twice is one method."""
    Membership.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.pk)
    mine = {"office_id": membership.office_id, "content": content}
    if sent := OfficeMethod.objects.filter(**mine).first():
        return sent
    method = OfficeMethod.objects.create(
        **mine, code=f"own_{uuid.uuid4().hex}", changed_by_id=membership.user_id
    )
    audit.record(membership, "method.create", method)
    return method


@transaction.atomic
def change_method(membership, method, *, version, content):
    """Raises EditedMeanwhile when `version` is not the newest, or somebody else was the first."""
    _ensure_row(membership, method)
    _write(membership, method, version, content=content)
    audit.record(membership, "method.change", method)
    return method


@transaction.atomic
def reset_method(membership, method, *, version):
    """Back to what is shipped. Raises EditedMeanwhile when `version` is not the newest."""
    _write(membership, method, version, content=None)
    audit.record(membership, "method.reset", method)
    return method


@transaction.atomic
def hide_method(membership, method, *, is_hidden):
    """Whether it is offered at the office. What an agenda has chosen stays."""
    _ensure_row(membership, method)
    OfficeMethod.objects.filter(pk=method.pk).update(is_hidden=is_hidden)
    audit.record(membership, "method.hide" if is_hidden else "method.show", method)
    return method


def _ensure_row(membership, method):
    """Take the office's row, with version 0 where this is the first that is said of the method."""
    row, _is_new = OfficeMethod.objects.get_or_create(
        office_id=membership.office_id,
        code=method.code,
        defaults={"changed_by_id": membership.user_id},
    )
    method.pk = row.pk


def _write(membership, method, version, **fields):
    changed = {"changed_by_id": membership.user_id, "changed_at": timezone.now()}
    write_newest(method, version, fields | changed)
