import pytest
from django.db import connection

from accounts.models import Membership
from surveys.models import Batch
from tests.factories import make_member, make_office


@pytest.fixture
def lotte(ada):
    """Local contact at Nav Fjordby: hands out the codes there."""
    return make_member("Lotte", office=ada.office, role=Membership.Role.LOCAL_CONTACT)


@pytest.fixture
def finn(ada):
    """Local contact at Nav Bakkeby, an office of its own."""
    office = make_office("Nav Bakkeby", ada.office.county)
    return make_member("Finn", office=office, role=Membership.Role.LOCAL_CONTACT)


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
