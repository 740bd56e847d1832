from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselModelForm, DateInput, Radios
from caseload.forms import no_later_than_five_years, not_after_today, within_living_memory
from mentors.models import ContactPerson, StartAgreement

LOOK_AGAIN_AFTER = relativedelta(months=3)


class StartAgreementForm(AkselModelForm):
    """Starts from what was agreed last. `version` finds two people writing at once."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = StartAgreement
        fields = [
            "goal",
            "training_plan",
            "at_work",
            "outside_work",
            "when_to_call",
            "contact",
            "background",
            "contact_agreed_on",
            "mentor",
            "present",
            "agreed_on",
            "look_again_on",
        ]
        widgets = {
            "background": Radios,
            "contact_agreed_on": DateInput,
            "agreed_on": DateInput,
            "look_again_on": DateInput,
            "present": forms.TextInput,
        }
        help_texts = {
            "training_plan": _("What is learned when, and by whom."),
            "outside_work": _("Only what all three may read."),
            "when_to_call": _("Such as when somebody is away, and who answers when you are."),
            "contact": _("Channel and rhythm, such as “a visit every second Tuesday”."),
            "contact_agreed_on": _(
                "Agreed once, here. Leave it empty until the candidate says yes."
            ),
        }
        error_messages = {
            "goal": {"required": _("Write what you have agreed to work towards.")},
            "background": {"required": _("Choose how much the mentor wants to know.")},
        }

    def __init__(self, data=None, *, placement, user, **kwargs):
        self.newest = placement.start_agreements.first()
        kwargs["initial"] = self._as_agreed() if self.newest else self._proposed(placement, user)
        super().__init__(data, **kwargs)
        mentorships = placement.mentorships.filter(ended_on=None)
        self.fields["mentor"].queryset = ContactPerson.objects.filter(mentorships__in=mentorships)
        if not self.newest or self.newest.mentor not in self.fields["mentor"].queryset:
            first = mentorships.first()
            self.initial["mentor"] = first and first.mentor_id

    def _as_agreed(self):
        agreed = {name: getattr(self.newest, name) for name in self.Meta.fields}
        today = timezone.localdate()
        return agreed | {
            "agreed_on": today,
            "look_again_on": today + LOOK_AGAIN_AFTER,
            "version": self.newest.number,
        }

    def _proposed(self, placement, user):
        mentorship = placement.mentorships.filter(ended_on=None).select_related("mentor").first()
        present = [placement.participant.name, mentorship and mentorship.mentor.name, user.name]
        return {
            "goal": placement.goal,
            "present": ", ".join(filter(None, present)),
            "look_again_on": timezone.localdate() + LOOK_AGAIN_AFTER,
            "version": 0,
        }

    def agreed(self):
        """What was written, as keyword arguments for actions.agree."""
        written = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return written | {"version": self.cleaned_data["version"] or 0}

    def over_the_newest(self, placement, user):
        """The same typed text, to be saved knowingly after what somebody else has saved."""
        data = self.data.copy()
        data["version"] = placement.start_agreements.first().number
        return StartAgreementForm(data, placement=placement, user=user)

    def clean_agreed_on(self):
        return _a_day_that_was(self.cleaned_data["agreed_on"])

    def clean_contact_agreed_on(self):
        day = self.cleaned_data["contact_agreed_on"]
        return day and _a_day_that_was(day)

    def clean_look_again_on(self):
        day = self.cleaned_data["look_again_on"]
        if day:
            no_later_than_five_years(day)
            if day <= timezone.localdate():
                raise forms.ValidationError(_("Choose a later day than today."))
        return day


def _a_day_that_was(day):
    not_after_today(day)
    within_living_memory(day)
    return day
