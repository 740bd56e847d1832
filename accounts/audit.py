"""The audit log: who was shown or changed what about whom, and why."""

from accounts.models import AuditEntry


def record(membership, action, subject=None, *, reason="", permitted=True):
    """Write one line for one human action. Call it in the transaction of a change.

    `action` is "<thing>.<verb>", such as "participant.open". `subject` is the model instance that
    was shown or changed; only its type and id are kept, never its content.
    """
    return AuditEntry.objects.create(
        user_id=membership.user_id,
        membership=membership,
        role=membership.role,
        action=action,
        subject_type=subject._meta.label_lower if subject else "",
        subject_id=str(subject.pk) if subject else "",
        reason=reason,
        permitted=permitted,
    )


def record_each(membership, action, subjects):
    """The same line for each of several subjects, in one statement."""
    AuditEntry.objects.bulk_create(
        AuditEntry(
            user_id=membership.user_id,
            membership=membership,
            role=membership.role,
            action=action,
            subject_type=subject._meta.label_lower,
            subject_id=str(subject.pk),
        )
        for subject in subjects
    )
