import base64
import datetime
import json
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Membership, Office


class EncryptedJSONField(EncryptedTextField):
    """What JSON can say, as ciphertext in the database."""

    def get_db_prep_value(self, value, connection, prepared=False):
        return super().get_db_prep_value(json.dumps(value), connection, prepared)

    def from_db_value(self, value, expression, connection):
        return json.loads(super().from_db_value(value, expression, connection))

    def to_python(self, value):
        return value


class CaseloadImportQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """An import is of the person who made it: its file may have more in it than she may see."""
        if not membership.imports:
            return self.none()
        return self.filter(by=membership.user_id, office=membership.office_id)

    def for_page(self):
        return self.defer("content", "result")

    def waiting(self, now):
        """Asked for, but no worker is at it: not begun in 30 seconds, or gone silent."""
        unheard = Q(claim=None, asked_at__lt=now - CaseloadImport.RINGS_AGAIN_AFTER)
        silent = Q(claim__isnull=False, alive_at__lt=now - CaseloadImport.SILENT_AFTER)
        return self.filter(unheard | silent, state__in=CaseloadImport.RUNNING)

    def with_old_files(self, now):
        return self.filter(
            has_file=True, created_at__lt=now - CaseloadImport.KEEPS_FILE_FOR
        ).exclude(state__in=CaseloadImport.RUNNING, asked_at__gte=now - datetime.timedelta(hours=1))


class CaseloadImport(models.Model):
    """A spreadsheet somebody brought, and how far it has come on its way into the caseload."""

    KEEPS_FILE_FOR = datetime.timedelta(hours=24)
    RINGS_AGAIN_AFTER = datetime.timedelta(seconds=30)
    SILENT_AFTER = datetime.timedelta(seconds=60)

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("Choose columns")
        CHECKING = "checking", _("Being checked")
        CHECKED = "checked", _("Checked, not imported yet")
        WRITING = "writing", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Not imported")

    class Mode(models.TextChoices):
        ALL = "all", _("All rows or none")
        VALID = "valid", _("Only the valid rows")

    RUNNING = frozenset({State.CHECKING, State.WRITING})

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    # The name of a file, its headings and what is wrong in it may all name people.
    file_name = EncryptedTextField(blank=True)
    content = EncryptedTextField(blank=True)
    has_file = models.BooleanField(default=True)
    headings = EncryptedJSONField(default=list)
    mapping = models.JSONField(default=list)
    mode = models.CharField(max_length=10, choices=Mode, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UPLOADED)

    # Which worker is at it, and when it was last heard of.
    asked_at = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    alive_at = models.DateTimeField(null=True)
    progress = models.PositiveIntegerField(default=0)
    progress_of = models.PositiveIntegerField(default=0)

    # counts, problems and notices as plan.Result.as_json() has them
    result = EncryptedJSONField(default=dict)
    finished_at = models.DateTimeField(null=True)

    objects = CaseloadImportQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        indexes = [
            models.Index(fields=["by", "-created_at"]),
            models.Index(
                fields=["asked_at"],
                name="imports_running",
                condition=Q(state__in=["checking", "writing"]),
            ),
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def file(self):
        return base64.b64decode(self.content)

    @file.setter
    def file(self, content):
        self.content = base64.b64encode(content).decode()

    @property
    def is_running(self):
        return self.state in self.RUNNING

    @property
    def percent(self):
        return 100 * self.progress // self.progress_of if self.progress_of else 0

    @property
    def membership(self):
        """As whom it is done: the importer's membership at this office today, or None."""
        here = Membership.objects.active(timezone.localdate()).filter(
            user=self.by_id, office=self.office_id, role__in=Membership.FOLLOWS_UP
        )
        return here.select_related("user", "office").first()

    # Each step is a conditional update, so that two workers or two clicks take it once.

    def ask_for(self, state, **fields):
        """Let a worker do this next; False when the import is not where that follows."""
        before = {
            self.State.CHECKING: [self.State.UPLOADED, self.State.CHECKED, self.State.FAILED],
            self.State.WRITING: [self.State.CHECKED],
        }[state]
        return self._step(
            Q(state__in=before, has_file=True),
            state=state,
            asked_at=timezone.now(),
            claim=None,
            alive_at=None,
            progress=0,
            progress_of=0,
            **fields,
        )

    def take(self, state):
        """Claim the step that was asked for; False when another worker is at it."""
        free = Q(claim=None) | Q(alive_at__lt=timezone.now() - self.SILENT_AFTER)
        return self._step(free & Q(state=state), claim=uuid.uuid4(), alive_at=timezone.now())

    def finish(self, state, **fields):
        """Say how the claimed step ended; False when another worker has taken over meanwhile."""
        return self._step(
            Q(claim=self.claim, state__in=self.RUNNING),
            state=state,
            claim=None,
            finished_at=timezone.now(),
            **fields,
        )

    def _step(self, condition, **fields):
        if not CaseloadImport.objects.filter(condition, pk=self.pk).update(**fields):
            return False
        for name, value in fields.items():
            setattr(self, name, value)
        return True
