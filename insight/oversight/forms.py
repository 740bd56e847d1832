from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm


class WordForm(AkselForm):
    word = forms.CharField(
        label=_("What did you find?"),
        min_length=5,
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A sentence. It stands here with your name and cannot be changed afterwards."),
        error_messages={
            "required": _("Write what you found."),
            "min_length": _("Write a little more: at least 5 characters."),
        },
    )
