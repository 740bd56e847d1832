from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Checks, Textarea
from caseload.editing import EditForm
from reflection.meetings.models import Invitee, Meeting


class SummaryForm(EditForm):
    class Meta:
        model = Meeting
        fields = ["summary"]
        widgets = {"summary": Textarea(attrs={"rows": 4})}
        help_texts = {"summary": _("You decide afterwards how far it is shared. Name nobody.")}


class WhoCame(forms.ModelMultipleChoiceField):
    """Invitees by name. A leader is there as a leader, and that is said."""

    widget = Checks

    def label_from_instance(self, invitee):
        if invitee.is_leader:
            return _("%(name)s, leader") % {"name": invitee.user.name}
        return invitee.user.name


class EndForm(AkselForm):
    """Who was there. Everybody is ticked who has not said that she cannot come."""

    came = WhoCame(label=_("Who was there?"), queryset=None, required=False)

    def __init__(self, *args, invitees, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["came"].queryset = invitees
        expected = [each for each in invitees if each.answer != Invitee.Answer.NOT_COMING]
        self.fields["came"].initial = expected
        self.fields["came"].help_text = _(
            "Only who was there is kept to be shown. Nobody is listed as absent."
        )

    @property
    def user_ids(self):
        return [each.user_id for each in self.cleaned_data["came"]]
