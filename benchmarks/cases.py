"""What is asked of one database, and by whom. Prints JSON, which compare.py asks over HTTP.

Each size has a database of its own, so this runs in a process of its own, with the product's
settings: see servers.cases().
"""

import json
from dataclasses import asdict, dataclass
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Membership, User
from caseload.models import Participant

ROWS = 50  # on the floor's page as on the product's
HTMX = {"HX-Request": "true"}
FORM = "application/x-www-form-urlencoded"
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"  # the floor's
LEARNED = "Trives med å ha faste oppgaver om morgenen."


@dataclass
class Request:
    """`{uuid}` in the body becomes a new one each time."""

    path: str
    body: str = ""
    headers: dict | None = None


@dataclass
class Case:
    """Something a person does. The requests are made in turn."""

    name: str
    target: float
    session: str
    floor_session: str
    requests: list
    floor: Request
    queries: int
    rows: int


def cases():
    """The cast of the demo, and where there is a nation also its largest office."""
    bo, kari = member("bo@demo.example"), member("kari@demo.example")
    yield from cases_of(bo, member("lars@demo.example"))
    yield case("county overview", 8.0, signed_in(kari), [Request(reverse("insight:county"))], bo)
    if larger := largest_office():
        advisor = busy_advisor(larger)
        leader = Membership.objects.get(office=larger, role=Membership.Role.OFFICE_LEADER)
        yield from cases_of(advisor, leader, ", largest office")


def member(email):
    return Membership.objects.filter(user__email=email).earliest("pk")


def largest_office():
    """The id of an office with more people than the demo's cast ever has; None in a demo."""
    sizes = Participant.objects.values("office").annotate(n=Count("pk")).order_by("-n")
    return next((size["office"] for size in sizes[:1] if size["n"] > 1000), None)


def busy_advisor(office):
    """Somebody there with at least a page of people, as the demo's Bo has."""
    has_more = Count("participants", filter=Q(participants__ended_on=None))
    advisors = User.objects.filter(memberships__office=office, memberships__role="advisor")
    busy = advisors.annotate(n=has_more).filter(n__gt=ROWS).earliest("n", "pk")
    return busy.memberships.get(office=office)


def cases_of(advisor, leader, where=""):
    advising, leading = signed_in(advisor), signed_in(leader)
    people = list(Participant.objects.visible_to(advisor).filter(ended_on=None)[:ROWS])
    bench, office_bench = reverse("caseload:workbench"), reverse("caseload:office_bench")
    dashboard = reverse("insight:office_dashboard")
    search = Request(reverse("caseload:bench_search"), form(words=people[0].name), HTMX)
    note = Request("/note/", A_NOTE)
    for name, target, client, requests, *floor in [
        ("workbench", 4.0, advising, [Request(bench)]),
        ("office workbench", 4.0, leading, [Request(office_bench)]),
        ("participant page", 4.0, advising, [opened(person) for person in people]),
        ("office dashboard", 8.0, leading, [Request(dashboard)]),
        ("log contact", 3.0, advising, [logged(person) for person in people], note),
        ("search by name", 4.0, signed_in(leader), [search]),
    ]:
        yield case(name + where, target, client, requests, advisor, *floor)


def case(name, target, client, requests, advisor, floor=None):
    """`advisor` is who is signed in on the floor, whose page shows people of her office."""
    floor = floor or Request(f"/people/{advisor.office_id}/")
    queries, rows = counted(client, requests[0])
    sessions = session_of(client), session_of(signed_in(advisor, backend=MODEL_BACKEND))
    return Case(name, target, *sessions, requests, floor, queries, rows)


def opened(person):
    return Request(person.get_absolute_url())


def logged(person):
    """A contact logged in the row of the bench: the answer is the row and the counts."""
    return Request(
        reverse("mentors:contact_create", args=[person.pk]),
        form(
            submission="{uuid}",
            how="phone",
            people="mentor",
            needs="nobody",
            when="today",
            next="2",
            topics="tasks",
            learned=LEARNED,
        ),
        HTMX | {"HX-Target": f"participant-{person.pk}"},
    )


def form(**fields):
    return urlencode(fields, safe="{}")


A_NOTE = form(person="{uuid}", on="2026-01-02", how="phone", topic="tasks", text=LEARNED)


def signed_in(membership, **how):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(membership.user, **how)
    session = client.session
    session["membership"] = membership.pk
    session.save()
    return client


def session_of(client):
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def counted(client, request):
    """(queries of this request, rows of people in the answer)."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask(client, request)
    if answer.status_code != 200:
        raise SystemExit(f"{request.path} answers {answer.status_code}")
    queries = [query for query in captured if query["sql"] not in ("BEGIN", "COMMIT")]
    return len(queries), answer.content.count(b'role="rowheader"')


def ask(client, request):
    headers = request.headers or {}
    if not request.body:
        return client.get(request.path, headers=headers)
    body = request.body.replace("{uuid}", str(uuid4()))
    return client.post(request.path, body, FORM, headers=headers)


def main():
    print(json.dumps([asdict(case) for case in cases()]))
