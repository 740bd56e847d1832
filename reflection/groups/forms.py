from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from aksel.forms import Checks, NumberInput, Radios
from caseload.editing import EditForm
from notifications.working_days import is_working_day
from reflection.groups.models import Group
from reflection.groups.plan import Rhythm, rhythm_of, rule_of
from reflection.people import people_around, roles_of
from reflection.times import ahead, as_day_and_time, at, day_field, time_field

Kind = Group.Kind
AT_AN_OFFICE = [Kind.REFLECTION, Kind.SMALL, Kind.OFFICE]
IN_A_COUNTY = [Kind.COUNTY, Kind.DIALOGUE]
MINUTES = {"min": 15, "max": 600}


def minutes_widget():
    return NumberInput(attrs=MINUTES | {"step": 5})


def within_a_day(minutes):
    if not MINUTES["min"] <= minutes <= MINUTES["max"]:
        raise forms.ValidationError(_("Write between 15 and 600 minutes."))
    return minutes


class GroupForm(EditForm):
    """Who meets, and when. Takes an instance that has its office and county."""

    leading = forms.TypedMultipleChoiceField(
        label=_("Who leads in turn?"),
        coerce=int,
        required=False,
        widget=Checks,
        help_text=_("The turn goes round, from the first in this list to the last."),
    )
    listening = forms.TypedMultipleChoiceField(
        label=_("Who comes along without leading?"),
        coerce=int,
        required=False,
        widget=Checks,
        help_text=_("A leader is expected to be there and to listen. Somebody new may as well."),
    )
    rhythm = forms.ChoiceField(
        label=_("How often?"), choices=Rhythm, widget=Radios, initial=Rhythm.SECOND_WEEK
    )
    first_on = day_field(
        label=_("When is the first meeting?"),
        required=False,
        help_text=_("What repeats is held on this weekday, not on public holidays."),
    )
    first_time = time_field(label=_("At what time?"), required=False)
    field_order = [
        "kind",
        "name",
        "leading",
        "listening",
        "rhythm",
        "first_on",
        "first_time",
        "minutes",
        "place",
    ]

    class Meta:
        model = Group
        fields = ["kind", "name", "minutes", "place"]
        widgets = {"kind": Radios, "minutes": minutes_widget()}
        labels = {"minutes": _("How many minutes does it last?")}
        help_texts = {
            "name": _("Everybody at the office sees it. Name no person in it."),
            "place": _("Stands in the calendars of those invited."),
        }
        error_messages = {
            "kind": {"required": _("Choose what kind of meeting it is.")},
            "name": {"required": _("Write what you call it.")},
            "minutes": {"required": _("Write how many minutes it lasts.")},
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        at_an_office = self.instance.office_id is not None
        kinds = AT_AN_OFFICE if at_an_office else IN_A_COUNTY
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        if at_an_office:
            self.fields["kind"].help_text = _(
                "A small discussion group is three people. None of them needs to have prioritised"
                " anybody."
            )
        self._offer_people(at_an_office)
        if not self.instance._state.adding:
            self._begin_with_the_plan()

    def _offer_people(self, at_an_office):
        place = {"office_id": self.instance.office_id, "county_id": self.instance.county_id}
        people = list(people_around(**place).prefetch_related("memberships__office"))
        self.users = {user.pk: user for user in people}
        roles = roles_of(self.users, **place)
        members = list(self._members())
        leads_first = [each.user_id for each in members if each.leads]
        if self.instance._state.adding:
            leads_first = [self.instance.created_by_id]
        leaders = {pk for pk, role in roles.items() if role in Membership.LEADS}
        label = _with_role if at_an_office else _with_office

        def choices(first, last):
            turn = {pk: number for number, pk in enumerate(first)}
            order = sorted(people, key=lambda u: (turn.get(u.pk, len(turn)), u.pk in last))
            return [(user.pk, label(user, roles[user.pk])) for user in order]

        self.fields["leading"].choices = choices(leads_first, leaders)
        others = [user.pk for user in people if user.pk in leaders]
        self.fields["listening"].choices = choices(others, ())
        self.fields["leading"].initial = leads_first
        self.fields["listening"].initial = [each.user_id for each in members if not each.leads]

    def _members(self):
        return [] if self.instance._state.adding else self.instance.members.current()

    def _begin_with_the_plan(self):
        first_on, first_time = as_day_and_time(self.instance.first_at)
        self.initial |= {
            "rhythm": rhythm_of(self.instance.rule),
            "first_on": first_on,
            "first_time": first_time,
        }

    def clean_first_on(self):
        """What stands there already may have been long ago."""
        day = self.cleaned_data["first_on"]
        known, _time = as_day_and_time(self.instance.first_at)
        return day if day is None or day == known else ahead(day)

    def clean_minutes(self):
        return within_a_day(self.cleaned_data["minutes"])

    def clean(self):
        cleaned = super().clean()
        self._check_people(cleaned)
        self._check_times(cleaned)
        return cleaned

    def _check_people(self, cleaned):
        leading, listening = cleaned.get("leading", []), cleaned.get("listening", [])
        if set(leading) & set(listening):
            self.add_error("listening", _("Choose for each whether she leads or comes along."))
        if "leading" in cleaned and not leading and not listening:
            self.add_error("leading", _("Choose who belongs to it."))

    def _check_times(self, cleaned):
        first_on, first_time = cleaned.get("first_on"), cleaned.get("first_time")
        repeats = cleaned.get("rhythm", Rhythm.ONCE) != Rhythm.ONCE
        if (repeats or first_time) and not first_on and "first_on" not in self.errors:
            self.add_error("first_on", _("Write when the first meeting is."))
        if (repeats or first_on) and not first_time and "first_time" not in self.errors:
            self.add_error("first_time", _("Write at what time."))
        if repeats and first_on and not is_working_day(first_on):
            self.add_error("first_on", _("Choose a working day."))

    def written(self):
        """Keyword arguments of create_group and change_group, without the version."""
        cleaned = self.cleaned_data
        leading = [self.users[pk] for pk in cleaned["leading"]]
        listening = [self.users[pk] for pk in cleaned["listening"]]
        first_on, first_time = cleaned["first_on"], cleaned["first_time"]
        return {
            "kind": cleaned["kind"],
            "name": cleaned["name"],
            "minutes": cleaned["minutes"],
            "place": cleaned["place"],
            "members": leading + listening,
            "listens": listening,
            "rule": rule_of(cleaned["rhythm"], first_on) if first_on else "",
            "first_at": at(first_on, first_time) if first_on else None,
        }


def _with_role(user, role):
    return f"{user.name}, {Membership.Role(role).label}"


def _with_office(user, _role):
    """At which office, or that she is the county's."""
    offices = sorted(each.office.name for each in user.memberships.all() if each.office)
    return ", ".join([user.name, *offices])
