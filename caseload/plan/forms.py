from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, ChipRadios, DateInput, Radios
from caseload.editing import EditForm
from caseload.forms import NO_HEALTH, within_reason
from caseload.plan.models import Goal, Hindrance, Step

CERTIFICATES = f"kind={Goal.Kind.TRADE_CERTIFICATE},{Goal.Kind.PRACTICE_CERTIFICATE}"


class GoalForm(EditForm):
    class Meta:
        model = Goal
        fields = ["text", "kind", "trade", "route", "by_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "kind": Radios,
            "trade": forms.TextInput(attrs={"data-shown-when": CERTIFICATES}),
            "route": forms.Select(attrs={"data-shown-when": CERTIFICATES}),
            "by_on": DateInput,
        }
        help_texts = {
            "text": _("In the person's own words, if you can."),
            "trade": _("Such as health worker or logistics."),
        }
        error_messages = {
            "text": {"required": _("Write what the goal is.")},
            "kind": {"required": _("Choose what kind of goal it is.")},
        }

    def clean_by_on(self):
        return within_reason(self.cleaned_data["by_on"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") not in (
            Goal.Kind.TRADE_CERTIFICATE,
            Goal.Kind.PRACTICE_CERTIFICATE,
        ):
            # Typed before another kind was chosen, and no longer meant.
            cleaned["trade"] = cleaned["route"] = ""
        return cleaned


class CloseGoalForm(AkselForm):
    ended = forms.ChoiceField(
        label=_("How did it go?"),
        choices=Goal.Ended.choices,
        widget=Radios,
        error_messages={"required": _("Choose how it went.")},
    )
    closed_why = forms.CharField(
        label=_("Why? What was learned?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_HEALTH,
    )

    def clean(self):
        cleaned = super().clean()
        dropped = cleaned.get("ended") == Goal.Ended.DROPPED
        if dropped and not cleaned.get("closed_why") and "closed_why" not in self.errors:
            self.add_error("closed_why", _("Write why it is dropped."))
        return cleaned


class StepForm(EditForm):
    class Meta:
        model = Step
        fields = ["text", "who", "who_else", "due_on"]
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "who": ChipRadios,
            "who_else": forms.TextInput(attrs={"data-shown-when": "who=other"}),
            "due_on": DateInput,
        }
        help_texts = {"who_else": _("Such as “employer liaison” or “the training office”.")}
        error_messages = {
            "text": {"required": _("Write what the step is.")},
            "who": {"required": _("Choose who does it.")},
        }

    def clean_due_on(self):
        return within_reason(self.cleaned_data["due_on"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("who") != Step.Who.OTHER:
            cleaned["who_else"] = ""
        elif not cleaned.get("who_else") and "who_else" not in self.errors:
            self.add_error("who_else", _("Write who does it."))
        return cleaned


class DropStepForm(AkselForm):
    why = forms.CharField(
        label=_("Why is it dropped?"),
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_HEALTH,
        error_messages={"required": _("Write why it is dropped.")},
    )


class HindranceForm(EditForm):
    class Meta:
        model = Hindrance
        fields = ["kind", "text", "taken_by"]
        widgets = {
            "kind": ChipRadios,
            "text": forms.Textarea(attrs={"rows": 3}),
            "taken_by": forms.TextInput,
        }
        help_texts = {
            "text": _("Only what those who help need to know. Do not write health information."),
            "taken_by": _("Such as “the person herself” or “the municipality's debt adviser”."),
        }
        error_messages = {"kind": {"required": _("Choose what it is about.")}}
