import pytest
from django.test import override_settings

from surveys.intake import release


@pytest.fixture(autouse=True, scope="session")
def release_keys(tmp_path_factory):
    """A folder of the tests' own."""
    folder = tmp_path_factory.mktemp("keys") / "release"
    with override_settings(RELEASE_KEYS=folder):
        yield folder


@pytest.fixture
def spares(db):
    release.make_spares(3)
