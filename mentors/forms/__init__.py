from mentors.forms.contacts import ContactForm, NeedMetForm
from mentors.forms.placements import MentorshipForm, PlacementForm
from mentors.forms.workplaces import ContactPersonForm, VisitForm, WorkplaceForm

__all__ = [
    "ContactForm",
    "ContactPersonForm",
    "MentorshipForm",
    "NeedMetForm",
    "PlacementForm",
    "VisitForm",
    "WorkplaceForm",
]
