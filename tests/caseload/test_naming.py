"""A text that others will read names nobody it should not name."""

import pytest

from caseload.naming import named_in

NAMES = ["Stein Lund", "Åse-Marie Vik", "Bo"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ønsker lager. Stein vil jobbe ute.", "Stein"),
        ("Det er Steins ønske.", "Steins"),
        ("stein lund vil jobbe ute", "Stein Lund"),
        ("stein  lunds plass", "Stein Lund"),
        ("ÅSE vil ha dagtid", "ÅSE"),
        ("Aase vil ha dagtid", "Aase"),
        ("Bo kan begynne", "Bo"),
    ],
)
def test_a_name_is_found_as_people_write_it(text, found):
    assert named_in(text, NAMES) == found


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Legge stein og mur",
        "På Lund eller i Vik",
        "Steinhuggeri i Bodø",
        "Et sted å bo",
        "Lunden barnehage",
    ],
)
def test_words_that_only_look_like_names_are_none(text):
    assert named_in(text, NAMES) == ""


def test_nobody_is_named_where_there_is_nobody():
    assert named_in("Stein og Åse", []) == ""
