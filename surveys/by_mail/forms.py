from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselModelForm, DateInput
from caseload.forms import has_happened
from surveys.by_mail.models import ContactConsent


class ContactConsentForm(AkselModelForm):
    class Meta:
        model = ContactConsent
        fields = ["given_on"]
        labels = {"given_on": _("When did the person say yes?")}
        widgets = {"given_on": DateInput}
        error_messages = {"given_on": {"required": _("Write the day.")}}

    def clean_given_on(self):
        return has_happened(self.cleaned_data["given_on"])
