"""Two people editing one row: the later one is told, and keeps what she typed.

A row that counts its `version`, a form that carries it, and a write that holds only for the newest.
"""

from django import forms
from django.db.models import F

from aksel.forms import AkselModelForm


class EditedMeanwhile(Exception):
    """Somebody else saved this row after the form was opened. Nothing was written."""


def write_newest(row, version, fields):
    """Write `fields` and count up. Raises EditedMeanwhile when `version` is not the newest."""
    newest = type(row).objects.filter(pk=row.pk, version=version)
    if not newest.update(**fields, version=F("version") + 1):
        raise EditedMeanwhile
    for name, value in fields.items():
        setattr(row, name, value)


class EditForm(AkselModelForm):
    """A form on a row that counts its versions."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    edited_meanwhile = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version

    def written(self):
        """What she typed as keyword arguments, without the version."""
        return {name: self.cleaned_data[name] for name in self.fields if name != "version"}

    def saved_by(self, save):
        """Whether save(version=…, **written) did it. If not, the form says why and asks again."""
        try:
            save(version=self.cleaned_data["version"] or 0, **self.written())
        except EditedMeanwhile:
            self._ask_again()
            return False
        return True

    def _ask_again(self):
        """Sent once more, what was typed goes over what somebody else has saved: knowingly."""
        rows = type(self.instance).objects.filter(pk=self.instance.pk)
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = rows.values_list("version", flat=True).first()
        self.edited_meanwhile = True
