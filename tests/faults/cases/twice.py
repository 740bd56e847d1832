"""Double click, back and resend; two people who edit one person."""

import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from urllib.parse import urlencode
from uuid import uuid4

from django.urls import reverse
from django.utils.html import escape

from caseload.models import Participant
from mentors.models import Contact
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.web import Visitor


def measure(stage):
    ada, bo = (Visitor(stage.port, member) for member in (stage.cast.ada, stage.cast.bo))
    yield _contacts(ada, stage.cast.people)
    yield _people(ada)
    yield _editors(ada, bo, stage.cast.people[0])


def at_once(*works):
    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(work) for work in works]]


def _contacts(ada, people):
    """Two clicks at the same moment, and once more later; then the same form for somebody else."""
    submissions, answers, elsewhere = [uuid4() for _each in range(size.ROUNDS)], [], []
    for submission in submissions:
        answers += at_once(*[partial(ada.log_contact, people[0], submission)] * 2)
        answers.append(ada.log_contact(people[0], submission))
        elsewhere.append(ada.log_contact(people[1], submission))
    rows = Contact.objects.filter(submission__in=submissions).count()
    good = sum(answer.status == 200 for answer in answers)
    refused = sum(answer.status == 422 for answer in elsewhere)
    return Finding(
        "a contact sent by double click, back and resend",
        "one row; for somebody else the form is refused",
        f"{rows} rows of {len(submissions)} forms sent {len(answers)} times ({good} answered as "
        f"saved), {refused} refused for somebody else",
        ok=rows == refused == len(submissions) and good == len(answers),
    )


def _people(ada):
    """A new person: two clicks at the same moment, and once more later."""
    path = reverse("caseload:participant_create")
    answers, names = [], [f"Dobbel Klikk{n}" for n in range(size.ROUNDS)]
    for name in names:
        form = _opened_form(ada, path)
        send = partial(ada.ask, "POST", path, urlencode(form | {"name": name, "phase": "wish"}))
        answers += [*at_once(send, send), send()]
    rows = Participant.objects.filter(name__in=names).count()
    good = sum(answer.status == 302 for answer in answers)
    pages = len({answer.headers.get("Location") for answer in answers})
    return Finding(
        "a new person sent by double click, back and resend",
        "one row, and every answer leads to her page",
        f"{rows} rows of {len(names)} forms sent {len(answers)} times ({good} answered as saved)",
        ok=rows == pages == len(names) and good == len(answers),
    )


def _opened_form(visitor, path):
    """The hidden fields of the form on this page, with what stands in them."""
    text = visitor.ask("GET", path).text
    hidden = re.findall(r'<input type="hidden" name="(\w+)"\s+value="([^"]*)"', text)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def _editors(ada, bo, participant):
    """Both have opened the form; both save at the same moment."""
    path = reverse("caseload:participant_edit", args=[participant.pk])
    lost = 0
    for round_ in range(size.ROUNDS):
        form = _opened_form(ada, path) | {"name": participant.name, "phase": "wish"}
        wishes = [f"Ønske {round_} av {name}" for name in ("Ada", "Bo")]
        bodies = [urlencode(form | {"wish": wish}) for wish in wishes]
        answers = at_once(
            partial(ada.ask, "POST", path, bodies[0]), partial(bo.ask, "POST", path, bodies[1])
        )
        stored = Participant.objects.get(pk=participant.pk).wish
        by_status = {a.status: (a, wish) for a, wish in zip(answers, wishes, strict=True)}
        refused, hers = by_status.get(422, (None, ""))
        saved = by_status.get(302, (None, None))[1]
        lost += refused is None or stored != saved or escape(hers) not in refused.text
    return Finding(
        "two people save one person at the same moment",
        "one is saved, the other gets a page with her own text",
        f"{lost} of {size.ROUNDS} lost",
        ok=not lost,
    )
