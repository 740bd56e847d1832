from django.utils.translation import gettext_lazy as _

from accounts.models import User
from aksel.forms import AkselModelForm, Radios


class SettingsForm(AkselModelForm):
    class Meta:
        model = User
        fields = ["language", "theme"]
        widgets = {"language": Radios, "theme": Radios}
        labels = {"language": _("Language"), "theme": _("Colours")}
