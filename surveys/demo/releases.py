"""Two releases: one that offices may read, and one that waits for the privacy coordinator."""

from accounts.models import Membership
from surveys.answers.rows import parts_of
from surveys.demo import questions
from surveys.releases import actions, work
from surveys.releases.models import Release
from surveys.releases.wish import Wish

Role = Membership.Role
LEARNING = tuple(name for name, *_said in questions.LEARNING)
DEMANDS = tuple(name for name, *_said in questions.DEMANDS)


def load(first, second):
    """Tables of the two waves, as the rules let them be. Nothing where nobody is there to ask."""
    researcher, coordinator = map(_first, [Role.RESEARCHER, Role.PRIVACY_COORDINATOR])
    if not (researcher and coordinator):
        return
    shown = _asked(researcher, second, "Hva veilederne har lært", LEARNING)
    actions.decide(
        coordinator, shown, approves=True, word="Ingen kan gjenkjennes.", for_offices=True
    )
    work.build(shown.pk)
    _asked(researcher, first, "Krav i arbeidet, før prosjektet", DEMANDS)


def _first(role):
    return Membership.objects.filter(role=role).order_by("pk").first()


def _asked(researcher, wave, title, items):
    purpose = "Rapporten om tettere oppfølging."
    release = actions.make_release(researcher, title=title, purpose=purpose, waves=[wave])
    wish = Wish(items=items).with_parts(parts_of([wave]))
    actions.change_release(researcher, release, version=release.version, wish=wish)
    work.try_out(release.pk)
    release = Release.objects.get(pk=release.pk)
    actions.ask_for_approval(researcher, release)
    return Release.objects.get(pk=release.pk)
