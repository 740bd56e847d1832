from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import Radios
from caseload.forms import NO_HEALTH
from caseload.todos.forms import TodoForm
from mentors.support.models import MentorNeed


class MentorNeedForm(TodoForm):
    """What the mentor needs, and who does something about it by when."""

    mentor = forms.ModelChoiceField(
        label=_("Mentor"),
        queryset=None,
        error_messages={"required": _("Choose the mentor.")},
    )
    kind = forms.ChoiceField(
        label=_("What does the mentor need?"),
        choices=MentorNeed.Kind.choices,
        widget=Radios,
        error_messages={"required": _("Choose what the mentor needs.")},
    )

    field_order = ["mentor", "kind", "what", "owner", "due_on"]

    def __init__(self, *args, mentors, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["mentor"].queryset = mentors
        self.fields["what"].label = _("What will you do about it?")
        self.fields["what"].help_text = NO_HEALTH
        self.fields["what"].error_messages["required"] = _("Write what you will do about it.")
        if len(mentors) == 1:
            del self.fields["mentor"]
