from mentors.calls.models import Call
from mentors.checkins.models import CheckIn
from mentors.closing.models import ClosingForm
from mentors.imports.models import CaseloadImport
from mentors.letters.models import Invitation, MailAddress
from mentors.models.contacts import Contact
from mentors.models.placements import Mentorship, Placement
from mentors.models.workplaces import (
    ContactPerson,
    Workplace,
    WorkplaceVisit,
    phone_digits,
    validate_division,
    validate_org_number,
)
from mentors.needs.models import NeedAnswer, WorkplaceNeed
from mentors.relations.models import MentorRelation
from mentors.start_agreement.models import StartAgreement
from mentors.support.models import MentorNeed

__all__ = [
    "Call",
    "CaseloadImport",
    "CheckIn",
    "ClosingForm",
    "Contact",
    "ContactPerson",
    "Invitation",
    "MailAddress",
    "MentorNeed",
    "MentorRelation",
    "Mentorship",
    "NeedAnswer",
    "Placement",
    "StartAgreement",
    "Workplace",
    "WorkplaceNeed",
    "WorkplaceVisit",
    "phone_digits",
    "validate_division",
    "validate_org_number",
]
