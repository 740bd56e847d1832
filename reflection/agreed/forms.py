from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, DateInput
from caseload.editing import EditForm
from caseload.forms import no_later_than_five_years, not_in_the_past
from reflection.agreed.models import AgreedAction


class WhoAndWhen(forms.Form):
    """Who is responsible, of those invited who have a bench, and by when."""

    owner = forms.ModelChoiceField(
        label=_("Who is responsible?"),
        queryset=None,
        error_messages={"required": _("Choose who is responsible.")},
    )
    due_on = forms.DateField(
        label=_("By when?"), widget=DateInput, error_messages={"required": _("Write by when.")}
    )

    def __init__(self, *args, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = owners

    def clean_due_on(self):
        due_on = self.cleaned_data["due_on"]
        not_in_the_past(due_on)
        no_later_than_five_years(due_on)
        return due_on


class AgreedForm(WhoAndWhen, EditForm):
    what = forms.CharField(
        label=_("What do we do?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Something about how we work. Name no candidate and no mentor."),
        error_messages={"required": _("Write what you have agreed.")},
    )
    field_order = ["what", "owner", "due_on"]

    class Meta:
        model = AgreedAction
        fields = []


class CarryForm(WhoAndWhen, AkselForm):
    pass
