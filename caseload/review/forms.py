from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from aksel.forms import (
    AkselForm,
    Checks,
    ChipChecks,
    ChipRadios,
    DateInput,
    NumberInput,
    Radios,
    Select,
    Textarea,
)
from caseload.forms import no_later_than_five_years, not_in_the_past
from caseload.models import Participant
from caseload.review.models import ReviewItem
from caseload.review.portfolio import Part, part_of_portfolio
from caseload.rhythm import COUNTS_DAYS, Rhythm

Decision, Asked = ReviewItem.Decision, ReviewItem.Asked
FORM_ID = "review-form"
ANY_CHOICE = f"decision={','.join(Decision.values)}"


class StartReviewForm(AkselForm):
    """Whom to go through, and with whom."""

    part = forms.ChoiceField(
        label=_("Whom do you want to go through?"),
        choices=Part.choices,
        initial=Part.EVERYBODY,
        widget=Radios,
    )
    phases = forms.MultipleChoiceField(
        label=_("Only these phases"),
        choices=[c for c in Participant.Phase.choices if c[0] != Participant.Phase.ENDED],
        widget=ChipChecks,
        required=False,
        help_text=_("Choose none to go through all phases."),
    )
    colleagues = forms.ModelMultipleChoiceField(
        label=_("Colleagues who look along"),
        queryset=None,
        widget=Checks,
        required=False,
        help_text=_("They see the people you bring, while the review lasts. You decide."),
    )

    def __init__(self, *args, membership, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership, self.today = membership, today
        self.fields["colleagues"].queryset = others(membership)
        if not self.fields["colleagues"].queryset:
            del self.fields["colleagues"]

    def clean(self):
        cleaned = super().clean()
        if "part" in cleaned and "phases" in cleaned:
            people = part_of_portfolio(
                self.membership, cleaned["part"], cleaned["phases"], self.today
            )
            cleaned["people"] = list(people)
            if not cleaned["people"]:
                self.add_error("part", _("Nobody in your portfolio is in this choice."))
        return cleaned


class InviteForm(AkselForm):
    colleagues = forms.ModelMultipleChoiceField(
        label=_("Colleagues who look along"),
        queryset=None,
        widget=Checks,
        required=False,
        help_text=_("They see the people you bring, while the review lasts. You decide."),
    )

    def __init__(self, *args, membership, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["colleagues"].queryset = others(membership)


def others(membership):
    return membership.colleagues.exclude(pk=membership.user_id)


class ReviewForm(AkselForm):
    """The choice for one person. What is asked depends on what is chosen."""

    known = forms.MultipleChoiceField(
        label=_("What do you know besides?"),
        choices=ReviewItem.Known.choices,
        # Stands among the facts, outside the form it belongs to.
        widget=ChipChecks(attrs={"form": FORM_ID}),
        required=False,
    )
    decision = forms.ChoiceField(
        label=_("What do you choose?"),
        choices=Decision.choices,
        widget=ChipRadios,
        error_messages={"required": _("Choose one, or come back to this person later.")},
    )
    asked = forms.ChoiceField(
        label=_("Has the person been asked?"),
        choices=Asked.choices,
        widget=ChipRadios(attrs={"data-shown-when": ANY_CHOICE}),
        required=False,
    )
    rhythm = forms.ChoiceField(
        label=_("Agreed rhythm"),
        choices=[("", _("Choose")), *Rhythm.choices],
        widget=Select(attrs={"data-shown-when": "decision=closer"}),
        required=False,
    )
    days = forms.IntegerField(
        label=_("Number of days"),
        widget=NumberInput(attrs={"data-shown-when": "rhythm=own,once"}),
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        required=False,
    )
    look_again_on = forms.DateField(
        label=_("Look again on"),
        widget=DateInput(attrs={"data-shown-when": "rhythm=when_needed"}),
        validators=[no_later_than_five_years],
        required=False,
    )
    until = forms.DateField(
        label=_("Look again on"),
        widget=DateInput(attrs={"data-shown-when": "decision=consider,not_now"}),
        validators=[not_in_the_past, no_later_than_five_years],
        required=False,
    )
    why = forms.CharField(
        label=_("Why?"),
        max_length=255,
        widget=Textarea(attrs={"rows": 2, "data-shown-when": ANY_CHOICE}),
        help_text=_("A few words. Do not write health information."),
        required=False,
    )

    def __init__(self, *args, participant, **kwargs):
        super().__init__(*args, **kwargs)
        self.participant = participant

    def clean(self):
        cleaned = super().clean()
        decision = cleaned.get("decision")
        if decision == Decision.CLOSER:
            self._check_closer(cleaned)
        elif decision and self.participant.closer_follow_up_id:
            self.refuse_while_followed_closely()
        if decision != Decision.CLOSER:
            cleaned |= {"rhythm": "", "days": None, "look_again_on": None}
        if decision in (Decision.CONSIDER, Decision.NOT_NOW):
            self._must_have(cleaned, "until", _("Write which day to look again."))
        else:
            cleaned["until"] = None
        if decision == Decision.NOT_NOW:
            self._must_have(cleaned, "why", _("Write why it is not for now."))
        # Before somebody is set aside: has she been asked? "Not known" is an answer.
        if decision in (Decision.CLOSER, Decision.ORDINARY, Decision.NOT_NOW):
            self._must_have(cleaned, "asked", _("Say if the person has been asked."))
        return cleaned

    def _check_closer(self, cleaned):
        if cleaned.get("asked") == Asked.NO:
            self.add_error("asked", _("The person does not want it. Choose something else."))
        if self.participant.closer_follow_up_id:
            return
        self._must_have(cleaned, "rhythm", _("Choose how often you have agreed."))
        if cleaned.get("rhythm") in COUNTS_DAYS:
            self._must_have(cleaned, "days", _("Write how many days."))
        if cleaned.get("rhythm") == Rhythm.WHEN_NEEDED:
            self._must_have(cleaned, "look_again_on", _("Write which day to look again."))

    def refuse_while_followed_closely(self):
        self.add_error("decision", _("Followed closely now. End that first, on her own page."))

    def _must_have(self, cleaned, name, error):
        if not cleaned.get(name) and name not in self.errors:
            self.add_error(name, error)
