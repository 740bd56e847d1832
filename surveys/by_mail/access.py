from django.core.exceptions import PermissionDenied

from mentors import access as mentors_access
from mentors.letters.budget import is_stopped
from surveys.by_mail.models import ContactConsent


def contact_or_404(request, person_id):
    """A contact person whose yes or no is written down: by whoever works with employers there."""
    contact = mentors_access.contact_person_or_404(request, person_id)
    if not mentors_access.can_change_workplaces(request.membership):
        raise PermissionDenied
    return contact


def consents_of(contact):
    """[ContactConsent], newest first: at most the first one stands."""
    consents = ContactConsent.objects.filter(contact=contact).select_related("obtained_by")
    return sorted(consents, key=lambda each: each.withdrawn_on is not None)


def why_no_mail(contact):
    """ "no_address", "stopped" or ""."""
    if not contact.email_hash:
        return "no_address"
    return "stopped" if is_stopped(contact.email_hash) else ""
