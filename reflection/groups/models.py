"""Meeting places: who meets, how often, and whose turn it is to lead."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Office


class GroupQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The groups of her office, and those across the county she works in.

        That a group exists is no secret at its office; what is said there is for who is invited.
        """
        if not membership.reflects:
            return self.none()
        if membership.office_id is None:
            return self.filter(office=None, county=membership.county_id)
        hers = GroupMember.objects.current().filter(user=membership.user_id)
        across = Q(office=None, county=membership.in_county, pk__in=hers.values("group"))
        return self.filter(Q(office=membership.office_id) | across)

    def meeting_still(self):
        return self.filter(ended_on=None)

    def with_members(self):
        """With `current_members`, in their order."""
        members = GroupMember.objects.current().select_related("user")
        return self.prefetch_related(models.Prefetch("members", members, to_attr="current_members"))


class Group(models.Model):
    """People who meet to reflect, once or again and again. Nobody needs to have prioritised anyone.

    A group of a county has no office.
    """

    class Kind(models.TextChoices):
        REFLECTION = "reflection", _("Reflection meeting")
        SMALL = "small", _("Small discussion group")
        OFFICE = "office", _("Office meeting")
        COUNTY = "county", _("County gathering")
        DIALOGUE = "dialogue", _("Dialogue conference")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("What kind of meeting?"), max_length=20, choices=Kind)
    name = models.CharField(_("What do you call it?"), max_length=80)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    # When it meets: a rule of RFC 5545 without its first time, such as FREQ=WEEKLY;INTERVAL=2.
    rule = models.CharField(max_length=120, blank=True)
    first_at = models.DateTimeField(_("When is the first meeting?"), null=True, blank=True)
    minutes = models.PositiveSmallIntegerField(_("How long does it last?"), default=60)
    place = models.CharField(_("Where?"), max_length=120, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)
    # Counts what calendars were told of the plan, for SEQUENCE.
    plan_number = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)

    objects = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("group")
        verbose_name_plural = _("groups")
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["office", "name"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(rule="") | Q(first_at__isnull=False),
                name="group_that_repeats_has_begun",
                violation_error_message=_("Write when the first meeting is."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reflection:group_detail", args=[self.pk])


class GroupMemberQuerySet(models.QuerySet):
    def current(self):
        return self.filter(left_on=None)


class GroupMember(models.Model):
    """Somebody who belongs to a group. The turn to lead goes round by position."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    # Leads no meeting: a leader who comes to listen, or somebody new.
    leads = models.BooleanField(default=True)
    joined_on = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member of a group")
        verbose_name_plural = _("members of a group")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "user"],
                condition=Q(left_on=None),
                name="member_of_a_group_once",
            )
        ]

    def __str__(self):
        return f"{self.group_id} {self.user_id}"
