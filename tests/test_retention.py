"""What is over goes, a few rows at a time; what is not stays; and a dry run says the same."""

import datetime
import io
import json
import uuid

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.forgetting import OLD_SESSIONS, forget
from accounts.tasks import forget_old_sessions
from notifications import links
from notifications.links import OLD_LINKS
from notifications.models import Link, Mail
from notifications.staff_mail import Kind
from notifications.tasks import forget_old_links

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def make_link(*, expired):
    """A link that expired so long ago."""
    return links.issue("call", uuid.uuid4(), until=timezone.now() - expired)


def make_session(*, expired):
    return Session.objects.create(
        session_key=uuid.uuid4().hex, session_data="", expire_date=timezone.now() - expired
    )


def make_digest(user, *, ended):
    return Mail.objects.create(
        key=uuid.uuid4().hex,
        kind=Kind.DIGEST,
        user=user,
        due_at=timezone.now() - ended,
        expires_at=timezone.now() - ended,
        state=Mail.State.SENT,
        ended_at=timezone.now() - ended,
    )


def retention(*arguments):
    out = io.StringIO()
    call_command("retention", "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def old(ada):
    """Three links, two sessions and a digest whose time is over."""
    for number in range(3):
        make_link(expired=31 * DAY + number * DAY)
    for _ in range(2):
        make_session(expired=DAY)
    make_digest(ada.user, ended=32 * DAY)


@pytest.fixture
def standing(ada):
    """One of each on the last day of its time."""
    return [
        make_link(expired=29 * DAY),
        make_session(expired=-DAY),
        make_digest(ada.user, ended=30 * DAY),
    ]


def test_a_dry_run_says_what_goes_and_deletes_nothing(old, standing):
    said = {"sessions": 2, "digests": 1, "links": 3}
    assert retention("--dry-run") == said
    assert retention("--dry-run") == said
    assert retention() == said


def test_running_twice_changes_nothing_more(old, standing):
    retention()
    assert set(retention().values()) == {0}


def test_what_is_not_over_stays(old, standing):
    retention()
    for row in standing:
        row.refresh_from_db()
    assert (Link.objects.count(), Session.objects.count(), Mail.objects.count()) == (1, 1, 1)


def test_a_spent_link_goes_like_any_other():
    link = make_link(expired=31 * DAY)
    Link.objects.filter(pk=link.pk).update(spent_at=timezone.now() - 60 * DAY)
    forget(OLD_LINKS, timezone.now())
    assert not Link.objects.exists()


def test_many_rows_go_in_several_transactions():
    for _ in range(7):
        make_session(expired=DAY)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert forget(OLD_SESSIONS, timezone.now(), at_once=3) == 7
    deletes = [each["sql"] for each in queries if each["sql"].startswith("DELETE")]
    assert len(deletes) == 3


def test_an_exact_number_of_batches_comes_to_an_end():
    for _ in range(6):
        make_session(expired=DAY)
    assert forget(OLD_SESSIONS, timezone.now(), at_once=3) == 6


def test_the_clock_does_the_same(old):
    forget_old_links()
    forget_old_sessions()
    assert not Link.objects.exists() and not Session.objects.exists()


def test_without_json_it_is_read_line_by_line(old, capsys):
    call_command("retention", "--dry-run")
    assert capsys.readouterr().out.splitlines() == ["sessions: 2", "digests: 1", "links: 3"]
