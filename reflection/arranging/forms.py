from django import forms
from django.utils.translation import gettext_lazy as _

from aksel.forms import AkselForm, Textarea
from reflection.groups.forms import minutes_widget, within_a_day
from reflection.meetings.models import Meeting
from reflection.times import ahead, as_day_and_time, at, day_field, time_field


class TimeForm(AkselForm):
    """When and where a meeting of `group` is. `meeting` is the one that is moved, if it is one."""

    on = day_field(label=_("Which day?"), error_messages={"required": _("Write which day.")})
    time = time_field(label=_("At what time?"), errors={"required": _("Write at what time.")})
    minutes = forms.IntegerField(
        label=_("How many minutes does it last?"),
        widget=minutes_widget(),
        error_messages={"required": _("Write how many minutes it lasts.")},
    )
    place = forms.CharField(
        label=_("Where? (optional)"),
        max_length=120,
        required=False,
        help_text=_("Stands in the calendars of those invited."),
    )

    def __init__(self, *args, group, meeting=None, **kwargs):
        usual = meeting or group
        on, time = as_day_and_time(meeting and meeting.starts_at)
        initial = {"on": on, "time": time, "minutes": usual.minutes, "place": usual.place}
        super().__init__(*args, initial=initial, **kwargs)
        self.group, self.meeting = group, meeting

    def clean_on(self):
        return ahead(self.cleaned_data["on"])

    def clean_minutes(self):
        return within_a_day(self.cleaned_data["minutes"])

    def clean(self):
        cleaned = super().clean()
        is_known = "on" in cleaned and "time" in cleaned
        if is_known and self._is_taken(at(cleaned["on"], cleaned["time"])):
            self.add_error("time", _("The group meets at this time already."))
        return cleaned

    def _is_taken(self, starts_at):
        others = Meeting.objects.filter(group=self.group).taking_place()
        if self.meeting:
            others = others.exclude(pk=self.meeting.pk)
        return others.filter(starts_at=starts_at).exists()

    def written(self):
        """Keyword arguments of arrange_meeting and move_meeting."""
        cleaned = self.cleaned_data
        return {
            "starts_at": at(cleaned["on"], cleaned["time"]),
            "minutes": cleaned["minutes"],
            "place": cleaned["place"],
        }


class CancelForm(AkselForm):
    why = forms.CharField(
        label=_("Why is it not held?"),
        max_length=200,
        widget=Textarea(attrs={"rows": 2}),
        help_text=_("Those invited read it. Write nothing about any person."),
        error_messages={"required": _("Write why it is not held.")},
    )


class InviteForm(AkselForm):
    user = forms.ModelChoiceField(
        label=_("Who is asked to come as well?"),
        queryset=None,
        error_messages={"required": _("Choose whom you ask.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = people
