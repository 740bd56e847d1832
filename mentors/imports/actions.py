"""What a person does with an import. The worker's part is in jobs.py."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from mentors import tasks
from mentors.imports import columns
from mentors.imports.models import CaseloadImport
from notifications.ringing import ring

State = CaseloadImport.State


@transaction.atomic
def bring(membership, *, content, sheet, file_name):
    """Keep the file, encrypted, with a guess of its columns. Nothing is imported by this."""
    brought = CaseloadImport(
        office_id=membership.office_id,
        by_id=membership.user_id,
        file_name=file_name[:255],
        headings=sheet.headings,
        mapping=columns.guess(sheet.headings),
    )
    brought.file = content
    brought.save()
    audit.record(membership, "import.bring", brought)
    return brought


@transaction.atomic
def check(brought, *, mapping):
    """Let a worker say what these columns would give; False when it is too late for that."""
    if not brought.ask_for(State.CHECKING, mapping=mapping):
        return False
    ring(tasks.check_import, brought.pk)
    return True


@transaction.atomic
def start(membership, brought, *, mode):
    """Let a worker import it; False when it runs or is done already, as after a double click."""
    if not brought.ask_for(State.WRITING, mode=mode):
        return False
    audit.record(membership, f"import.start_{mode}", brought)
    ring(tasks.write_import, brought.pk)
    return True


@transaction.atomic
def forget(membership, brought):
    """Delete the file now. False while a worker reads it."""
    forgotten = CaseloadImport.objects.filter(pk=brought.pk, has_file=True)
    if not forgotten.exclude(state__in=CaseloadImport.RUNNING).update(
        content="", has_file=False, finished_at=timezone.now()
    ):
        return False
    audit.record(membership, "import.forget", brought)
    return True
