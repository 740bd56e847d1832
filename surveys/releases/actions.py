"""What people do with releases. The worker's part is in work.py, and is rung for by name."""

import secrets

from celery import current_app
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import Membership
from notifications.actions import settle, tell, told
from notifications.models import Notification
from notifications.ringing import ring
from surveys.releases.access import refuse_who_may_not_decide
from surveys.releases.models import Release

State = Release.State
Role = Membership.Role
SEED_BYTES = 32
# By name: what they import must not come into the web process.
TRY = "surveys.tasks.try_release"
BUILD = "surveys.tasks.build_release"


class WasChanged(Exception):
    """Somebody else wrote it, or asked for it, since the page was made."""


@transaction.atomic
def make_release(membership, *, title, purpose, waves):
    """A draft without anything in it. Returns the Release."""
    release = Release.objects.create(
        title=title,
        purpose=purpose,
        seed=secrets.token_bytes(SEED_BYTES),
        made_by_id=membership.user_id,
        changed_by_id=membership.user_id,
    )
    release.waves.set(waves)
    audit.record(membership, "release.make", release)
    return release


@transaction.atomic
def change_release(membership, release, *, version, wish, title=None, purpose=None):
    """Write what is wanted, and let a worker try it. `version` is that of the page.

    Raises WasChanged if there is a later one, or it can be changed no more. One line in the audit
    log for each who writes, not for each tick.
    """
    is_new_hand = release.changed_by_id != membership.user_id or not release.is_written
    said = {"title": title, "purpose": purpose}
    written = Release.objects.filter(pk=release.pk, version=version)
    if not written.filter(state__in=[State.DRAFT, State.DECLINED]).update(
        wish=wish.to_json(),
        version=F("version") + 1,
        state=State.DRAFT,
        trouble="",
        changed_by=membership.user_id,
        decided_by=None,
        decided_at=None,
        **{name: value for name, value in said.items() if value is not None},
    ):
        raise WasChanged
    if is_new_hand:
        audit.record(membership, "release.change", release)
    ring(current_app.signature(TRY), release.pk)
    release.refresh_from_db()
    return release


@transaction.atomic
def try_again(release):
    """After a worker failed, or for what has been released since. False if it is too late."""
    if release.can_change:
        again = Release.objects.filter(pk=release.pk, state__in=[State.DRAFT, State.DECLINED])
        done = again.update(trouble="", state=State.DRAFT, version=F("version") + 1)
        ring(current_app.signature(TRY), release.pk)
    else:
        done = Release.objects.filter(pk=release.pk, state=State.APPROVED).update(trouble="")
        ring(current_app.signature(BUILD), release.pk)
    return bool(done)


@transaction.atomic
def ask_for_approval(membership, release):
    """Of what was tried, and nothing else. Tells the privacy coordinators. Raises WasChanged."""
    asked = Release.objects.filter(
        pk=release.pk, version=release.version, tried_version=F("version")
    )
    if not release.can_be_asked_for or not asked.filter(
        state__in=[State.DRAFT, State.DECLINED]
    ).update(
        state=State.ASKED,
        asked_by=membership.user_id,
        asked_at=timezone.now(),
        decided_by=None,
        decided_at=None,
        decision="",
        trouble="",
    ):
        raise WasChanged
    audit.record(membership, "release.ask", release)
    hands = {release.made_by_id, release.changed_by_id, membership.user_id}
    _tell(release, Role.PRIVACY_COORDINATOR, lambda user_id: user_id not in hands)


@transaction.atomic
def take_back(membership, release):
    """Not asked for after all. Raises WasChanged if it is decided already."""
    if not _of(release, State.ASKED).update(state=State.DRAFT, asked_by=None, asked_at=None):
        raise WasChanged
    settle(release.pk, kinds=[Notification.Kind.RELEASE])
    audit.record(membership, "release.take_back", release)


@transaction.atomic
def decide(membership, release, *, approves, word, for_offices=False):
    """By a privacy coordinator who had no hand in it. Raises WasChanged if somebody was first."""
    refuse_who_may_not_decide(membership, release)
    if (
        not _of(release, State.ASKED)
        .filter(version=release.version)
        .update(
            state=State.APPROVED if approves else State.DECLINED,
            decided_by=membership.user_id,
            decided_at=timezone.now(),
            decision=word,
            for_offices=approves and for_offices,
        )
    ):
        raise WasChanged
    settle(release.pk, kinds=[Notification.Kind.RELEASE])
    audit.record(membership, "release.approve" if approves else "release.decline", release)
    _tell(release, Role.RESEARCHER, lambda user_id: user_id == release.asked_by_id)
    if approves:
        ring(current_app.signature(BUILD), release.pk)


@transaction.atomic
def build_anew(membership, release):
    """The files again, after they were deleted. They are held against the ledger."""
    if not _of(release, State.FORGOTTEN).update(state=State.APPROVED, trouble=""):
        raise WasChanged
    audit.record(membership, "release.build_again", release)
    ring(current_app.signature(BUILD), release.pk)


def note_download(membership, release):
    audit.record(membership, "release.download", release)


def _of(release, state):
    return Release.objects.filter(pk=release.pk, state=state)


def _tell(release, role, is_for):
    """Those of this role, at the office where they have it."""
    members = Membership.objects.active(timezone.localdate()).filter(
        role=role, office__isnull=False, user__is_active=True
    )
    kind, url = Notification.Kind.RELEASE, release.get_absolute_url()
    mark = f"{role}{timezone.now().timestamp():.0f}"
    tell(
        [
            told(each.user_id, each.office_id, kind, release.pk, url, mark=mark)
            for each in members
            if is_for(each.user_id)
        ]
    )
