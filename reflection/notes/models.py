"""A joint note of the office: written by several in sections, agreed by all, perhaps handed on."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.encryption import EncryptedTextField
from accounts.models import Membership, Office


class NoteQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Those she writes, and those of her office to which all who wrote have agreed."""
        if not membership.reflects or membership.office_id is None:
            return self.none()
        here = self.filter(office=membership.office_id)
        return here.filter(Q(state=Note.State.AGREED) | self._written(membership))

    def written_by(self, membership):
        """Those she takes part in, in the role she has now."""
        return self.visible_to(membership).filter(self._written(membership))

    def _written(self, membership):
        writers = NoteWriter.objects.filter(note=OuterRef("pk"), user=membership.user_id)
        return Q(Exists(writers))

    def for_list(self):
        standing = HandedNote.objects.standing().filter(note=OuterRef("pk"))
        return self.annotate(handed_at=standing.values("handed_at")[:1]).order_by(
            "-started_at", "pk"
        )


class Note(models.Model):
    """What an office has tried and learned in a period, in its own words. It names nobody."""

    class State(models.TextChoices):
        WRITING = "writing", _("being written")
        AGREED = "agreed", _("agreed by all")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    title = models.CharField(
        _("What do you call it?"),
        max_length=80,
        error_messages={"blank": _("Write what you call it.")},
    )
    # The language it is written in: of whoever began it.
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    # Counts every change of any section: what is agreed to is one version of the whole.
    version = models.PositiveIntegerField(default=0)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    agreed_at = models.DateTimeField(null=True)
    reopened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reopened_at = models.DateTimeField(null=True)
    reopened_why = EncryptedTextField(max_length=300, blank=True)

    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("joint note")
        verbose_name_plural = _("joint notes")
        indexes = [models.Index(fields=["office", "-started_at"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reflection:note_detail", args=[self.pk])

    @property
    def is_agreed(self):
        return self.state == self.State.AGREED


class NoteWriterQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("user", "note").order_by("user__name", "pk")

    def agreeing(self):
        """Those who agree to the note as it is now."""
        return self.filter(agreed_version=F("note__version"))


class NoteWriter(models.Model):
    """Somebody who takes part in a note, and which version of it she agreed to."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="writers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    agreed_version = models.PositiveIntegerField(null=True)
    agreed_at = models.DateTimeField(null=True)

    objects = NoteWriterQuerySet.as_manager()

    class Meta:
        verbose_name = _("writes a joint note")
        verbose_name_plural = _("write joint notes")
        constraints = [models.UniqueConstraint(fields=["note", "user"], name="writes_a_note_once")]

    def __str__(self):
        return f"{self.note_id} {self.user_id}"

    @property
    def agrees(self):
        return self.agreed_version == self.note.version

    @property
    def agreed_before(self):
        """She had agreed, and something was changed since."""
        return self.agreed_version is not None and not self.agrees


class NoteSectionQuerySet(models.QuerySet):
    def written_by(self, membership):
        return self.filter(note__in=Note.objects.written_by(membership))

    def for_list(self):
        return self.select_related("last_by").order_by("position", "pk")


class NoteSection(models.Model):
    """One heading of a note and what stands under it now."""

    MAX_LENGTH = 20_000
    MAX_PARAGRAPHS = 400

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=120)
    text = EncryptedTextField(blank=True)
    # The number of its newest version; 0 as long as nothing was written.
    version = models.PositiveIntegerField(default=0)
    last_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    last_at = models.DateTimeField(null=True)

    objects = NoteSectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("section of a note")
        verbose_name_plural = _("sections of a note")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.heading


class NoteSectionVersionQuerySet(models.QuerySet):
    def written_by(self, membership):
        return self.filter(section__note__in=Note.objects.written_by(membership))


class NoteSectionVersion(models.Model):
    """A text as it was saved. None is ever changed or thrown away as long as the note stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(NoteSection, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    text = EncryptedTextField(blank=True)
    # What stood on the screen of whoever saved it, where others' text was merged into it.
    typed = EncryptedTextField(null=True)  # noqa: DJ001, empty is what somebody typed as well
    # The open page it came from, and its how manieth save: what is late or sent again is known.
    tab = models.UUIDField(null=True)
    turn = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = NoteSectionVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a section")
        verbose_name_plural = _("versions of a section")
        ordering = ["-number"]
        indexes = [models.Index(fields=["section", "tab", "turn"])]
        constraints = [
            models.UniqueConstraint(fields=["section", "number"], name="version_of_a_section_once")
        ]

    def __str__(self):
        return f"{self.section_id} {self.number}"

    @property
    def as_typed(self):
        return self.text if self.typed is None else self.typed


class SideBySideQuerySet(models.QuerySet):
    def written_by(self, membership):
        return self.filter(section__note__in=Note.objects.written_by(membership))

    def to_tidy(self):
        return self.filter(tidied_at=None).select_related("earlier_by", "later_by")


class SideBySide(models.Model):
    """Two have changed one paragraph at the same time. Both texts stand until people tidy up.

    Whose they are is kept here and not in the text, which may be read by others.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    section = models.ForeignKey(NoteSection, models.CASCADE, related_name="side_by_side")
    earlier = EncryptedTextField()
    earlier_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    later = EncryptedTextField()
    later_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    tidied_at = models.DateTimeField(null=True)

    objects = SideBySideQuerySet.as_manager()

    class Meta:
        verbose_name = _("two texts side by side")
        verbose_name_plural = _("texts side by side")
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.section_id} {self.at}"


class HandedNoteQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The researchers', from all offices, until the office takes it back."""
        if membership.role != Membership.Role.RESEARCHER:
            return self.none()
        return self.standing()

    def standing(self):
        return self.filter(taken_back_at=None)

    def for_list(self):
        return self.select_related("office").order_by("-handed_at", "pk")


class HandedNote(models.Model):
    """A frozen copy for the researchers: text only, without who wrote it or how it came about."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, models.PROTECT, related_name="handed")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    title = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    # JSON: [{"heading": …, "text": …}]; "" once it is taken back.
    content = EncryptedTextField(blank=True)
    handed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    handed_at = models.DateTimeField(default=timezone.now)
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)

    objects = HandedNoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("handed note")
        verbose_name_plural = _("handed notes")
        constraints = [
            models.UniqueConstraint(
                fields=["note"],
                condition=Q(taken_back_at=None),
                name="handed_note_stands_once",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reflection:handed_detail", args=[self.pk])
