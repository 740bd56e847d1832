from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access, actions
from caseload.appointment import calendar_entry
from caseload.forms import EndForm, NewParticipantForm, ParticipantForm
from caseload.handover.access import can_hand_over
from caseload.measures.endings import endings_of, income_end_of_page
from caseload.models import Participant
from caseload.views.pages import form_page


@require_GET
def participant_detail(request: MemberRequest, participant_id):
    participant = access.participant_or_404(request, participant_id, whole=True)
    can_change = access.can_change(request.membership, participant)
    context = {
        "participant": participant,
        "can_hand_over": can_hand_over(request.membership, participant),
        "handed": participant.handed_over.standing().first(),
        "endings": endings_of(participant, income_end_of_page(participant)),
        "can_change": can_change,
        "can_end": can_change or access.can_end(request.membership, participant),
        "opening": None if can_change else access.opening(request.membership, participant),
    }
    return render(request, "caseload/participant_detail.html", context)


@require_http_methods(["GET", "POST"])
def participant_create(request: MemberRequest):
    if not request.membership.follows_up:
        raise PermissionDenied
    form = NewParticipantForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            participant = actions.add_participant(request.membership, **form.written())
        except actions.SentForSomebodyElse:
            raise Http404 from None
        messages.success(request, _("%(name)s is in your caseload.") % {"name": participant})
        return redirect("caseload:participant_detail", participant.pk)
    status = 422 if form.is_bound else 200
    return render(request, "caseload/participant_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def participant_edit(request: MemberRequest, participant_id):
    participant = access.own_participant_or_404(request, participant_id)
    stored = Participant(pk=participant.pk, name=participant.name)
    form = ParticipantForm(request.POST if request.method == "POST" else None, instance=participant)
    if form.is_valid() and form.saved_by(
        partial(actions.edit_participant, request.membership, stored)
    ):
        messages.success(request, _("Saved."))
        return redirect("caseload:participant_detail", participant_id)
    context = {"form": form, "participant": stored}
    status = 422 if form.is_bound else 200
    return render(request, "caseload/participant_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def participant_end(request: MemberRequest, participant_id):
    participant = access.visible_or_404(request, participant_id)
    if not access.can_end(request.membership, participant):
        raise PermissionDenied
    # A job goes on without us; what only we arranged is ended first.
    if participant.workplace_name and participant.phase != Participant.Phase.IN_JOB:
        messages.info(request, _("First write how it ended at the workplace."))
        return redirect(f"{participant.get_absolute_url()}#placement-panel")
    form = EndForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.end_follow_up(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("The follow-up is ended."))
        return redirect("/")
    return form_page(request, participant, form, _("End the follow-up"))


@require_POST
def participant_reopen(request: MemberRequest, participant_id):
    participant = access.own_participant_or_404(request, participant_id)
    actions.reopen(request.membership, participant)
    messages.success(request, _("The follow-up is open again."))
    return redirect(participant)


@require_GET
def appointment(request: MemberRequest, participant_id):
    """The next contact as a calendar entry that names nobody."""
    participant = access.participant_or_404(request, participant_id, shown=None)
    if participant.next_contact_on is None:
        raise Http404
    url = request.build_absolute_uri(participant.get_absolute_url())
    response = HttpResponse(calendar_entry(participant, url), content_type="text/calendar")
    response["Content-Disposition"] = 'attachment; filename="hybridnav.ics"'
    return response
