"""What a mail says: plain text and HTML in the look of the product, from two templates."""

from dataclasses import dataclass, field

from django.conf import settings
from django.template.loader import render_to_string


@dataclass(frozen=True)
class Letter:
    """One mail ready to go. `attachments`: (file name, bytes, MIME type) each."""

    to: str
    subject: str
    text: str
    html: str
    attachments: list = field(default_factory=list)
    headers: dict = field(default_factory=dict)


def letter(to, subject, template, context=None, **more):
    """A Letter from templates/mails/<template>.txt and .html, in the language that is active."""
    context = {"subject": subject, "site": settings.SITE_URL} | (context or {})
    text = render_to_string(f"mails/{template}.txt", context)
    html = render_to_string(f"mails/{template}.html", context)
    return Letter(to, subject, text, html, **more)
