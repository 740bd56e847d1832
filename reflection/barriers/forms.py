from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from aksel.forms import AkselModelForm, Segmented, Textarea
from caseload.editing import EditForm
from caseload.naming import NamelessMixin
from caseload.todos.forms import TodoForm
from reflection.barriers.models import Barrier, OfficeHeading, State
from reflection.barriers.outline import BY_CODE, HEADINGS, Level

NAME_NOBODY = _("Write what is in the way, not who. Name nobody.")


def heading_choices(own):
    """[(level, [(key, text)])]: the outline's and the office's own headings under their level."""
    choices = []
    for level in Level:
        known = [(each.code, each.text) for each in HEADINGS if each.level == level]
        added = [(str(each.pk), each.text) for each in own if each.level == level]
        choices.append((level.label, known + added))
    return choices


class BarrierForm(NamelessMixin, EditForm):
    """What is in the way, under which heading, and who keeps an eye on it.

    `own` are the office's headings, `owners` whoever can be chosen. How much it weighs is asked
    when it is raised; afterwards it is looked at again.
    """

    nameless = ("words",)

    heading = forms.ChoiceField(
        label=_("Which heading does it go under?"),
        error_messages={"required": _("Choose a heading.")},
    )

    class Meta:
        model = Barrier
        fields = ["words", "weight", "owner"]
        widgets = {"words": Textarea(attrs={"rows": 3}), "weight": Segmented}
        help_texts = {
            "words": NAME_NOBODY,
            "owner": _("Sees to it that it is looked at again. Nobody need be chosen."),
        }
        error_messages = {
            "words": {"required": _("Write what is in the way.")},
            "weight": {"required": _("Choose how much it is in the way.")},
        }

    field_order = ["heading", "words", "weight", "owner", "version"]

    def __init__(self, *args, own, owners, **kwargs):
        super().__init__(*args, **kwargs)
        self.own = {str(each.pk): each for each in own}
        self.fields["heading"].choices = [("", _("Choose")), *heading_choices(own)]
        self.fields["owner"].queryset = owners
        if not self.instance._state.adding:
            del self.fields["weight"]
            self.fields["heading"].initial = self.instance.heading_code or str(
                self.instance.office_heading_id
            )

    def written(self):
        written = super().written()
        heading = written.pop("heading")
        written["heading_code"] = heading if heading in BY_CODE else ""
        written["office_heading"] = self.own.get(heading)
        return written


class LookForm(NamelessMixin, EditForm):
    """How it is now, when somebody looks again."""

    nameless = ("what_is_done", "set_aside_why")

    class Meta:
        model = Barrier
        fields = ["weight", "state", "what_is_done", "set_aside_why"]
        widgets = {"weight": Segmented, "what_is_done": Textarea(attrs={"rows": 3})}
        help_texts = {"set_aside_why": _("Only where it is set aside.")}

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == State.SET_ASIDE and cleaned.get("set_aside_why") == "":
            self.add_error("set_aside_why", _("Write why it is set aside."))
        return cleaned


class OfficeHeadingForm(NamelessMixin, AkselModelForm):
    nameless = ("text",)

    class Meta:
        model = OfficeHeading
        fields = ["level", "text"]
        help_texts = {"text": NAME_NOBODY}
        error_messages = {
            "level": {"required": _("Choose where it lies.")},
            "text": {"required": _("Write what the heading is called.")},
        }


class BarrierTodoForm(NamelessMixin, TodoForm):
    """Something for the barrier's owner to do by a day."""

    nameless = ("what",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, owners=User.objects.none(), **kwargs)
