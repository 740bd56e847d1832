import pytest
from django.db import connection
from django.test import override_settings

from surveys.intake import release
from surveys.models import Batch


@pytest.fixture(autouse=True, scope="session")
def release_keys(tmp_path_factory):
    """A folder of the tests' own."""
    folder = tmp_path_factory.mktemp("keys") / "release"
    with override_settings(RELEASE_KEYS=folder):
        yield folder


@pytest.fixture
def spares(db):
    release.make_spares(3)


@pytest.fixture
def no_partition_stays(transactional_db):
    """Tests that commit are cleaned up by emptying tables, not by dropping any."""
    yield
    drop_partitions()


def drop_partitions():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relid::regclass::text FROM pg_partition_tree('surveys_sealed') WHERE isleaf"
        )
        for (partition,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE {partition}")
    Batch.objects.filter(state=Batch.State.SPARE).delete()
