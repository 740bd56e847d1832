from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, ChipChecks, DateInput
from caseload.forms import no_later_than_five_years, within_living_memory
from caseload.naming import NamelessMixin
from mentors.needs.models import WorkplaceNeed


class WorkplaceNeedForm(NamelessMixin, AkselModelForm):
    nameless = ("tasks", "where", "hours")

    class Meta:
        model = WorkplaceNeed
        fields = ["tasks", "where", "hours", "from_on"]
        widgets = {"tasks": forms.Textarea(attrs={"rows": 3}), "from_on": DateInput}
        help_texts = {
            "tasks": _("What should the person be able to do there? Name nobody."),
            "where": _("Such as a part of town, or where the bus goes."),
            "hours": _("Such as “two days a week at first”."),
        }
        error_messages = {"tasks": {"required": _("Write which tasks are wanted.")}}

    def clean_from_on(self):
        from_on = self.cleaned_data["from_on"]
        if from_on:
            within_living_memory(from_on)
            no_later_than_five_years(from_on)
        return from_on


class NeedAnswerForm(NamelessMixin, AkselForm):
    """Workplaces that say something of the tasks stand first; any other can be chosen too."""

    nameless = ("word",)

    alike = forms.ModelMultipleChoiceField(
        label=_("Workplaces that say something of these tasks"),
        queryset=None,
        required=False,
        widget=ChipChecks,
    )
    other = forms.ModelChoiceField(label=_("Another workplace"), queryset=None, required=False)
    word = forms.CharField(
        label=_("A word about it"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Such as whom to ask for. Nothing about candidates."),
    )

    def __init__(self, *args, alike, workplaces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = workplaces
        self.fields["alike"].queryset = alike
        if not alike:
            del self.fields["alike"]

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.chosen:
            self.add_error("other", _("Choose at least one workplace."))
        return cleaned

    @property
    def chosen(self):
        other = self.cleaned_data.get("other")
        return {*self.cleaned_data.get("alike", []), *([other] if other else [])}
