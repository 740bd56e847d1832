"""Names sort and are found as Norwegians expect, without ICU in the database."""

import pytest

from accounts.names import sort_key
from caseload.models import Participant
from tests.factories import make_participant


def test_the_alphabet_ends_on_ae_oe_aa(ada):
    for name in ["Åse", "Zoe", "Ærlig", "Aasmund", "Øyvind", "Anna", "Örjan"]:
        make_participant(ada, name)
    in_order = Participant.objects.filter(advisor=ada.user).order_by("sort_key")
    assert [p.name for p in in_order] == [
        "Anna", "Zoe", "Ærlig", "Örjan", "Øyvind", "Åse", "Aasmund",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "words"),
    [("Åse Dahl", "aase"), ("René", "rene"), ("Blid  Lampe", "blid lampe"), ("ØYA", "øy")],
)
def test_search_needs_no_case_accents_or_exact_spaces(name, words):
    assert sort_key(words) in sort_key(name)
