from dataclasses import asdict

from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Select, Textarea
from mentors.imports.problems import FileProblem
from mentors.imports.reading import MAX_BYTES
from surveys.instruments import building, conditions
from surveys.instruments.questionnaire import (
    LANGUAGES,
    SHORT_LABEL,
    Item,
    Kind,
    Texts,
    condition_from_json,
)
from surveys.instruments.xlsform.reading import CHOICE_NAME, NAME, read
from surveys.models import Instrument
from surveys.problems import MESSAGES, Refused

LONGEST = 1000
NAME_LABEL = _("Name in files and tables")


class Line(forms.CharField):
    def __init__(self, label, max_length=LONGEST, *, area=0, **kwargs):
        widget = {"widget": Textarea(attrs={"rows": area})} if area else {}
        super().__init__(label=label, max_length=max_length, **widget, **kwargs)

    def to_python(self, value):
        """On one line, as it will be in a file."""
        return " ".join(super().to_python(value).split())


class Name(forms.RegexField):
    def __init__(self, label=NAME_LABEL, **kwargs):
        wrong = {"invalid": MESSAGES["no_name"]}
        super().__init__(NAME, label=label, max_length=60, error_messages=wrong, **kwargs)

    def clean(self, value):
        value = super().clean(value)
        if value and not NAME.fullmatch(value):
            raise forms.ValidationError(MESSAGES["no_name"])
        return value


class PartForm(AkselForm):
    """A part of a draft. `content`: the whole of it. `name`: "" for a part that is new."""

    kind = ""
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    edited_meanwhile = False

    def __init__(self, data=None, *, draft, name="", where=""):
        self.content, self.part_name, self.where = draft.content, name, where
        initial = self.read(building.part(self.content, self.kind, name)) if name else {}
        super().__init__(data, initial=initial | {"version": draft.version})
        if "choices" in self.fields:
            lists = [(each, each) for each in self.content["choices"]]
            self.fields["choices"].choices = [("", ""), *lists]

    def texts(self, name):
        return {each: self.cleaned_data.get(f"{name}_{each}", "") for each in LANGUAGES}

    def read(self, part):
        """The part as initial values."""
        found = {}
        for name, value in part.items():
            if isinstance(value, dict) and set(value) == set(LANGUAGES):
                found |= {f"{name}_{each}": value[each] for each in LANGUAGES}
            else:
                found[name] = value
        return found

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name != self.part_name and name in building.names(self.content):
            raise forms.ValidationError(_("This name is used already."))
        return name

    def clean(self):
        if not self.errors:
            self.result = self.applied()
            for sentence in building.new_faults(self.content, self.result):
                self.add_error(None, sentence)
        return self.cleaned_data

    def applied(self):
        """The content with what was typed."""
        if self.part_name:
            return building.changed(self.content, self.kind, self.part_name, self.values())
        return building.added(self.content, self.kind, self.where, self.values())

    def ask_again(self, version):
        self.data = self.data.copy()
        self.data["version"] = version
        self.edited_meanwhile = True


class HeadForm(PartForm):
    title_nb = Line(_("Title in bokmål"), 200)
    title_nn = Line(_("Title in nynorsk"), 200, required=False)
    title_en = Line(_("Title in English"), 200, required=False)
    intro_nb = Line(_("Introduction in bokmål"), area=3, required=False)
    intro_nn = Line(_("Introduction in nynorsk"), area=3, required=False)
    intro_en = Line(_("Introduction in English"), area=3, required=False)

    def __init__(self, data=None, *, draft, **_kwargs):
        super().__init__(data, draft=draft)
        self.initial |= self.read({"title": self.content["title"], "intro": self.content["intro"]})

    def applied(self):
        return self.content | {"title": self.texts("title"), "intro": self.texts("intro")}


class PageForm(PartForm):
    kind = "page"
    title_nb = Line(_("Title in bokmål"), 200, required=False)
    title_nn = Line(_("Title in nynorsk"), 200, required=False)
    title_en = Line(_("Title in English"), 200, required=False)
    name = Name()

    def values(self):
        return {"name": self.cleaned_data["name"], "title": self.texts("title")}


class MatrixForm(PartForm):
    kind = "matrix"
    stem_nb = Line(_("Words above the statements in bokmål"), required=False)
    stem_nn = Line(_("Words above the statements in nynorsk"), required=False)
    stem_en = Line(_("Words above the statements in English"), required=False)
    choices = forms.ChoiceField(label=_("List of choices"), widget=Select)
    name = Name()

    def read(self, part):
        return super().read(part) | {"choices": part["items"][0]["choices"]}

    def values(self):
        name, choices = self.cleaned_data["name"], self.cleaned_data["choices"]
        values = {"name": name, "stem": self.texts("stem"), "choices": choices}
        if not self.part_name:
            first = Item(f"{name}_1", Kind.ONE, Texts(nb="1"), choices=choices)
            values["first"] = asdict(first)
        return values


