"""Whether a mentor may be written to, asked at the moment of sending and true until it is over."""

from caseload.actions import hold_who_follows_up
from mentors.letters.budget import is_stopped
from mentors.models import Mentorship


def allowed(mail, mentor, mentorships):
    """Whether this mail may go to this mentor; if so, what allows it is held until it has gone.

    `mentorships` are those that let Nav write to her: any one is enough. Whoever ends it (the
    mentorship, the placement, the follow-up, who is advisor, the agreement) writes the same rows,
    so she waits for a sending that has begun, and afterwards nothing is sent.

    An address that was changed after the mail was posted gets nothing: budget and stop are kept
    for each address.
    """
    if mentor.email_hash != mail.address_hash or is_stopped(mail.address_hash):
        return False
    return any(_holds(mentorship, mentorships) for mentorship in mentorships.order_by("pk"))


def _holds(mentorship, mentorships):
    row = Mentorship.objects.filter(pk=mentorship.pk).select_related("placement__participant")
    locked = row.select_for_update(of=("self",), no_key=True).first()
    if locked is None:
        return False
    hold_who_follows_up(locked.placement.participant)
    # Asked anew: whoever held the rows before us may have ended it.
    return mentorships.filter(pk=mentorship.pk).exists()
