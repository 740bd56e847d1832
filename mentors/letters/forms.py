from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, TextInput


class TimeInput(TextInput):
    input_type = "time"


class InvitationForm(AkselForm):
    """Which mentor, and at what time. The day is that of the next contact."""

    mentorship = forms.ModelChoiceField(
        label=_("Mentor"),
        queryset=None,
        error_messages={"required": _("Choose the mentor.")},
    )
    at = forms.TimeField(
        label=_("At what time? (optional)"),
        required=False,
        widget=TimeInput,
        help_text=_("Without a time it stands there for the whole day."),
    )

    def __init__(self, *args, mentorships, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentorship"].queryset = mentorships
        self.fields["mentorship"].label_from_instance = lambda each: each.mentor.name
        if len(mentorships) == 1:
            del self.fields["mentorship"]
