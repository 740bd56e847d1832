"""Whether a text that others will read names somebody it should not name."""

import re

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.names import sort_key
from caseload.models import Connection, Participant

SAYS_A_NAME = _("Others will read this. Write it without the name “%(name)s”.")


class NamelessMixin:
    """A form whose fields in `nameless` others will read: nobody is named in them.

    None of the `names` stands there, whole or as a first name alone, and of `colleagues` no whole
    name: a colleague's first name is often an ordinary word.
    """

    nameless = ()

    def __init__(self, *args, names, colleagues=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.names, self.colleagues = names, colleagues

    def clean(self):
        cleaned = super().clean()
        for field in self.nameless:
            text = cleaned.get(field) or ""
            if word := named_in(text, self.names) or whole_name_in(text, self.colleagues):
                self.add_error(field, SAYS_A_NAME % {"name": word})
        return cleaned


def names_known_to(membership, *, also_ended=False):
    """The names of everybody this membership knows of, who are followed up now or were."""
    if membership.role == Membership.Role.EMPLOYER_LIAISON:
        connected = Connection.objects.visible_to(membership)
        return list(connected.values_list("participant__name", flat=True))
    people = Participant.objects.visible_to(membership)
    if not also_ended:
        people = people.filter(ended_on=None)
    return list(people.values_list("name", flat=True))


def named_in(text, names):
    """The word of `text` that names somebody of `names`; "" where nobody is named.

    A whole name counts however it is written. A first name alone counts with a capital letter
    only: "Stein" is a person where "stein" is a stone. A last name alone is as often a place. The
    genitive counts as the name.
    """
    words = _words(text)
    first_names = {sort_key(_words(name)[0]) for name in names if _words(name)}
    for word in words:
        if word[0].isupper() and not first_names.isdisjoint(_without_genitive(word)):
            return word
    return whole_name_in(text, names)


def whole_name_in(text, names):
    """The name of `names` that stands in `text` as a whole, of two words at least; "" without."""
    flat = f" {_flat(_words(text))} "
    for name in names:
        whole = _flat(_words(name))
        if " " in whole and (f" {whole} " in flat or f" {whole}s " in flat):
            return name
    return ""


def _words(text):
    return re.findall(r"[^\W_]+", text)


def _flat(words):
    return " ".join(sort_key(word) for word in words)


def _without_genitive(word):
    key = sort_key(word)
    return {key, key.removesuffix("s")}
