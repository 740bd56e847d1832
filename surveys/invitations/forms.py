from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, NumberInput
from surveys.invitations.actions import MOST


class FetchForm(AkselForm):
    """How many codes, and how many there were when the page was opened."""

    number = forms.IntegerField(
        label=_("How many codes?"),
        min_value=1,
        max_value=MOST,
        widget=NumberInput(attrs={"min": 1, "max": MOST}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("Write a number from 1 to %(most)d.") % {"most": MOST},
        ),
    )
    sent_before = forms.IntegerField(widget=forms.HiddenInput)


class OneForm(AkselForm):
    sent_before = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="one_%s", **kwargs)  # it stands beside FetchForm


class HandedOutForm(AkselForm):
    number = forms.IntegerField(
        label=_("How many did you hand out?"),
        help_text=_("Count codes that people really got. The rest count as not sent."),
        min_value=0,
    )

    def __init__(self, *args, sent, **kwargs):
        super().__init__(*args, auto_id="handed_out_%s", **kwargs)
        self.fields["number"].widget = NumberInput(attrs={"min": 0, "max": sent})
        self.sent = sent

    def clean_number(self):
        number = self.cleaned_data["number"]
        if number > self.sent:
            raise forms.ValidationError(
                _("At most %(sent)d codes were made for your office.") % {"sent": self.sent}
            )
        return number
