"""Offices read protected tables of releases that the privacy coordinator lets them read."""

import pytest

from surveys.releases import actions, work
from tests.surveys.releases.asked import make_asked, make_big_wave, make_built

SHOWN = "/surveys/shown/"


@pytest.fixture
def wave(db):
    return make_big_wave()


def make_shown(fia, pia, wave, **wish):
    release = make_asked(fia, wave, **wish)
    actions.decide(pia, release, approves=True, word="", for_offices=True)
    work.build(release.pk)
    return release


@pytest.mark.parametrize("who", ["ada", "lars", "kari"])
def test_everybody_here_reads_what_was_ticked(log_in, fia, pia, wave, who, request):
    make_shown(fia, pia, wave, title="Tid på kontorene")
    page = log_in(request.getfixturevalue(who)).get(SHOWN).content.decode()
    assert "Tid på kontorene" in page
    assert "Jeg har tid" in page


def test_nothing_else_is_shown(log_in, ada, fia, pia, wave):
    make_built(fia, pia, wave, title="For forskere")
    make_asked(fia, wave, title="Ikke avgjort", items=("talk",))
    page = log_in(ada).get(SHOWN).content.decode()
    assert "For forskere" not in page
    assert "Ikke avgjort" not in page


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_the_database_no_more_the_longer_it_is(
    log_in, ada, fia, pia, wave, number, django_assert_num_queries
):
    for each in range(number):
        make_shown(fia, pia, wave, title=f"Nummer {each}")
    client = log_in(ada)
    client.get(SHOWN)
    with django_assert_num_queries(4):
        client.get(SHOWN)
