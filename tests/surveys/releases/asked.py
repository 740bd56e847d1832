"""A wave big enough to be released, and requests for releases as a researcher makes them."""

from surveys.instruments.questionnaire import Block, Choice, Item, Kind, Page, Questionnaire, Texts
from surveys.releases import actions, work
from surveys.releases.models import Release
from surveys.releases.wish import Wish
from tests.surveys.answered import make_answered

AGREE = (
    Choice("no", Texts("Uenig"), merged={"two": "Ikke enig"}),
    Choice("some", Texts("Delvis"), merged={"two": "Ikke enig"}),
    Choice("yes", Texts("Enig"), merged={"two": "Enig"}),
)
SIZES = (Choice("small", Texts("Lite")), Choice("large", Texts("Stort")))


def questionnaire():
    """Two statements, the size of the office, how many are followed up, and own words."""
    items = (
        Item("room", Kind.ONE, Texts("Jeg har tid"), "agree"),
        Item("talk", Kind.ONE, Texts("Vi snakker sammen"), "agree"),
        Item("size", Kind.ONE, Texts("Hvor stort er kontoret?"), "sizes", tells_who=True),
        Item("people", Kind.NUMBER, Texts("Hvor mange følger du opp?"), tells_who=True),
        Item("more", Kind.TEXT, Texts("Noe mer?")),
    )
    blocks = tuple(Block(item.name, (item,)) for item in items)
    lists = {"agree": AGREE, "sizes": SIZES}
    return Questionnaire(Texts("Puls"), (Page("one", blocks),), lists)


def answers(number, **given):
    return [given] * number


def make_big_wave(label="T1", *more):
    """48 answers: nothing is small but "no" to time at small offices."""
    rows = [
        *answers(10, room="yes", talk="yes", size="large", people=10),
        *answers(8, room="some", talk="some", size="large", people=20),
        *answers(6, room="no", talk="no", size="large", people=20),
        *answers(10, room="yes", talk="some", size="small", people=10),
        *answers(8, room="some", talk="yes", size="small", people=20),
        *answers(4, room="yes", talk="no", size="small", people=10),
        *answers(2, room="no", talk="yes", size="small", people=20),
    ]
    return make_answered(label, *rows, *more, asked=questionnaire())


def make_draft(researcher, wave, *, title="Til artikkelen"):
    """Without anything in it."""
    given = {"title": title, "purpose": "En artikkel om tid", "waves": [wave]}
    return actions.make_release(researcher, **given)


def make_release(researcher, wave, *, title="Til artikkelen", tried=True, **wish):
    """A request for tables of one statement, tried by the worker."""
    release = make_draft(researcher, wave, title=title)
    return wish_for(researcher, release, tried=tried, **wish)


def wish_for(researcher, release, *, tried=True, **wish):
    wave = release.waves.get()
    given = Wish(**{"items": ("room",)} | wish).with_parts([(str(wave.pk), 1)])
    actions.change_release(researcher, release, version=release.version, wish=given)
    if tried:
        work.try_out(release.pk)
    return Release.objects.get(pk=release.pk)


def make_asked(researcher, wave, **wish):
    release = make_release(researcher, wave, **wish)
    actions.ask_for_approval(researcher, release)
    release.refresh_from_db()
    return release


def make_approved(researcher, coordinator, wave, **wish):
    release = make_asked(researcher, wave, **wish)
    actions.decide(coordinator, release, approves=True, word="Greit")
    release.refresh_from_db()
    return release


def make_built(researcher, coordinator, wave, **wish):
    release = make_approved(researcher, coordinator, wave, **wish)
    work.build(release.pk)
    release = Release.objects.get(pk=release.pk)
    assert release.state == Release.State.BUILT, (release.trouble, release.outcome["clashes"])
    return release
