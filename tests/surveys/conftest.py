import pytest

from accounts.models import Membership
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
