"""Texts about how an office works name nobody: no candidate, and no colleague."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from caseload.models import Connection, Participant
from caseload.naming import named_in, whole_name_in


class Names:
    """Whom a member may not name: the people she sees, and everybody who works at her office.

    Colleagues are known by their whole name only, for a first name is often an ordinary word.
    """

    def __init__(self, membership):
        self._membership = membership

    def found_in(self, text):
        """The name or word of `text` that names somebody; "" where nobody is named."""
        if not text:
            return ""
        return named_in(text, self._people()) or whole_name_in(text, self._colleagues())

    def _people(self):
        membership = self._membership
        if membership.role == Membership.Role.EMPLOYER_LIAISON:
            connected = Connection.objects.visible_to(membership)
            return list(connected.values_list("participant__name", flat=True))
        people = Participant.objects.visible_to(membership).filter(ended_on=None)
        return list(people.values_list("name", flat=True))

    def _colleagues(self):
        here = Membership.objects.active(timezone.localdate())
        here = here.filter(office=self._membership.office_id)
        users = User.objects.filter(pk__in=here.values("user"))
        return list(users.values_list("name", flat=True))


class NamelessMixin:
    """A form with texts that name nobody. `nameless` says which fields."""

    nameless = ()

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names

    def clean(self):
        cleaned = super().clean()
        for field in self.nameless:
            if word := self.names.found_in(cleaned.get(field)):
                message = _("This is about how we work. Write it without the name “%(name)s”.")
                self.add_error(field, message % {"name": word})
        return cleaned
