"""Colleagues who follow along with one person, or stand in for an absent advisor."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access, actions
from caseload.forms import FollowerForm, StandInForm
from caseload.models import StandIn
from caseload.views.pages import form_page


def _others(request):
    return request.membership.colleagues.exclude(pk=request.user.pk)


@require_http_methods(["GET", "POST"])
def follower_add(request: MemberRequest, participant_id):
    participant = access.own_participant_or_404(request, participant_id)
    form = FollowerForm(
        request.POST if request.method == "POST" else None, colleagues=_others(request)
    )
    if form.is_valid():
        actions.let_follow(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(participant)
    return form_page(request, participant, form, _("Let a colleague follow along"))


@require_POST
def follower_remove(request: MemberRequest, follower_id):
    follower = access.own_follower_or_404(request, follower_id)
    actions.stop_following(request.membership, follower)
    messages.success(request, _("Saved."))
    # Whoever removes herself may no longer open the person.
    mine = follower.user_id == request.user.pk
    return redirect("caseload:workbench") if mine else redirect(follower.participant)


@require_http_methods(["GET", "POST"])
def stand_in_list(request: MemberRequest):
    """Who serves my people while I am away."""
    if not request.membership.follows_up:
        raise PermissionDenied
    form = StandInForm(
        request.POST if request.method == "POST" else None, colleagues=_others(request)
    )
    if form.is_valid():
        actions.arrange_stand_in(request.membership, **form.cleaned_data)
        messages.success(request, _("Your stand-in sees your people in that time."))
        return redirect("caseload:stand_in_list")
    arranged = StandIn.objects.visible_to(request.membership).not_over(timezone.localdate())
    status = 422 if form.is_bound else 200
    context = {"form": form, "arranged": arranged}
    return render(request, "caseload/stand_in_list.html", context, status=status)


@require_POST
def stand_in_cancel(request: MemberRequest, stand_in_id):
    stand_in = access.own_stand_in_or_404(request, stand_in_id)
    actions.cancel_stand_in(request.membership, stand_in)
    messages.success(request, _("Saved."))
    return redirect("caseload:stand_in_list")
