import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mentors.closing.models import ClosingForm
from mentors.letters.consent import allowed
from mentors.letters.mails import to_mentor
from notifications import links

PURPOSE = "closing"
WORKS_FOR = datetime.timedelta(days=60)


def closing(mail):
    return _asked(mail, _("Four questions for you"), "closing")


def closing_reminder(mail):
    return _asked(mail, _("Reminder: four questions for you"), "closing_reminder")


def _asked(mail, subject, template):
    closing = (
        ClosingForm.objects.open()
        .select_related("placement__participant__advisor", "mentor__workplace__office")
        .filter(pk=mail.about)
        .first()
    )
    if closing is None or not allowed(mail, closing.mentor, closing.agreed_mentorships):
        return None
    link = links.issue(PURPOSE, closing.pk, until=timezone.now() + WORKS_FOR)
    return to_mentor(
        mail,
        closing.mentor,
        closing.placement.participant.advisor,
        subject,
        template,
        path=reverse("mentors:closing_enter", args=[link.token]),
    )
