"""An exact look-up, the reason, and the leader's list of what was opened with one."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload.access import may_open
from caseload.models import AccessWithReason
from caseload.with_reason import access, actions
from caseload.with_reason.forms import LookUpForm, ReasonForm

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def look_up(request: MemberRequest):
    """Full name and birth year, by POST: no name reaches an address."""
    access.refuse_who_looks_up_nobody(request.membership)
    form = LookUpForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _look_up_page(request, form, status=422 if form.is_bound else 200)
    try:
        participant = actions.look_up(request.membership, **form.cleaned_data)
    except actions.TooManyLookUps:
        return _look_up_page(request, form, answer="too_many", status=429)
    if participant is None:
        return _look_up_page(request, form, answer="nobody", status=200)
    if may_open(request.membership, participant):
        return redirect(participant)
    access.remember_found(request, participant)
    return redirect("caseload:participant_reason", participant.pk)


def _look_up_page(request, form, *, status, answer=""):
    mine = AccessWithReason.objects.visible_to(request.membership).active(timezone.now())
    context = {
        "form": form,
        "answer": answer,
        "opened": mine.filter(membership=request.membership).for_list(),
    }
    return render(request, "caseload/look_up.html", context, status=status)


@require_http_methods(["GET", "POST"])
def participant_reason(request: MemberRequest, participant_id):
    participant = access.for_reason_or_404(request, participant_id)
    if may_open(request.membership, participant):
        return redirect(participant)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.open_with_reason(request.membership, participant, **form.cleaned_data)
        return redirect(participant)
    context = {"form": form, "participant": participant}
    status = 422 if form.is_bound else 200
    return render(request, "caseload/participant_reason.html", context, status=status)


@require_GET
def opening_list(request: MemberRequest):
    """Who opened whom, when and why: for whoever leads the office or the department."""
    access.refuse_who_does_not_lead(request.membership)
    openings = AccessWithReason.objects.visible_to(request.membership).for_list()
    page = Paginator(openings, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "caseload/opening_list.html", {"page": page})


@require_POST
def opening_end(request: MemberRequest, opening_id):
    opening = access.opening_or_404(request, opening_id)
    actions.end_opening(request.membership, opening)
    messages.success(request, _("The access is ended."))
    return redirect("caseload:opening_list" if request.membership.leads else "caseload:look_up")
