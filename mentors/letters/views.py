from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.views.pages import form_page
from mentors import access as mentors_access
from mentors.letters import access, actions
from mentors.letters.forms import InvitationForm
from mentors.letters.texts import WHY_NOT
from notifications import links


@require_GET
def mentor_mails(request: MemberRequest, mentorship_id):
    """What one mentor is sent, and what stands in the way."""
    mentorship = mentors_access.own_mentorship_or_404(request, mentorship_id)
    relation = access.relation_to_read(mentorship)
    reason = actions.why_not(relation)
    context = {
        "mentorship": mentorship,
        "participant": mentorship.placement.participant,
        "reason": reason,
        "why_not": WHY_NOT.get(reason, ""),
        "check_in": access.check_in_of(relation),
        "mails": access.mails_of(relation),
    }
    return render(request, "mentors/mentor_mails.html", context)


@require_POST
def mentor_link_send(request: MemberRequest, mentorship_id):
    mentorship = mentors_access.own_mentorship_or_404(request, mentorship_id)
    _say(request, actions.send_link(request.membership, mentorship), _("The link is on its way."))
    return redirect("mentors:mentor_mails", mentorship.pk)


@require_POST
def mentor_mails_allow(request: MemberRequest, mentorship_id):
    mentorship = mentors_access.own_mentorship_or_404(request, mentorship_id)
    actions.allow_again(request.membership, mentorship)
    messages.success(request, _("The mentor can get mails again."))
    return redirect("mentors:mentor_mails", mentorship.pk)


@require_http_methods(["GET", "POST"])
def invitation(request: MemberRequest, participant_id):
    """The next contact into the mentor's calendar."""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    today = timezone.localdate()
    mentorships = mentors_access.mentorships_now(participant)
    if not mentorships or not participant.next_contact_on or participant.next_contact_on < today:
        messages.info(request, _("There is no next contact and mentor to invite to it."))
        return redirect(participant)
    standing = access.standing_invitation(participant, today)
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        mentorships=mentorships,
        initial={"mentorship": mentorships[0], "at": standing and standing.at},
    )
    if form.is_valid():
        chosen = {"mentorship": mentorships[0]} | form.cleaned_data
        _say(
            request,
            actions.invite(request.membership, **chosen),
            _("The invitation is on its way."),
        )
        return redirect(participant)
    title = _("Calendar invitation to the mentor")
    submit = _("Change the invitation") if standing else _("Send the invitation")
    more = {"submit": submit, "template": "mentors/invitation.html", "standing": standing}
    return form_page(request, participant, form, title, **more)


@require_POST
def invitation_withdraw(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if standing := access.standing_invitation(participant, timezone.localdate()):
        actions.withdraw(request.membership, standing)
        messages.success(request, _("The invitation is taken back."))
    return redirect(participant)


def _say(request, reason, done):
    if reason:
        messages.info(request, WHY_NOT[reason])
    else:
        messages.success(request, done)


# Without an account


# A mail program sends the POST of RFC 8058: without cookie and without session.
@partial(links.link_page, protect=csrf_exempt)  # nosemgrep: csrf-exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_enter(request, token):
    """The address in the mail. Opening it shows a page; a mail program's own button stops."""
    if request.method != "POST":
        return links.enter(
            request, token, "stop", page=lambda link: reverse("mentors:stop", args=[link.pk])
        )
    address = access.address_of_token(token)
    if address is None:
        return links.no_longer_works(request)
    actions.stop(address.pk)
    return HttpResponse(status=204)


@links.link_page
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request, link_id):
    """One button that stops everything. Afterwards the page says so, however often it is read."""
    address = access.address_to_stop(request, link_id)
    if address is None:
        return links.no_longer_works(request)
    if request.method == "POST":
        actions.stop(address.pk)
        return redirect("mentors:stop", link_id)
    return render(request, "mentors/stop.html", {"address": address})
