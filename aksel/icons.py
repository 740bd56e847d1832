"""Icons as inline svg from settings.ICON_DIRS: our own first, then npm's @navikt/aksel-icons."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import mark_safe

# A hundredth of the 24 px grid is no difference to the eye, and a third of a page was decimals.
PRECISE = re.compile(r"\d+\.\d{3,}")
AROUND = re.compile(r"^.*?<svg[^>]*>|</svg>\s*$", re.DOTALL)


@cache
def drawing(name):
    """What is inside the icon's <svg>. Empty where npm has not been run: pages work without."""
    folders = [Path(folder) for folder in settings.ICON_DIRS]
    for folder in folders:
        file = folder / f"{name}.svg"
        if file.is_file():
            whole = AROUND.sub("", file.read_text(encoding="utf-8")).strip()
            return PRECISE.sub(lambda number: f"{float(number[0]):.2f}", whole)
    if all(folder.is_dir() for folder in folders):
        raise LookupError(f"there is no icon {name!r}")
    return ""


def svg(name, title="", css=""):
    """Decoration, unless it has a title: then that is its name for those who cannot see it."""
    meaning = format_html('role="img" aria-label="{}"', title) if title else 'aria-hidden="true"'
    return format_html(
        '<svg{} width="1em" height="1em" viewBox="0 0 24 24" fill="none" focusable="false" {}>'
        "{}</svg>",
        format_html(' class="{}"', css) if css else "",
        mark_safe(meaning),  # nosec B308 B703 # escaped above
        mark_safe(drawing(name)),  # nosec B308 B703 # our own files
    )
