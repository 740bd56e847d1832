"""A page of a questionnaire as a form. Answering and a researcher's preview show the same.

What was given on all pages comes with every request, as {name of an item: what the browser sent}:
a text, or a list of texts where several answers are possible. Nothing is kept in between.
"""

import json
from dataclasses import asdict, dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Checks, Radios, Textarea, TextInput, no_control_characters
from surveys.instruments.questionnaire import Block, Condition, Item, Kind
from surveys.intake.padding import LONGEST_TEXT
from surveys.invitations.codes import tidy

PREFIX = "q"
NUMBERS = 2**31
NOTHING = (None, "", [])
MOST_ON_A_PHONE = 6
LONGEST_WORD = 8
WRONG_SHAPE = _(
    "This does not look like a code. It has 13 letters and digits in three groups, such as "
    "7KQM-2XWD-9HTRC. Small letters and spaces do no harm. There is no 0, 1, I or O in it."
)
MUST_BE_ANSWERED = _("Answer this one to go on.")


def form_for(questionnaire, page, data=None, initial=None):
    """The questions of this Page of the questionnaire as a QuestionsForm.

    `data`: a QueryDict with the answers of all pages, to be checked. `initial`: what was given so
    far, not to be checked yet. With neither every question of the page is shown, as in a preview.
    """
    return QuestionsForm(questionnaire, page, data, initial)


def given_in(questionnaire, data):
    """{item: what the browser sent} of all pages, from a QueryDict; not given is absent."""
    found = {}
    for name, item in questionnaire.items.items():
        if values := [value for value in data.getlist(f"{PREFIX}-{name}") if value]:
            found[name] = [*dict.fromkeys(values)] if item.kind == Kind.SEVERAL else values[-1]
    return found


def answers_in(questionnaire, given):
    """{item: value} of what is asked, and answered as it should be, ready to be sealed."""
    return checked(questionnaire, given)[0]


def checked(questionnaire, given):
    """The answers, and the names of the items that are asked and keep all of it from being sent."""
    answers, wrong = {}, set()
    for name, item in questionnaire.items.items():
        if not item.shown_if.holds(answers):
            continue
        try:
            value = _value(questionnaire, item, given[name]) if name in given else None
        except forms.ValidationError:
            wrong.add(name)
            continue
        if value not in NOTHING:
            answers[name] = value
        elif item.required:
            wrong.add(name)
    return answers, wrong


def _value(questionnaire, item, given):
    """What a form's field would make of it. Raises ValidationError."""
    if item.kind in (Kind.ONE, Kind.SEVERAL):
        # A field with choices takes long to be made, and all are looked at with each request.
        chosen = given if isinstance(given, list) else [given]
        if not questionnaire.choices_of(item).keys() >= {*chosen}:
            raise forms.ValidationError("none of the choices")
        return given
    value = _field(questionnaire, item).clean(given)
    no_control_characters(value)
    return value


def asked(page, answers):
    """The items of this Page whose condition holds after these answers."""
    return [item for item in items_of(page) if item.shown_if.holds(answers)]


def hidden_values(given, but):
    """[(name of a field, value)] of what travels along; not of the items named in `but`."""
    for name, values in given.items():
        if name not in but:
            for value in values if isinstance(values, list) else [values]:
                yield f"{PREFIX}-{name}", value


def items_of(page):
    return [item for block in page.blocks for item in block.items]


