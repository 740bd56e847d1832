"""What waits above the bench about reviews."""

from django.urls import reverse
from django.utils.translation import gettext as _

from caseload.notice import Notice
from caseload.review.models import PortfolioReview
from caseload.review.portfolio import to_look_at_again


def review_notices(membership, today):
    """Her own unfinished review, and those she is invited to."""
    if not membership.follows_up:
        return
    reviews = PortfolioReview.objects.visible_to(membership).under_way()
    for review in reviews.select_related("advisor"):
        text = _("Your portfolio review is not finished")
        if review.advisor_id != membership.user_id:
            text = _("%(name)s has invited you to a portfolio review")
        yield Notice(
            text % {"name": review.advisor.name}, review.get_absolute_url(), icon="Tasklist"
        )


def look_again_notices(membership, today):
    """One line, whoever and however many they are: she said herself that she would look again."""
    if not membership.follows_up:
        return
    first = to_look_at_again(membership, today).first()
    if first:
        text = _("There are people you wanted to look at again")
        yield Notice(text, reverse("caseload:portfolio_review"), first.look_on, "Tasklist")
