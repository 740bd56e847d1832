from django.utils.translation import gettext_lazy as _

from aksel.forms import Radios, Textarea
from caseload.editing import EditForm
from caseload.naming import NamelessMixin
from reflection.meetings.models import Meeting
from reflection.reach import Reach


class ShareForm(NamelessMixin, EditForm):
    """What is told, and how far."""

    nameless = ("theme", "summary")

    class Meta:
        model = Meeting
        fields = ["theme", "summary", "reach"]
        widgets = {
            "theme": Textarea(attrs={"rows": 2, "maxlength": 200}),
            "summary": Textarea(attrs={"rows": 6}),
            "reach": Radios,
        }
        labels = {"theme": _("The common theme")}
        help_texts = {"summary": _("So that others can learn from it. Name nobody.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.office_id is None:
            reach = self.fields["reach"]
            reach.choices = [each for each in reach.choices if each[0] != Reach.OFFICE]

    def clean(self):
        cleaned = super().clean()
        reach = cleaned.get("reach")
        if reach and reach != Reach.GROUP and not cleaned.get("summary"):
            self.add_error("summary", _("Write what others can learn from it."))
        return cleaned
