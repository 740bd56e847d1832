"""Participants as a set: who sees whom, and what the bench shows and counts."""

from functools import lru_cache

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.expressions import RawSQL
from django.utils import timezone

from accounts.models import Membership
from accounts.names import sort_key
from caseload.models.colleagues import membership_holds
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

        That is by a reason she gave, or by a review she is invited to.

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

    def brought_to(self, membership):
        """Whom their advisors bring to reviews this member is invited to, while they last."""
        if not membership.follows_up:
            return self.none()
        brought = self.model.objects.filter(
            advisor=F("review_items__review__advisor"),
            review_items__brought_until__gt=timezone.now(),
            review_items__review__ended_at=None,
            review_items__review__colleagues=membership.user_id,
        )
        return self.filter(
            protection=self.model.Protection.OPEN,
            office=membership.office_id,
            pk__in=brought.values("pk"),
        )

    def with_agreement(self):
        """With her advisor and what is agreed with her: for one person, or an office's list."""
        return self.select_related("advisor", "closer_follow_up")

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
        groups = self.order_by().values("phase").annotate(**counters(self.model, today))
        return {group.pop("phase"): group for group in groups}

    def named(self, words):
        return self.filter(sort_key__contains=sort_key(words))


@lru_cache(maxsize=2)
def counters(model, today):
    """{status: Count of those in it}, the conditions in SQL already.

    The ORM needs longer to write these nine conditions anew than PostgreSQL to count by them.
    """
    counts = {}
    for status in Status:
        query = model.objects.filter(condition(status, today)).query
        sql, params = query.get_compiler(DEFAULT_DB_ALIAS).compile(query.where)
        is_in_it = RawSQL(sql, params, models.BooleanField())
        counts[status] = Count("pk", filter=is_in_it)
    return counts
