"""All answers that a release is held against, of several waves with questions of their own."""

import pytest

from surveys.disclosure.shapes import NOT_ASKED, Region
from surveys.ledger.frames import frame_of_parts
from tests.surveys.answered import make_answered


@pytest.mark.django_db
def test_waves_that_were_asked_different_things_are_one_frame():
    first = make_answered("T1")
    second = make_answered("T2", *[{"room": "agree", "people": 4}] * 7)
    parts = [(str(first.pk), 1), (str(second.pk), 1)]
    frame = frame_of_parts(parts)
    assert len(frame) == 15
    assert frame.count(Region.of(parts, {"room": ["agree"]})) == 12
    assert frame.count(Region.of(parts[1:], {"people": ["4"]})) == 7
    assert NOT_ASKED in frame.data["enough"].cat.categories
