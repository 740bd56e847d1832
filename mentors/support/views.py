from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from caseload.todos.access import possible_owners
from caseload.views.pages import follow_up_has_ended, form_page
from mentors import access
from mentors.support import actions
from mentors.support.forms import MentorNeedForm


@require_http_methods(["GET", "POST"])
def mentor_need_create(request: MemberRequest, placement_id):
    placement = access.own_placement_or_404(request, placement_id)
    participant = placement.participant
    mentors = access.mentors_now(placement)
    if ended := follow_up_has_ended(request, participant):
        return ended
    if not mentors:
        messages.info(request, _("Nobody is mentor there now."))
        return redirect(participant)
    owners = possible_owners(request.membership, participant)
    mine = request.user if request.user in owners else participant.advisor
    form = MentorNeedForm(
        request.POST if request.method == "POST" else None,
        mentors=mentors,
        owners=owners,
        initial={"owner": mine, "mentor": mentors[0]},
    )
    if form.is_valid():
        need = {"mentor": mentors[0], "owner": mine} | form.cleaned_data
        actions.note_mentor_need(request.membership, placement, **need)
        messages.success(request, _("Saved. It is on the list of things to do."))
        return redirect(participant)
    only = mentors[0].name if len(mentors) == 1 else placement.workplace.name
    title = _("What does the mentor need? %(who)s") % {"who": only}
    return form_page(request, participant, form, title)
