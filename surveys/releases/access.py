"""Who asks for releases, who decides on them, and who fetches their files."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.models import Membership
from surveys.access import refuse_who_is_no_researcher, refuse_who_reads_no_surveys
from surveys.releases.models import Release
from surveys.waves.models import Wave


def release_or_404(request, release_id):
    releases = Release.objects.visible_to(request.membership)
    releases = releases.select_related("made_by", "asked_by", "decided_by", "changed_by")
    return get_object_or_404(releases, pk=release_id)


def own_release_or_404(request, release_id):
    """To write and to ask for: researchers work on each other's."""
    release = release_or_404(request, release_id)
    refuse_who_is_no_researcher(request.membership)
    return release


def may_decide(membership, release):
    """A privacy coordinator who had no hand in it, in whatever role."""
    hands = {release.made_by_id, release.asked_by_id, release.changed_by_id}
    is_coordinator = membership.role == Membership.Role.PRIVACY_COORDINATOR
    return is_coordinator and membership.user_id not in hands


def refuse_who_may_not_decide(membership, release):
    if not may_decide(membership, release):
        raise PermissionDenied


def waves_with_answers(membership):
    refuse_who_reads_no_surveys(membership)
    return Wave.objects.visible_to(membership).with_answers().for_list()


def waves_of(release):
    """[Wave], by label. All of them ask the same version of a questionnaire."""
    return list(release.waves.select_related("version__instrument"))


def file_or_404(release):
    """The ReleaseFile, if it is there still."""
    if release.state != Release.State.BUILT or not hasattr(release, "file"):
        raise Http404
    return release.file


def for_offices():
    """Releases whose protected tables everybody who works here may read."""
    out = [Release.State.BUILT, Release.State.FORGOTTEN]
    return Release.objects.filter(for_offices=True, state__in=out).order_by("-decided_at", "pk")
