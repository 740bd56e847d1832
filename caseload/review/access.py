"""Who may open a review and the people in it. Its advisor decides; who is invited looks along."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts import audit
from caseload import access as caseload_access
from caseload.review.models import PortfolioReview, ReviewItem


def review_or_404(request, review_id):
    reviews = PortfolioReview.objects.visible_to(request.membership).select_related("advisor")
    return get_object_or_404(reviews, pk=review_id)


def shown_review_or_404(request, review_id):
    """One review with what was chosen and why; writes the read log."""
    review = review_or_404(request, review_id)
    audit.record(request.membership, "review.show", review)
    return review


def own_review_or_404(request, review_id):
    review = review_or_404(request, review_id)
    if not is_hers(request.membership, review):
        raise PermissionDenied
    return review


def item_or_404(request, item_id):
    """One person in a review, opened: the read log has a line for whoever looks."""
    item = _item(request, item_id)
    item.participant = caseload_access.participant_or_404(
        request, item.participant_id, shown="review.open"
    )
    return item


def own_item_or_404(request, item_id):
    item = _item(request, item_id)
    if not is_hers(request.membership, item.review):
        raise PermissionDenied
    return item


def _item(request, item_id):
    return get_object_or_404(
        ReviewItem.objects.visible_to(request.membership).for_list(), pk=item_id
    )


def is_hers(membership, review):
    return review.advisor_id == membership.user_id
