from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, DateInput, Radios
from caseload.editing import EditForm
from caseload.forms import (
    NO_HEALTH,
    has_happened,
    no_later_than_five_years,
    not_after_today,
    within_living_memory,
    within_reason,
)
from caseload.measures.limits import limit_of
from caseload.measures.models import IncomeAnswer, Measure, MentorGrant


def in_words(day):
    return date_format(day, "j. F Y")


def refuse_beyond(limit, starts_on, ends_on):
    """ValidationError in the words of the rule, where the period is longer than it allows."""
    latest = limit and limit.last_day(starts_on)
    if latest and ends_on > latest:
        raise forms.ValidationError(
            _("%(rule)s The last possible day is %(day)s. Source: %(source)s.")
            % {"rule": limit.rule, "day": in_words(latest), "source": limit.source}
        )


def localized(field):
    """Takes and shows 37,5 as well as 37.5: hours are typed with a comma."""
    field.localize = True
    field.widget = forms.TextInput(attrs={"inputmode": "decimal", "maxlength": "6"})
    field.widget.is_localized = True


class MeasureForm(AkselModelForm):
    """A new measure. Its length is checked against the limit that is valid today."""

    class Meta:
        model = Measure
        fields = ["type", "workplace_name", "starts_on", "ends_on", "hours_per_week"]
        widgets = {"starts_on": DateInput, "ends_on": DateInput}
        help_texts = {
            "ends_on": _("Leave it empty only where the measure has no longest time."),
            "hours_per_week": _("Such as 15 or 37,5."),
        }
        error_messages = {
            "type": {"required": _("Choose the type of measure.")},
            "starts_on": {"required": _("Write the first day.")},
        }

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = participant
        localized(self.fields["hours_per_week"])

    def clean_starts_on(self):
        return within_reason(self.cleaned_data["starts_on"])

    def clean_ends_on(self):
        return within_reason(self.cleaned_data["ends_on"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("type") and cleaned.get("starts_on") and not self.errors.get("ends_on"):
            ends_on = cleaned.get("ends_on", self.instance.ends_on)
            self._check_period(cleaned["type"], cleaned["starts_on"], ends_on)
        return cleaned

    def _check_period(self, measure_type, starts_on, ends_on):
        limit = limit_of(measure_type, self.participant)
        field = "ends_on" if "ends_on" in self.fields else "starts_on"
        if ends_on is None:
            if limit and limit.longest:
                self.add_error(field, _("Write the last day. %(rule)s") % {"rule": limit.rule})
        elif ends_on < starts_on:
            self.add_error(field, _("The last day cannot be before the first."))
        else:
            try:
                refuse_beyond(limit, starts_on, ends_on)
            except forms.ValidationError as beyond:
                self.add_error(field, beyond)


class MeasureEditForm(MeasureForm):
    """Corrects what was written. The end is moved by steps of their own, which ask why."""

    class Meta(MeasureForm.Meta):
        fields = ["type", "workplace_name", "starts_on", "hours_per_week"]


class SeenEndForm(AkselForm):
    """Moves the end of a measure. `seen` is the end when the form was opened."""

    seen = forms.DateField(widget=forms.HiddenInput, required=False)
    ends_on = forms.DateField(
        label=_("New last day"),
        widget=DateInput,
        validators=[within_living_memory, no_later_than_five_years],
        error_messages={"required": _("Write the new last day.")},
    )

    def __init__(self, *args, measure, limit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.measure, self.limit = measure, limit
        self.fields["seen"].initial = measure.ends_on

    def again(self, **changed):
        """The same typed text with other hidden values, checked anew."""
        data = self.data.copy()
        data.update({name: day.isoformat() if day else "" for name, day in changed.items()})
        form = type(self)(data, measure=self.measure, limit=self.limit)
        form.full_clean()
        return form

    def with_the_end_it_has(self):
        """Beside the end that somebody else has set meanwhile."""
        return self.again(seen=self.measure.ends_on)


class ExtendForm(SeenEndForm):
    """A later last day. `checked` is the day whose effect she has been shown before she saves."""

    why = forms.CharField(
        label=_("Grounds for the extension"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_HEALTH,
    )
    checked = forms.DateField(widget=forms.HiddenInput, required=False)

    def with_the_end_it_has(self):
        return self.again(seen=self.measure.ends_on, checked=None)

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.measure.starts_on:
            raise forms.ValidationError(_("The last day cannot be before the first."))
        if self.measure.ends_on and ends_on <= self.measure.ends_on:
            raise forms.ValidationError(
                _("Choose a day after %(day)s, when it ends now. To make it shorter, choose that.")
                % {"day": in_words(self.measure.ends_on)}
            )
        refuse_beyond(self.limit, self.measure.starts_on, ends_on)
        return ends_on

    @property
    def was_shown(self):
        """Whether the effect of this very day has been shown."""
        return self.cleaned_data["checked"] == self.cleaned_data["ends_on"]

    def as_shown(self):
        """The same form, to be saved when it comes back unchanged."""
        return self.again(seen=self.cleaned_data["seen"], checked=self.cleaned_data["ends_on"])


class ShortenForm(SeenEndForm):
    why = forms.CharField(
        label=_("Why is it shorter?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=NO_HEALTH,
        error_messages={"required": _("Write why it is shorter.")},
    )

    def clean_ends_on(self):
        ends_on = self.cleaned_data["ends_on"]
        if ends_on < self.measure.starts_on:
            raise forms.ValidationError(_("The last day cannot be before the first."))
        if self.measure.ends_on and ends_on >= self.measure.ends_on:
            raise forms.ValidationError(
                _("Choose a day before %(day)s, when it ends now.")
                % {"day": in_words(self.measure.ends_on)}
            )
        return ends_on


class EndMeasureForm(ShortenForm):
    """It has stopped: today, or on a day that has passed."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        day, why = self.fields["ends_on"], self.fields["why"]
        day.label, day.initial = _("Last day"), timezone.localdate
        day.validators = [*day.validators, not_after_today]
        day.error_messages["required"] = _("Write the last day.")
        why.label = _("Why does it end?")
        why.error_messages["required"] = _("Write why it ends.")


class CallOffForm(AkselForm):
    why = forms.CharField(
        label=_("Why does it not begin?"),
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=NO_HEALTH,
        error_messages={"required": _("Write why it does not begin.")},
    )


class JobForm(AkselModelForm):
    class Meta:
        model = Measure
        fields = ["stops_job", "stops_job_done"]
        widgets = {"stops_job": Radios, "stops_job_done": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"stops_job_done": NO_HEALTH}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        answer = self.fields["stops_job"]
        answer.required, answer.choices = True, Measure.StopsJob.choices
        answer.error_messages["required"] = _("Choose what you know.")
        if not self.instance.job_answer_is_for_this_end:
            # What was said of an earlier end is not proposed for this one.
            self.initial["stops_job"] = ""


class IncomeForm(AkselModelForm):
    class Meta:
        model = IncomeAnswer
        fields = ["answer", "done"]
        widgets = {"answer": Radios, "done": forms.Textarea(attrs={"rows": 3})}
        help_texts = {"done": NO_HEALTH}
        error_messages = {"answer": {"required": _("Choose how it stands.")}}


class MentorGrantForm(EditForm):
    """To begin with: who applies, and with what help."""

    class Meta:
        model = MentorGrant
        fields = ["workplace_name", "who_applies", "help_needed"]
        widgets = {"who_applies": Radios, "help_needed": forms.Textarea(attrs={"rows": 3})}
        error_messages = {"who_applies": {"required": _("Choose who applies.")}}


class MentorGrantStepsForm(MentorGrantForm):
    """The whole application, in the order in which it happens."""

    class Meta(MentorGrantForm.Meta):
        fields = [
            *MentorGrantForm.Meta.fields,
            "sent_on",
            "answer",
            "answered_on",
            "hours_granted",
            "hours_told",
        ]
        widgets = MentorGrantForm.Meta.widgets | {"sent_on": DateInput, "answered_on": DateInput}
        help_texts = {
            "hours_told": _(
                "Only if the mentor chooses to tell. It stands as grounds for an extension."
            )
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        localized(self.fields["hours_granted"])
        localized(self.fields["hours_told"])
        self.fields["answer"].choices = [("", _("No answer yet")), *MentorGrant.Answer.choices]

    def clean_sent_on(self):
        return has_happened(self.cleaned_data["sent_on"])

    def clean_answered_on(self):
        return has_happened(self.cleaned_data["answered_on"])

    def clean(self):
        cleaned = super().clean()
        answer, answered_on = cleaned.get("answer"), cleaned.get("answered_on")
        sent_on = cleaned.get("sent_on")
        asked = [
            ("sent_on", (answer or answered_on) and not sent_on, _("Write when it was sent.")),
            ("answered_on", answer and not answered_on, _("Write when the answer came.")),
            ("answer", answered_on and not answer, _("Choose what the answer was.")),
            (
                "answered_on",
                sent_on and answered_on and answered_on < sent_on,
                _("The answer cannot come before the application."),
            ),
            (
                "hours_granted",
                cleaned.get("hours_granted") and answer in ("", MentorGrant.Answer.REFUSED),
                _("Hours are granted only with an answer that grants them."),
            ),
        ]
        for name, is_wrong, message in asked:
            if is_wrong and name not in self.errors:
                self.add_error(name, message)
        return cleaned
