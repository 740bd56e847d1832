from django import forms

from aksel.forms import AkselForm


class SeenForm(AkselForm):
    """When the list was shown: what was told later has not been seen."""

    shown_at = forms.DateTimeField(widget=forms.HiddenInput)
