"""`manage.py add_member`: how the first people of an installation get in."""

import getpass

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Membership, User

ADA = {"name": "Ada Vik", "role": "advisor", "county": "Vestland", "office": "Nav Fjordby"}


@pytest.fixture(autouse=True)
def typed(monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "hemmelig fjord 22")


def add(**changes):
    call_command("add_member", "Ada@Nav.example", **ADA | changes)


def test_she_can_sign_in_afterwards(client, db):
    add()
    answer = {"login": "ada@nav.example", "password": "hemmelig fjord 22"}
    assert client.post("/sign-in/login/", answer).status_code == 302
    assert client.get("/bench/").status_code == 200


def test_a_second_role_keeps_the_user_and_the_password(db, monkeypatch):
    add()
    monkeypatch.setattr(getpass, "getpass", lambda prompt: pytest.fail("asked for a password"))
    add(role="local_contact")
    assert User.objects.get().memberships.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"office": None},
        {"role": "county_contact"},
        {"role": "department_leader"},
        {"name": ""},
    ],
)
def test_what_does_not_fit_leaves_nothing_behind(db, wrong):
    with pytest.raises(CommandError):
        add(**wrong)
    assert not User.objects.exists()


def test_a_weak_password_leaves_nothing_behind(db, monkeypatch):
    monkeypatch.setattr(getpass, "getpass", lambda prompt: "kort")
    with pytest.raises(CommandError):
        add()
    assert not Membership.objects.exists()


def test_an_office_is_in_one_county(db):
    add()
    with pytest.raises(CommandError):
        add(county="Agder", role="local_contact")
