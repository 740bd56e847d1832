"""Every form, allauth's included, gets Aksel's look from the renderer and its templates.

A form is made in one of two sizes: medium for a page, small for a table row or a filter.
"""

import unicodedata

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

# Names for what a form says. Their look is in templates/django/forms/widgets/.
Checkbox = forms.CheckboxInput
Checks = forms.CheckboxSelectMultiple
EmailInput = forms.EmailInput
FileInput = forms.FileInput
NumberInput = forms.NumberInput
PhoneInput = forms.TelInput
Radios = forms.RadioSelect
SearchInput = forms.SearchInput
Select = forms.Select
Textarea = forms.Textarea
TextInput = forms.TextInput

CHOICES = (forms.ChoiceField, forms.TypedChoiceField)
DASHES = BLANK_CHOICE_DASH[0][1]
DJANGOS_REQUIRED = forms.Field.default_error_messages["required"]


class DateInput(forms.DateInput):
    """The browser's own date field, which wants ISO whatever the language."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


class Segmented(forms.RadioSelect):
    """Two to five short answers in one bar; icons is {value: icon name}."""

    template_name = "aksel/segmented.html"

    def __init__(self, attrs=None, choices=(), *, icons=None):
        super().__init__(attrs, choices)
        self.icons = icons or {}

    def create_option(self, name, value, *args, **kwargs):
        icon = self.icons.get(str(value), "")
        return super().create_option(name, value, *args, **kwargs) | {"icon": icon}


class ChipRadios(forms.RadioSelect):
    """One answer of several. Is one of them "date", the date field after it waits for that."""

    template_name = "aksel/chips.html"


class ChipChecks(forms.CheckboxSelectMultiple):
    template_name = "aksel/chips.html"


class AkselBoundField(forms.BoundField):
    @cached_property
    def takes_focus(self):
        """In a small form the first wrong field is focused; on a page the list of errors is."""
        if self.form.renderer.size != "small" or not self.form.is_bound:
            return False
        wrong = [name for name in self.form.fields if name in self.form.errors]
        return wrong[:1] == [self.name]

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        if self.takes_focus and not self.use_fieldset:
            attrs["autofocus"] = True
        return attrs


class AkselRenderer(TemplatesSetting):
    """settings.FORM_RENDERER. Templates of forms, fields and widgets find `size` in context."""

    form_template_name = "aksel/form.html"
    field_template_name = "aksel/field.html"
    bound_field_class = AkselBoundField
    size = "medium"

    def render(self, template_name, context, request=None):
        return super().render(template_name, {**context, "size": self.size}, request)


class SmallRenderer(AkselRenderer):
    size = "small"


RENDERERS = {"medium": AkselRenderer, "small": SmallRenderer}


def no_control_characters(text):
    """Nobody types these; they come along by pasting, or to make a text read as another."""
    if any(unicodedata.category(c) == "Cc" and c not in "\n\r\t" or c in BIDI for c in str(text)):
        raise forms.ValidationError(_("Remove the invisible control characters from the text."))


# Marks that turn the direction of the text around them.
BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def name_nothing(field):
    """Django's row of dashes for no answer says nothing, least of all when read aloud."""
    nothing = _("Choose") if field.required else _("Not chosen")
    if getattr(field, "empty_label", None) == DASHES:
        field.empty_label = nothing
    elif type(field) in CHOICES:
        field.choices = [
            (value, nothing if label == DASHES else label) for value, label in field.choices
        ]


class AkselFormMixin:
    """Our own forms: a size, the browser's date field, no radio for "nothing", clear messages."""

    def __init__(self, *args, size="medium", **kwargs):
        super().__init__(*args, renderer=RENDERERS[size](), **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") is DJANGOS_REQUIRED:
                field.error_messages["required"] = _("Fill in this field")
            if isinstance(field.widget, Radios) and type(field) in CHOICES and field.required:
                field.choices = [choice for choice in field.choices if choice[0] != ""]
            name_nothing(field)
            if isinstance(field, forms.CharField):
                field.validators = [*field.validators, no_control_characters]
            if type(field.widget) is forms.DateInput:
                field.widget = DateInput(field.widget.attrs)
                field.widget.is_required = field.required

    def take_focus(self):
        """For a form that opens in place of the link that had the focus."""
        self.visible_fields()[0].field.widget.attrs["autofocus"] = True

    @property
    def first_error(self):
        """Name of the first wrong field, or None."""
        return next((name for name in self.fields if name in self.errors), None)


class AkselForm(AkselFormMixin, forms.Form):
    pass


class AkselModelForm(AkselFormMixin, forms.ModelForm):
    pass
