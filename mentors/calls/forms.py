import uuid

from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm
from caseload.forms import NO_HEALTH
from mentors.calls.models import Call


class ChoiceCards(forms.RadioSelect):
    """A few answers, each as large as a thumb. Nothing about it needs a new browser."""

    template_name = "mentors/choice_cards.html"


class CallForm(AkselForm):
    """What a mentor sends. `easy` asks the same in fewer and shorter words."""

    chosen = forms.ChoiceField(
        label=_("What do you want to tell us?"),
        choices=Call.Choice.choices,
        widget=ChoiceCards,
        error_messages={"required": _("Choose one of the four.")},
    )
    words = forms.CharField(
        label=_("Do you want to say something more? (optional)"),
        help_text=_("Do not write about health. The candidate may read what you write."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    preferred_time = forms.CharField(
        label=_("When does it suit you that we call? (optional)"),
        max_length=80,
        required=False,
    )
    submission = forms.UUIDField(widget=forms.HiddenInput)

    EASY = {
        "chosen": _("What do you want to say?"),
        "words": _("Write more if you want to"),
        "preferred_time": _("When can we call you?"),
    }
    EASY_HELP = _("Do not write about illness. The candidate may read this.")

    def __init__(self, *args, easy=False, **kwargs):
        super().__init__(*args, initial={"submission": uuid.uuid4()}, **kwargs)
        if easy:
            self.fields["words"].help_text = self.EASY_HELP
            for name, label in self.EASY.items():
                self.fields[name].label = label


class AnswerForm(AkselForm):
    how = forms.CharField(
        label=_("What was done?"),
        help_text=NO_HEALTH,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what was done")},
    )
