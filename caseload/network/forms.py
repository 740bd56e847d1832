from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselModelForm, DateInput, Radios
from caseload.forms import (
    WHOLE_ADDRESS,
    is_phone_number,
    not_after_today,
    within_living_memory,
)
from caseload.network.models import Connection


class ConnectionForm(AkselModelForm):
    """Who helps, and who does what."""

    internal = False
    no_name = _("Write the name.")

    class Meta:
        model = Connection
        fields = ["kind", "name", "works_at", "does", "phone", "email", "since"]
        widgets = {
            "kind": Radios,
            "name": forms.TextInput,
            "works_at": forms.TextInput,
            "does": forms.Textarea(attrs={"rows": 3}),
            "phone": forms.TelInput,
            "email": forms.EmailInput,
            "since": DateInput,
        }
        help_texts = {"does": _("Do not write health information.")}
        error_messages = {
            "kind": {"required": _("Choose who it is.")},
            "does": {"required": _("Write who does what.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [
            choice
            for choice in Connection.Kind.choices
            if (choice[0] in Connection.INTERNAL) == self.internal
        ]

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        if phone and not is_phone_number(phone):
            raise forms.ValidationError(_("Write the number with digits, such as 22 22 22 22."))
        return phone

    def clean_email(self):
        email = self.cleaned_data["email"].strip()
        if email:
            WHOLE_ADDRESS.clean(email)
        return email

    def clean_since(self):
        not_after_today(self.cleaned_data["since"])
        within_living_memory(self.cleaned_data["since"])
        return self.cleaned_data["since"]

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("name") and not cleaned.get("user") and "name" not in self.errors:
            self.add_error("name", self.no_name)
        return cleaned


class ExternalConnectionForm(ConnectionForm):
    """Somebody outside Nav, who never logs in here."""


class InternalConnectionForm(ConnectionForm):
    """Somebody at Nav: a colleague who logs in here, or somebody of another unit by name."""

    internal = True
    no_name = _("Choose a colleague, or write the name.")

    class Meta(ConnectionForm.Meta):
        fields = ["kind", "user", "name", "works_at", "does", "phone", "email", "since"]
        labels = {"name": _("Name, if the person is not on the list")}
        help_texts = ConnectionForm.Meta.help_texts | {
            "user": _(
                "An employer liaison then sees name, phase, wish and workplace of this person, "
                "and nothing more. An advisor sees more when she follows along."
            )
        }

    def __init__(self, *args, users, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = users

    def clean_user(self):
        user = self.cleaned_data["user"]
        if user is None:
            return None
        others = self.instance.participant.connections.current().exclude(pk=self.instance.pk)
        if others.filter(user=user).exists():
            raise forms.ValidationError(_("This colleague is connected already."))
        return user
