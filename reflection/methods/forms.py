"""A method in three languages beside each other, step by step."""

from django import forms
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from aksel.forms import NumberInput, Textarea, TextInput, no_control_characters
from caseload.editing import EditForm
from reflection.methods.models import OfficeMethod
from reflection.methods.offered import LANGUAGES, STEP_TEXTS, TEXTS

STEPS = 12  # at most
EMPTY_STEPS = 2  # to write in
OPTIONAL = {"en"}
MUST = {"title", "purpose"}
STEP_MUST = {"title", "text"}
LABELS = {
    "title": _("Title"),
    "purpose": _("What is it for?"),
    "question": _("Key question"),
    "roles": _("Roles, one on each line"),
    "who": _("Who speaks"),
    "text": _("What do we do?"),
}
LENGTHS = {
    "title": 80,
    "purpose": 600,
    "question": 200,
    "roles": 1000,
    "who": 100,
    "text": 1000,
}
ROWS = {"purpose": 4, "roles": 4, "text": 4}


def name_of(language):
    """Without "norsk" before it, which every column but one would begin with."""
    name = {"nb": "bokmål", "nn": "nynorsk"}.get(language)
    return name or get_language_info(language)["name_local"]


class MethodForm(EditForm):
    """What stands in `instance.content`; a step with nothing in it is taken away."""

    class Meta:
        model = OfficeMethod
        fields = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        content = self.instance.content or {"steps": []}
        for text in TEXTS:
            for language in LANGUAGES:
                field = self._add(f"{language}_{text}", text, language, content)
                field.required = text in MUST and language not in OPTIONAL
        self.steps = range(1, self._how_many(content["steps"]) + 1)
        for number in self.steps:
            step = content["steps"][number - 1] if number <= len(content["steps"]) else {}
            self._add_step(number, step)

    def _how_many(self, steps):
        """As many as were sent, whatever somebody else has made of the method meanwhile."""
        sent = [n for n in range(1, STEPS + 1) if f"step{n}_minutes" in self.data]
        return max([min(len(steps) + EMPTY_STEPS, STEPS), *sent])

    def _add(self, name, text, language, part):
        self.fields[name] = forms.CharField(
            label=_("%(what)s (%(language)s)")
            % {"what": LABELS[text], "language": name_of(language)},
            max_length=LENGTHS[text],
            required=False,
            initial=part.get(language, {}).get(text, ""),
            widget=_widget(text, language),
            error_messages={"required": _("Fill in this field")},
            validators=[no_control_characters],
        )
        return self.fields[name]

    def _add_step(self, number, step):
        self.fields[f"step{number}_minutes"] = forms.IntegerField(
            label=_("Minutes"),
            min_value=1,
            max_value=240,
            required=False,
            initial=step.get("minutes"),
            widget=NumberInput(attrs={"min": 1, "max": 240}),
            error_messages={
                "min_value": _("Write 1 or more."),
                "max_value": _("Write 240 or less."),
            },
        )
        for text in STEP_TEXTS:
            for language in LANGUAGES:
                self._add(f"step{number}_{language}_{text}", text, language, step)

    def clean(self):
        cleaned = super().clean()
        used = [number for number in self.steps if self._is_used(number)]
        if not used:
            self.add_error("step1_nb_title", _("Write at least one step."))
        for number in used:
            must = [f"{n}_{text}" for n in LANGUAGES if n not in OPTIONAL for text in STEP_MUST]
            for name in ["minutes", *must]:
                field = f"step{number}_{name}"
                if field not in self.errors and not cleaned.get(field):
                    self.add_error(field, _("Fill in this field"))
        return cleaned

    def _is_used(self, number):
        """Minutes alone are no step; what is wrong in it counts as written."""
        names = [f"step{number}_{n}_{text}" for n in LANGUAGES for text in STEP_TEXTS]
        return any(self.cleaned_data.get(name) or name in self.errors for name in names)

    def written(self):
        said = self.cleaned_data
        content = {n: {text: said[f"{n}_{text}"] for text in TEXTS} for n in LANGUAGES}
        content["steps"] = [
            {"minutes": said[f"step{number}_minutes"]}
            | {
                n: {text: said[f"step{number}_{n}_{text}"] for text in STEP_TEXTS}
                for n in LANGUAGES
            }
            for number in self.steps
            if self._is_used(number)
        ]
        return {"content": content}

    # What the page is laid out by.

    @property
    def rows_of_texts(self):
        """The fields of the method, a list of one for each language."""
        return [[self[f"{n}_{text}"] for n in LANGUAGES] for text in TEXTS]

    @property
    def steps_of_texts(self):
        """(number, field of the minutes, rows as above) of each step."""
        return [
            (
                number,
                self[f"step{number}_minutes"],
                [[self[f"step{number}_{n}_{text}"] for n in LANGUAGES] for text in STEP_TEXTS],
            )
            for number in self.steps
        ]


def _widget(text, language):
    if text in ROWS:
        return Textarea(attrs={"rows": ROWS[text], "lang": language})
    return TextInput(attrs={"lang": language})


class ResetForm(EditForm):
    class Meta:
        model = OfficeMethod
        fields = []
