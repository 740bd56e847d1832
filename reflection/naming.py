"""Texts that others read and that name nobody."""

from django.utils.translation import gettext_lazy as _

from caseload.naming import named_in


class NamelessMixin:
    """None of the names given to the form stands in its `nameless` fields."""

    nameless = ()

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names

    def clean(self):
        cleaned = super().clean()
        for field in self.nameless:
            if word := named_in(cleaned.get(field) or "", self.names):
                message = _("Others read this. Write it without the name “%(name)s”.")
                self.add_error(field, message % {"name": word})
        return cleaned
