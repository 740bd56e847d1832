from celery import shared_task

from accounts import sealing


@shared_task
def seal_audit_log():
    """What was written since the last seal; nothing while somebody is writing."""
    sealing.seal()
