"""After a hard contact a line for oneself is offered, to who has asked for that."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from tests.factories import make_private_entry

LIST = "/reflection/private/"
NEW = 'href="/reflection/private/new/"'


def want(client, wanted):
    return client.post(f"{LIST}prompt/", {"wanted": wanted})


def log(client, lampe, needs, **headers):
    """Log a contact and follow to where that leads; in the bench's row with htmx."""
    url = f"/participants/{lampe.pk}/contacts/new/"
    said = {"how": "phone", "people": ["participant"], "when": "today", "next": "none"}
    said |= {"needs": needs, "submission": uuid.uuid4()}
    return client.post(url, said, follow=True, headers=headers).content.decode()


def in_the_row(lampe):
    return {"HX-Request": "true", "HX-Target": f"participant-{lampe.pk}"}


@pytest.fixture
def client(log_in, ada):
    return log_in(ada)


def test_nothing_is_offered_until_she_asks_for_it(client, lampe):
    page = log(client, lampe, "mentor")
    assert "/undo/" in page
    assert NEW not in page


def test_it_is_offered_when_somebody_needs_something(client, lampe):
    assert want(client, "yes").url == LIST
    assert NEW in log(client, lampe, "mentor")
    assert NEW in log(client, lampe, "me", **in_the_row(lampe))


def test_not_after_an_easy_contact(client, lampe):
    want(client, "yes")
    assert NEW not in log(client, lampe, "nobody")
    assert NEW not in log(client, lampe, "nobody", **in_the_row(lampe))


def test_she_says_no_again(client, lampe):
    want(client, "yes")
    want(client, "no")
    assert NEW not in log(client, lampe, "mentor")


def test_undo_is_offered_as_before(client, lampe):
    want(client, "yes")
    page = log(client, lampe, "mentor")
    [contact] = lampe.contacts.all()
    assert f"/contacts/{contact.pk}/undo/" in page


def test_it_costs_no_query(client, lampe):
    log(client, lampe, "mentor", **in_the_row(lampe))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            log(client, lampe, "mentor", **in_the_row(lampe))
        return len(asked)

    without = queries()
    want(client, "yes")
    client.get(LIST)
    assert queries() == without


def test_her_own_log_shows_which_it_is(client, ada):
    make_private_entry(ada)

    def page():
        return client.get(LIST).content.decode()

    with override("nb"):
        yes, no = gettext("Offer it to me"), gettext("Do not offer it")
    assert yes in page()
    want(client, "yes")
    assert no in page()
