from celery import shared_task
from django.utils import timezone

from accounts import sealing
from accounts.forgetting import OLD_SESSIONS, forget


@shared_task
def seal_audit_log():
    """What was written since the last seal; nothing while somebody is writing."""
    sealing.seal()


@shared_task
def forget_old_sessions():
    """Which open nothing any more; what was searched for is still in them."""
    forget(OLD_SESSIONS, timezone.now())
