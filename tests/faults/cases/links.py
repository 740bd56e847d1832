"""Every token of a link is looked for in all that the programs have written to their logs."""

import datetime
import uuid

from django.db import transaction
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern
from django.utils import timezone

from notifications import links
from notifications.models import Link
from tests.faults.findings import Finding
from tests.faults.people import NAMES
from tests.faults.web import Visitor

ISSUED = 20
PURPOSE = "call"


def measure(stage):
    until = timezone.now() + datetime.timedelta(days=30)
    for _each in range(ISSUED):
        with transaction.atomic():
            links.issue(PURPOSE, uuid.uuid4(), until=until)
    opened = sum(_open(stage, link.token) for link in Link.objects.all())
    # A token that opens nothing is no less somebody's.
    Link.objects.filter(purpose=PURPOSE).revoke()
    opened += sum(_open(stage, link.token) for link in Link.objects.all())
    logs = stage.texts_of_all_logs()
    tokens = [link.token for link in Link.objects.all()]
    hits = _hits(logs, tokens)
    size = sum(map(len, logs.values())) // 1000
    yield Finding(
        f"{len(tokens)} links issued, their pages asked for {opened} times",
        "no token in any log",
        f"{len(hits)} hits in {len(logs)} logs of {size} kB {sorted(hits) or ''}".rstrip(),
        ok=not hits,
    )
    named = _hits(logs, [*NAMES, "@nav.example"])
    yield Finding(
        "every fault of this run",
        "no name and no address of anybody in any log",
        f"{len(named)} hits {sorted(named) or ''}".rstrip(),
        ok=not named,
    )


def _hits(logs, words):
    return {name for name, text in logs.items() for word in words if word in text}


def _open(stage, token):
    """Ask for every page whose address carries a token, as GET, HEAD and POST; how many times."""
    visitor = Visitor(stage.port, stage.cast.ada)
    paths = [reverse(name, kwargs={"token": token}) for name in _pages_with_a_token()]
    for path in paths:
        for method in ["GET", "HEAD", "POST"]:
            visitor.ask(method, path)
    return 3 * len(paths)


def _pages_with_a_token():
    """Names of all addresses that take a token and nothing else."""
    return list(_names(get_resolver(), ""))


def _names(resolver, namespace):
    for pattern in resolver.url_patterns:
        if not isinstance(pattern, URLPattern):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _names(pattern, inner)
        elif set(pattern.pattern.converters) == {"token"} and pattern.name:
            yield f"{namespace}{pattern.name}"
