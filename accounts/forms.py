import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from aksel.forms import AkselModelForm, Checkbox, PhoneInput, Radios, Select

HALF_HOURS = [datetime.time(hour, minute) for hour in range(6, 16) for minute in (0, 30)]
BY_MAIL = ["digest", "digest_weekday", "digest_at", "calls_by_mail"]


class SettingsForm(AkselModelForm):
    """What is sent by mail is asked only of somebody whom something may be told."""

    digest_at = forms.TypedChoiceField(
        label=_("At what time?"),
        help_text=_("Only on working days. On a public holiday it waits for the next one."),
        coerce=datetime.time.fromisoformat,
        widget=Select(attrs={"data-shown-when": "digest=daily,weekly"}),
    )

    class Meta:
        model = User
        fields = ["language", "theme", "work_phone", "phone_hours", *BY_MAIL]
        widgets = {
            "language": Radios,
            "theme": Radios,
            "work_phone": PhoneInput,
            "digest": Radios,
            "digest_weekday": Radios(attrs={"data-shown-when": "digest=weekly"}),
            "calls_by_mail": Checkbox,
        }
        labels = {"language": _("Language"), "theme": _("Colours")}
        help_texts = {
            "work_phone": _("Mentors you have to do with see it on their page."),
            "phone_hours": _("For example: Monday to Friday, 9 to 15"),
            "digest": _(
                "The mail says how many things wait, and names nobody. Nothing waits: no mail."
            ),
        }

    def __init__(self, *args, is_told, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_told:
            for name in BY_MAIL:
                del self.fields[name]
            return
        times = sorted({*HALF_HOURS, self.instance.digest_at})
        self.fields["digest_at"].choices = [(f"{time:%H:%M}", f"{time:%H.%M}") for time in times]
        self.initial["digest_at"] = f"{self.instance.digest_at:%H:%M}"
