"""Somebody else approves it, the worker builds it once, and whoever fetches the files is known."""

import datetime
import io
import threading
import zipfile

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from accounts.models import AuditEntry, Membership
from hybridnav.roles import WEB, WORKER
from notifications.models import Notification
from surveys.ledger.models import LedgerEntry
from surveys.releases import actions, work
from surveys.releases.models import Release, ReleaseFile
from tests.surveys.releases.asked import (
    make_approved,
    make_asked,
    make_big_wave,
    make_built,
    make_release,
    wish_for,
)

State, Trouble = Release.State, Release.Trouble


@pytest.fixture
def wave(db):
    return make_big_wave()


def url_of(release, page=""):
    return f"/surveys/releases/{release.pk}/{page}"


def text(response):
    return " ".join(response.content.decode().split())


def downloads(release):
    return AuditEntry.objects.filter(subject_id=str(release.pk), action="release.download")


def test_the_privacy_coordinator_is_told_and_decides_with_a_word(log_in, fia, pia, wave, acting_as):
    release = make_asked(fia, wave)
    assert Notification.objects.visible_to(pia).open().get().about == release.pk
    page = log_in(pia)
    with acting_as(WEB):
        assert page.get(url_of(release)).status_code == 200
        page.post(url_of(release, "decide/"), {"answer": "approve", "decision": "Greit"})
    release.refresh_from_db()
    assert release.state == State.APPROVED
    assert release.decided_by == pia.user
    assert not Notification.objects.visible_to(pia).open()
    assert Notification.objects.visible_to(fia).open().get().about == release.pk


def test_who_does_not_approve_says_why_and_the_researcher_may_mend_it(log_in, fia, pia, wave):
    release = make_asked(fia, wave)
    page = log_in(pia)
    assert page.post(url_of(release, "decide/"), {"answer": "decline"}).status_code == 422
    page.post(url_of(release, "decide/"), {"answer": "decline", "decision": "For bredt"})
    release.refresh_from_db()
    assert release.state == State.DECLINED
    assert "For bredt" in text(log_in(fia).get(url_of(release)))
    mended = wish_for(fia, release, items=("talk",))
    actions.ask_for_approval(fia, mended)
    actions.decide(pia, Release.objects.get(), approves=True, word="")


@pytest.mark.parametrize("hand", ["made_by", "asked_by", "changed_by"])
def test_nobody_decides_on_what_she_had_a_hand_in(log_in, fia, pia, wave, hand):
    """A person may hold both roles."""
    release = make_asked(fia, wave)
    Release.objects.update(**{hand: pia.user})
    release.refresh_from_db()
    with pytest.raises(PermissionDenied):
        actions.decide(pia, release, approves=True, word="")
    page = log_in(pia)
    assert page.post(url_of(release, "decide/"), {"answer": "approve"}).status_code == 403
    assert url_of(release, "decide/") not in text(page.get(url_of(release)))


def test_not_even_the_database_lets_who_asked_decide(fia, wave):
    release = make_asked(fia, wave)
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=release.pk).update(decided_by=fia.user)


def test_a_researcher_decides_nothing(log_in, fia, wave):
    release = make_asked(fia, wave)
    answer = {"answer": "approve"}
    assert log_in(fia).post(url_of(release, "decide/"), answer).status_code == 403


def test_the_second_who_decides_reads_that_somebody_was_first(log_in, fia, pia, wave):
    release = make_approved(fia, pia, wave)
    answer = {"answer": "decline", "decision": "Nei"}
    assert "aksel" in text(log_in(pia).post(url_of(release, "decide/"), answer, follow=True))
    assert Release.objects.get().state == State.APPROVED


def test_the_worker_builds_it_and_enters_it_in_the_ledger(fia, pia, wave, acting_as):
    release = make_approved(fia, pia, wave, across=("size",))
    with acting_as(WORKER):
        work.build(release.pk)
    release.refresh_from_db()
    assert (release.state, release.trouble) == (State.BUILT, "")
    assert release.kept_until == timezone.localdate() + datetime.timedelta(days=30)
    entry = LedgerEntry.objects.get()
    assert entry.release == release
    with zipfile.ZipFile(io.BytesIO(bytes(release.file.content))) as package:
        names = package.namelist()
    folder = release.file.name.removesuffix(".zip")
    assert sorted(names) == sorted(f"{folder}/{path}" for path in entry.facts["files"])
    assert folder.isascii()
    work.build(release.pk)
    assert LedgerEntry.objects.count() == 1


def test_a_build_that_fails_leaves_the_approval_and_can_be_tried_again(
    log_in, fia, pia, wave, monkeypatch, caplog
):
    release = make_approved(fia, pia, wave)
    with monkeypatch.context() as broken:
        broken.setattr(work, "files_of", lambda _package: {}["Hemmelig svar"])
        work.build(release.pk)
    release.refresh_from_db()
    assert (release.state, release.trouble) == (State.APPROVED, Trouble.BUILDING)
    assert not LedgerEntry.objects.exists()
    assert "Hemmelig" not in caplog.text
    work.sweep()
    assert Release.objects.get().state == State.APPROVED
    assert log_in(fia).post(url_of(release, "again/")).status_code == 302
    work.sweep()
    assert Release.objects.get().state == State.BUILT


