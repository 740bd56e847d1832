"""What the tests on mails to mentors share: sending what waits, and what one reads in it."""

import re

from mentors.letters.kinds import Kind
from mentors.mails import write
from notifications import delivery


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
