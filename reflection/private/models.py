"""What somebody writes for herself. Nobody else reads it, and nobody learns that she writes."""

import json
import uuid

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import decrypt, encrypt
from reflection.themes import Theme


class PrivateEntryQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her own, in whichever of her roles she wrote them; to nobody else any."""
        if not membership.reflects:
            return self.none()
        return self.filter(user=membership.user_id)


class PrivateEntry(models.Model):
    """One entry in the log of one user. When it was written is not secret, the rest is."""

    LONGEST = 4000

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    # Made with the form, so that one sent twice is one entry.
    submission = models.UUIDField(default=uuid.uuid4, editable=False)
    written_at = models.DateTimeField(default=timezone.now, editable=False)
    sealed = models.BinaryField()
    # Counts up with each edit, so that she is told when her other device saved meanwhile.
    version = models.PositiveIntegerField(default=0, editable=False)

    objects = PrivateEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry in one's own log")
        verbose_name_plural = _("entries in one's own log")
        ordering = ["-written_at", "pk"]
        indexes = [models.Index(fields=["user", "-written_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "submission"], name="private_entry_once_by_form"
            )
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:private_edit", args=[self.pk])

    @property
    def text(self):
        return self._opened()["text"]

    @property
    def about(self):
        """A value of Theme, or ""."""
        return self._opened()["about"]

    def get_about_display(self):
        return dict(Theme.choices).get(self.about, "")

    @property
    def month(self):
        """The first day of the month in which it was written."""
        return timezone.localdate(self.written_at).replace(day=1)

    def _opened(self):
        return json.loads(decrypt(bytes(self.sealed), _context(self.user_id)))


def seal(user_id, *, text, about):
    """Bytes that open as this user's entry only: a row given to somebody else stays shut."""
    return encrypt(json.dumps({"text": text, "about": about}), _context(user_id))


def _context(user_id):
    return f"{PrivateEntry._meta.db_table}.sealed of user {user_id}"
