from dateutil.relativedelta import relativedelta
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, ChipChecks, ChipRadios, DateInput, Segmented
from caseload.consent.models import LONGEST, Consent, Receiver, Topic
from caseload.forms import not_after_today, not_in_the_past, within_living_memory

USUAL_PERIOD = relativedelta(months=6)


class ConsentForm(AkselForm):
    """One conversation: what may be told to one receiver. Everything but the yes has a default."""

    topics = forms.MultipleChoiceField(
        label=_("What may be told?"),
        choices=Topic.choices,
        widget=ChipChecks,
        error_messages={"required": _("Choose what may be told.")},
    )
    receiver = forms.ChoiceField(
        label=_("To whom?"),
        choices=Receiver.choices,
        widget=ChipRadios,
        error_messages={"required": _("Choose to whom.")},
    )
    until_on = forms.DateField(
        label=_("Until when?"),
        widget=DateInput,
        validators=[not_in_the_past],
        help_text=_("A year at most. Then ask again."),
        error_messages={"required": _("Write the last day.")},
    )
    how = forms.ChoiceField(
        label=_("How did the person say yes?"), choices=Consent.How.choices, widget=Segmented
    )
    from_on = forms.DateField(
        label=_("When did the person say yes?"),
        widget=DateInput,
        validators=[not_after_today, within_living_memory],
    )

    def __init__(self, data=None, *, topic=None, receiver=None, **kwargs):
        today = timezone.localdate()
        initial = {
            "topics": [topic] if topic in Topic.values else [],
            "receiver": receiver if receiver in Receiver.values else None,
            "until_on": today + USUAL_PERIOD,
            "how": Consent.How.ORAL,
            "from_on": today,
        }
        super().__init__(data, initial=initial, **kwargs)

    def clean(self):
        cleaned = super().clean()
        from_on, until_on = cleaned.get("from_on"), cleaned.get("until_on")
        if from_on and until_on and until_on > from_on + LONGEST:
            self.add_error("until_on", _("A consent lasts a year at most. Then ask again."))
        return cleaned
