"""Who works during `make load`. Prints JSON, as cases.py does."""

import json
from dataclasses import asdict

from django.db.models import Count, Q
from django.urls import reverse

from accounts.models import Membership, User
from benchmarks.cases import HTMX, Request, form, logged, opened, session_of, signed_in
from caseload.models import Participant


def working(number):
    """{session, bench, people: [{open, log}], searches} of so many advisors."""
    active = Count("participants", filter=Q(participants__ended_on=None))
    busy = User.objects.annotate(n=active).filter(n__gte=10, memberships__role="advisor")
    for user in busy.order_by("pk").distinct()[:number]:
        membership = Membership.objects.filter(user=user, role="advisor").earliest("pk")
        people = Participant.objects.visible_to(membership).filter(ended_on=None)[:30]
        yield {
            "session": session_of(signed_in(membership)),
            "bench": asdict(Request(reverse("caseload:workbench"))),
            "people": [
                {"open": asdict(opened(person)), "log": asdict(logged(person))} for person in people
            ],
            "searches": [
                asdict(Request(reverse("caseload:bench_search"), form(words=words), HTMX))
                for words in [people[0].name.split()[0], ""]
            ],
        }


def main(number):
    print(json.dumps(list(working(number))))
