"""Placing a person, and who is mentor for her."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselModelForm, DateInput, Radios
from mentors.models import ContactPerson, Mentorship, Placement


class PlacementForm(AkselModelForm):
    class Meta:
        model = Placement
        fields = ["workplace", "started_on", "goal"]
        labels = {"workplace": _("Workplace")}
        widgets = {"started_on": DateInput}
        error_messages = {"workplace": {"required": _("Choose the workplace.")}}

    def __init__(self, *args, workplaces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workplace"].queryset = workplaces
        # What was learned there appears under the form as soon as a workplace is chosen.
        learnings = reverse("mentors:participant_learnings", args=[self.instance.participant_id])
        self.fields["workplace"].widget.attrs |= {
            "hx-get": learnings,
            "hx-trigger": "change",
            "hx-target": "#learnings",
            "hx-swap": "outerHTML",
        }

    def clean_workplace(self):
        workplace = self.cleaned_data["workplace"]
        if self.instance.participant.placements.current().filter(workplace=workplace).exists():
            raise forms.ValidationError(_("This person is placed there already."))
        return workplace


class MentorshipForm(AkselModelForm):
    """A new mentor. Where there is one already, the person is asked first."""

    person_asked = forms.BooleanField(
        label=_("The person has been asked about the change of mentor"),
        required=False,
    )

    class Meta:
        model = Mentorship
        fields = [
            "mentor",
            "closeness",
            "is_backup",
            "proposed_by",
            "wants_a_mentor",
            "wants_this_mentor",
            "called_here",
        ]
        widgets = {"closeness": Radios, "proposed_by": Radios}
        help_texts = {"called_here": _("Such as mentor, fadder or støtteperson.")}
        error_messages = {"mentor": {"required": _("Choose the mentor.")}}

    def __init__(self, *args, placement, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.placement = placement
        self.fields["mentor"].queryset = placement.workplace.people.filter(
            role=ContactPerson.Role.MENTOR
        )
        if not placement.mentorships.filter(ended_on=None).exists():
            del self.fields["person_asked"]

    def clean_mentor(self):
        mentor = self.cleaned_data["mentor"]
        if self.instance.placement.mentorships.filter(ended_on=None, mentor=mentor).exists():
            raise forms.ValidationError(_("This mentor is there already."))
        return mentor

    def clean_person_asked(self):
        if not self.cleaned_data["person_asked"]:
            raise forms.ValidationError(_("Ask the person first."))
        return True
