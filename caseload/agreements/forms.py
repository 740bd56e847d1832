from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import DateInput, NumberInput, Textarea
from caseload.agreements.models import OVERLAPS, TAKES_TWO, RoomAgreement
from caseload.editing import EditForm
from caseload.forms import last_day, not_in_the_past, within_reason


class RoomAgreementForm(EditForm):
    """An agreement with one of `advisors`; with whom is settled once it is made.

    Takes an instance that has office and leader, and advisor where one is known.
    """

    class Meta:
        model = RoomAgreement
        fields = [
            "advisor",
            "up_to",
            "from_on",
            "until_on",
            "others_get_less",
            "may_wait",
            "never_waits",
            "look_again_on",
        ]
        widgets = {
            "up_to": NumberInput(attrs={"min": 1, "max": 99}),
            "from_on": DateInput,
            "until_on": DateInput,
            "others_get_less": Textarea(attrs={"rows": 2}),
            "may_wait": Textarea(attrs={"rows": 2}),
            "never_waits": Textarea(attrs={"rows": 2}),
            "look_again_on": DateInput,
        }
        help_texts = {
            "up_to": _("A ceiling for now, for so many people. Unused room is fine."),
            "others_get_less": _("Said aloud, so that nobody has to guess."),
            "never_waits": _("Decisions on income always come first and need not be written."),
        }
        error_messages = {
            "advisor": {"required": _("Choose the advisor.")},
            "up_to": {
                "required": _("Write for how many people there is room."),
                "min_value": _("Write 1 or more."),
                "max_value": _("Write 99 or less."),
            },
            "until_on": {"required": _("Write the last day.")},
            "others_get_less": {"required": _("Write what others get less of meanwhile.")},
            "look_again_on": {"required": _("Write which day to look again.")},
        }

    def __init__(self, *args, advisors, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["advisor"].queryset = advisors
        else:
            del self.fields["advisor"]

    def clean_advisor(self):
        if self.cleaned_data["advisor"].pk == self.instance.leader_id:
            raise forms.ValidationError(TAKES_TWO)
        return self.cleaned_data["advisor"]

    def clean_from_on(self):
        return within_reason(self.cleaned_data["from_on"])

    def clean_until_on(self):
        return last_day(self.cleaned_data["until_on"], self.cleaned_data.get("from_on"))

    def clean_look_again_on(self):
        day = self.cleaned_data["look_again_on"]
        not_in_the_past(day)
        if day > self.cleaned_data.get("until_on", day):
            raise forms.ValidationError(_("Look again within the period of the agreement."))
        return day

    def clean(self):
        cleaned = super().clean()
        advisor = cleaned.get("advisor") or self.instance.advisor_id
        if advisor and "from_on" in cleaned and "until_on" in cleaned:
            others = RoomAgreement.objects.exclude(pk=self.instance.pk).overlapping(
                office=self.instance.office_id,
                advisor=advisor,
                from_on=cleaned["from_on"],
                until_on=cleaned["until_on"],
            )
            if others.exists():
                self.add_error("from_on", OVERLAPS)
        return cleaned
