"""`manage.py release`: tried by hand, and built only where two people stand for it."""

import json

import pytest
from django.core.management import CommandError, call_command

from surveys.ledger.models import LedgerEntry
from surveys.releases.models import Release
from tests.surveys.releases.asked import make_big_wave, make_built

ROOM = ["release", "--waves", "T1", "--items", "room"]


@pytest.fixture
def wave(db):
    return make_big_wave()


def test_a_trial_says_what_it_costs_and_keeps_nothing(wave, capsys):
    call_command(*ROOM, "--across", "size", "--json")
    said = json.loads(capsys.readouterr().out)
    assert not said["refused"]
    assert len(said["tables"]) == 2
    assert not Release.objects.exists()
    assert not LedgerEntry.objects.exists()


def test_with_two_people_it_is_in_the_ledger_and_unpacked(fia, pia, wave, tmp_path, capsys):
    people = ["--asked-by", fia.user.email, "--approved-by", pia.user.email]
    call_command(*ROOM, *people, "--out", str(tmp_path), "--json")
    assert json.loads(capsys.readouterr().out)["ledger"] == LedgerEntry.objects.get().number == 1
    [folder] = tmp_path.iterdir()
    assert (folder / "SHA256SUMS").exists()


@pytest.mark.parametrize("approver", ["fia", "ada"])
def test_nobody_approves_her_own_and_only_a_coordinator_does(
    fia, ada, wave, tmp_path, approver, request
):
    email = request.getfixturevalue(approver).user.email
    people = ["--asked-by", fia.user.email, "--approved-by", email]
    with pytest.raises(CommandError) as refused:
        call_command(*ROOM, *people, "--out", str(tmp_path))
    assert refused.value.returncode == 2
    assert not LedgerEntry.objects.exists()


def test_what_clashes_is_refused_with_a_code_of_its_own(fia, pia, wave, capsys):
    """A table withholds numbers, and rows of the same people would tell them."""
    make_built(fia, pia, wave, across=("people",))
    with pytest.raises(CommandError) as refused:
        call_command(*ROOM, "--across", "people", "--rows", "--json")
    assert refused.value.returncode == 3
    assert json.loads(capsys.readouterr().out)["refused"]


def test_what_is_not_asked_in_the_wave_is_named(wave):
    with pytest.raises(CommandError, match="mangler"):
        call_command("release", "--waves", "T1", "--items", "mangler")
