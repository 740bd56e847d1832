from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, NumberInput, Textarea
from caseload.editing import EditForm
from caseload.naming import NamelessMixin
from reflection.agenda.models import AgendaItem
from reflection.meetings.models import Meeting

LONGEST = 240


class ThemeForm(NamelessMixin, EditForm):
    nameless = ("theme",)

    class Meta:
        model = Meeting
        fields = ["topic", "theme"]
        widgets = {"theme": Textarea(attrs={"rows": 2, "maxlength": 200})}
        help_texts = {"theme": _("A question to open on, such as “When do we ask too late?”")}


class ItemForm(NamelessMixin, EditForm):
    """One item. What is asked depends on its kind, and on whether she presents it herself.

    Takes an instance that has meeting, kind and presenter, `people`: whom she may bring, and
    `methods`: those the office offers, as choices.
    """

    nameless = ("title", "called")

    class Meta:
        model = AgendaItem
        fields = ["title", "called", "participant", "minutes", "method"]
        widgets = {"minutes": NumberInput(attrs={"min": 1, "max": LONGEST})}
        help_texts = {
            "title": _("Everybody sees it on the screen. Name nobody."),
            "called": _("Initials, or another name. You choose what everybody sees."),
        }
        error_messages = {
            "minutes": {
                "required": _("Write how many minutes it takes."),
                "invalid": _("Write a whole number of minutes."),
            }
        }

    method = forms.ChoiceField(label=_("Which method?"), required=False)

    def __init__(self, *args, people, methods, is_presenter, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = methods
        minutes = self.fields["minutes"]
        minutes.validators = [
            MinValueValidator(1, _("Write 1 or more.")),
            MaxValueValidator(LONGEST, _("Write %(limit_value)s or less.")),
        ]
        is_case = self.instance.kind == AgendaItem.Kind.CASE
        if self.instance.is_fixed:
            del self.fields["title"]
        elif not is_case:
            self.fields["title"].required = True
            self.fields["title"].error_messages["required"] = _("Write what it is about.")
        if not (is_case and is_presenter):
            del self.fields["called"], self.fields["participant"]
        elif people is None:
            del self.fields["participant"]
        else:
            self._offer(people)

    def _offer(self, people):
        field = self.fields["participant"]
        field.queryset = people
        field.label = _("Is it somebody you follow up?")
        field.help_text = _(
            "Then those invited may read her page from the day before until seven days after."
            " Her name is not shown in the agenda."
        )

    def clean(self):
        cleaned = super().clean()
        if "called" in self.fields and not cleaned.get("title") and not cleaned.get("called"):
            self.add_error("called", _("Write what it is about, or what we call the person."))
        elif cleaned.get("participant") and not cleaned.get("called"):
            self.add_error("called", _("Write what we call the person in the meeting."))
        return cleaned


class NotesForm(EditForm):
    class Meta:
        model = AgendaItem
        fields = ["notes"]
        widgets = {"notes": Textarea(attrs={"rows": 10})}
        help_texts = {"notes": _("Read by those invited, and by nobody else.")}


class RemoveForm(AkselForm):
    """Whether what is written may go. `version` is of the item as it was shown."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    with_notes = forms.BooleanField(
        label=_("Remove what is written as well"),
        error_messages={"required": _("Tick that what is written may go, or keep the item.")},
    )

    def __init__(self, *args, item, **kwargs):
        super().__init__(*args, initial={"version": item.version}, **kwargs)
        if not item.notes:
            del self.fields["with_notes"]
