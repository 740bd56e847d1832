"""Planning one meeting: its time, who is asked, and who leads it."""

from functools import wraps

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.arranging import access, actions
from reflection.arranging.forms import CancelForm, InviteForm, TimeForm
from reflection.calendars.calendar import meeting_file
from reflection.calendars.files import calendar_answer
from reflection.groups.access import own_group_or_404
from reflection.meetings.models import Invitee


@require_http_methods(["GET", "POST"])
def meeting_create(request: MemberRequest, group_id):
    group = own_group_or_404(request, group_id)
    if group.ended_on:
        messages.info(request, _("The group has ended. Make a new one."))
        return redirect(group)
    form = TimeForm(request.POST if request.method == "POST" else None, group=group)
    if form.is_valid():
        actions.arrange_meeting(request.membership, group, **form.written())
        messages.success(request, _("The meeting is planned. Those who are invited get a mail."))
        return redirect(group)
    title = _("One more meeting")
    return _form_page(request, form, group, title, _("Plan the meeting"))


@require_http_methods(["GET", "POST"])
def meeting_move(request: MemberRequest, meeting_id):
    meeting = access.meeting_to_plan_or_404(request, meeting_id)
    if not meeting.can_be_moved:
        return _is_no_longer_planned(request, meeting)
    form = TimeForm(
        request.POST if request.method == "POST" else None, group=meeting.group, meeting=meeting
    )
    if form.is_valid():
        try:
            actions.move_meeting(request.membership, meeting, **form.written())
        except actions.NoLongerPlanned:
            return _is_no_longer_planned(request, meeting)
        messages.success(request, _("Saved. Those who are invited get a mail."))
        return redirect(meeting)
    return _form_page(request, form, meeting, _("Another time or place"), _("Save"))


@require_http_methods(["GET", "POST"])
def meeting_cancel(request: MemberRequest, meeting_id):
    meeting = access.meeting_to_plan_or_404(request, meeting_id)
    if not meeting.can_be_moved:
        return _is_no_longer_planned(request, meeting)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.cancel_meeting(request.membership, meeting, **form.cleaned_data)
        except actions.NoLongerPlanned:
            return _is_no_longer_planned(request, meeting)
        messages.success(request, _("The meeting is cancelled. Those who are invited get a mail."))
        return redirect(meeting)
    return _form_page(request, form, meeting, _("Cancel the meeting"), _("Cancel the meeting"))


@require_http_methods(["GET", "POST"])
def meeting_invite(request: MemberRequest, meeting_id):
    meeting = access.meeting_to_plan_or_404(request, meeting_id)
    if not meeting.can_be_moved:
        return _is_no_longer_planned(request, meeting)
    people = access.who_can_be_asked(meeting)
    form = InviteForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        actions.invite_one_more(request.membership, meeting, **form.cleaned_data)
        messages.success(request, _("Invited, and told by mail."))
        return redirect(meeting)
    return _form_page(request, form, meeting, _("Ask one more to come"), _("Invite"))


@require_POST
def invitation_take_back(request: MemberRequest, invitee_id):
    invitee = access.invitee_or_404(request, invitee_id)
    meeting = invitee.meeting
    if not meeting.can_be_moved:
        return _is_no_longer_planned(request, meeting)
    if invitee.user_id == request.user.pk:
        messages.info(request, _("Answer that you cannot come."))
        return redirect(meeting)
    actions.take_back_invitation(request.membership, invitee)
    messages.success(request, _("The invitation is taken back."))
    return redirect(meeting)


def _on_a_planned_meeting(view):
    """The view gets a Meeting that is planned and that she is invited to."""

    @wraps(view)
    def with_meeting(request, meeting_id):
        meeting = access.meeting_to_plan_or_404(request, meeting_id)
        if not meeting.can_be_moved:
            return _is_no_longer_planned(request, meeting)
        view(request, meeting)
        return redirect(meeting)

    return with_meeting


@require_POST
@_on_a_planned_meeting
def meeting_answer(request: MemberRequest, meeting):
    """Whether she comes. Anything else in the form is no answer, and nothing is written."""
    answer = request.POST.get("answer")
    if answer in Invitee.Answer.values:
        actions.answer_invitation(request.membership, meeting, answer=answer)
        messages.success(request, _("Your answer is saved."))


@require_POST
@_on_a_planned_meeting
def meeting_hand_lead_on(request: MemberRequest, meeting):
    if actions.hand_the_lead_on(request.membership, meeting):
        messages.success(request, _("You do not lead this one."))


@require_POST
@_on_a_planned_meeting
def meeting_take_lead(request: MemberRequest, meeting):
    actions.take_the_lead(request.membership, meeting)
    messages.success(request, _("You lead this one."))


@require_GET
def meeting_calendar(request: MemberRequest, meeting_id):
    meeting = access.meeting_to_plan_or_404(request, meeting_id)
    return calendar_answer(meeting_file(meeting), "meeting.ics")


def _is_no_longer_planned(request, meeting):
    text = _("The meeting has begun, is over or is cancelled. Nothing is changed.")
    messages.info(request, text)
    return redirect(meeting)


def _form_page(request, form, back, title, submit):
    """`back` is the meeting or group the form is about."""
    about = getattr(back, "group", back)
    context = {"form": form, "back": back, "about": about, "title": title, "submit": submit}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/meeting_form.html", context, status=status)
