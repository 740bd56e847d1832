from copy import copy

from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import Textarea, TextInput
from caseload.editing import EditForm
from surveys.texts.hints import LABELS, never_kept_in
from surveys.texts.models import TextDecision
from surveys.texts.redacting import is_what_is_left, plain, says_something

Kind = TextDecision.Kind


class ProposalForm(EditForm):
    """What is left of an answer. The button that is pressed says which kind of proposal it is."""

    kind = forms.ChoiceField(choices=Kind, required=False, widget=forms.HiddenInput)

    class Meta:
        model = TextDecision
        fields = ["kind", "text"]
        widgets = {"text": Textarea(attrs={"rows": 6})}
        help_texts = {"text": _("Put [fjernet] where something goes. Nothing may be added.")}

    def __init__(self, data, *, original, **kwargs):
        super().__init__(data, **kwargs)
        self.original = original

    def clean(self):
        given = super().clean()
        kind, text = given.get("kind") or Kind.REDACT, plain(given.get("text") or "")
        if "text" in self.errors:
            return given
        if kind == Kind.WITHHOLD:
            return given | {"kind": kind, "text": ""}
        if kind == Kind.KEEP or text == self.original:
            kind, text = Kind.KEEP, self.original
        if problem := self._problem(text):
            self.add_error("text", problem)
        return given | {"kind": kind, "text": text}

    def _problem(self, text):
        if not is_what_is_left(text, self.original):
            return _(
                "This is not the answer with parts replaced by [fjernet]. Write [fjernet] where you"
                " take something out, and change nothing else."
            )
        if not says_something(text):
            return _("Nothing is left of it. Withhold all of it instead.")
        if left := never_kept_in(text):
            what = {"what": LABELS[left[0].kind]}
            return _("Something is still there that cannot be released: %(what)s.") % what
        return ""


def proposal_form(found, data=None):
    """The ProposalForm of this answer: with what was proposed, or with all that is marked gone."""
    about = {"wave": found.wave, "item": found.question.item.name, "text_id": found.answer.text_id}
    # A copy: what is typed is not what was proposed.
    decision = copy(found.answer.decision) or TextDecision(**about, version=0)
    decision.text = decision.text or found.marked.suggested
    return ProposalForm(data, original=found.marked.text, instance=decision)


class ApprovalForm(EditForm):
    """Carries which proposal was looked at."""

    class Meta:
        model = TextDecision
        fields = []


class ReturnForm(EditForm):
    class Meta:
        model = TextDecision
        fields = ["word"]
        widgets = {"word": TextInput()}
        help_texts = {"word": _("Do not repeat what is to be taken out.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["word"].required = True
