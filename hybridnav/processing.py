"""The record of processing (GDPR art. 30), put together from what each app declares.

It is written to docs/processing.md by `manage.py processing_record`, and a test fails when the file
says anything else than the declarations and the columns of today.
"""

from itertools import groupby

from django.apps import apps
from django.conf import settings

import accounts.privacy
import caseload.privacy
import insight.privacy
import mentors.privacy
import notifications.privacy
import reflection.privacy
import surveys.privacy
from accounts.declaring import Declared, Keep, NoPerson, Purpose

RECORD = settings.BASE_DIR / "docs" / "processing.md"
BY_APP = {
    "accounts": accounts.privacy.DECLARED,
    "notifications": notifications.privacy.DECLARED,
    "caseload": caseload.privacy.DECLARED,
    "mentors": mentors.privacy.DECLARED,
    "reflection": reflection.privacy.DECLARED,
    "surveys": surveys.privacy.DECLARED,
    "insight": insight.privacy.DECLARED,
}
DECLARED = {
    f"{app}.{name}": declared for app, models in BY_APP.items() for name, declared in models.items()
} | accounts.privacy.OF_LIBRARIES

HEAD = """\
# Record of processing

Written by `manage.py processing_record` from the `privacy.py` of each app and the columns of the
database: change those, not this file. Purposes and legal bases are a starting point for the
controller (Nav), who confirms or replaces them; so are rules that nobody sees to yet. Who may see
what is in ARCHITECTURE.md. Nothing leaves hybridnav but mails and releases of surveys
(docs/releases.md).
"""


def models():
    """Every model; a table between two models belongs to the one that names it."""
    return apps.get_models()


def record():
    """The text of docs/processing.md."""
    return "\n".join([HEAD, *_purposes(), *_rules(), *_nobody()])


def _purposes():
    held = {label: each for label, each in DECLARED.items() if isinstance(each, Declared)}
    for purpose in Purpose:
        yield f"## {purpose.text}\n"
        yield f"Basis: {purpose.basis}.\n"
        yield "| kept | about | what | how long | shown to the person |"
        yield "|---|---|---|---|---|"
        for label, each in held.items():
            if each.purpose == purpose:
                about = ", ".join(sorted(whose.value for whose in each.whose))
                cells = [label, about, _columns(label), each.keep.text, each.shown.value]
                yield f"| {' | '.join(cells)} |"
        yield ""


def _columns(label):
    fields = apps.get_model(label)._meta.get_fields()
    own = [field for field in fields if field.concrete and not field.auto_created]
    return ", ".join(field.name.replace("_", " ") for field in own if field.name != "id")


def _rules():
    yield "## How long, and who sees to it\n"
    yield "| rule | seen to by |"
    yield "|---|---|"
    for keep in Keep:
        yield f"| {keep.text} | {keep.task or 'nobody yet'} |"
    yield ""


def _nobody():
    yield "## Without anything about anybody\n"
    nobody = [(label, each) for label, each in DECLARED.items() if isinstance(each, NoPerson)]
    for each, of_kind in groupby(nobody, key=lambda pair: pair[1]):
        yield f"- {', '.join(label for label, _ in of_kind)}: {each.because}"
    yield ""
