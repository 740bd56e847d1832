"""What an office has made of a method, or which methods are its own."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Office


class OfficeMethodQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her office's. A county works with what is shipped."""
        if not membership.reflects or membership.office_id is None:
            return self.none()
        return self.filter(office=membership.office_id)


class OfficeMethod(models.Model):
    """Stands in place of the shipped method with the same code; without one it is the office's own.

    `content` has the shape of one method in content.toml. None: the shipped one stands as it is,
    and the row only says whether the office hides it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.CASCADE, related_name="+")
    code = models.CharField(max_length=40)
    content = models.JSONField(null=True)
    is_hidden = models.BooleanField(default=False)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=0)

    objects = OfficeMethodQuerySet.as_manager()

    class Meta:
        verbose_name = _("method of an office")
        verbose_name_plural = _("methods of an office")
        constraints = [
            models.UniqueConstraint(fields=["office", "code"], name="method_once_at_an_office")
        ]

    def __str__(self):
        return f"{self.office_id} {self.code}"
