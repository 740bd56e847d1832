from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselModelForm, ChipChecks, DateInput, NumberInput, Radios
from caseload.forms import NO_HEALTH, no_later_than_five_years, not_after_today, not_in_the_past
from caseload.naming import named_in
from caseload.rhythm import COUNTS_DAYS, Rhythm
from mentors.models import Placement

AS_AGREED = "as_agreed"


class PlacementEndForm(AkselModelForm):
    """How it ended, for whom it was right, what we learned and who should know.

    Hired asks for the rhythm from then on: being in a job is followed, too.
    """

    rhythm = forms.ChoiceField(
        label=_("How often from now on?"),
        widget=Radios(attrs={"data-shown-when": f"outcome={','.join(sorted(Placement.IN_JOB))}"}),
        initial=AS_AGREED,
        required=False,
    )
    days = forms.IntegerField(
        label=_("Number of days"),
        min_value=1,
        max_value=366,
        required=False,
        widget=NumberInput(attrs={"data-shown-when": f"rhythm={','.join(sorted(COUNTS_DAYS))}"}),
    )
    look_again_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=DateInput(attrs={"data-shown-when": f"rhythm={Rhythm.WHEN_NEEDED}"}),
        validators=[not_in_the_past, no_later_than_five_years],
    )

    field_order = ["ended_on", "outcome", "rhythm", "days", "look_again_on"]

    class Meta:
        model = Placement
        fields = [
            "ended_on",
            "outcome",
            "was_sudden",
            "how_it_ended",
            "right_for",
            "learned",
            "should_know",
        ]
        widgets = {
            "ended_on": DateInput,
            "outcome": Radios,
            "how_it_ended": forms.Textarea(attrs={"rows": 2}),
            "learned": forms.Textarea(attrs={"rows": 3}),
            "should_know": forms.TextInput,
        }
        help_texts = {
            "was_sudden": _(
                "The mentor and the person are then put on your bench, to be called within two "
                "working days."
            ),
            "how_it_ended": NO_HEALTH,
            "learned": _(
                "Without names: colleagues read it when a similar workplace or wish comes up."
            ),
            "should_know": _("It becomes something for you to do, within a week."),
        }
        error_messages = {
            "ended_on": {"required": _("Write the day it ended.")},
            "outcome": {"required": _("Choose how it ended.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        fields = self.fields
        for name in ["ended_on", "outcome"]:
            fields[name].required = True
        self.initial["ended_on"] = timezone.localdate()
        fields["outcome"].choices = self._outcomes()
        fields["rhythm"].choices = [(AS_AGREED, self._as_agreed()), *Rhythm.choices]
        fields["right_for"] = forms.MultipleChoiceField(
            label=fields["right_for"].label,
            choices=Placement.RightFor.choices,
            widget=ChipChecks,
            required=False,
        )

    def _outcomes(self):
        """Who is employed here already cannot be hired here."""
        hired = Placement.Outcome.HIRED_HERE if self.instance.is_job else None
        return [choice for choice in Placement.Outcome.choices if choice[0] != hired]

    def _as_agreed(self):
        agreed = self.instance.participant.closer_follow_up
        if agreed is None:
            return _("Ordinary follow-up, without an agreed rhythm")
        return _("As agreed: %(rhythm)s") % {"rhythm": agreed.rhythm_text}

    def clean_ended_on(self):
        ended_on = self.cleaned_data["ended_on"]
        not_after_today(ended_on)
        if ended_on < self.instance.started_on:
            raise forms.ValidationError(_("It cannot end before it started."))
        return ended_on

    def clean_learned(self):
        learned = self.cleaned_data["learned"]
        if word := named_in(learned, [self.instance.participant.name]):
            raise forms.ValidationError(
                _("Colleagues read this. Write it without the name “%(name)s”.") % {"name": word}
            )
        return learned

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("outcome") == Placement.Outcome.OTHER and not cleaned.get("how_it_ended"):
            self.add_error("how_it_ended", _("Write in a few words how it ended."))
        rhythm = cleaned.get("rhythm") if self._asks_rhythm else None
        self._goes_with("days", rhythm in COUNTS_DAYS, _("Write how many days."))
        self._goes_with(
            "look_again_on", rhythm == Rhythm.WHEN_NEEDED, _("Write which day to look again.")
        )
        return cleaned

    @property
    def _asks_rhythm(self):
        return self.cleaned_data.get("outcome") in Placement.IN_JOB

    def _goes_with(self, name, is_asked, message):
        if not is_asked:
            # Typed before something else was chosen, and no longer meant.
            self.errors.pop(name, None)
            self.cleaned_data[name] = None
        elif not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, message)

    def ended(self):
        """How it ended, as keyword arguments for actions.end_placement."""
        rhythm = self.cleaned_data["rhythm"] if self._asks_rhythm else ""
        agreed = None
        if rhythm and rhythm != AS_AGREED:
            agreed = {name: self.cleaned_data[name] for name in ["rhythm", "days", "look_again_on"]}
        told = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return told | {"agreed": agreed}
