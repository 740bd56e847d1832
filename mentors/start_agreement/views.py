from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from caseload import access as caseload_access
from mentors import access as mentors_access
from mentors.start_agreement import access, actions
from mentors.start_agreement.forms import StartAgreementForm


@require_GET
def start_agreement(request: MemberRequest, placement_id):
    """What stands now, as it is printed for all three; what stood before, on the screen only."""
    placement = access.placement_or_404(request, placement_id, shown="start_agreement.open")
    newest, *earlier = placement.start_agreements.select_related("mentor", "written_by") or [None]
    participant = placement.participant
    context = {
        "placement": placement,
        "agreement": newest,
        "earlier": earlier,
        "can_write": caseload_access.can_change(request.membership, participant)
        and placement.ended_on is None,
    }
    return render(request, "mentors/start_agreement.html", context)


@require_http_methods(["GET", "POST"])
def start_agreement_write(request: MemberRequest, placement_id):
    """Make it, or agree it anew."""
    placement = mentors_access.own_placement_or_404(request, placement_id)
    if placement.ended_on:
        messages.info(request, _("This has ended. What was agreed can still be read."))
        return redirect("mentors:start_agreement", placement.pk)
    form = StartAgreementForm(
        request.POST if request.method == "POST" else None, placement=placement, user=request.user
    )
    context = {"placement": placement, "form": form, "agreed_meanwhile": False}
    if form.is_valid():
        try:
            actions.agree(request.membership, placement, **form.agreed())
        except actions.AgreedMeanwhile:
            context["agreed_meanwhile"] = True
            context["form"] = form.over_the_newest(placement, request.user)
        else:
            messages.success(request, _("Saved. Print it for all three."))
            return redirect("mentors:start_agreement", placement.pk)
    status = 422 if form.is_bound else 200
    return render(request, "mentors/start_agreement_write.html", context, status=status)
