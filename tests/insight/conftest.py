"""Of the cast, who leads a part of Nav Fjordby."""

import pytest

from accounts.models import Department, Membership
from tests.factories import make_member


@pytest.fixture
def youth(ada):
    """A department at Nav Fjordby that Ada belongs to."""
    youth = Department.objects.create(office=ada.office, name="Ungdom")
    ada.department = youth
    ada.save(update_fields=["department"])
    return youth


@pytest.fixture
def dina(youth):
    """Leads the youth department."""
    dina = make_member("Dina", office=youth.office)
    dina.role, dina.department = Membership.Role.DEPARTMENT_LEADER, youth
    dina.save(update_fields=["role", "department"])
    return dina
