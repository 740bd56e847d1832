"""One fielding of an instrument: to whom, when, and how far it has come."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Office
from surveys.access import READS
from surveys.instruments.models import InstrumentVersion
from surveys.instruments.questionnaire import Texts


class ConsentTextQuerySet(models.QuerySet):
    def visible_to(self, membership):
        return self if membership.role in READS else self.none()


class ConsentText(models.Model):
    """What somebody agrees to before she answers. A text that was shown is never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveSmallIntegerField(unique=True)
    text_nb = models.TextField(_("in bokmål"), max_length=3000)
    text_nn = models.TextField(_("in nynorsk"), max_length=3000)
    text_en = models.TextField(_("in English"), max_length=3000, blank=True)

    objects = ConsentTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        ordering = ["-number"]

    def __str__(self):
        return str(self.number)

    @property
    def text(self):
        return Texts(self.text_nb, self.text_nn, self.text_en)


class WaveQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Researchers all; the local contact those whose codes she hands out at her office."""
        if membership.role in READS:
            return self
        if membership.role == Membership.Role.LOCAL_CONTACT and membership.office_id:
            here = Q(offices__office=membership.office_id)
            takes_part = Q(offices__office__status=Office.Status.TAKING_PART)
            codes = self.filter(here & takes_part, way=Wave.Way.CODES)
            return codes.exclude(state=Wave.State.DRAFT)
        return self.none()

    def open(self, today):
        """Taking answers on this day."""
        return self.filter(
            Q(closes_on=None) | Q(closes_on__gte=today),
            state=Wave.State.OPEN,
            opens_on__lte=today,
        )

    def fetchable(self, today):
        """Codes can be made: opened and not over, on the first day or before."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=today), state=Wave.State.OPEN)

    def over(self, today):
        """Not closed yet, though their last day was before this one."""
        return self.filter(state=Wave.State.OPEN, closes_on__lt=today)

    def without_end(self):
        """Open, and going on until somebody closes them."""
        return self.filter(state=Wave.State.OPEN, closes_on=None)

    def with_answers(self):
        """What tables are made of: all of it released, or the half-years that are over."""
        ready = Q(way=Wave.Way.IMPORTED) | Q(batches__state="released")
        return self.filter(ready, Q(state=Wave.State.CLOSED) | Q(closes_on=None)).distinct()

    def for_list(self):
        return self.select_related("version__instrument")


class Wave(models.Model):
    """A version of an instrument at one time, such as T3 or spring 2026."""

    class State(models.TextChoices):
        DRAFT = "draft", _("being prepared")
        OPEN = "open", _("open for answers")
        CLOSED = "closed", _("closed")

    class Way(models.TextChoices):
        CODES = "codes", _("codes handed out by a contact person")
        LINKS = "links", _("a personal link by e-mail when a placement ends")
        IMPORTED = "imported", _("answers from another tool")

    class Audience(models.TextChoices):
        ADVISORS = "advisors", _("advisors who follow up closely")
        OFFICE = "office", _("everybody at an office")
        EMPLOYERS = "employers", _("employers, when a placement ends")
        MENTORS = "mentors", _("mentors, when a placement ends")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    version = models.ForeignKey(InstrumentVersion, models.PROTECT, related_name="waves")
    label = models.CharField(_("What is this wave called?"), max_length=40)
    way = models.CharField(_("How does it reach people?"), max_length=10, choices=Way)
    audience = models.CharField(_("Who is asked?"), max_length=10, choices=Audience, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opens_on = models.DateField(_("First day"), null=True, blank=True)
    closes_on = models.DateField(_("Last day"), null=True, blank=True)
    # Of a wave without a last day the answers of a half-year are one batch.
    consent = models.ForeignKey(
        ConsentText, models.PROTECT, null=True, blank=True, verbose_name=_("Consent text")
    )
    # One pool: then nobody knows how many of an office have answered.
    names_offices = models.BooleanField(_("Count codes for each office"), default=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    # Counts up with each change of a draft: the later of two who change it at once is told.
    changes = models.PositiveIntegerField(default=0, editable=False)

    objects = WaveQuerySet.as_manager()

    class Meta:
        verbose_name = _("wave")
        verbose_name_plural = _("waves")
        ordering = ["label", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="wave_closes_after_it_opens",
                violation_error_message=_("The last day cannot be before the first."),
            ),
            models.CheckConstraint(
                condition=~Q(state="open")
                | Q(opens_on__isnull=False, consent__isnull=False) & ~Q(audience=""),
                name="open_wave_says_what_it_asks",
            ),
        ]

    def __str__(self):
        return self.label

    def get_absolute_url(self):
        return reverse("surveys:wave_detail", args=[self.pk])

    @property
    def way_of_audience(self):
        """Who has no account here gets a link; who has one gets a code that nobody can tell."""
        at_an_office = {self.Audience.ADVISORS, self.Audience.OFFICE}
        return self.Way.CODES if self.audience in at_an_office else self.Way.LINKS

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def is_open(self):
        """Opened and not closed. Before its first day it takes no answers yet."""
        return self.state == self.State.OPEN

    @property
    def is_closed(self):
        return self.state == self.State.CLOSED

    @cached_property
    def questionnaire(self):
        return self.version.questionnaire


class WaveOffice(models.Model):
    """An office that a wave asks at, and how many invitations were sent there."""

    wave = models.ForeignKey(Wave, models.CASCADE, related_name="offices")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    sent = models.PositiveIntegerField(default=0)
    # What the contact person says she has handed out, where that were fewer.
    handed_out = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("office of a wave")
        verbose_name_plural = _("offices of a wave")
        constraints = [
            models.UniqueConstraint(fields=["wave", "office"], name="office_once_in_a_wave")
        ]

    def __str__(self):
        return f"{self.wave_id} {self.office_id}"
