"""Redis that is away, as a real one is: by a port that refuses or a server that says nothing."""

import socket

import pytest
from kombu import pools

from hybridnav.celery import app
from notifications import ringing


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
