"""What meetings and learning are about: the same words wherever they are asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Theme(models.TextChoices):
    """The topics of the contact log, and those of the office's own way of working."""

    TASKS = "tasks", _("Tasks that fit")
    DAILY_RHYTHM = "daily_rhythm", _("Daily rhythm")
    DEMANDS = "demands", _("Demands and expectations")
    MENTOR_AND_CANDIDATE = "mentor_and_candidate", _("Mentor and candidate")
    MENTOR_SUPPORT = "mentor_support", _("The mentor's own support")
    COLLEAGUES = "colleagues", _("Colleagues")
    LANGUAGE = "language", _("Language")
    TRAINING = "training", _("Training and certificate")
    OUTSIDE_WORK = "outside_work", _("Outside work")
    GRANTS = "grants", _("Grants")
    WHOM_TO_FOLLOW = "whom_to_follow", _("Whom to follow closely")
    FINDING_WORKPLACES = "finding_workplaces", _("Finding a workplace")
    EMPLOYERS = "employers", _("Working with employers")
    HELPERS = "helpers", _("Helpers inside and outside Nav")
    OUR_WAY_OF_WORKING = "our_way_of_working", _("How we work")
