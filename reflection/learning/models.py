"""What was learned above the single case, told without saying about whom."""

import re
import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import County, Office
from caseload.industries import SECTION_CHOICES
from caseload.models import Participant
from reflection.meetings.models import Meeting
from reflection.reach import Reach, of_her_place, reaching
from reflection.themes import Theme

# Bokmål's stemmer. It takes most endings of nynorsk as well (-ar, -ane, -ande).
CONFIG = "norwegian"
SUGGESTED = 3


def _twice_stemmed(query):
    """The stemmer takes one ending at a time: it makes "arbeidsgiveren" the word that it shortens
    further in "arbeidsgiver". What is searched is the beginning that they share."""
    once = SearchQuery(query, config=CONFIG, search_type="raw")
    again = Cast(once, models.TextField())
    return SearchQuery(again, config=CONFIG, search_type="raw")


class LearningPointQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Her own, those of meetings whose text she reads, and what was spread as far as her."""
        if not membership.reflects:
            return self.none()
        return self.filter(
            self._hers(membership)
            | Q(meeting__in=Meeting.objects.read_by(membership))
            | reaching(membership)
        )

    def changed_by(self, membership):
        """Those she may change, spread and take back: her own, and of meetings she was at."""
        if not membership.reflects:
            return self.none()
        was_there = Meeting.objects.read_by(membership).filter(
            invitees__user=membership.user_id, invitees__was_there=True
        )
        return self.filter(self._hers(membership) | Q(meeting__in=was_there))

    def _hers(self, membership):
        return Q(by=membership.user_id) & of_her_place(membership)

    def saying(self, words):
        """Those with all of these words, in any of their forms; "" is all of them."""
        if not words:
            return self
        beginnings = [f"{word}:*" for word in re.findall(r"[^\W_]+", words)]
        if not beginnings:
            return self.none()
        return self.filter(words=_twice_stemmed(" & ".join(beginnings)))

    def like(self, *, theme="", workplace_type="", need=""):
        """Of the same theme, workplace type or need: at least one of those that are given."""
        given = {"theme": theme, "workplace_type": workplace_type, "need": need}
        alike = Q(pk__in=[])
        for name, value in given.items():
            if value:
                alike |= Q(**{name: value})
        return self.filter(alike)

    def for_list(self):
        return self.select_related("office", "county").defer("words")


class LearningPoint(models.Model):
    """Something others should know before they meet the same. It names nobody.

    The texts are searched by the database, so they are not encrypted: nothing in them may point
    at one person, and no row points at one.
    """

    class Loop(models.TextChoices):
        SINGLE = "single", _("We correct what we do")
        DOUBLE = "double", _("We change what we took for granted")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    office = models.ForeignKey(Office, models.PROTECT, null=True, related_name="+")
    county = models.ForeignKey(County, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Without one she wrote it alone; what reaches the group then reaches herself.
    meeting = models.ForeignKey(
        Meeting, models.SET_NULL, null=True, blank=True, related_name="learning"
    )
    happened = models.TextField(_("What happened?"), max_length=1000)
    loop = models.CharField(_("What kind of learning is it?"), max_length=10, choices=Loop)
    assumed = models.TextField(_("What did we take for granted?"), max_length=1000, blank=True)
    change = models.TextField(_("What do we change?"), max_length=1000)
    theme = models.CharField(_("Theme"), max_length=20, choices=Theme)
    workplace_type = models.CharField(
        _("Type of workplace"), max_length=1, choices=SECTION_CHOICES, blank=True
    )
    need = models.CharField(
        _("Group of need"), max_length=30, choices=Participant.NeedGroup, blank=True
    )
    reach = models.CharField(
        _("Who may read it?"), max_length=10, choices=Reach, default=Reach.GROUP
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=0)
    # Kept by the database: stemming anew for each search took five times as long.
    words = models.GeneratedField(
        expression=SearchVector("happened", "assumed", "change", config=CONFIG),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = LearningPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("learning point")
        verbose_name_plural = _("learning points")
        ordering = ["-created_at", "pk"]
        indexes = [
            GinIndex(fields=["words"], name="words_of_learning"),
            models.Index(fields=["office", "-created_at"]),
            models.Index(fields=["county", "-created_at"]),
            models.Index(fields=["reach", "-created_at"]),
            models.Index(fields=["theme", "-created_at"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(loop="double") | ~Q(assumed=""),
                name="double_loop_says_what_was_taken_for_granted",
                violation_error_message=_("Write what you took for granted."),
            ),
            models.CheckConstraint(
                condition=Q(office__isnull=False) | ~Q(reach="office"),
                name="learning_of_a_county_reaches_no_one_office",
            ),
        ]

    def __str__(self):
        return str(self.pk)

    def get_absolute_url(self):
        return reverse("reflection:learning_detail", args=[self.pk])

    @property
    def place(self):
        return self.office or self.county

    @property
    def steps(self):
        """How far it can be spread, the nearest first. A county has no one office."""
        return [reach for reach in Reach if self.office_id or reach != Reach.OFFICE]

    @property
    def may_reach(self):
        """One step further than now, or as much nearer as one likes."""
        return self.steps[: self.steps.index(self.reach) + 2]

    def name_of(self, reach):
        """Written alone, it is nobody's but her own until she shares it."""
        if reach == Reach.GROUP and self.meeting_id is None:
            return _("Only whoever wrote it")
        return Reach(reach).label

    @property
    def reaches(self):
        return self.name_of(self.reach)


def similar_learning(membership, *, theme="", workplace_type="", need="", besides=None):
    """At most three that she may read, newest first; `besides`, a Meeting, has its own already."""
    alike = LearningPoint.objects.visible_to(membership).for_list()
    alike = alike.like(theme=theme, workplace_type=workplace_type, need=need)
    if besides is not None:
        alike = alike.exclude(meeting=besides)
    return list(alike[:SUGGESTED])
