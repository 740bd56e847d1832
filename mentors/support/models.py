import uuid

from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from caseload.models import Participant, Todo


class MentorNeedQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Those of mentors of people she sees."""
        return self.filter(placement__participant__in=Participant.objects.visible_to(membership))

    def by_kind(self, days):
        """(kind, open now, done, dropped); done and dropped on these days, (first, last)."""
        found = self.order_by().values_list("kind")
        return found.annotate(
            open=Count("pk", Q(todo__done_on=None, todo__dropped_on=None)),
            done=Count("pk", Q(todo__done_on__range=days)),
            dropped=Count("pk", Q(todo__dropped_on__range=days)),
        )


class MentorNeed(models.Model):
    """What a mentor needs for her own part. What is done about it is a thing to do."""

    class Kind(models.TextChoices):
        ADVICE = "advice", _("Advice")
        COURSE = "course", _("A course")
        EXPERT = "expert", _("Somebody who knows the subject")
        SECOND_MENTOR = "second_mentor", _("A second mentor")
        TIME = "time", _("Time from the own leader")
        WEAR = "wear", _("Relief: it wears on the mentor or colleagues")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    placement = models.ForeignKey("Placement", models.CASCADE, related_name="mentor_needs")
    mentor = models.ForeignKey(
        "ContactPerson", models.CASCADE, verbose_name=_("Mentor"), related_name="needs"
    )
    kind = models.CharField(_("What does the mentor need?"), max_length=20, choices=Kind)
    todo = models.OneToOneField(Todo, models.CASCADE, related_name="mentor_need")

    objects = MentorNeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor's need")
        verbose_name_plural = _("mentors' needs")
        ordering = ["todo__due_on", "pk"]

    def __str__(self):
        return str(self.pk)
