from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from aksel.forms import AkselModelForm, Checks, Radios, Textarea
from surveys.instruments.models import InstrumentVersion
from surveys.waves.models import ConsentText, Wave

WHO = {
    Wave.Audience.ADVISORS: _("Advisors who follow up closely, by codes from their local contact"),
    Wave.Audience.OFFICE: _("Everybody at an office, by codes from their local contact"),
    Wave.Audience.EMPLOYERS: _("Employers, by a link in an e-mail when a placement ends"),
    Wave.Audience.MENTORS: _("Mentors, by a link in an e-mail when a placement ends"),
}


class VersionField(forms.ModelChoiceField):
    def label_from_instance(self, version):
        return f"{version.questionnaire.title} ({version.instrument.code})"


class WaveForm(AkselModelForm):
    version = VersionField(
        queryset=InstrumentVersion.objects.newest(),
        label=_("Which questionnaire?"),
        help_text=_("The newest version of it. When the wave opens it can be changed no more."),
        error_messages={"required": _("Choose a questionnaire.")},
    )
    offices = forms.ModelMultipleChoiceField(
        queryset=Office.objects.filter(status=Office.Status.TAKING_PART).order_by("name"),
        label=_("At which offices?"),
        help_text=_("Choose none to ask at all that take part when the wave opens."),
        required=False,
        widget=Checks,
    )
    field_order = ["version", "label", "audience", "offices"]

    class Meta:
        model = Wave
        fields = [
            *("version", "label", "audience", "names_offices"),
            *("opens_on", "closes_on", "consent"),
        ]
        widgets = {"audience": Radios}
        help_texts = {
            "label": _("Such as T0, T3 or autumn 2026. Tables are called by it."),
            "names_offices": _(
                "Without it there is one pool of codes, and only the rate of all offices together."
            ),
            "closes_on": _(
                "Leave it empty for a wave that goes on: then the answers of each half-year are"
                " opened together."
            ),
        }
        error_messages = {
            "label": {"required": _("Write what the wave is called.")},
            "audience": {"required": _("Choose who is asked.")},
            "opens_on": {"required": _("Write the first day.")},
            "consent": {"required": _("Choose a consent text.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("audience", "opens_on", "consent"):
            self.fields[name].required = True
        self.fields["audience"].choices = WHO.items()
        self.fields["consent"].label_from_instance = _named_consent
        self.fields["consent"].empty_label = None
        if self.instance._state.adding:
            self.initial |= {
                "opens_on": timezone.localdate(),
                "consent": ConsentText.objects.first(),
            }
        else:
            self.initial["offices"] = [each.office_id for each in self.instance.offices.all()]
            self.initial["version"] = self._newest_of_the_same()

    def _newest_of_the_same(self):
        same = self.instance.version.instrument_id
        return InstrumentVersion.objects.newest().get(instrument=same).pk

    def clean(self):
        """Tables of an instrument are asked for by the label of the wave."""
        cleaned = super().clean()
        if cleaned.get("version") and cleaned.get("label"):
            others = Wave.objects.exclude(pk=self.instance.pk)
            same = {"version__instrument": cleaned["version"].instrument, "label": cleaned["label"]}
            if others.filter(**same).exists():
                self.add_error("label", _("A wave of this questionnaire is called so already."))
        return cleaned


class WaveEditForm(WaveForm):
    """A draft that somebody else may change meanwhile."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    edited_meanwhile = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.changes

    def clean_seen(self):
        return self.cleaned_data["seen"] or 0

    def ask_again(self, changes):
        """Sent once more, what was typed goes over what somebody else has saved: knowingly."""
        self.data = self.data.copy()
        self.data["seen"] = changes
        self.edited_meanwhile = True


def _named_consent(consent):
    return _("Version %(number)d") % {"number": consent.number}


class ConsentForm(AkselModelForm):
    class Meta:
        model = ConsentText
        fields = ["text_nb", "text_nn", "text_en"]
        widgets = dict.fromkeys(fields, Textarea(attrs={"rows": 14}))
        error_messages = {
            "text_nb": {"required": _("Write the text in bokmål.")},
            "text_nn": {"required": _("Write the text in nynorsk.")},
        }
