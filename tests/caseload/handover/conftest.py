import pytest

from tests.factories import make_participant


@pytest.fixture
def kopp(ada):
    return make_participant(ada, "Rolig Kopp", phase="finding")
