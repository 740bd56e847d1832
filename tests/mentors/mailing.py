"""What the tests on mails to mentors share: sending what waits, and what one reads in it."""

import re

from django.utils import timezone

from caseload.handover.actions import Choice, accept, hand_over
from mentors.letters.kinds import Kind
from mentors.mails import write
from notifications import delivery
from tests.factories import make_participant, make_placement, make_start_agreement


def deliver_all():
    return delivery.deliver_waiting(Kind.values, write)


def text_of(mail):
    return mail.get_body(["plain"]).get_content()


def everything_in(mail):
    """Headers, texts and attachments, as one text."""
    parts = [str(mail.items())]
    for part in mail.walk():
        if not part.is_multipart():
            parts.append(part.get_content() if part.get_content_maintype() == "text" else "")
    return "\n".join(map(str, parts))


def path_in(mail, start):
    """The first address in the text that begins so, without its host."""
    return re.search(rf"http://127\.0\.0\.1:8000({start}\S*)", text_of(mail)).group(1)


def second_candidate(advisor, mentorship, name="Rolig Kopp"):
    other = make_participant(advisor, name)
    placement = make_placement(
        advisor, other, workplace=mentorship.placement.workplace, mentor=False
    )
    make_start_agreement(advisor, placement, contact_agreed_on=timezone.localdate())
    return placement.mentorships.create(mentor=mentorship.mentor)


def hand_over_to(giver, receiver, *people):
    choices = [Choice(person.pk, receiver.user_id) for person in people]
    handover = hand_over(giver, giver=giver.user, choices=choices)
    return accept(receiver, handover.people.all())
