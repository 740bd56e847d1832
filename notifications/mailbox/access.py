"""Everybody may read the demo's mail, for all of it is invented. Elsewhere there is no mailbox."""

from django.conf import settings
from django.http import Http404

from notifications.mailbox import kept


def refuse_outside_the_demo():
    if not (settings.DEMO and settings.DEMO_MAILBOX):
        raise Http404


def mail_or_404(mail_id):
    refuse_outside_the_demo()
    mail = kept.read(mail_id)
    if mail is None:
        raise Http404
    return mail


def attachment_or_404(mail_id, number):
    """The attachment with this number, counted from 1."""
    attachments = mail_or_404(mail_id).attachments
    if not 1 <= number <= len(attachments):
        raise Http404
    return attachments[number - 1]
