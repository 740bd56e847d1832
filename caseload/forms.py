import uuid

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aksel.forms import (
    AkselForm,
    AkselModelForm,
    DateInput,
    EmailInput,
    NumberInput,
    PhoneInput,
    Radios,
)
from caseload.editing import EditForm
from caseload.models import CloserFollowUp, Participant, StandIn
from caseload.rhythm import COUNTS_DAYS, Rhythm

NO_HEALTH = _("Do not write health information.")
WHOLE_ADDRESS = forms.EmailField(
    error_messages={"invalid": _("Write a whole e-mail address, such as name@example.no.")}
)


def no_later_than_five_years(day):
    """Guards against slips such as 2206: nobody plans a follow-up that far ahead."""
    if day.year > timezone.localdate().year + 5:
        raise forms.ValidationError(_("Choose a day within the next five years."))


def not_in_the_past(day):
    if day < timezone.localdate():
        raise forms.ValidationError(_("Choose today or a later day."))


def not_after_today(day):
    if day > timezone.localdate():
        raise forms.ValidationError(_("Choose today or an earlier day."))


def within_living_memory(day):
    if day.year < 2000:
        raise forms.ValidationError(_("Choose a day after 1 January 2000."))


def within_reason(day):
    """A day of a plan, or None where none is written."""
    if day:
        within_living_memory(day)
        no_later_than_five_years(day)
    return day


def has_happened(day):
    """A day on which something was done, or None where none is written."""
    if day:
        not_after_today(day)
        within_living_memory(day)
    return day


def last_day(until, first):
    """The last day of a period that is not over; `first` is None where that is wrong itself."""
    not_in_the_past(until)
    no_later_than_five_years(until)
    if first and until < first:
        raise forms.ValidationError(_("The last day cannot be before the first."))
    return until


def is_phone_number(text):
    """Checked for form only: digits with spaces, hyphens, brackets or a leading plus."""
    digits = sum(character in "0123456789" for character in text)
    return 5 <= digits <= 15 and not set(text.removeprefix("+")) - set("0123456789 -()./")


def phone_number(text):
    """As typed, without space around it; "" where none is written."""
    phone = text.strip()
    if phone and not is_phone_number(phone):
        raise forms.ValidationError(_("Write the number with digits, such as 22 22 22 22."))
    return phone


def email_address(text):
    """As typed, without space around it; "" where none is written."""
    email = text.strip()
    if email:
        WHOLE_ADDRESS.clean(email)
    return email


class ParticipantForm(EditForm):
    """Who the person is, what she wants first."""

    class Meta:
        model = Participant
        fields = [
            "wish",
            "interests",
            "name",
            "birth_year",
            "phone",
            "email",
            "phase",
            "need_group",
            "benefit",
            "benefit_ends_on",
            "support_at_work",
            "support_outside_work",
        ]
        widgets = {"phone": PhoneInput, "email": EmailInput, "benefit_ends_on": DateInput}
        help_texts = {
            "wish": _("In the person's own words, if you can."),
            "support_at_work": NO_HEALTH,
            "support_outside_work": NO_HEALTH,
        }
        error_messages = {"name": {"required": _("Write the name.")}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["phase"].choices = [
            choice
            for choice in Participant.Phase.choices
            # Ending is a step of its own, which asks why.
            if choice[0] != Participant.Phase.ENDED or not self.instance.is_active
        ]

    def clean_phone(self):
        return phone_number(self.cleaned_data["phone"])

    def clean_email(self):
        return email_address(self.cleaned_data["email"])


class NewParticipantForm(ParticipantForm):
    """`submission`: sent twice, by a double click or by going back, it is one person."""

    submission = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["version"]
        self.fields["submission"].initial = uuid.uuid4()


class CloserFollowUpForm(AkselModelForm):
    class Meta:
        model = CloserFollowUp
        fields = ["why", "asked", "rhythm", "days", "look_again_on", "started_on"]
        widgets = {
            "asked": Radios,
            "rhythm": Radios,
            "days": NumberInput(attrs={"data-shown-when": "rhythm=own,once"}),
            "look_again_on": DateInput(attrs={"data-shown-when": "rhythm=when_needed"}),
            "started_on": DateInput,
        }
        error_messages = {"rhythm": {"required": _("Choose how often you have agreed.")}}

    def clean(self):
        cleaned = super().clean()
        rhythm = cleaned.get("rhythm")
        if rhythm in COUNTS_DAYS and not cleaned.get("days") and "days" not in self.errors:
            self.add_error("days", _("Write how many days."))
        if (
            rhythm == Rhythm.WHEN_NEEDED
            and not cleaned.get("look_again_on")
            and "look_again_on" not in self.errors
        ):
            self.add_error("look_again_on", _("Write which day to look again."))
        return cleaned

    def clean_look_again_on(self):
        day = self.cleaned_data["look_again_on"]
        if day:
            no_later_than_five_years(day)
        return day

    def clean_started_on(self):
        return has_happened(self.cleaned_data["started_on"])


class EndForm(AkselForm):
    """Why something ended: closer follow-up, or the office's follow-up as a whole."""

    why = forms.CharField(
        label=_("Why does it end?"),
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it ends.")},
    )


class NotNowForm(AkselForm):
    why = forms.CharField(
        label=_("Why not now?"),
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it is not for now.")},
    )
    until = forms.DateField(
        label=_("Look again on"),
        widget=DateInput,
        validators=[not_in_the_past, no_later_than_five_years],
        error_messages={"required": _("Write which day to look again.")},
    )


class NextContactForm(AkselForm):
    on = forms.DateField(
        label=_("Next contact"),
        widget=DateInput,
        required=False,
        help_text=_("Leave it empty if nothing is scheduled."),
        validators=[not_in_the_past, no_later_than_five_years],
    )


class FollowerForm(AkselForm):
    colleague = forms.ModelChoiceField(
        label=_("Colleague who follows along"),
        queryset=None,
        help_text=_("She sees and logs as you do. You are still the advisor."),
        error_messages={"required": _("Choose the colleague.")},
    )

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleague"].queryset = colleagues


class StandInForm(AkselModelForm):
    class Meta:
        model = StandIn
        fields = ["stand_in", "from_on", "until_on"]
        labels = {
            "stand_in": _("Colleague who stands in for you"),
            "from_on": _("First day"),
            "until_on": _("Last day"),
        }
        error_messages = {
            "stand_in": {"required": _("Choose the colleague.")},
            "until_on": {"required": _("Write the last day.")},
        }

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["stand_in"].queryset = colleagues

    def clean_from_on(self):
        return within_reason(self.cleaned_data["from_on"])

    def clean_until_on(self):
        return last_day(self.cleaned_data["until_on"], self.cleaned_data.get("from_on"))


class SearchForm(forms.Form):
    words = forms.CharField(max_length=100, required=False)
