from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload.agreements import access, actions
from caseload.agreements.forms import RoomAgreementForm
from caseload.agreements.models import OVERLAPS, RoomAgreement, RoomRequest, advisors_led_by
from caseload.models import Participant

EARLIER_SHOWN = 20


@require_GET
def agreement_list(request: MemberRequest):
    """A leader's agreements and who has asked; an advisor's own."""
    membership = request.membership
    if not membership.sees_participants:
        raise PermissionDenied
    today = timezone.localdate()
    agreements = RoomAgreement.objects.visible_to(membership).with_renewal().by_name()
    context = {
        "agreements": agreements.not_over(today).order_by("advisor__name", "advisor", "from_on"),
        "earlier": agreements.over(today).order_by("-until_on", "advisor__name")[:EARLIER_SHOWN],
        "requests": RoomRequest.objects.visible_to(membership).filter(settled_on=None).by_name(),
    }
    return render(request, "caseload/agreement_list.html", context)


@require_GET
def agreement_detail(request: MemberRequest, agreement_id):
    agreement = access.agreement_or_404(request, agreement_id)
    people = Participant.objects.visible_to(request.membership).filter(
        advisor=agreement.advisor_id, ended_on=None, closer_follow_up__isnull=False
    )
    context = {
        "agreement": agreement,
        "closely_now": people.count(),
        "can_agree": access.can_agree(request.membership, agreement),
    }
    return render(request, "caseload/agreement_detail.html", context)


@require_http_methods(["GET", "POST"])
def agreement_create(request: MemberRequest):
    if not request.membership.leads:
        raise PermissionDenied
    agreement = RoomAgreement(
        office_id=request.membership.office_id, leader_id=request.membership.user_id
    )
    return _agree(request, agreement)


@require_http_methods(["GET", "POST"])
def agreement_edit(request: MemberRequest, agreement_id):
    agreement = access.led_agreement_or_404(request, agreement_id)
    if agreement.is_over:
        messages.info(request, _("This agreement is over. Make a new one."))
        return redirect(agreement)

    return _agree(request, agreement)


def _agree(request, agreement):
    form = RoomAgreementForm(
        request.POST if request.method == "POST" else None,
        instance=agreement,
        advisors=advisors_led_by(request.membership),
        initial=_suggested(request) if agreement._state.adding else None,
    )
    is_new = agreement._state.adding
    if form.is_valid() and _agreed(request.membership, agreement, form):
        messages.success(request, _("What you have agreed is saved."))
        return redirect("caseload:agreement_detail", agreement.pk)
    context = {"form": form, "agreement": agreement, "is_new": is_new}
    status = 422 if form.is_bound else 200
    return render(request, "caseload/agreement_form.html", context, status=status)


def _agreed(membership, agreement, form):
    """Whether it was written. If not, the form says why and keeps what was typed."""
    try:
        if agreement._state.adding:
            actions.make_agreement(membership, pk=agreement.pk, **form.written())
            return True
        return form.saved_by(partial(actions.change_agreement, membership, agreement))
    except actions.AgreedAlready:
        form.add_error("from_on", OVERLAPS)
        return False


def _suggested(request):
    """The advisor somebody chose in a list, and words to begin with."""
    return {
        "advisor": request.GET.get("advisor", "")[:20],
        "others_get_less": _("Others get ordinary follow-up, with longer between the contacts."),
    }


@require_POST
def agreement_renew(request: MemberRequest, agreement_id):
    agreement = access.led_agreement_or_404(request, agreement_id)
    if not agreement.expires_soon:
        messages.info(request, _("This agreement is renewed already, or does not end soon."))
        return redirect(agreement)
    renewed = actions.renew_agreement(request.membership, agreement)
    messages.success(request, _("Renewed for the same length again, with the same words."))
    return redirect(renewed)


@require_POST
def agreement_end(request: MemberRequest, agreement_id):
    agreement = access.led_agreement_or_404(request, agreement_id)
    actions.end_agreement(request.membership, agreement)
    messages.success(request, _("The agreement is ended. Whoever is followed closely still is."))
    return redirect("caseload:agreement_list")


@require_POST
def room_ask(request: MemberRequest):
    if not request.membership.follows_up:
        raise PermissionDenied
    actions.ask_for_room(request.membership)
    messages.success(request, _("Your leader sees that you ask for an agreement."))
    return redirect("caseload:agreement_list")


@require_POST
def room_request_settle(request: MemberRequest, request_id):
    asked = access.request_or_404(request, request_id)
    actions.settle_request(request.membership, asked)
    messages.success(request, _("Saved."))
    return redirect("caseload:agreement_list")
