"""Files that the commands read, and what they say of them."""

from pathlib import Path

from django.core.management.base import CommandError

from mentors.imports.reading import MAX_BYTES


def bytes_of(path):
    """At most a little more than is allowed, which is then refused as too large."""
    try:
        with Path(path).open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise CommandError(f"{path}: {reason}", returncode=2) from None


def problem_lines(problems):
    return [f"{each.place}: {each}" if each.place else str(each) for each in problems]
