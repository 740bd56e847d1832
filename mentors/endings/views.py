from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.views.pages import form_page
from mentors import access
from mentors.endings import actions
from mentors.endings.forms import PlacementEndForm
from mentors.endings.learnings import learned_for
from mentors.models import Workplace


@require_http_methods(["GET", "POST"])
def placement_end(request: MemberRequest, placement_id):
    placement = access.own_placement_or_404(request, placement_id)
    participant = placement.participant
    if placement.ended_on:
        messages.info(request, _("How it ended here is written already."))
        return redirect(participant)
    form = PlacementEndForm(request.POST if request.method == "POST" else None, instance=placement)
    if form.is_valid():
        actions.end_placement(request.membership, placement, **form.ended())
        messages.success(request, _what_follows(form.cleaned_data))
        return redirect(participant)
    title = _("How did it end at %(workplace)s?") % {"workplace": placement.workplace}
    return form_page(request, participant, form, title)


def _what_follows(told):
    if told["was_sudden"]:
        return _("Saved. Whom you are to call now stands under “To do”.")
    if told["learned"]:
        return _("Saved. What you learned stays with the workplace.")
    return _("Saved.")


@require_GET
def participant_learnings(request: MemberRequest, participant_id):
    """What the office has learned where it was like what this person wants, or at one workplace."""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    workplaces = Workplace.objects.visible_to(request.membership)
    chosen = access.chosen_workplace(request.membership, request.GET.get("workplace", ""))
    context = {
        "participant": participant,
        "workplace": chosen,
        "learnings": learned_for(workplaces, participant, chosen),
    }
    template = "_learnings.html" if request.htmx else "participant_learnings.html"
    return render(request, f"mentors/{template}", context)