def test_what_clashes_with_something_released_meanwhile_goes_back(log_in, fia, pia, wave):
    """Two of them differ by two people: those who said no at a small office."""
    everybody = make_approved(fia, pia, wave, title="Alle")
    rest = make_approved(
        fia, pia, wave, title="Resten", items=("talk",), where={"size": ("large",)}
    )
    work.build(everybody.pk)
    other = make_approved(fia, pia, wave, title="To forskjeller", items=("talk",))
    Release.objects.filter(pk=other.pk).update(
        wish=other.wish | {"where": {"room": ["yes", "some"], "size": ["small"]}}
    )
    work.build(rest.pk)
    work.build(other.pk)
    other.refresh_from_db()
    assert other.state == State.DRAFT
    assert not hasattr(other, "file")
    page = text(log_in(fia).get(url_of(other)))
    assert "aksel-base-alert" in page


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_have_it_built_once(fia, pia, wave):
    release = make_asked(fia, wave)
    rune = Membership.objects.create(
        user=type(pia.user).objects.create_user("rune@nav.example", name="Rune"),
        office=pia.office,
        role=Membership.Role.PRIVACY_COORDINATOR,
        starts_on=datetime.date(2024, 1, 1),
    )
    start, found = threading.Barrier(4), []

    def run(act):
        start.wait()
        try:
            act()
        except actions.WasChanged:
            found.append("was first")
        finally:
            connection.close()

    def approve(member):
        actions.decide(member, Release.objects.get(), approves=True, word="")

    def build():
        work.build(release.pk)

    acts = [lambda: approve(pia), lambda: approve(rune), build, build]
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["was first"]
    builders = [threading.Thread(target=build_alone, args=[release.pk]) for _each in range(3)]
    for thread in builders:
        thread.start()
    for thread in builders:
        thread.join()
    assert Release.objects.get().state == State.BUILT
    assert LedgerEntry.objects.count() == ReleaseFile.objects.count() == 1
    assert AuditEntry.objects.filter(action="release.approve").count() == 1


def build_alone(release_id):
    try:
        work.build(release_id)
    finally:
        connection.close()


def test_files_are_fetched_by_who_shows_again_who_she_is(log_in, fia, pia, wave, acting_as):
    fia.user.set_password("et langt passord")
    fia.user.save()
    release = make_built(fia, pia, wave)
    page = log_in(fia)
    address = url_of(release, "file/")
    with acting_as(WEB):
        asked = page.get(address)
    assert asked.status_code == 302
    assert asked.url.startswith("/sign-in/reauthenticate/")
    assert not downloads(release)
    back = page.post(asked.url, {"password": "et langt passord", "next": address})
    assert back.url == address
    with acting_as(WEB):
        got = page.get(back.url)
    assert bytes(got.content) == bytes(release.file.content)
    assert "no-store" in got["Cache-Control"]
    assert got["Content-Disposition"].isascii()
    line = downloads(release).get()
    assert (line.user, line.reason) == (fia.user, "")


def test_the_privacy_coordinator_fetches_them_too_and_nobody_else(
    log_in, fia, pia, ada, lars, wave
):
    release = make_built(fia, pia, wave)
    assert log_in(pia).get(url_of(release, "file/")).status_code == 200
    assert [log_in(who).get(url_of(release, "file/")).status_code for who in (ada, lars)] == [
        404
    ] * 2
    assert downloads(release).count() == 1


def test_files_are_deleted_after_their_day_and_can_be_built_again_the_same(log_in, fia, pia, wave):
    release = make_built(fia, pia, wave, across=("size",))
    before = release.file.sha256
    assert work.forget_files(release.kept_until) == 0
    assert work.forget_files(release.kept_until + datetime.timedelta(days=1)) == 1
    release = Release.objects.get()
    assert release.state == State.FORGOTTEN
    page = log_in(fia)
    assert page.get(url_of(release, "file/")).status_code == 404
    page.post(url_of(release, "build/"))
    work.build(release.pk)
    release = Release.objects.get()
    assert release.state == State.BUILT
    assert release.file.sha256 == before
    assert LedgerEntry.objects.count() == 1


def test_what_is_not_the_same_when_built_again_is_not_handed_out(
    log_in, fia, pia, wave, monkeypatch
):
    release = make_built(fia, pia, wave)
    work.forget_files(release.kept_until + datetime.timedelta(days=1))
    actions.build_anew(fia, release)
    plain = work.files_of
    monkeypatch.setattr(work, "files_of", lambda package: plain(package) | {"mer.txt": b"x"})
    work.build(release.pk)
    release = Release.objects.get()
    assert (release.state, release.trouble) == (State.APPROVED, Trouble.DIFFERS)
    assert not hasattr(release, "file")
    assert log_in(fia).get(url_of(release, "file/")).status_code == 404


def test_the_worker_forgets_as_the_role_it_is(fia, pia, wave, acting_as):
    release = make_built(fia, pia, wave)
    with acting_as(WORKER):
        work.forget_files(release.kept_until + datetime.timedelta(days=1))
    assert not ReleaseFile.objects.exists()


def test_a_draft_is_not_in_the_way_of_anything(fia, wave):
    make_release(fia, wave)
    assert not LedgerEntry.objects.exists()


def test_what_has_changed_around_it_since_makes_no_other_files(fia, pia, wave, settings):
    """Whom to write to, and how many of the wave are told, stay as they were when it went out."""
    release = make_built(fia, pia, wave)
    before = release.file.sha256
    settings.RELEASE_CONTACT = "Noen andre"
    work.forget_files(release.kept_until + datetime.timedelta(days=1))
    Release.objects.update(state=State.APPROVED)
    work.build(release.pk)
    release = Release.objects.get()
    assert (release.state, release.file.sha256) == (State.BUILT, before)
