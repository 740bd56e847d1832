"""A whole release, rows and tables and own words, by each process in its own role."""

import hashlib
import io
import random
import zipfile

import pyreadstat
import pytest

from hybridnav.roles import WEB, WORKER
from surveys.releases import actions, work
from surveys.releases.models import Release
from surveys.releases.wish import FORMS, Wish
from surveys.texts.reviewing import answers_of
from tests.surveys.answered import decide, make_answered
from tests.surveys.releases.asked import make_draft, questionnaire

TEXTS = [f"Vi lærte noe, {number}." for number in ("en", "to", "tre", "fire", "fem", "seks")]


@pytest.fixture
def wave(db):
    """300 answers of the size of office, two statements and how many are followed up."""
    dice = random.Random(5)

    def answered():
        choices = {"room": ["no", "some", "yes"], "talk": ["no", "yes"], "size": ["small", "large"]}
        return {name: dice.choice(of) for name, of in choices.items()} | {"people": 10}

    rows = [answered() for _each in range(300)]
    return make_answered("T1", *rows, texts=TEXTS, asked=questionnaire())


@pytest.fixture
def files(acting_as, fia, pia, wave):
    """{path in the folder: bytes} of what was asked for, approved and built."""
    for answer in answers_of(wave, "more"):
        decide(fia, pia, answer, wave)
    wish = Wish(forms=FORMS, items=("room", "talk"), across=("size",), texts=("more",))
    with acting_as(WEB):
        release = make_draft(fia, wave)
        given = wish.with_parts([(str(wave.pk), 1)])
        actions.change_release(fia, release, version=release.version, wish=given)
    with acting_as(WORKER):
        work.try_out(release.pk)
    release = Release.objects.get(pk=release.pk)
    with acting_as(WEB):
        actions.ask_for_approval(fia, release)
        actions.decide(pia, Release.objects.get(pk=release.pk), approves=True, word="Greit")
    with acting_as(WORKER):
        work.build(release.pk)
    release = Release.objects.get(pk=release.pk)
    assert release.state == Release.State.BUILT, release.trouble
    with zipfile.ZipFile(io.BytesIO(bytes(release.file.content))) as package:
        found = {name: package.read(name) for name in package.namelist()}
    return {path.partition("/")[2]: content for path, content in found.items()}


def test_it_has_every_kind_of_file_and_each_is_what_the_checksums_say(files):
    folders = {path.partition("/")[0] for path in files if "/" in path}
    assert folders == {"data", "doc", "tabeller", "apne_svar", "syntaks"}
    sums = dict(reversed(line.split("  ", 1)) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {
        path: hashlib.sha256(content).hexdigest()
        for path, content in files.items()
        if path != "SHA256SUMS"
    }


def test_the_rows_are_those_who_answered_and_none_stands_alone(files, tmp_path):
    [content] = [content for path, content in files.items() if path.endswith(".sav")]
    (tmp_path / "rows.sav").write_bytes(content)
    rows, about = pyreadstat.read_sav(tmp_path / "rows.sav")
    assert len(rows) == 300
    assert rows.groupby("size").size().min() >= 6
    assert set(about.column_names) >= {"room", "talk", "size"}


def test_what_was_said_in_own_words_is_there_and_no_more(files):
    [said] = [
        content.decode()
        for path, content in files.items()
        if path.endswith(".txt") and path.startswith("apne_svar/")
    ]
    heading, *texts = filter(None, said.splitlines())
    assert (heading, sorted(texts)) == ("svar", sorted(TEXTS))
