from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Radios
from mentors.checkins.models import CheckIn


class CheckInForm(AkselForm):
    """How often, and that the mentor has said yes to it."""

    rhythm = forms.ChoiceField(
        label=_("How often does the mentor want it?"),
        choices=CheckIn.Rhythm.choices,
        widget=Radios,
        initial=CheckIn.Rhythm.NEVER,
        help_text=_("A short mail with the link to call you. It counts as no contact."),
    )
    wanted = forms.BooleanField(
        label=_("The mentor has said yes to this"),
        required=False,
        widget=forms.CheckboxInput(
            attrs={
                "data-shown-when": "rhythm="
                f"{CheckIn.Rhythm.EVERY_SECOND_WEEK},{CheckIn.Rhythm.MONTHLY}"
            }
        ),
    )

    def clean(self):
        cleaned = super().clean()
        rhythm = cleaned.get("rhythm", CheckIn.Rhythm.NEVER)
        if rhythm != CheckIn.Rhythm.NEVER and not cleaned.get("wanted"):
            self.add_error("wanted", _("Ask the mentor first."))
        return cleaned
