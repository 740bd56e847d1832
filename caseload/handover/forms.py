"""The one page on which people are handed over, and the answer to it."""

import uuid
from dataclasses import dataclass

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aksel.forms import AkselForm, Checks, Radios, Textarea
from caseload.handover.actions import Choice
from caseload.models import Participant

# More than any advisor has, and their fields are fewer than a page may send.
PEOPLE_AT_ONCE = 240
STAYS = "stays"


class PersonForm(AkselForm):
    """One person's line: ticked or not, to whom if not as for all, and what she needs to know."""

    chosen = forms.BooleanField(required=False)
    receiver = forms.ChoiceField(
        required=False,
        error_messages={
            "invalid_choice": _("Choose a colleague who follows people up at this office.")
        },
    )
    narrative = forms.CharField(
        label=_("What works, what the mentor knows, what is agreed"),
        max_length=2000,
        required=False,
        widget=Textarea,
    )

    def __init__(self, *args, receivers, **kwargs):
        super().__init__(*args, size="small", **kwargs)
        self.fields["receiver"].choices = receivers


@dataclass
class Row:
    """A person on the page and her line of the form."""

    person: Participant
    form: PersonForm

    @property
    def is_ticked(self):
        return bool(self.form["chosen"].value())

    @property
    def receiver(self):
        return self.form["receiver"].value() or ""

    @property
    def narrative(self):
        return self.form["narrative"].value() or ""

    @property
    def problems(self):
        return [error for errors in self.form.errors.values() for error in errors]


class HandoverForm(AkselForm):
    """People of one advisor, with the colleagues who can take them over and their load today.

    `people` are those on the page: of the advisor now, or whoever of the `sent` ids is known still.
    After is_valid(), `choices` says who goes where.
    """

    EVERYBODY, PHASES, TICKED = "everybody", "phases", "ticked"
    NOBODY = _("Choose at least one person.")
    WRITTEN_FOR_NOTHING = _("You have written about her without choosing her. Choose her as well.")

    submission = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.ChoiceField(
        label=_("Whom do you hand over?"),
        widget=Radios,
        choices=[
            (EVERYBODY, _("Everybody on this page")),
            (PHASES, _("Everybody in certain phases")),
            (TICKED, _("Those I tick")),
        ],
        error_messages={"required": _("Choose whom you hand over.")},
    )
    phases = forms.MultipleChoiceField(
        label=_("Phases"),
        required=False,
        widget=Checks(attrs={"data-shown-when": "who=phases"}),
        error_messages={"invalid_choice": _("Choose among the phases on this page.")},
    )
    receiver = forms.ChoiceField(
        label=_("Who takes over?"),
        required=False,
        error_messages={
            "invalid_choice": _("Choose a colleague who follows people up at this office.")
        },
    )

    def __init__(self, data=None, *, people, receivers, sent=(), ticked=None):
        initial = {
            "submission": uuid.uuid4(),
            "who": self.TICKED,
            "receiver": "",
        }
        super().__init__(data, initial=initial)
        self.people, self.receivers, self.ticked = list(people), receivers, ticked
        self.missing = set(sent) - {person.pk for person in self.people}
        names = [(receiver.key, receiver.user.name) for receiver in receivers]
        self.fields["receiver"].choices = [("", _("Chosen for each person below")), *names]
        self.fields["phases"].choices = self._phases()

    def _phases(self):
        counted = {}
        for person in self.people:
            counted[person.phase] = counted.get(person.phase, 0) + 1
        return [
            (phase.value, f"{phase.label} ({counted[phase.value]})")
            for phase in Participant.Phase
            if phase.value in counted
        ]

    @cached_property
    def rows(self):
        names = [(receiver.key, receiver.user.name) for receiver in self.receivers]
        choices = [("", ""), (STAYS, ""), *names]
        data = self.data if self.is_bound else None
        return [
            Row(
                person,
                PersonForm(
                    data,
                    prefix=str(person.pk),
                    receivers=choices,
                    initial={"chosen": person.pk == self.ticked},
                ),
            )
            for person in self.people
        ]

    @property
    def closely(self):
        return [row for row in self.rows if row.person.closer_follow_up_id]

    @property
    def ordinarily(self):
        return [row for row in self.rows if not row.person.closer_follow_up_id]

    def clean(self):
        cleaned = super().clean()
        chosen = [row for row in self.rows if self._is_chosen(row, cleaned)]
        if cleaned.get("who") and not chosen:
            self._add_once("phases" if cleaned["who"] == self.PHASES else "who", self.NOBODY)
        without_receiver = [row for row in chosen if not (row.receiver or cleaned.get("receiver"))]
        if without_receiver:
            self._add_once("receiver", self._nobody_takes_over(len(without_receiver)))
        forgotten = [row for row in self.rows if row.narrative and row not in chosen]
        for row in forgotten:
            row.form.add_error("narrative", self.WRITTEN_FOR_NOTHING)
        if forgotten or not all(row.form.is_valid() for row in chosen):
            self.add_error(None, _("Something is wrong with the lines marked below."))
        if not self.errors:
            self.choices = [self._choice(row, cleaned["receiver"]) for row in chosen]
            self.choices += [Choice(pk) for pk in self.missing if self._was_chosen(pk, cleaned)]
        return cleaned

    def _choice(self, row, receiver_for_all):
        typed = row.form.cleaned_data
        receiver = typed["receiver"] or receiver_for_all
        return Choice(row.person.pk, int(receiver), typed["narrative"])

    def _add_once(self, field, error):
        if field not in self.errors:
            self.add_error(field, error)

    @staticmethod
    def _nobody_takes_over(number):
        return ngettext(
            "Choose who takes over: nobody is chosen for %(number)d person.",
            "Choose who takes over: nobody is chosen for %(number)d people.",
            number,
        ) % {"number": number}

    def _is_chosen(self, row, cleaned):
        """A colleague chosen in the line goes before what was chosen for all."""
        if row.receiver:
            return row.receiver != STAYS
        if cleaned.get("who") == self.PHASES:
            return row.person.phase in cleaned.get("phases", [])
        return cleaned.get("who") == self.EVERYBODY or row.is_ticked

    def _was_chosen(self, pk, cleaned):
        """Somebody who is not to be seen any more, so that the receipt can count her."""
        return cleaned["who"] == self.EVERYBODY or f"{pk}-chosen" in self.data


class AnswerForm(AkselForm):
    """Take over or return: everybody in a handover, or the one named."""

    ACCEPT, RETURN = "accept", "return"

    answer = forms.ChoiceField(
        choices=[(ACCEPT, _("Take over")), (RETURN, _("Return"))],
        error_messages={"required": _("Choose whether you take over or return.")},
    )
    person = forms.UUIDField(required=False, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why do you return?"),
        max_length=500,
        required=False,
        widget=Textarea(attrs={"rows": 2}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("answer") == self.RETURN and not cleaned.get("why") and not self.errors:
            self.add_error("why", _("Write with a word why you return."))
        return cleaned
