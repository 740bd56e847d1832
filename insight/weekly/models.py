from django.db import models
from django.utils.translation import gettext_lazy as _


class WeekTold(models.Model):
    """In this week leaders have been told what needs a decision: it comes once."""

    monday = models.DateField(primary_key=True)

    class Meta:
        verbose_name = _("week that is told")
        verbose_name_plural = _("weeks that are told")

    def __str__(self):
        return str(self.monday)
