from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Radios, Textarea
from caseload.editing import EditForm
from caseload.industries import SECTION_CHOICES
from caseload.models import Participant
from caseload.naming import SAYS_A_NAME, NamelessMixin, named_in
from reflection.learning.models import LearningPoint
from reflection.themes import Theme

Loop = LearningPoint.Loop
WHOLE_LOOP = {
    Loop.SINGLE: _("We correct what we do. The aim stays the same; we do it in a better way."),
    Loop.DOUBLE: _("We change what we took for granted. What we believed turned out not to hold."),
}


class LearningForm(NamelessMixin, EditForm):
    """Takes `names`, which must not stand in any of its texts."""

    nameless = ("happened", "assumed", "change")

    class Meta:
        model = LearningPoint
        fields = [
            *("happened", "loop", "assumed", "change"),
            *("theme", "workplace_type", "need"),
        ]
        widgets = {
            "happened": Textarea(attrs={"rows": 3}),
            "loop": Radios,
            "assumed": Textarea(attrs={"rows": 3}),
            "change": Textarea(attrs={"rows": 3}),
        }
        help_texts = {
            "happened": _("So that a colleague recognises the situation, but nobody the person."),
            "assumed": _("Such as what we believed about users, employers, mentors or ourselves."),
            "change": _("What we do differently from now on, as something others can try."),
            "workplace_type": _("Only where it matters for what was learned."),
            "need": _("Only where it matters for what was learned."),
        }
        error_messages = {
            "happened": {"required": _("Write what happened.")},
            "loop": {"required": _("Choose which of the two it is.")},
            "change": {"required": _("Write what you change.")},
            "theme": {"required": _("Choose a theme.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["loop"].choices = WHOLE_LOOP.items()

    def clean(self):
        cleaned = super().clean()
        needs_more = cleaned.get("loop") == Loop.DOUBLE and not cleaned.get("assumed")
        if needs_more and "assumed" not in self.errors:
            self.add_error("assumed", _("Write what you took for granted."))
        return cleaned


class ShareForm(EditForm):
    """How far it is spread. `names` are those the one who spreads it knows."""

    class Meta:
        model = LearningPoint
        fields = ["reach"]
        widgets = {"reach": Radios}

    def __init__(self, *args, names, **kwargs):
        super().__init__(*args, **kwargs)
        self.names = names
        point = self.instance
        self.steps = point.may_reach
        self.fields["reach"].choices = [(reach, point.name_of(reach)) for reach in self.steps]
        self.is_reach = point.reach

    def clean(self):
        cleaned = super().clean()
        point, reach = self.instance, cleaned.get("reach")
        is_spread = reach and self.steps.index(reach) > self.steps.index(self.is_reach)
        text = "\n".join([point.happened, point.assumed, point.change])
        if is_spread and (word := named_in(text, self.names)):
            self.add_error("reach", SAYS_A_NAME % {"name": word})
        return cleaned


class FilterForm(AkselForm):
    """What the list is narrowed to, in its address: none of it is about a person."""

    theme = forms.ChoiceField(label=_("Theme"), required=False)
    workplace_type = forms.ChoiceField(label=_("Type of workplace"), required=False)
    loop = forms.ChoiceField(label=_("Kind of learning"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, size="small", **kwargs)
        for name, choices in {
            "theme": Theme.choices,
            "workplace_type": SECTION_CHOICES,
            "loop": Loop.choices,
        }.items():
            self.fields[name].choices = [("", _("All")), *choices]

    @property
    def chosen(self):
        """{field: value} of what is chosen. Odd values are ignored."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class SituationForm(forms.Form):
    """A situation to find the like of."""

    theme = forms.ChoiceField(choices=Theme, required=False)
    workplace_type = forms.ChoiceField(choices=SECTION_CHOICES, required=False)
    need = forms.ChoiceField(choices=Participant.NeedGroup, required=False)

    @property
    def given(self):
        """theme, workplace_type and need as keyword arguments. Odd values are ignored."""
        self.is_valid()
        return {name: self.cleaned_data.get(name, "") for name in self.fields}
