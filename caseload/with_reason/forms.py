from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, NumberInput
from caseload.models import validate_birth_year


class LookUpForm(AkselForm):
    name = forms.CharField(
        label=_("Full name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("First name and surname, as they are written here."),
        error_messages={"required": _("Write the full name.")},
    )
    birth_year = forms.IntegerField(
        label=_("Birth year"),
        widget=NumberInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        validators=[validate_birth_year],
        error_messages={
            "required": _("Write the birth year."),
            "invalid": _("Write the year with four digits, 1900 or later."),
        },
    )


class ReasonForm(AkselForm):
    reason = forms.CharField(
        label=_("Why do you open this person?"),
        min_length=10,
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("10 to 255 characters. The reason is kept in the log and read by the leader."),
        error_messages={
            "required": _("Write why you need to open this person."),
            "min_length": _("Write a little more: at least 10 characters."),
        },
    )
