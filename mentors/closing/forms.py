from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselModelForm, Radios
from caseload.forms import NO_HEALTH
from mentors.closing.models import ClosingForm


class ClosingFormForm(AkselModelForm):
    """Two questions by choosing, two by writing a little where there is something to say."""

    class Meta:
        model = ClosingForm
        fields = ["ended", "gained", "needed", "again"]
        widgets = {
            "ended": Radios,
            "gained": forms.Textarea(attrs={"rows": 3}),
            "needed": forms.Textarea(attrs={"rows": 3}),
            "again": Radios,
        }
        help_texts = {
            "gained": NO_HEALTH,
            "needed": _("And what you did not get, if so."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, message in [
            ("ended", _("Choose how it ended.")),
            ("again", _("Choose an answer.")),
        ]:
            field = self.fields[name]
            field.required = field.widget.is_required = True
            field.error_messages["required"] = message
            field.choices = [choice for choice in field.choices if choice[0]]
