"""Workplaces, the people there and visits."""

from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import (
    AkselModelForm,
    ChipChecks,
    DateInput,
    EmailInput,
    PhoneInput,
    Radios,
)
from caseload.forms import email_address, has_happened, phone_number
from caseload.industries import section_of
from mentors.models import ContactPerson, Workplace, WorkplaceVisit


class OrgNumberField(forms.CharField):
    """Nine digits, however they are spaced."""

    def to_python(self, value):
        return super().to_python(value).replace(" ", "")

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "maxlength": "15"}


class WorkplaceForm(AkselModelForm):
    class Meta:
        model = Workplace
        fields = [
            "name",
            "org_number",
            "division",
            "size",
            "address",
            "offers",
            "contact_wish",
            "notes",
            "known_by",
        ]
        widgets = {"known_by": ChipChecks}
        field_classes = {"org_number": OrgNumberField}
        help_texts = {
            "org_number": _("Nine digits: the unit that makes the agreement, if you know it."),
            "division": _("The first two digits of the industry code in SN2025."),
            "contact_wish": _("Such as “call before lunch, at most once a month”."),
            "notes": _("Nothing about candidates."),
        }
        error_messages = {"name": {"required": _("Write the name of the workplace.")}}

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["known_by"].queryset = colleagues

    def clean_org_number(self):
        # The office is no field of the form, so its share in the constraint is checked here.
        number = self.cleaned_data["org_number"]
        same = Workplace.objects.filter(office=self.instance.office_id, org_number=number)
        if number and same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("The office has a workplace with this organisation number already.")
            )
        return number

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("division"):
            self.instance.section = section_of(cleaned["division"])
        return cleaned


class ContactPersonForm(AkselModelForm):
    class Meta:
        model = ContactPerson
        fields = [
            "name",
            "role",
            "position",
            "phone",
            "email",
            "language",
            "experience",
            "own_needs",
        ]
        widgets = {"role": Radios, "phone": PhoneInput, "email": EmailInput}
        error_messages = {"name": {"required": _("Write the name.")}}

    def clean_phone(self):
        return phone_number(self.cleaned_data["phone"])

    def clean_email(self):
        return email_address(self.cleaned_data["email"])


class VisitForm(AkselModelForm):
    class Meta:
        model = WorkplaceVisit
        fields = ["on", "note"]
        widgets = {"on": DateInput}
        help_texts = {"note": _("Nothing about candidates.")}
        error_messages = {"note": {"required": _("Write what you learned.")}}

    def clean_on(self):
        return has_happened(self.cleaned_data["on"])
