"""What the demo's mail server got: a file for each mail in the data folder, the newest 500."""

import datetime
import email
import secrets
import time
from dataclasses import dataclass
from email import policy
from email.message import EmailMessage

from django.conf import settings
from django.utils import timezone

MOST = 500


@dataclass(frozen=True)
class KeptMail:
    id: str
    message: EmailMessage

    @property
    def at(self):
        seconds = int(self.id.partition("-")[0]) / 1e9
        return datetime.datetime.fromtimestamp(seconds, tz=timezone.get_current_timezone())

    @property
    def to(self):
        return self.message["To"]

    @property
    def subject(self):
        return self.message["Subject"]

    @property
    def text(self):
        return self._body("plain")

    @property
    def html(self):
        return self._body("html")

    @property
    def attachments(self):
        """[EmailMessage, …] with file name, content type and content."""
        return list(self.message.iter_attachments())

    def _body(self, kind):
        body = self.message.get_body([kind])
        return body.get_content() if body else ""


def keep(content):
    """Write down one mail (bytes, as it came), and forget the oldest above the limit."""
    folder = settings.MAILBOX_DIR
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
    written = folder / f"{name}.new"
    written.write_bytes(content)
    written.rename(folder / f"{name}.eml")
    for mail_id in ids()[MOST:]:
        (folder / f"{mail_id}.eml").unlink(missing_ok=True)


def ids():
    """Newest first."""
    return sorted((path.stem for path in settings.MAILBOX_DIR.glob("*.eml")), reverse=True)


def read(mail_id):
    """The KeptMail, or None when it is none or was forgotten. The id is one word, without slash."""
    try:
        content = (settings.MAILBOX_DIR / f"{mail_id}.eml").read_bytes()
    except OSError:
        return None
    return KeptMail(mail_id, email.message_from_bytes(content, policy=policy.default))
