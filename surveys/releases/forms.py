import re
from itertools import groupby

from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, Checks, Select, TextInput
from surveys.answers.rows import parts_of
from surveys.instruments.questionnaire import Kind
from surveys.releases.models import Release
from surveys.releases.wish import ROWS, TABLES, TEXTS, Wish, merges_by_list, with_merges
from surveys.tables.forms import WaveField
from surveys.tables.questions import questions_of

FORMS = [
    (TABLES, _("Tables: how many gave each answer")),
    (ROWS, _("Rows: a line for each who answered")),
    (TEXTS, _("Answers in own words")),
]
BETWEEN = re.compile(r"[\s,;]+")


class ReleaseForm(AkselModelForm):
    """What it is for, and of which waves."""

    waves = WaveField(queryset=None, label=_("Waves"), widget=Checks)

    class Meta:
        model = Release
        fields = ["title", "purpose"]
        widgets = {"purpose": forms.Textarea({"rows": 3})}

    def __init__(self, data, *, waves):
        super().__init__(data)
        self.fields["waves"].queryset = waves

    def clean_waves(self):
        waves = self.cleaned_data["waves"]
        if len({wave.version_id for wave in waves}) > 1:
            raise forms.ValidationError(
                _("Choose waves that asked the same version of a questionnaire, and make a"
                  " release of its own for each other version.")
            )  # fmt: skip
        return waves


class BandsField(forms.CharField):
    """Where each band begins: "0, 31, 61" gives (0, 31, 61). The first begins at the bottom."""

    widget = TextInput

    def __init__(self, **more):
        super().__init__(required=False, max_length=200, **more)

    def clean(self, value):
        typed = [each for each in BETWEEN.split(super().clean(value)) if each]
        if not all(each.isascii() and each.isdigit() and len(each) < 7 for each in typed):
            raise forms.ValidationError(_("Write whole numbers with a comma between them."))
        lowest = tuple(map(int, typed))
        if any(one >= other for one, other in zip(lowest, lowest[1:], strict=False)):
            raise forms.ValidationError(_("Each number must be higher than the one before."))
        return (0, *lowest) if lowest and lowest[0] else lowest


