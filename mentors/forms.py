import datetime
import uuid

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from aksel.forms import (
    AkselForm,
    AkselModelForm,
    ChipChecks,
    ChipRadios,
    DateInput,
    EmailInput,
    PhoneInput,
    Radios,
    Segmented,
)
from caseload.forms import (
    WHOLE_ADDRESS,
    is_phone_number,
    no_later_than_five_years,
    not_after_today,
    not_in_the_past,
    within_living_memory,
)
from caseload.models import Participant
from caseload.rhythm import next_working_day
from mentors.models import (
    Contact,
    ContactPerson,
    Mentorship,
    Placement,
    Workplace,
    WorkplaceVisit,
    section_of,
)

WEEKS_AHEAD = [1, 2, 4]
CHANNEL_ICONS = {"visit": "Buildings3", "phone": "Phone", "video": "Video", "message": "Chat"}


class ContactForm(AkselForm):
    """Log a contact: in the row of the bench and as a page on the phone.

    Everything has a default but who needs something, so two taps are enough.
    """

    submission = forms.UUIDField(widget=forms.HiddenInput)
    how = forms.ChoiceField(
        label=_("How were you in contact?"),
        choices=Participant.Channel.choices,
        widget=Segmented(icons=CHANNEL_ICONS),
        error_messages={"required": _("Choose how you were in contact")},
    )
    people = forms.MultipleChoiceField(
        label=_("Who did you talk to?"),
        choices=Contact.Who.choices,
        widget=ChipChecks,
        error_messages={"required": _("Choose at least one person")},
    )
    needs = forms.ChoiceField(
        label=_("Who needs something?"),
        choices=[("nobody", _("Nobody now")), *Participant.Needs.choices],
        widget=ChipRadios,
        error_messages={"required": _("Choose who needs something")},
    )
    when = forms.ChoiceField(
        label=_("When were you in contact?"),
        choices=[("today", _("Today")), ("yesterday", _("Yesterday")), ("date", _("Another date"))],
        widget=ChipRadios,
        error_messages={"required": _("Choose when you were in contact")},
    )
    date = forms.DateField(
        label=_("Date of the contact"),
        widget=DateInput,
        required=False,
        validators=[not_after_today, within_living_memory],
    )
    next = forms.ChoiceField(
        label=_("When is the next contact?"),
        widget=ChipRadios,
        error_messages={"required": _("Choose when the next contact is")},
    )
    next_date = forms.DateField(
        label=_("Date of the next contact"),
        widget=DateInput,
        required=False,
        validators=[not_in_the_past, no_later_than_five_years],
    )
    topics = forms.MultipleChoiceField(
        label=_("What was it about?"),
        choices=Contact.Topic.choices,
        widget=ChipChecks,
        required=False,
    )
    learned = forms.CharField(label=_("What did we learn?"), required=False, max_length=300)
    note = forms.CharField(
        label=_("Short note (optional)"),
        required=False,
        max_length=1000,
        help_text=_("Do not write health information."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data=None, *, participant, corrects=None, **kwargs):
        super().__init__(data, **kwargs)
        self.participant, self.corrects = participant, corrects
        self.fields["next"].choices = list(self._next_choices())
        defaults = self._as_logged(corrects) if corrects else self._defaults()
        for name, value in defaults.items():
            self.fields[name].initial = value

    def _next_choices(self):
        agreed, scheduled = self.participant.agreed_next_contact_on, self._scheduled
        if agreed:
            label = _("As agreed, %(day)s") % {"day": date_format(agreed, "j. b")}
            yield "agreed", label
        if scheduled and scheduled != agreed:
            yield "keep", _("Still %(day)s") % {"day": date_format(scheduled, "j. b")}
        for weeks in WEEKS_AHEAD:
            yield str(weeks), ngettext("In %(n)d week", "In %(n)d weeks", weeks) % {"n": weeks}
        yield "date", _("Another date")
        yield "none", _("Not scheduled")

    @property
    def _scheduled(self):
        """A day agreed earlier that is still ahead: nothing logged today should erase it."""
        day = self.participant.next_contact_on
        return day if day and day > timezone.localdate() else None

    @property
    def _as_scheduled(self):
        """The choice that changes nothing about the next contact."""
        if self._scheduled is None:
            return "none"
        return "agreed" if self._scheduled == self.participant.agreed_next_contact_on else "keep"

    def _defaults(self):
        participant = self.participant
        by_day = [
            (participant.last_workplace_contact_on, participant.last_workplace_contact_how),
            (participant.last_person_contact_on, participant.last_person_contact_how),
        ]
        known = [(day, how) for day, how in by_day if day and how]
        next_contact = "agreed" if participant.agreed_next_contact_on else self._as_scheduled
        has_mentor = participant.workplace_name or participant.mentor_name
        return {
            "submission": uuid.uuid4(),
            "how": max(known)[1] if known else Participant.Channel.VISIT,
            "people": [Contact.Who.MENTOR if has_mentor else Contact.Who.PARTICIPANT],
            "when": "today",
            "next": next_contact,
        }

    def _as_logged(self, contact):
        return {
            "submission": uuid.uuid4(),
            "how": contact.how,
            "people": contact.people,
            "needs": contact.needs_something or "nobody",
            "when": "date",
            "date": contact.on,
            "next": self._as_scheduled,
            "topics": contact.topics,
            "learned": contact.learned,
            "note": contact.note,
        }

    def clean(self):
        cleaned = super().clean()
        self._date_must_be_written("when", "date", _("Write the date you were in contact"))
        self._date_must_be_written("next", "next_date", _("Write the date of the next contact"))
        return cleaned

    def _date_must_be_written(self, choice, date, message):
        chosen = self.cleaned_data.get(choice) == "date"
        if not chosen:
            # A date typed before another chip was chosen is no longer meant.
            self.errors.pop(date, None)
        elif not self.cleaned_data.get(date) and date not in self.errors:
            self.add_error(date, message)

    def logged(self):
        """The contact as keyword arguments for actions.log_contact."""
        cleaned, today = self.cleaned_data, timezone.localdate()
        on = {"today": today, "yesterday": today - datetime.timedelta(days=1)}
        needs = cleaned["needs"]
        return {
            "submission": cleaned["submission"],
            "on": on.get(cleaned["when"]) or cleaned["date"],
            "how": cleaned["how"],
            "people": cleaned["people"],
            "needs_something": "" if needs == "nobody" else needs,
            "next_contact_on": self._next_contact_on(today),
            "topics": cleaned["topics"],
            "learned": cleaned["learned"],
            "note": cleaned["note"],
        }

    def _next_contact_on(self, today):
        choice = self.cleaned_data["next"]
        if choice.isdigit():
            return next_working_day(today + datetime.timedelta(weeks=int(choice)))
        return {
            "agreed": self.participant.agreed_next_contact_on,
            "keep": self._scheduled,
            "date": self.cleaned_data.get("next_date"),
            "none": None,
        }[choice]


class NeedMetForm(AkselForm):
    how = forms.CharField(
        label=_("What was done?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Do not write health information."),
        error_messages={"required": _("Write what was done")},
    )


class OrgNumberField(forms.CharField):
    """Nine digits, however they are spaced."""

    def to_python(self, value):
        return super().to_python(value).replace(" ", "")

    def widget_attrs(self, widget):
        return {"inputmode": "numeric", "maxlength": "15"}


class WorkplaceForm(AkselModelForm):
    class Meta:
        model = Workplace
        fields = [
            "name",
            "org_number",
            "division",
            "size",
            "address",
            "offers",
            "contact_wish",
            "notes",
            "known_by",
        ]
        widgets = {"known_by": ChipChecks}
        field_classes = {"org_number": OrgNumberField}
        help_texts = {
            "org_number": _("Nine digits: the unit that makes the agreement, if you know it."),
            "division": _("The first two digits of the industry code in SN2025."),
            "contact_wish": _("Such as “call before lunch, at most once a month”."),
            "notes": _("Nothing about candidates."),
        }
        error_messages = {"name": {"required": _("Write the name of the workplace.")}}

    def __init__(self, *args, colleagues, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["known_by"].queryset = colleagues

    def clean_org_number(self):
        # The office is no field of the form, so its share in the constraint is checked here.
        number = self.cleaned_data["org_number"]
        same = Workplace.objects.filter(office=self.instance.office_id, org_number=number)
        if number and same.exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(
                _("The office has a workplace with this organisation number already.")
            )
        return number

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("division"):
            self.instance.section = section_of(cleaned["division"])
        return cleaned


class ContactPersonForm(AkselModelForm):
    class Meta:
        model = ContactPerson
        fields = ["name", "role", "position", "phone", "email", "experience", "own_needs"]
        widgets = {"role": Radios, "phone": PhoneInput, "email": EmailInput}
        error_messages = {"name": {"required": _("Write the name.")}}

    def clean_phone(self):
        phone = self.cleaned_data["phone"].strip()
        if phone and not is_phone_number(phone):
            raise forms.ValidationError(_("Write the number with digits, such as 22 22 22 22."))
        return phone

    def clean_email(self):
        email = self.cleaned_data["email"].strip()
        if email:
            WHOLE_ADDRESS.clean(email)
        return email


class VisitForm(AkselModelForm):
    class Meta:
        model = WorkplaceVisit
        fields = ["on", "note"]
        widgets = {"on": DateInput}
        help_texts = {"note": _("Nothing about candidates.")}
        error_messages = {"note": {"required": _("Write what you learned.")}}

    def clean_on(self):
        not_after_today(self.cleaned_data["on"])
        within_living_memory(self.cleaned_data["on"])
        return self.cleaned_data["on"]


class PlacementForm(AkselModelForm):
    class Meta:
        model = Placement
        fields = ["workplace", "started_on", "goal"]
        labels = {"workplace": _("Workplace")}
        widgets = {"started_on": DateInput}
        error_messages = {"workplace": {"required": _("Choose the workplace.")}}

    def __init__(self, *args, workplaces, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["workplace"].queryset = workplaces
        # What was learned there appears under the form as soon as a workplace is chosen.
        learnings = reverse("mentors:participant_learnings", args=[self.instance.participant_id])
        self.fields["workplace"].widget.attrs |= {
            "hx-get": learnings,
            "hx-trigger": "change",
            "hx-target": "#learnings",
            "hx-swap": "outerHTML",
        }

    def clean_workplace(self):
        workplace = self.cleaned_data["workplace"]
        if self.instance.participant.placements.current().filter(workplace=workplace).exists():
            raise forms.ValidationError(_("This person is placed there already."))
        return workplace


class MentorshipForm(AkselModelForm):
    """A new mentor. Where there is one already, the person is asked first."""

    person_asked = forms.BooleanField(
        label=_("The person has been asked about the change of mentor"),
        required=False,
    )

    class Meta:
        model = Mentorship
        fields = [
            "mentor",
            "closeness",
            "is_backup",
            "proposed_by",
            "wants_a_mentor",
            "wants_this_mentor",
            "called_here",
        ]
        widgets = {"closeness": Radios, "proposed_by": Radios}
        help_texts = {"called_here": _("Such as mentor, fadder or støtteperson.")}
        error_messages = {"mentor": {"required": _("Choose the mentor.")}}

    def __init__(self, *args, placement, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.placement = placement
        self.fields["mentor"].queryset = placement.workplace.people.filter(
            role=ContactPerson.Role.MENTOR
        )
        if not placement.mentorships.filter(ended_on=None).exists():
            del self.fields["person_asked"]

    def clean_mentor(self):
        mentor = self.cleaned_data["mentor"]
        if self.instance.placement.mentorships.filter(ended_on=None, mentor=mentor).exists():
            raise forms.ValidationError(_("This mentor is there already."))
        return mentor

    def clean_person_asked(self):
        if not self.cleaned_data["person_asked"]:
            raise forms.ValidationError(_("Ask the person first."))
        return True
