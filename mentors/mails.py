"""Which function writes which kind of mail to a mentor."""

from mentors.checkins.mails import check_in
from mentors.closing.mails import closing, closing_reminder
from mentors.letters.kinds import Kind
from mentors.letters.mails import appointment, new_contact, personal_link

WRITERS = {
    Kind.NEW_CONTACT: new_contact,
    Kind.APPOINTMENT: appointment,
    Kind.LINK: personal_link,
    Kind.CHECK_IN: check_in,
    Kind.CLOSING: closing,
    Kind.CLOSING_REMINDER: closing_reminder,
}


def write(mail):
    """The Letter as things are now, or None when it no longer holds or may no longer be sent."""
    return WRITERS[mail.kind](mail)