class QuestionsForm(AkselForm):
    """`answers` is {item: value} of everything given so far, on all pages, that is rightly so."""

    def __init__(self, questionnaire, page, data, initial):
        self.questionnaire, self.page = questionnaire, page
        self.is_preview = data is None and initial is None
        self.given = given_in(questionnaire, data) if data is not None else initial or {}
        self.answers = answers_in(questionnaire, self.given)
        # The fields of the form are those of this page, not of a class.
        self.base_fields = {item.name: _field(questionnaire, item) for item in self._shown_or_later}
        super().__init__(data, initial=initial, prefix=PREFIX)

    @cached_property
    def _now(self):
        """Names of the items of this page that are asked after the answers so far."""
        items = items_of(self.page) if self.is_preview else asked(self.page, self.answers)
        return {item.name for item in items}

    @cached_property
    def _shown_or_later(self):
        """Items to show, and those that an answer on this very page may ask for."""
        found = {}
        for item in items_of(self.page):
            if item.name in self._now or self._may_be_asked(item, found):
                found[item.name] = item
        return list(found.values())

    def _may_be_asked(self, item, on_page):
        here, elsewhere = _divided(item.shown_if, on_page)
        return here.clauses and (here.any_of_them or elsewhere.holds(self.answers))

    @property
    def shown(self):
        """Names of what stands on the page for who has no JavaScript."""
        return [name for name in self.fields if name in self._now]

    def clean(self):
        for name in list(self.errors):
            if name not in self._now:
                del self._errors[name]
        for item in self._shown_or_later:
            is_due = item.required and item.name in self._now and item.name not in self.errors
            if is_due and self.cleaned_data[item.name] in NOTHING:
                self.add_error(item.name, MUST_BE_ANSWERED)
        return self.cleaned_data

    @property
    def blocks(self):
        """Each Shown as it stands on the page, for the template."""
        for block in self.page.blocks:
            items = [item for item in block.items if item.name in self.fields]
            if items:
                choices = self.questionnaire.choices_of(items[0]).values()
                yield Shown(block, list(map(self._question, items)), list(choices))

    def _question(self, item):
        here, elsewhere = _divided(item.shown_if, self.fields)
        is_settled = here.any_of_them and elsewhere.holds(self.answers) and not self.is_preview
        condition = json.dumps(asdict(here)) if here.clauses and not is_settled else ""
        return Question(item, self[item.name], condition, item.name not in self._now)


def _divided(condition, on_page):
    """Two Conditions: of answers on this page, and of those on others."""
    here = tuple(clause for clause in condition.clauses if clause.item in on_page)
    elsewhere = tuple(clause for clause in condition.clauses if clause.item not in on_page)
    return Condition(here, condition.any_of_them), Condition(elsewhere, condition.any_of_them)


@dataclass(frozen=True)
class Question:
    """`condition`: JSON of what it depends on upon the same page. `is_later`: not asked yet."""

    item: Item
    field: forms.BoundField
    condition: str
    is_later: bool


@dataclass(frozen=True)
class Shown:
    """A Block with its questions on this page. `choices`: those of all statements of a matrix."""

    block: Block
    questions: list
    choices: list

    @property
    def is_later(self):
        """Nothing of it is shown yet, so neither are the words above it."""
        return all(question.is_later for question in self.questions)

    @property
    def aside(self):
        """Names of the choices that stand beside a scale, not on it."""
        return {choice.name for choice in self.choices if choice.says_nothing}

    @property
    def is_short(self):
        """Its choices have room beside each other on a phone."""
        words = [word for choice in self.choices for word in str(choice.text).split()]
        return len(self.choices) <= MOST_ON_A_PHONE and max(map(len, words)) <= LONGEST_WORD


def _field(questionnaire, item):
    label = str(item.text)
    if item.required:
        label = _("%(question)s (must be answered)") % {"question": label}
    words = {"label": label, "help_text": escape(item.help), "required": False}
    match item.kind:
        case Kind.NUMBER:
            return _number(item, words)
        case Kind.TEXT:
            return forms.CharField(
                **words, max_length=LONGEST_TEXT, widget=Textarea(attrs={"rows": 4})
            )
    choices = [(each.name, str(each.text)) for each in questionnaire.choices_of(item).values()]
    if item.kind == Kind.SEVERAL:
        return forms.MultipleChoiceField(**words, choices=choices, widget=Checks)
    return forms.ChoiceField(**words, choices=choices, widget=Radios)


def _number(item, words):
    """A field for text, in which the browser leaves what is no number, so that it can be mended."""
    least = -NUMBERS if item.least is None else item.least
    most = NUMBERS if item.most is None else item.most
    wrong = _("Write a whole number.")
    if item.least is not None and item.most is not None:
        wrong = _("Write a whole number from %(least)d to %(most)d.") % {
            "least": least,
            "most": most,
        }
    return forms.IntegerField(
        **words,
        min_value=least,
        max_value=most,
        widget=TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class ConsentForm(AkselForm):
    """The box under a ConsentText. Its value is that text, so that no other is agreed to."""

    consent = forms.MultipleChoiceField(
        label=_("Will you take part?"),
        widget=Checks,
        error_messages={"required": _("Tick the box if you want to take part.")},
    )

    def __init__(self, consent, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.fields["consent"].choices = [
            (str(consent.pk), _("I have read this, and I want to take part."))
        ]


class CodeForm(AkselForm):
    """A code from a sheet, however it was typed."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=100,
        widget=TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("Write the code that stands on your sheet.")},
    )

    def clean_code(self):
        code = tidy(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(WRONG_SHAPE)
        return code
