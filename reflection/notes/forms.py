from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Checks, Textarea, TextInput
from reflection.notes.models import NoteSection
from reflection.notes.saving import Began

MAX_SECTIONS = 20


class NoteForm(AkselForm):
    title = forms.CharField(
        label=_("What do you call it?"),
        max_length=80,
        help_text=_("Such as the half-year it is about."),
        error_messages={"required": _("Write what you call it.")},
    )
    writers = forms.ModelMultipleChoiceField(
        label=_("Who writes it together with you?"),
        queryset=None,
        required=False,
        widget=Checks,
        help_text=_("You can change this later."),
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["writers"].queryset = people
        if not people:
            del self.fields["writers"]


class WritersForm(AkselForm):
    writers = forms.ModelMultipleChoiceField(
        label=_("Who writes this note?"),
        queryset=None,
        widget=Checks,
        help_text=_("The note is agreed when all of these agree."),
        error_messages={"required": _("Choose at least one.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["writers"].queryset = people


class SectionForm(AkselForm):
    """The text of one section, and from which one it began."""

    text = forms.CharField(
        max_length=NoteSection.MAX_LENGTH,
        strip=False,
        required=False,
        widget=Textarea(attrs={"rows": 4, "autocomplete": "off"}),
    )
    began = forms.RegexField(r"^\d{1,9}t?\Z", widget=forms.HiddenInput)
    tab = forms.UUIDField(required=False, widget=forms.HiddenInput)
    turn = forms.IntegerField(
        required=False, min_value=0, max_value=10**9, widget=forms.HiddenInput
    )

    def __init__(self, *args, section, **kwargs):
        super().__init__(
            *args,
            auto_id=f"section-{section.pk}-%s",
            initial={"text": section.text, "began": Began(section.version)},
            **kwargs,
        )
        self.section = section
        self.fields["text"].label = section.heading

    def clean_text(self):
        # Browsers send a line break as two characters and show it as one.
        text = self.cleaned_data["text"].replace("\r\n", "\n").replace("\r", "\n")
        if text.count("\n") >= NoteSection.MAX_PARAGRAPHS:
            raise ValidationError(
                _("This is more than %(n)d paragraphs. Divide it into several sections.")
                % {"n": NoteSection.MAX_PARAGRAPHS}
            )
        return text

    def clean_began(self):
        began = self.cleaned_data["began"]
        return Began(int(began.rstrip("t")), as_typed=began.endswith("t"))

    def clean_turn(self):
        return self.cleaned_data["turn"] or 0


class ArrangeForm(AkselForm):
    """A heading and a number for each section, and the heading of one more."""

    added = forms.CharField(label=_("One more section"), max_length=120, required=False)

    def __init__(self, *args, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.sections = sections
        fields = {}
        for place, section in enumerate(sections, start=1):
            fields[f"heading_{section.pk}"] = forms.CharField(
                label=_("Heading %(n)d") % {"n": place},
                max_length=120,
                required=bool(section.version),
                initial=section.heading,
                error_messages={"required": _("Something is written here. Keep a heading.")},
                widget=TextInput,
            )
            fields[f"place_{section.pk}"] = forms.IntegerField(
                label=_("Place %(n)d") % {"n": place},
                min_value=1,
                max_value=99,
                initial=place,
            )
        self.fields = fields | {"added": self.fields["added"]}
        if len(sections) >= MAX_SECTIONS:
            del self.fields["added"]

    @property
    def headings(self):
        """[(id of a section, its heading)] in the order wanted; the same place: as they stood."""
        data = self.cleaned_data
        ordered = sorted(self.sections, key=lambda section: data[f"place_{section.pk}"])
        return [(section.pk, data[f"heading_{section.pk}"]) for section in ordered]


class ReopenForm(AkselForm):
    why = forms.CharField(
        label=_("Why do you open it again?"),
        max_length=300,
        widget=Textarea(attrs={"rows": 2}),
        help_text=_("All who write read this, and all agree anew."),
        error_messages={"required": _("Write a word about why.")},
    )


class VersionForm(forms.Form):
    """Which version of the whole note was on the page."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
