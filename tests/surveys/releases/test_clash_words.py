"""Why a release is refused, in words."""

import pytest
from django.utils import translation

from surveys.ledger.shapes import KINDS, LARGE, POPULATION, ROWS, Clash
from surveys.ledger.words import in_words
from tests.surveys.releases.frames import asking, choices

ASKED = asking({"bransje": choices("a", "b"), "tid": choices("a", "b")})


@pytest.mark.parametrize("kind", [each for each in KINDS if each != LARGE])
@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_a_clash_names_the_earlier_release_and_the_questions(kind, language):
    with translation.override(language):
        said = in_words(Clash(3, "Bedrifter", kind, ("bransje", "tid:a")), ASKED)
    assert "3 (Bedrifter)" in said and "“bransje”" in said and "“tid”" in said


@pytest.mark.parametrize("kind", [POPULATION, "linear", ROWS, LARGE])
def test_a_release_may_clash_with_itself(kind):
    assert "“bransje”" in in_words(Clash(0, "", kind, ("bransje",)), ASKED)


def test_it_comes_back_from_a_row_as_it_was():
    clash = Clash(3, "Bedrifter", ROWS, ("bransje", "tid"))
    assert Clash.from_json(clash.to_json()) == clash