class ItemForm(PartForm):
    kind = "item"
    text_nb = Line(_("Wording in bokmål"), area=2)
    text_nn = Line(_("Wording in nynorsk"), area=2, required=False)
    text_en = Line(_("Wording in English"), area=2, required=False)
    # Not called `kind`: that is which part the form is about.
    answer = forms.ChoiceField(label=_("How it is answered"), choices=Kind.choices, widget=Select)
    choices = forms.ChoiceField(label=_("List of choices"), required=False, widget=Select)
    name = Name()
    short_label = Line(_("Short label for tables"), SHORT_LABEL, required=False)
    help_nb = Line(_("Help text in bokmål"), area=2, required=False)
    help_nn = Line(_("Help text in nynorsk"), area=2, required=False)
    help_en = Line(_("Help text in English"), area=2, required=False)
    shown_if = Line(
        _("Show if"),
        required=False,
        help_text=_("Such as ${again} = 'no'. Leave it empty to ask everybody."),
    )
    least = forms.IntegerField(label=_("Lowest number"), required=False)
    most = forms.IntegerField(label=_("Highest number"), required=False)
    required = forms.BooleanField(label=_("Must be answered"), required=False)
    tells_who = forms.BooleanField(
        label=_("With this somebody could be recognised"), required=False
    )

    def read(self, part):
        found = super().read(part)
        shown_if = condition_from_json(part["shown_if"])
        return found | {"shown_if": conditions.written(shown_if), "answer": part["kind"]}

    def clean_shown_if(self):
        try:
            return conditions.parsed(self.cleaned_data["shown_if"])
        except conditions.NotUnderstood:
            raise forms.ValidationError(MESSAGES["condition_not_understood"]) from None

    def values(self):
        given = self.cleaned_data
        kind = Kind(given["answer"])
        chooses = kind in (Kind.ONE, Kind.SEVERAL)
        is_number = kind == Kind.NUMBER
        item = Item(
            name=given["name"],
            kind=kind,
            text=Texts(**self.texts("text")),
            choices=given["choices"] if chooses else "",
            short_label=given["short_label"],
            help=Texts(**self.texts("help")),
            required=given["required"],
            shown_if=given["shown_if"],
            tells_who=given["tells_who"],
            least=given["least"] if is_number else None,
            most=given["most"] if is_number else None,
        )
        return asdict(item)


class ChoicesForm(PartForm):
    """A list, one choice a line: plain enough to be pasted from elsewhere."""

    kind = "choices"
    name = Name(_("Name of the list"))
    rows = forms.CharField(
        label=_("Choices"),
        max_length=20000,
        widget=Textarea(attrs={"rows": 8}),
        help_text=_(
            "One a line: name | bokmål | nynorsk | English. After that, if you need it, the "
            "category in a table as merge=category, and ? for “don't know”."
        ),
    )

    def read(self, part):
        return {"name": part["name"], "rows": "\n".join(map(_row, part["choices"]))}

    def clean_name(self):
        name = self.cleaned_data["name"]
        if name != self.part_name and name in self.content["choices"]:
            raise forms.ValidationError(_("This name is used already."))
        return name

    def clean_rows(self):
        lines = [line for line in self.cleaned_data["rows"].splitlines() if line.strip()]
        choices = [_choice(number, line) for number, line in enumerate(lines, start=1)]
        if len({each["name"] for each in choices}) < len(choices):
            raise forms.ValidationError(_("Two choices have the same name."))
        return choices

    def values(self):
        return {"name": self.cleaned_data["name"], "choices": self.cleaned_data["rows"]}


def _row(choice):
    parts = [choice["name"], *(choice["text"][each] for each in LANGUAGES)]
    parts += [f"{merge}={category}" for merge, category in choice["merged"].items()]
    return " | ".join([*parts, *(["?"] if choice["says_nothing"] else [])])


def _choice(number, line):
    name, *rest = (" ".join(each.split()) for each in line.split("|"))
    merged = dict(each.split("=", 1) for each in rest[3:] if "=" in each)
    texts = [*rest[:3], "", "", ""][:3]
    if not CHOICE_NAME.fullmatch(name) or not texts[0]:
        wrong = _("Line %(number)d: write a name without spaces, a |, and the text in bokmål.")
        raise forms.ValidationError(wrong % {"number": number})
    return {
        "name": name,
        "text": dict(zip(LANGUAGES, texts, strict=True)),
        "says_nothing": "?" in rest[3:],
        "merged": {merge.strip(): category.strip() for merge, category in merged.items()},
    }


FORMS = {form.kind: form for form in (PageForm, MatrixForm, ItemForm, ChoicesForm)}


class CreateForm(AkselForm):
    title = Line(_("Title in bokmål"), 200)
    code = Name(_("Code"), help_text=_("What it is called in files: letters, digits, - and _."))

    def clean_code(self):
        code = self.cleaned_data["code"]
        if Instrument.objects.filter(code=code).exists():
            raise forms.ValidationError(_("This name is used already."))
        return code


class FileForm(AkselForm):
    """An XLSForm. `problems`: all that is wrong, or not good enough yet, by sheet and row."""

    problems = ()
    file = forms.FileField(
        label=_("XLSForm"),
        help_text=_(".xlsx, at most 10 MB. All of it is imported, or nothing."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )

    def clean_file(self):
        file = self.cleaned_data["file"]
        try:
            self.form = read(file.read(MAX_BYTES + 1))
        except FileProblem as problem:
            raise forms.ValidationError(str(problem)) from None
        except Refused as refused:
            self.problems = refused.problems
            raise forms.ValidationError(_("Nothing was imported.")) from None
        self.problems = self.form.problems
        return file
