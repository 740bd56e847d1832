from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.views.pages import form_page
from mentors import access, actions
from mentors.forms import MentorshipForm, PlacementForm
from mentors.models import Workplace
from mentors.panel import placements_of


@require_GET
def placement_panel(request: MemberRequest, participant_id):
    """Workplace and mentors of one person: a panel of the participant page."""
    shown = None if request.htmx else "placements.open"
    participant = caseload_access.participant_or_404(request, participant_id, shown=shown)
    context = {
        "participant": participant,
        "placements": placements_of(participant),
        "can_change": caseload_access.can_change(request.membership, participant),
    }
    template = "_placement_panel.html" if request.htmx else "placement_panel.html"
    return render(request, f"mentors/{template}", context)


@require_http_methods(["GET", "POST"])
def placement_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    form = PlacementForm(
        request.POST if request.method == "POST" else None,
        instance=participant.placements.model(participant=participant),
        workplaces=Workplace.objects.visible_to(request.membership).order_by("sort_key"),
    )
    if form.is_valid():
        actions.place(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("The workplace is set. Add a mentor when you know who."))
        return redirect(participant)
    title = _("New workplace for the person")
    template = "mentors/placement_create.html"
    return form_page(request, participant, form, title, template=template)


@require_http_methods(["GET", "POST"])
def mentorship_create(request: MemberRequest, placement_id):
    placement = access.own_placement_or_404(request, placement_id)
    form = MentorshipForm(request.POST if request.method == "POST" else None, placement=placement)
    if form.is_valid():
        form.cleaned_data.pop("person_asked", None)
        actions.add_mentor(request.membership, placement, **form.cleaned_data)
        messages.success(request, _("The mentor is set."))
        return redirect(placement.participant)
    title = _("Mentor at %(workplace)s") % {"workplace": placement.workplace}
    return form_page(request, placement.participant, form, title)


@require_POST
def mentorship_end(request: MemberRequest, mentorship_id):
    mentorship = access.own_mentorship_or_404(request, mentorship_id)
    actions.end_mentorship(request.membership, mentorship, ended_on=timezone.localdate())
    messages.success(request, _("%(name)s is no longer mentor here.") % {"name": mentorship.mentor})
    return redirect(mentorship.placement.participant)
