"""Writing for oneself. None of it is told in the audit log.

The audit log says who was shown or changed what about somebody else, to those who look after that.
Here she is shown what is hers, and a line would tell them that she writes, when and how often.
"""

from django.db import transaction
from django.db.models import F

from accounts.models import User
from caseload.editing import write_newest
from reflection.private.models import PrivateEntry, seal


@transaction.atomic
def write_entry(membership, *, submission, **written):
    """A new entry of text and about. The same form sent again, with other words: those hold."""
    sealed = seal(membership.user_id, **written)
    PrivateEntry.objects.update_or_create(
        user_id=membership.user_id,
        submission=submission,
        defaults={"sealed": sealed, "version": F("version") + 1},
        create_defaults={"sealed": sealed},
    )


@transaction.atomic
def change_entry(membership, entry, *, version, **written):
    """Raises EditedMeanwhile when `version` is no longer the newest."""
    write_newest(entry, version, {"sealed": seal(membership.user_id, **written)})


def delete_entry(membership, entry):
    """The row is gone: nothing is kept of it."""
    PrivateEntry.objects.visible_to(membership).filter(pk=entry.pk).delete()


def delete_all_entries(membership):
    PrivateEntry.objects.visible_to(membership).delete()


def want_prompt(membership, wanted):
    """Whether a contact after which somebody needs something offers to write a line."""
    User.objects.filter(pk=membership.user_id).update(private_prompt=wanted)