class WishForm(AkselModelForm):
    """What is to be in it. Choices come from the questionnaire; `wish` is what was said so far."""

    wanted = forms.MultipleChoiceField(
        label=_("What do you need?"), choices=FORMS, widget=Checks, initial=[TABLES]
    )
    items = forms.MultipleChoiceField(label=_("Questions"), widget=Checks, required=False)
    across = forms.MultipleChoiceField(
        label=_("Background"),
        widget=Checks,
        required=False,
        help_text=_("Each question is divided by each of these. In rows they are columns."),
    )
    texts = forms.MultipleChoiceField(
        label=_("Questions in own words"), widget=Checks, required=False
    )
    where = forms.MultipleChoiceField(
        label=_("Only those who answered"),
        widget=Checks,
        required=False,
        help_text=_("Choose none to have everybody."),
    )
    # What was read when the page was made: somebody else may have written meanwhile.
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Release
        fields = ["title", "purpose"]
        widgets = {"purpose": forms.Textarea({"rows": 3})}

    def __init__(self, data, *, release, questionnaire, wish):
        super().__init__(data, instance=release, initial=_initial(wish, questionnaire))
        self.questionnaire = questionnaire
        self.initial["version"] = release.version
        asked = questions_of(questionnaire).values()
        self._ask("items", [each for each in asked if each.item.kind != Kind.TEXT])
        alone = [each for each in asked if each.item.kind in (Kind.ONE, Kind.NUMBER)]
        self._ask("across", sorted(alone, key=lambda each: not each.item.tells_who))
        self._ask("texts", [each for each in asked if each.item.kind == Kind.TEXT])
        self.fields["where"].choices = [
            (each.item.label, [(f"{each.item.name}={c.name}", c.text) for c in each.choices])
            for each in alone
            if each.item.kind == Kind.ONE
        ]
        self.merge_lists = _merges_by_list(questionnaire)
        for name, merges in self.merge_lists.items():
            texts = [str(choice.text) for choice in questionnaire.choices[name]]
            self.fields[f"merge-{name}"] = forms.ChoiceField(
                label=f"{texts[0]} … {texts[-1]}",
                choices=[("", _("As they were answered")), *((each, each) for each in merges)],
                required=False,
                widget=Select,
            )
        for each in alone:
            if each.item.kind == Kind.NUMBER:
                self.fields[f"bands-{each.item.name}"] = BandsField(
                    label=each.item.label,
                    help_text=_("The lowest number of each band, such as 0, 31, 61."),
                )

    def _ask(self, name, questions):
        """Under the headings of their matrices; what nobody asks is not there to be chosen."""
        self.fields[name].choices = [
            (heading or _("Single questions"), [(q.item.name, q.item.text) for q in group])
            for heading, group in groupby(questions, key=lambda each: str(each.block.stem))
        ]
        if not questions:
            self.fields[name].widget = forms.MultipleHiddenInput()

    def in_fold(self):
        """The fields that few need."""
        return [
            self[name]
            for name in self.fields
            if name == "where" or name.startswith(("merge-", "bands-"))
        ]

    def fold_is_open(self):
        return any(field.errors or field.value() for field in self.in_fold())

    def clean(self):
        given = super().clean()
        wanted, named = set(given.get("wanted") or ()), given.get("items") or given.get("across")
        if wanted & {TABLES, ROWS} and not named and "items" not in self.errors:
            self.add_error("items", _("Choose at least one question."))
        if TABLES in wanted and not given.get("items") and "items" not in self.errors:
            self.add_error("items", _("Choose at least one question."))
        if TEXTS in wanted and not given.get("texts"):
            self.add_error("wanted", _("Choose a question in own words as well."))
        return given

    def wish_of(self, waves):
        """The Wish, once it is valid, of all answers of these waves that there are today."""
        given, where = self.cleaned_data, {}
        for chosen in given["where"]:
            name, _is, choice = chosen.partition("=")
            where.setdefault(name, []).append(choice)
        wanted = tuple(given["wanted"])
        wish = Wish(
            forms=wanted,
            items=tuple(given["items"]) if {TABLES, ROWS} & set(wanted) else (),
            across=tuple(n for n in given["across"] if n not in given["items"] or TABLES in wanted),
            texts=tuple(given["texts"]) if TEXTS in wanted else (),
            where={name: tuple(choices) for name, choices in where.items()},
            bands={
                name.removeprefix("bands-"): bands
                for name, bands in given.items()
                if name.startswith("bands-") and bands
            },
        ).with_parts(parts_of(waves))
        return with_merges(wish, self.questionnaire, self._chosen_merges())

    def _chosen_merges(self):
        return {name: self.cleaned_data[f"merge-{name}"] for name in self.merge_lists}


def _merges_by_list(questionnaire):
    """{list of choices: [name of a merge]} of the lists that have any."""
    found = {}
    for merge, lists in questionnaire.merges.items():
        for name in lists:
            found.setdefault(name, []).append(merge)
    return found


def _initial(wish, questionnaire):
    if wish is None:
        return {}
    merges, bands = merges_by_list(wish, questionnaire), wish.bands.items()
    return {
        "wanted": wish.forms,
        "items": wish.items,
        "across": wish.across,
        "texts": wish.texts,
        "where": [f"{name}={choice}" for name, given in wish.where.items() for choice in given],
        **{f"merge-{name}": merge for name, merge in merges.items()},
        **{f"bands-{name}": ", ".join(map(str, lowest)) for name, lowest in bands},
    }


class DecisionForm(AkselForm):
    answer = forms.ChoiceField(choices=[("approve", ""), ("decline", "")])
    decision = forms.CharField(
        label=_("A word about the decision"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("The researchers read it. Say why, if you do not approve."),
    )
    for_offices = forms.BooleanField(
        label=_("The offices may read the protected tables"), required=False
    )

    def clean(self):
        given = super().clean()
        if given.get("answer") == "decline" and not given.get("decision", "").strip():
            self.add_error("decision", _("Say why, so that the researcher can mend it."))
        return given


class ProposalForm(forms.Form):
    """Which of the proposals that the worker made, by its place, of which version."""

    version = forms.IntegerField()
    place = forms.IntegerField(min_value=0)
