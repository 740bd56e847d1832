from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, DateInput
from caseload.forms import NO_HEALTH, no_later_than_five_years, not_in_the_past
from caseload.todos.models import Todo


class TodoForm(AkselModelForm):
    """What, who and by when. Who is asked only where there is a choice."""

    class Meta:
        model = Todo
        fields = ["what", "owner", "due_on"]
        widgets = {"what": forms.Textarea(attrs={"rows": 2}), "due_on": DateInput}
        help_texts = {"what": NO_HEALTH}
        error_messages = {
            "owner": {"required": _("Choose who does it.")},
            "due_on": {"required": _("Write by when.")},
        }

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["what"].required = True
        self.fields["what"].error_messages["required"] = _("Write what is to be done.")
        self.fields["owner"].queryset = owners
        if len(owners) < 2:
            del self.fields["owner"]

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        not_in_the_past(due_on)
        no_later_than_five_years(due_on)
        return due_on


class FinishForm(AkselForm):
    how = forms.CharField(
        label=_("What was done? (optional)"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_HEALTH,
    )


class DropForm(AkselForm):
    why = forms.CharField(
        label=_("Why is it no longer needed?"),
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it is no longer needed.")},
    )


class HandForm(AkselForm):
    owner = forms.ModelChoiceField(
        label=_("Who does it from now on?"),
        queryset=None,
        error_messages={"required": _("Choose who does it.")},
    )

    def __init__(self, *args, owners, about_a_person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners
        if about_a_person:
            self.fields["owner"].help_text = _(
                "Her advisor and colleagues who follow along can be chosen."
            )
