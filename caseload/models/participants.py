"""Participants as a set: who sees whom, and what the bench shows and counts."""

from functools import lru_cache

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Case, F, FilteredRelation, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject
from django.utils import timezone

from accounts.models import Membership
from accounts.names import sort_key
from caseload.counting import numbers_of
from caseload.models.brought import Brought
from caseload.models.colleagues import Follower, membership_holds, serves
from caseload.status import Status, condition

# Who comes first on the bench: an open call for help, then by the day of the next contact.
NEEDS_FIRST = Case(When(needs_something="", then=Value(1)), default=Value(0))


class ParticipantQuerySet(models.QuerySet):
    def visible_to(self, membership):
        """The only statement of who sees which participants.

        Whoever follows people up sees her own, those she follows along, and those of colleagues
        she stands in for. Leaders see their office or department. Nobody sees a protected person
        until access to those is built, and nobody else sees anybody. Who is offered in a handover
        is told of through HandedOver until it is accepted.
        A liaison is shown a person masked, through Connection.visible_to.
        """
        unprotected = self.filter(protection=self.model.Protection.OPEN)
        if membership.follows_up:
            return unprotected.filter(membership_holds(membership), office=membership.office_id)
        if membership.role == Membership.Role.OFFICE_LEADER:
            return unprotected.filter(office=membership.office_id)
        if membership.role == Membership.Role.DEPARTMENT_LEADER:
            return unprotected.filter(department=membership.department_id)
        return self.none()

    def open_to(self, membership):
        """For the page of one person, never for a list: also whom she was let in to.

        That is by a reason she gave, or by a review or meeting she is invited to.

        What is hers in lists, counts and imports stays `visible_to`; `access.can_change` too.
        """
        let_in = self.opened_by(membership) | self.brought_to(membership)
        return self.visible_to(membership) | let_in

    def opened_by(self, membership):
        """Whom this membership may read about for some days, having said why."""
        opened = self.model.objects.filter(
            openings__membership=membership, openings__expires_at__gt=timezone.now()
        )
        return self.at_the_office_of(membership).filter(pk__in=opened.values("pk"))

    def at_the_office_of(self, membership):
        """Everybody unprotected there: whom an exact look-up can find. Shown to nobody as such."""
        if not membership.sees_participants:
            return self.none()
        return self.filter(protection=self.model.Protection.OPEN, office=membership.office_id)

    def advised_by(self, membership):
        """Her own among those visible_to() shows, without looking up whom else she serves."""
        if not membership.follows_up:
            return self.none()
        return self.filter(
            protection=self.model.Protection.OPEN,
            office=membership.office_id,
            advisor=membership.user_id,
        )

    def served_by(self, membership):
        """Whose next contact is hers: her own people and those of colleagues she stands in for."""
        return self.filter(serves(membership))

    def brought_to(self, membership):
        """Whom their advisors bring to reviews and meetings this member is invited to."""
        if not membership.sees_participants:
            return self.none()
        return self.at_the_office_of(membership).filter(
            Q(pk__in=self._brought_to_reviews(membership).values("pk"))
            | Q(pk__in=self._brought_to_meetings(membership))
        )

    def _brought_to_reviews(self, membership):
        """While the review lasts, and some days at most."""
        if not membership.follows_up:
            return self.model.objects.none()
        return self.model.objects.filter(
            advisor=F("review_items__review__advisor"),
            review_items__brought_until__gt=timezone.now(),
            review_items__review__ended_at=None,
            review_items__review__colleagues=membership.user_id,
        )

    def _brought_to_meetings(self, membership):
        """Some days before and after; a leader who is invited is one of the colleagues."""
        return Brought.objects.open_now().filter(user=membership.user_id).values("participant")

    def with_agreement(self):
        """With her advisor and what is agreed with her: for one person, or an office's list."""
        return self.select_related("advisor", "closer_follow_up")

    def for_page(self):
        """Also `followed_by` (dicts of pk and name) and `income_answer`, a value of its Answer.

        That is what was said about this end of her benefit; None when nothing was.
        """
        followers = Follower.objects.filter(participant=OuterRef("pk")).order_by("user__name")
        names = followers.values(json=JSONObject(pk="pk", name="user__name"))
        this_end = Q(income_answers__for_end=F("benefit_ends_on"))
        return self.with_agreement().annotate(
            followed_by=ArraySubquery(names),
            about_this_end=FilteredRelation("income_answers", condition=this_end),
            income_answer=F("about_this_end__answer"),
        )

    def for_bench(self):
        """Only what a line of the bench shows: neither long texts nor what must be decrypted."""
        # Fetched beside: joined, PostgreSQL would put every advisor and agreement of the country
        # beside the whole office before it takes the first fifty.
        return self.prefetch_related("advisor").only(
            "name",
            "advisor",
            "workplace_name",
            "mentor_name",
            "phase",
            "benefit_ends_on",
            "ended_on",
            "closer_follow_up",
            "not_now_until",
            "next_contact_on",
            "last_workplace_contact_on",
            "last_workplace_contact_how",
            "last_person_contact_on",
            "last_person_contact_how",
            "needs_something",
        )

    def for_office_bench(self):
        return self.for_bench().prefetch_related("closer_follow_up")

    def for_leaders_list(self):
        """What a leader needs to make room, and no more: also why somebody is put off."""
        return self.prefetch_related("advisor", "closer_follow_up").only(
            "name",
            "advisor",
            "phase",
            "ended_on",
            "closer_follow_up",
            "not_now_until",
            "not_now_why",
            "next_contact_on",
        )

    def contact_due(self, today):
        """Whose agreed next contact is today or has passed. Nobody for whom it is "not now"."""
        return self.filter(
            Q(not_now_until=None) | Q(not_now_until__lt=today),
            protection=self.model.Protection.OPEN,
            ended_on=None,
            next_contact_on__lte=today,
        )

    def in_status(self, status, today):
        return self.filter(condition(status, today))

    def counted(self, today):
        """{phase: {status: n}}, in one query."""
        groups = self.order_by().values_list("phase")
        groups = groups.annotate(counts=in_each_status(self.model, today))
        return {phase: dict(zip(Status, numbers, strict=True)) for phase, numbers in groups}

    def named(self, words):
        return self.filter(sort_key__contains=sort_key(words))


@lru_cache(maxsize=2)
def in_each_status(model, today):
    """The counts of counted(), in the order of Status."""
    return numbers_of(model, [condition(status, today) for status in Status])
