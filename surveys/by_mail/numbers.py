"""What is told of mails: numbers, while a wave is open and after it."""

from mentors.letters.kinds import SurveyKind
from surveys.by_mail.models import InvitationMail
from surveys.waves.population import FEWEST


def mailed(wave):
    """{"sent": n, "reminded": n or None}: how many got a link, and how many of them a reminder.

    None while the wave takes answers, where fewer than six were asked, and when it is no longer
    known: as only those are reminded who have not answered, it would tell who has.
    """
    waiting = InvitationMail.objects.filter(kind=SurveyKind.SURVEY, sent_on=None)
    invitations = wave.invitations.exclude(pk__in=waiting.values("invitation"))
    sent = invitations.count()
    if not wave.is_closed or sent < FEWEST or invitations.filter(contact=None).exists():
        return {"sent": sent, "reminded": None}
    reminders = InvitationMail.objects.filter(
        kind=SurveyKind.SURVEY_REMINDER, invitation__wave=wave, sent_on__isnull=False
    )
    return {"sent": sent, "reminded": reminders.count()}
