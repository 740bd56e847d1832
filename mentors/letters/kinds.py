from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What is sent to mentors: what somebody asked for first, then what is sent by itself."""

    NEW_CONTACT = "new_contact", _("Who is the contact person at Nav")
    APPOINTMENT = "appointment", _("Calendar invitation")
    LINK = "link", _("Personal link")
    CHECK_IN = "check_in", _("Check-in")
    CLOSING = "closing", _("Closing form")
    CLOSING_REMINDER = "closing_reminder", _("Reminder of the closing form")


class SurveyKind(models.TextChoices):
    """What comes a week after an ending. It is written by surveys, within the same budget."""

    SURVEY = "survey", _("Survey")
    SURVEY_REMINDER = "survey_reminder", _("Reminder of a survey")
