"""A mentor and the advisor at Nav she may call."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from caseload.models import Participant
from mentors.models.placements import Mentorship
from mentors.models.workplaces import ContactPerson
from mentors.start_agreement.models import StartAgreement


class MentorRelationQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """Hers, and those of mentors of people she follows along or stands in for."""
        people = Participant.objects.visible_to(membership)
        seen = _mentorships().filter(placement__participant__in=people)
        return self.filter(Exists(seen), mentor__workplace__office=membership.office_id)

    def of(self, mentorship):
        """The relation of this mentor and the candidate's advisor, made where there is none."""
        advisor = mentorship.placement.participant.advisor
        relation, _is_new = self.get_or_create(mentor=mentorship.mentor, advisor=advisor)
        return relation

    def current(self):
        """Those with a candidate at the workplace now whom this advisor follows up."""
        return self.filter(Exists(_mentorships()))

    def may_be_written_to(self):
        """Current ones where a candidate has agreed to contact, in the newest start agreement."""
        return self.filter(Exists(contact_agreed(_mentorships())))


def _mentorships():
    """What makes a relation: a candidate of this advisor, with this mentor, now."""
    return with_a_candidate().filter(
        mentor=OuterRef("mentor"), placement__participant__advisor=OuterRef("advisor")
    )


def with_a_candidate():
    return Mentorship.objects.filter(
        ended_on=None,
        placement__ended_on=None,
        placement__participant__ended_on=None,
        placement__participant__protection=Participant.Protection.OPEN,
    )


def contact_agreed(mentorships):
    """Those whose candidate has agreed to contact, in the newest start agreement."""
    newest = StartAgreement.objects.filter(placement=OuterRef("placement")).order_by("-number")
    agreed_on = Subquery(newest.values("contact_agreed_on")[:1])
    return mentorships.alias(contact_agreed_on=agreed_on).filter(contact_agreed_on__isnull=False)


def advisor_now(mentor):
    """Id of the advisor whose candidate came to this mentor last; None when there is none."""
    newest = with_a_candidate().filter(mentor=mentor).order_by("-started_on", "-pk")
    return newest.values_list("placement__participant__advisor", flat=True).first()


class MentorRelation(models.Model):
    """One for each mentor and advisor, however many candidates: one link, one stop."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mentor = models.ForeignKey(ContactPerson, models.CASCADE, related_name="relations")
    advisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="mentor_relations"
    )

    objects = MentorRelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor and advisor")
        verbose_name_plural = _("mentors and advisors")
        constraints = [
            models.UniqueConstraint(fields=["mentor", "advisor"], name="one_relation_each")
        ]

    def __str__(self):
        return str(self.pk)

    @property
    def agreed_mentorships(self):
        """What lets Nav write to this mentor now; empty where nothing does."""
        return contact_agreed(
            with_a_candidate().filter(
                mentor=self.mentor_id, placement__participant__advisor=self.advisor_id
            )
        )
