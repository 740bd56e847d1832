"""Sending what waits. The row is the truth: each mail goes out once, or nobody is left unaware.

A mail is sent while its row is locked. So two workers never send the same one, a killed worker's
mail is sent again under the same Message-ID, and whoever cancels it (consent withdrawn, case
closed) waits for a sending that has begun: afterwards nothing is sent.
"""

import datetime
import logging
import smtplib
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction
from django.utils import timezone, translation

from notifications.models import Mail, Notification

logger = logging.getLogger("hybridnav")

BATCH = 500
FIRST_PAUSE = datetime.timedelta(minutes=1)
LONGEST_PAUSE = datetime.timedelta(hours=24)


class ServerAway(Exception):
    """The mail server does not answer. Every mail stays as it is; the next sweep tries again."""


def deliver(mail_id, write):
    """Send this one now. `write(mail)` returns its Letter, or None when it no longer holds."""
    return _deliver_each(Mail.objects.filter(pk=mail_id), write)


def deliver_waiting(kinds, write):
    """Send what waits of these kinds, oldest first, over one connection. Returns how many went."""
    return _deliver_each(Mail.objects.filter(kind__in=kinds), write)


def _deliver_each(mails, write):
    now = timezone.now()
    waiting = mails.waiting(now).order_by("due_at").values_list("pk", "expires_at")
    server = get_connection()
    sent = 0
    try:
        for mail_id, expires_at in list(waiting[:BATCH]):
            if expires_at > now:
                # Before its row is locked: who cancels it must not wait for a server that hangs.
                _connect(server)
            sent += _deliver_one(mail_id, write, server)
    except ServerAway as away:
        logger.warning("The mail server does not answer: %s", away)
    finally:
        server.close()
    return sent


def _connect(server):
    try:
        server.open()
    except (OSError, smtplib.SMTPException) as error:
        raise ServerAway(type(error).__name__) from error


@transaction.atomic
def _deliver_one(mail_id, write, server):
    now = timezone.now()
    mail = _locked(mail_id)
    # Somebody else has it, has sent it, has cancelled it, or has put it off.
    if mail is None or mail.state != Mail.State.WAITING or mail.due_at > now:
        return False
    if mail.expires_at <= now:
        _give_up(mail, Mail.State.FAILED if mail.attempts else Mail.State.DROPPED, mail.trouble)
        return False
    try:
        with translation.override(mail.language):
            letter = write(mail)
    except Exception as error:
        # One that cannot be written must not hold up the others.
        logger.error("Mail %s could not be written: %s", mail.pk, type(error).__name__)
        _try_later(mail, now, type(error).__name__)
        return False
    if letter is None:
        mail.end(Mail.State.CANCELLED)
        return False
    return _send(mail, letter, server, now)


def _locked(mail_id):
    """The Mail as it is now, or None when another worker has it.

    Plain SQL, for this is asked for each mail, and Django takes longer to put it together than
    PostgreSQL and the mail server take for theirs.
    """
    sql = "SELECT * FROM notifications_mail WHERE id = %s FOR UPDATE SKIP LOCKED"
    return next(iter(Mail.objects.raw(sql, [mail_id])), None)


def _send(mail, letter, server, now):
    try:
        server.send_messages([as_message(mail, letter)])
    except (OSError, smtplib.SMTPException) as error:
        server.close()
        codes = _codes(error)
        trouble = " ".join(map(str, codes)) or type(error).__name__
        if codes and min(codes) >= 500:
            _give_up(mail, Mail.State.FAILED, trouble)
        else:
            _try_later(mail, now, trouble)
        return False
    mail.attempts += 1
    mail.end(Mail.State.SENT)
    return True


def as_message(mail, letter):
    """The same Message-ID however often it is tried."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2]
    headers = {"Message-ID": f"<{mail.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    message = EmailMultiAlternatives(
        letter.subject, letter.text, to=[letter.to], headers=headers | letter.headers
    )
    message.attach_alternative(letter.html, "text/html")
    for name, content, mimetype in letter.attachments:
        message.attach(name, content, mimetype)
    return message


def _codes(error):
    """What the server said about this very mail: not about us as senders, nor about itself."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return [code for code, _words in error.recipients.values()]
    return [error.smtp_code] if isinstance(error, smtplib.SMTPDataError) else []


def _try_later(mail, now, trouble):
    mail.due_at = now + min(FIRST_PAUSE * 2**mail.attempts, LONGEST_PAUSE)
    mail.attempts += 1
    mail.trouble = trouble
    mail.save(update_fields=["due_at", "attempts", "trouble"])


def _give_up(mail, state, trouble):
    mail.end(state, trouble)
    if state == Mail.State.FAILED and mail.on_behalf_of_id:
        Notification.objects.get_or_create(
            key=f"{Notification.Kind.MAIL_FAILED}:{mail.pk}",
            defaults={
                "user_id": mail.on_behalf_of_id,
                "office_id": mail.office_id,
                "kind": Notification.Kind.MAIL_FAILED,
                "about": mail.about,
                "url": mail.url,
            },
        )
