"""A personal link opens without an account, tells nothing by itself, and can be taken back."""

import datetime
import re
import uuid

import pytest
from django.test import RequestFactory
from django.utils import timezone

from notifications import links
from notifications.models import Link

ABOUT = uuid.UUID("7c8a1c9e-5b51-4f0a-9df9-9d1e9b0f7a11")


@pytest.fixture
def link(db):
    return links.issue("call", ABOUT, until=timezone.now() + datetime.timedelta(days=30))


def page(link):
    return f"/page/{link.pk}/"


def come_by(token):
    return links.enter(RequestFactory().get("/"), token, "call", page=page)


def test_the_token_is_256_bits_and_not_in_the_database(link):
    assert len(link.token) == 43
    stored = Link.objects.values().get()
    assert link.token not in str(stored)


def test_a_second_mail_carries_the_same_link(link):
    later = timezone.now() + datetime.timedelta(days=60)
    again = links.issue("call", ABOUT, until=later)
    assert (again.token, again.expires_at) == (link.token, later)


def test_opening_leads_to_an_address_without_the_token(link):
    answer = come_by(link.token)
    assert (answer.status_code, answer["Location"]) == (303, f"/page/{link.pk}/")
    assert answer["Referrer-Policy"] == "no-referrer"
    cookie = answer.cookies[f"link-{link.pk}"]
    assert cookie["httponly"] and cookie["path"] == f"/page/{link.pk}/"


def test_the_page_is_for_the_browser_that_came_by_the_token(link):
    request = RequestFactory().get("/")
    assert links.opened(request, link.pk, "call") is None
    request.COOKIES[f"link-{link.pk}"] = link.token
    assert links.opened(request, link.pk, "call") == link
    assert links.opened(request, link.pk, "closing") is None


@pytest.mark.parametrize(
    "gone",
    [
        {"revoked_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        {"spent_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        {"expires_at": datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)},
        {"purpose": "closing"},
    ],
)
def test_revoked_spent_expired_and_unknown_look_the_same(link, gone):
    def answer(token):
        came = come_by(token)
        # The token of a form is another each time.
        return came.status_code, re.sub(rb"[A-Za-z0-9]{64}", b"", came.content)

    unknown = answer("x" * 43)
    Link.objects.update(**gone)
    assert answer(link.token) == unknown
    assert unknown[0] == 404


def test_is_revoked_with_the_last_of_what_gave_the_right_to_it(db):
    one, other = uuid.uuid4(), uuid.uuid4()
    until = timezone.now() + datetime.timedelta(days=30)
    link = links.issue("call", ABOUT, until=until, because_of=[one, other])
    links.no_longer_because_of(one, uuid.uuid4())
    assert Link.objects.usable(timezone.now()).get() == link
    links.no_longer_because_of(other)
    assert not Link.objects.usable(timezone.now()).exists()


def test_is_not_revoked_for_what_it_never_rested_on(link):
    links.no_longer_because_of(uuid.uuid4())
    assert Link.objects.usable(timezone.now()).get() == link
