"""What a county is told of barriers: how many under a heading, never at which office."""

from django.db.models import Count

from reflection.barriers.models import Barrier
from reflection.barriers.outline import BY_CODE, HEADINGS

OFFICES_AT_LEAST = 3


def headings_in_the_way(membership):
    """[(Heading, number of barriers)] in the order of the outline, of a county contact's county.

    Only headings under which at least three offices have something in the way. An office's own
    headings are never told: they would say which office it is.
    """
    if not membership.reflects or membership.office_id is not None:
        return []
    rows = (
        Barrier.objects.in_the_way()
        .filter(office__county=membership.county_id, heading_code__in=BY_CODE)
        .values("heading_code")
        .annotate(offices=Count("office", distinct=True), number=Count("pk"))
        .filter(offices__gte=OFFICES_AT_LEAST)
        .order_by()
    )
    numbers = {row["heading_code"]: row["number"] for row in rows}
    return [(each, numbers[each.code]) for each in HEADINGS if each.code in numbers]
