from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload.review import access, actions
from caseload.review.facts import facts
from caseload.review.forms import FORM_ID, InviteForm, ReviewForm, StartReviewForm
from caseload.review.models import PortfolioReview, ReviewItem
from caseload.review.portfolio import to_look_at_again
from caseload.review.progress import choices_made, following, told_before

EARLIER_SHOWN = 12


@require_http_methods(["GET", "POST"])
def portfolio_review(request: MemberRequest):
    """Choose whom to go through and with whom, or go on where it was left."""
    if not request.membership.follows_up:
        raise PermissionDenied
    today = timezone.localdate()
    form = StartReviewForm(
        request.POST if request.method == "POST" else None,
        membership=request.membership,
        today=today,
    )
    if form.is_valid():
        review = actions.start_review(
            request.membership,
            people=form.cleaned_data["people"],
            colleagues=form.cleaned_data.get("colleagues", ()),
        )
        first = following(request.membership, review)
        return redirect(first or review)
    reviews = PortfolioReview.objects.visible_to(request.membership)
    hers = reviews.filter(advisor=request.user)
    context = {
        "form": form,
        "under_way": hers.under_way().first(),
        "earlier": hers.exclude(ended_at=None)[:EARLIER_SHOWN],
        "look_again": to_look_at_again(request.membership, today),
    }
    status = 422 if form.is_bound else 200
    return render(request, "caseload/portfolio_review.html", context, status=status)


@require_GET
def review_detail(request: MemberRequest, review_id):
    """How far it has come while it lasts; what changed when it is ended."""
    review = access.shown_review_or_404(request, review_id)
    is_hers = access.is_hers(request.membership, review)
    items = ReviewItem.objects.visible_to(request.membership).filter(review=review).for_list()
    context = {
        "review": review,
        "is_hers": is_hers,
        "made": choices_made(items, review),
        "next": following(request.membership, review) if is_hers else None,
    }
    return render(request, "caseload/review_detail.html", context)


@require_http_methods(["GET", "POST"])
def review_invite(request: MemberRequest, review_id):
    review = access.own_review_or_404(request, review_id)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        membership=request.membership,
        initial={"colleagues": review.colleagues.all()},
    )
    if not review.is_under_way:
        return redirect(review)
    if form.is_valid():
        actions.invite(request.membership, review, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(review)
    context = {"form": form, "review": review}
    status = 422 if form.is_bound else 200
    return render(request, "caseload/review_invite.html", context, status=status)


@require_POST
def review_finish(request: MemberRequest, review_id):
    review = access.own_review_or_404(request, review_id)
    actions.finish_review(request.membership, review)
    return redirect(review)


@require_http_methods(["GET", "POST"])
def review_item(request: MemberRequest, item_id):
    """One person: what she wants, what is known, and what her advisor chooses."""
    find = access.own_item_or_404 if request.method == "POST" else access.item_or_404
    item = find(request, item_id)
    if not item.is_open:
        messages.info(request, _("This person is no longer in a review under way."))
        return redirect(item.participant)
    before = told_before(item)
    later = following(request.membership, item.review, after=item)
    form = ReviewForm(
        request.POST if request.method == "POST" else None,
        participant=item.participant,
        initial=item.chosen if item.decided_at else before.suggested,
    )
    if form.is_valid():
        try:
            actions.decide(request.membership, item, **form.cleaned_data)
        except actions.FollowedClosely:
            form.refuse_while_followed_closely()
        else:
            return redirect(later or item.review)
    return _item_page(request, item, form, before, later)


def _item_page(request, item, form, before, later):
    is_hers = access.is_hers(request.membership, item.review)
    context = {
        "item": item,
        "participant": item.participant,
        "can_change": is_hers,
        "form": form,
        "form_id": FORM_ID,
        "facts": facts(item.participant),
        "before": before,
        "is_hers": is_hers,
        "people_in_all": item.review.items.count(),
        "later": later,
    }
    status = 422 if form.is_bound else 200
    return render(request, "caseload/review_item.html", context, status=status)


@require_POST
def review_item_bring(request: MemberRequest, item_id):
    """Open this person to those invited, or no longer."""
    item = access.own_item_or_404(request, item_id)
    if request.POST.get("brought") == "no":
        actions.keep_to_herself(request.membership, item)
    elif item.is_open:
        actions.bring(request.membership, item)
    return redirect(item)
