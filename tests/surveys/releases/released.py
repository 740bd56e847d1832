"""Releases in the ledger, as they went out."""

from surveys.disclosure.shapes import Content, Region, Stat
from surveys.ledger.actions import append
from surveys.releases.models import Release
from tests.surveys.releases.frames import PART


def make_content(number=8, parts=(PART,), **answers):
    return Content((Stat(Region.of(parts, answers), number, number),))


def make_entry(researcher, title="Tabeller", *, content=None, approved_by=None, facts=None):
    """A LedgerEntry of a release that was built."""
    release = Release.objects.create(
        title=title,
        purpose="Artikkel",
        seed=b"seed",
        state=Release.State.BUILT,
        made_by=researcher.user,
        asked_by=researcher.user,
        decided_by=approved_by and approved_by.user,
    )
    return append(release, content or make_content(), facts or {"files": {"LESMEG.txt": "0" * 64}})
