"""Redis only rings the bell: refused or hanging, pages answer and save as always."""

import socket
import time
import uuid

import pytest
from django.db import transaction
from django.urls import reverse
from kombu import pools

from hybridnav.celery import app
from notifications import ringing
from notifications.actions import tell_at_once, told
from notifications.models import Mail, Notification
from notifications.tasks import deliver_staff_mail
from tests.factories import make_import

pytestmark = pytest.mark.django_db(transaction=True)
Kind = Notification.Kind
SOMETHING = uuid.UUID("7c8a1c9e-5b51-4f0a-9df9-9d1e9b0f7a11")

# The longest a page may take longer than with Redis.
PATIENCE = 0.5


@pytest.fixture(params=["refuses", "hangs"])
def redis_away(request, monkeypatch):
    """A port that refuses, or a server that accepts and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"redis://127.0.0.1:{server.getsockname()[1]}/0"
        if request.param == "refuses":
            server.close()
        was = app.conf.broker_url
        ask(url, monkeypatch)
        yield
        ask(was, monkeypatch)


def ask(url, monkeypatch):
    monkeypatch.setattr(ringing, "_quiet_until", 0.0)
    app.conf.broker_url = app.conf.broker_write_url = url
    pools.reset()
    app._pool = None
    app.amqp._producer_pool = None


@pytest.fixture
def rings():
    """How long one ring takes, in seconds."""

    def rings():
        began = time.monotonic()
        ringing.ring(deliver_staff_mail, SOMETHING)
        return time.monotonic() - began

    return rings


def test_a_page_that_rings_answers_and_saves(redis_away, log_in, ada, caplog):
    brought = make_import(ada)
    client = log_in(ada)
    page = reverse("mentors:import_mapping", args=[brought.pk])
    client.get(page)
    began = time.monotonic()
    response = client.post(page, {"column_0": "name"})
    took = time.monotonic() - began
    assert response.status_code == 302
    brought.refresh_from_db()
    assert brought.state == brought.State.CHECKING
    assert "the sweep will see it" in caplog.text
    assert "Traceback" not in caplog.text
    assert took < PATIENCE + 0.5


def test_one_ring_costs_little_and_those_after_it_nothing(redis_away, rings):
    assert rings() < PATIENCE
    assert sum(rings() for _each in range(20)) < 0.05


def test_it_is_asked_again_after_a_while(redis_away, rings, monkeypatch):
    rings()
    monkeypatch.setattr(ringing, "_quiet_until", 0.0)
    assert rings() < PATIENCE
    assert ringing._quiet_until > time.monotonic()


def test_telling_many_at_once_keeps_every_row(redis_away, ada, bo, lena):
    members = [ada, bo, lena]
    began = time.monotonic()
    with transaction.atomic():
        tell_at_once(
            [told(each.user_id, each.office_id, Kind.CALL, SOMETHING, "/") for each in members]
        )
    assert time.monotonic() - began < PATIENCE + 0.5
    assert Mail.objects.filter(state=Mail.State.WAITING).count() == 3


def test_a_redis_that_answers_is_rung(rings):
    rings()
    assert ringing._quiet_until <= time.monotonic()
