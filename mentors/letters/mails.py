"""What mails to mentors say: who the contact at Nav is, and a link. Nothing about anybody else."""

import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.calls.actions import link_for
from mentors.letters.appointment import calendar_message
from mentors.letters.consent import allowed
from mentors.letters.models import Invitation, MailAddress
from mentors.models import MentorRelation
from notifications import links
from notifications.letters import letter

STOP_LINK_WORKS_FOR = datetime.timedelta(days=730)


def new_contact(mail):
    relation = _relation(mail)
    if relation is None or not allowed(mail, relation.mentor, relation.agreed_mentorships):
        return None
    return to_mentor(
        mail, relation.mentor, relation.advisor, _("Your contact person at Nav"), "new_contact"
    )


def personal_link(mail):
    relation = _relation(mail)
    if relation is None or not allowed(mail, relation.mentor, relation.agreed_mentorships):
        return None
    path = call_path(relation)
    return path and to_mentor(
        mail,
        relation.mentor,
        relation.advisor,
        _("Your link to your contact person at Nav"),
        "personal_link",
        path=path,
    )


def appointment(mail):
    """The entry as it is agreed now. An older mail about it has nothing to say any more."""
    invitations = Invitation.objects.select_related("relation__mentor", "relation__advisor")
    invitation = invitations.filter(pk=mail.about).first()
    if invitation is None or mail.key != appointment_key(invitation):
        return None
    relation = invitation.relation
    of_this_candidate = relation.agreed_mentorships.filter(
        placement__participant=invitation.participant_id
    )
    if not allowed(mail, relation.mentor, of_this_candidate):
        return None
    return to_mentor(
        mail,
        relation.mentor,
        relation.advisor,
        _("Conversation: taken back") if invitation.withdrawn_at else _("Conversation"),
        "appointment",
        invitation=invitation,
        attachments=[calendar_message(invitation)],
    )


def appointment_key(invitation):
    return f"appointment:{invitation.pk}:{invitation.number}"


def call_path(relation):
    """The address of the page where a mentor asks to be called; None where she may not be asked."""
    link = link_for(relation)
    return link and reverse("mentors:mentor_enter", args=[link.token])


def to_mentor(mail, mentor, advisor, subject, template, *, attachments=(), **context):
    """The Letter, with a way to stop them all: in its text, and where mail programs look for it."""
    stop, headers = way_to_stop(mail)
    context |= {
        "advisor": advisor,
        "work_phone": advisor.work_phone,
        "office": mentor.workplace.office,
        "stop": stop,
    }
    return letter(
        mentor.email,
        subject,
        f"mentor_{template}",
        context,
        attachments=list(attachments),
        headers=headers,
    )


def way_to_stop(mail):
    """(path, headers) of what stops all mails to this address."""
    address = MailAddress.objects.get(address_hash=mail.address_hash)
    until = timezone.now() + STOP_LINK_WORKS_FOR
    stop = reverse("mentors:stop_enter", args=[links.issue("stop", address.pk, until=until).token])
    headers = {
        "List-Unsubscribe": f"<{settings.SITE_URL}{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return stop, headers


def _relation(mail):
    relations = MentorRelation.objects.select_related("advisor", "mentor__workplace__office")
    return relations.filter(pk=mail.about).first()
