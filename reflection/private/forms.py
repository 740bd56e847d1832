from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.utils.translation import gettext_lazy as _

from aksel.forms import Textarea
from caseload.editing import EditForm
from reflection.private.models import PrivateEntry
from reflection.themes import Theme


class PrivateEntryForm(EditForm):
    """The text, and what it is about. Both are sealed, so neither is a column of the model."""

    text = forms.CharField(
        label=_("What do you want to write?"),
        help_text=_("Do not write names or health information of people you follow up."),
        max_length=PrivateEntry.LONGEST,
        widget=Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write something first.")},
    )
    about = forms.ChoiceField(
        label=_("What is it about? (optional)"),
        choices=[*BLANK_CHOICE_DASH, *Theme.choices],
        required=False,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    class Meta:
        model = PrivateEntry
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.initial["submission"] = self.instance.submission
        else:
            del self.fields["submission"]
            self.initial |= {"text": self.instance.text, "about": self.instance.about}
