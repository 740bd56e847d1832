"""Files that the commands read, and what they say of them."""

import json
from pathlib import Path

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from mentors.imports.problems import FileProblem
from mentors.imports.reading import MAX_BYTES
from surveys.problems import Problem, Refused, errors


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


def problems_of(error):
    """[Problem] of what was raised while a file was read: a FileProblem or Refused."""
    if isinstance(error, Refused):
        return error.problems
    return [Problem(error.code, "", error.row, error.column, params=error.params)]


NOT_READ = FileProblem, Refused


def report(command, said, problems, *, words, as_json):
    """Print what became of a file; exits with 1 when anything was rejected.

    `said` is {name: value} for JSON and for `words`, the sentence of what was imported.
    """
    rejected = errors(problems)
    if as_json:
        warnings = [each.as_json() for each in problems if each.is_warning]
        found = {"rejected": [each.as_json() for each in rejected], "warnings": warnings}
        command.stdout.write(json.dumps(said | found))
    else:
        command.stdout.write("\n".join(problem_lines(problems)))
        command.stdout.write(_("Nothing was imported.") if rejected else words % said)
    if rejected:
        raise SystemExit(1)
