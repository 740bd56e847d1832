"""What a mail with a link to a survey says: in the reader's language, bokmål and nynorsk."""

import hashlib
import hmac
from base64 import urlsafe_b64encode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from caseload.actions import hold_who_follows_up
from mentors.letters.budget import is_stopped
from mentors.letters.kinds import SurveyKind
from mentors.letters.mails import way_to_stop
from notifications.letters import letter
from surveys.by_mail.due import reasons
from surveys.by_mail.models import ContactConsent, InvitationMail
from surveys.invitations.models import Invitation, hash_of
from surveys.waves.models import Wave


def write(mail):
    """The Letter as things are now, or None when it no longer holds or may no longer be sent."""
    invitations = Invitation.objects.filter(pk=mail.about, is_spent=False)
    invitation = invitations.select_related("wave", "contact__workplace__office").first()
    if invitation is None or not _may_be_asked(mail, invitation):
        return None
    token = token_of(invitation)
    if hash_of(token) != bytes(invitation.token_sha256):
        return None  # made with a key that is gone: it would open nothing
    again = mail.kind == SurveyKind.SURVEY_REMINDER
    stop, headers = way_to_stop(mail)
    context = {
        "again": again,
        "languages": list(dict.fromkeys([mail.language, "nb", "nn"])),
        "wave": invitation.wave,
        "office": invitation.contact.workplace.office,
        "path": reverse("surveys:enter", args=[token]),
        "stop": stop,
    }
    subject = _("Reminder: a short survey") if again else _("A short survey")
    return letter(invitation.contact.email, subject, "survey", context, headers=headers)


def token_of(invitation):
    """43 letters, 256 bits: the same in mail and reminder, and nothing in the database tells it."""
    key = hashlib.sha256(b"survey" + bytes.fromhex(settings.FIELD_KEYS[-1])).digest()
    digest = hmac.new(key, invitation.pk.bytes, hashlib.sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")


def _may_be_asked(mail, invitation):
    """Whether it may go; if so, what allows it is held until it has gone.

    An address that was changed after the mail was posted gets nothing: budget and stop are kept
    for each address.
    """
    contact = invitation.contact
    if contact is None or contact.email_hash != mail.address_hash or is_stopped(mail.address_hash):
        return False
    if not Wave.objects.open(timezone.localdate()).filter(pk=invitation.wave_id).exists():
        return False
    agreed = ContactConsent.objects.standing().filter(contact=contact)
    held = agreed.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True)
    return bool(list(held)) and _reason_holds(invitation)


def _reason_holds(invitation):
    first = InvitationMail.objects.filter(invitation=invitation, kind=SurveyKind.SURVEY)
    placement = reasons().filter(pk__in=first.values("placement"))
    found = placement.select_related("participant").first()
    if found is None:
        return False
    hold_who_follows_up(found.participant)
    # Asked anew: whoever held the rows before us may have ended it.
    return placement.exists()
