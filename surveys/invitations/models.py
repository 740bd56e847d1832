"""Who may answer once: known by the hash of a token, with no time of anything.

Whether a token is spent is told to nobody one by one, in no page, log or answer: only sums, after
the wave has closed.
"""

import hashlib
import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Office
from mentors.models import ContactPerson
from surveys.intake.models import Batch
from surveys.waves.models import Wave


class Invitation(models.Model):
    """One token. Those for codes know the office at most; those by mail whom they went to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="invitations")
    # The database refuses to lose a batch with invitations. Django would read them, tokens and all,
    # where the release process deletes a spare one.
    batch = models.ForeignKey(Batch, models.DO_NOTHING, related_name="invitations")
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    # Forgotten, she was asked all the same: rates are of all who were.
    contact = models.ForeignKey(ContactPerson, models.SET_NULL, null=True, related_name="+")
    token_sha256 = models.BinaryField(max_length=32, unique=True)
    is_spent = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("invitation to a survey")
        verbose_name_plural = _("invitations to surveys")

    def __str__(self):
        return str(self.pk)


def hash_of(token):
    return hashlib.sha256(token.encode()).digest()
