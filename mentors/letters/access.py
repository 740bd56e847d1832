from mentors.checkins.models import CheckIn
from mentors.letters.kinds import Kind
from mentors.letters.models import Invitation, MailAddress
from mentors.models import MentorRelation
from notifications import links
from notifications.models import Mail

SHOWN = 20


def relation_to_read(mentorship):
    """The relation of this mentor and the candidate's advisor; not saved where nobody wrote yet."""
    advisor = mentorship.placement.participant.advisor
    known = MentorRelation.objects.filter(mentor=mentorship.mentor, advisor=advisor).first()
    return known or MentorRelation(mentor=mentorship.mentor, advisor=advisor)


def mails_of(relation):
    """What was sent or is to be sent to this mentor about this relation, newest first."""
    invitations = Invitation.objects.filter(relation=relation.pk).values_list("pk", flat=True)
    about = Mail.objects.about(relation.pk, *invitations)
    mails = list(about.order_by("-created_at")[:SHOWN])
    for mail in mails:
        mail.kind_text = Kind(mail.kind).label
    return mails


def check_in_of(relation):
    return CheckIn.objects.filter(relation=relation.pk).first()


def standing_invitation(participant, today):
    """What is in a mentor's calendar for the next contact; None without one."""
    standing = Invitation.objects.filter(participant=participant).standing(today)
    return standing.select_related("relation__mentor").first()


def address_to_stop(request, link_id):
    """The address this stop link is for, as this browser came by its token; None otherwise."""
    link = links.opened(request, link_id, "stop")
    return link and MailAddress.objects.filter(pk=link.about).first()


def address_of_token(token):
    """The same for a mail program, which has the token and no cookie."""
    link = links.find(token, "stop")
    return link and MailAddress.objects.filter(pk=link.about).first()
