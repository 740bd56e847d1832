"""What two people decided about an answer in own words before it may leave the research group."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from surveys.waves.models import Wave


class TextDecision(models.Model):
    """One proposes, another approves; then the text in the answers becomes what was decided.

    `text_id` is of the answer (FreeText), which pages may not read. `text` is what is left of it:
    the whole, some of it with [fjernet] where something was, or "" where it is withheld. The
    database holds the rule as well: nothing is approved that was not proposed by somebody else as
    it stands, and what is approved never changes (migration 0010).
    """

    class Kind(models.TextChoices):
        KEEP = "keep", _("Keep as it is")
        REDACT = "redact", _("Take something out")
        WITHHOLD = "withhold", _("Withhold all of it")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        RETURNED = "returned", _("sent back")
        APPROVED = "approved", _("decided")

    text_id = models.UUIDField(unique=True)
    wave = models.ForeignKey(Wave, models.PROTECT, related_name="+")
    item = models.CharField(max_length=60)
    kind = models.CharField(_("What is to be done with it?"), max_length=10, choices=Kind)
    text = models.TextField(_("What is left of the answer"), blank=True)
    version = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Sent back with a word. Both are gone with the next proposal: the word may say what was taken
    # out.
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    word = models.CharField(_("What should be otherwise?"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("decision on an answer in own words")
        verbose_name_plural = _("decisions on answers in own words")
        indexes = [models.Index(fields=["wave", "item"], name="text_decision_of_question")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("proposed_by")), name="text_is_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | Q(returned_by=None),
                name="text_is_approved_or_sent_back",
            ),
            models.CheckConstraint(
                condition=Q(kind="withhold", text="") | ~Q(kind="withhold") & ~Q(text=""),
                name="text_is_withheld_or_left",
            ),
        ]

    def __str__(self):
        return str(self.text_id)

    @property
    def state(self):
        if self.approved_by_id:
            return self.State.APPROVED
        return self.State.RETURNED if self.returned_by_id else self.State.PROPOSED
