"""Closer follow-up, "not now" and the next contact of one participant."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.http import MemberRequest
from caseload import access, actions
from caseload.forms import CloserFollowUpForm, EndForm, NextContactForm, NotNowForm
from caseload.views.pages import form_page


@require_http_methods(["GET", "POST"])
def closer_follow_up(request: MemberRequest, participant_id):
    """Begin closer follow-up, or agree anew with somebody who is followed closely already."""
    participant = access.own_participant_or_404(request, participant_id)
    current = participant.closer_follow_up
    form = CloserFollowUpForm(
        request.POST if request.method == "POST" else None,
        instance=current and type(current)(**_agreed(current)),
    )
    if form.is_valid():
        if current:
            actions.change_closer_follow_up(request.membership, participant, **form.cleaned_data)
            messages.success(request, _("What you have agreed is saved."))
        else:
            actions.start_closer_follow_up(request.membership, participant, **form.cleaned_data)
            messages.success(
                request, _("%(name)s is now followed closely.") % {"name": participant}
            )
        return redirect(participant)
    title = _("Agree closer follow-up anew") if current else _("Begin closer follow-up")
    return form_page(request, participant, form, title)


def _agreed(follow_up):
    return {name: getattr(follow_up, name) for name in CloserFollowUpForm.Meta.fields}


@require_http_methods(["GET", "POST"])
def closer_follow_up_end(request: MemberRequest, participant_id):
    participant = access.own_participant_or_404(request, participant_id)
    form = EndForm(request.POST if request.method == "POST" else None)
    if participant.closer_follow_up is None:
        return redirect(participant)
    if form.is_valid():
        actions.end_closer_follow_up(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Closer follow-up is ended. Ordinary follow-up goes on."))
        return redirect(participant)
    return form_page(request, participant, form, _("End closer follow-up"))


@require_http_methods(["GET", "POST"])
def not_now(request: MemberRequest, participant_id):
    participant = access.own_participant_or_404(request, participant_id)
    if participant.closer_follow_up:
        messages.info(request, _("End closer follow-up first."))
        return redirect(participant)
    initial = {"why": participant.not_now_why, "until": participant.not_now_until}
    form = NotNowForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.say_not_now(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(participant)
    return form_page(request, participant, form, _("Not now"))


@require_http_methods(["GET", "POST"])
def next_contact(request: MemberRequest, participant_id):
    participant = access.own_participant_or_404(request, participant_id)
    initial = {"on": participant.next_contact_on}
    form = NextContactForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.set_next_contact(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Saved."))
        return redirect(participant)
    return form_page(request, participant, form, _("Next contact"))
