from django.utils.translation import gettext_lazy as _

from accounts.models import User
from aksel.forms import AkselModelForm, PhoneInput, Radios


class SettingsForm(AkselModelForm):
    class Meta:
        model = User
        fields = ["language", "theme", "work_phone", "phone_hours"]
        widgets = {"language": Radios, "theme": Radios, "work_phone": PhoneInput}
        labels = {"language": _("Language"), "theme": _("Colours")}
        help_texts = {
            "work_phone": _("Mentors you have to do with see it on their page."),
            "phone_hours": _("For example: Monday to Friday, 9 to 15"),
        }
