from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, AkselModelForm, Checks, Select
from surveys.tables.definition import Definition
from surveys.tables.models import SavedTable
from surveys.tables.questions import asked_in, is_closed


class WaveField(forms.ModelMultipleChoiceField):
    def label_from_instance(self, wave):
        return f"{wave.label}: {wave.questionnaire.title}"


class WavesForm(AkselForm):
    """Of which waves. Several stand beside each other."""

    wave = WaveField(queryset=None, label=_("Waves"), widget=Checks)

    def __init__(self, data, *, waves):
        super().__init__(data)
        self.fields["wave"].queryset = waves


class TableForm(AkselForm):
    """What of these waves. Questions come in the order in which the address names them."""

    item = forms.MultipleChoiceField(label=_("Questions"), widget=Checks)
    merge = forms.ChoiceField(label=_("Put answers together"), required=False, widget=Select)
    percent = forms.BooleanField(label=_("Per cent of N as well"), required=False)

    def __init__(self, data, *, waves):
        super().__init__(data)
        self.waves = waves
        closed = {name: each for name, each in asked_in(waves).items() if is_closed(each)}
        groups = {}
        for name, question in closed.items():
            heading = str(question.block.stem)
            groups.setdefault(heading, []).append((name, str(question.item.text)))
        self.fields["item"].choices = list(groups.items())
        merges = dict.fromkeys(merge for each in closed.values() for merge in each.merges)
        names = [(merge, merge) for merge in merges]
        self.fields["merge"].choices = [("", _("As they were answered")), *names]
        if not names:
            self.fields["merge"].widget = forms.HiddenInput()

    @property
    def definition(self):
        """The Definition, once it is valid."""
        given = self.cleaned_data
        names = tuple(dict.fromkeys(given["item"]))
        return Definition(tuple(self.waves), names, given["merge"], given["percent"])


class TitleForm(AkselModelForm):
    class Meta:
        model = SavedTable
        fields = ["title"]
