"""One's own log as a file, the oldest entry first. Times are those of the office's clock."""

import json

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

RULE = "-" * 40


def as_text(entries):
    """Readable text in the language in use, ending in a line break. Without entries it says so."""
    parts = [_text_of(entry) for entry in entries] or [_("Nothing is written.")]
    return f"\n\n{RULE}\n\n".join([_("My own log"), *parts]) + "\n"


def as_json(entries):
    """A list of objects: written_at (ISO 8601 with offset), about (a code or ""), text."""
    rows = [
        {
            "written_at": timezone.localtime(entry.written_at).isoformat(timespec="seconds"),
            "about": entry.about,
            "text": entry.text,
        }
        for entry in entries
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _text_of(entry):
    at = timezone.localtime(entry.written_at)
    heading = f"{date_format(at, 'j. F Y')}, {date_format(at, 'H.i')}"
    if about := entry.get_about_display():
        heading += f" · {about}"
    # Browsers send a line break as two characters.
    text = entry.text.replace("\r\n", "\n")
    return f"{heading}\n\n{text}"
