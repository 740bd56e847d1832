from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, DateInput, Radios, Textarea
from caseload.forms import no_later_than_five_years, not_in_the_past
from caseload.naming import NamelessMixin
from reflection.county_help.models import HelpRequest

NOBODY = _("Write about how you work. Name nobody, and nothing that points at one person.")


class HelpForm(NamelessMixin, AkselModelForm):
    nameless = ("words",)

    class Meta:
        model = HelpRequest
        fields = ["wanted", "words", "by_on"]
        widgets = {"wanted": Radios, "words": Textarea(attrs={"rows": 4}), "by_on": DateInput}
        help_texts = {"words": NOBODY}
        error_messages = {
            "wanted": {"required": _("Choose what you would like help with.")},
            "words": {"required": _("Tell a little about it.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["wanted"].choices = HelpRequest.Wanted.choices

    def clean_by_on(self):
        day = self.cleaned_data["by_on"]
        if day:
            not_in_the_past(day)
            no_later_than_five_years(day)
        return day


class AnswerForm(NamelessMixin, AkselForm):
    nameless = ("answer",)

    answer = forms.CharField(
        label=_("Your answer"),
        help_text=_("The office reads it. With it, the request is closed. Name nobody."),
        max_length=500,
        widget=Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write a word to the office.")},
    )
