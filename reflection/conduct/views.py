from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import etag, require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import MemberRequest
from reflection.agenda import access as agenda_access
from reflection.conduct import access, actions
from reflection.conduct.board import Board, mark
from reflection.conduct.forms import EndForm, SummaryForm
from reflection.kept import keeping, text_kept
from reflection.meetings.access import invited_meeting_or_404


@require_GET
def conduct(request: MemberRequest, meeting_id):
    """The big screen: where the meeting is. Names only where this screen has asked for them."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if not meeting.is_draft:
        return _leave(request, meeting)
    return _screen(request, meeting, names="names" in request.GET)


def _screen(request, meeting, *, names=False):
    board = Board(meeting)
    context = {
        "meeting": meeting,
        "board": board,
        "names": names,
        "name": access.name_of_case(request, board.current) if names else "",
        "summary_form": SummaryForm(instance=meeting),
    }
    template = "_conduct.html" if request.htmx else "conduct.html"
    return render(request, f"reflection/{template}", context)


def _leave(request, meeting):
    """Ended on another screen, or cancelled: on to its page."""
    if request.htmx:
        return HttpResponseClientRedirect(meeting.get_absolute_url())
    return redirect(meeting)


@require_GET
def conduct_state(request: MemberRequest, meeting_id):
    """304 while every screen shows what is so."""
    meeting = invited_meeting_or_404(request, meeting_id, shown=False)
    answer = etag(lambda request: f'"{mark(meeting.pk)}"')
    return answer(lambda request: HttpResponse(content_type="text/plain"))(request)


@require_POST
def agenda_item_take_up(request: MemberRequest, agenda_item_id):
    """Begin, go on, next and previous are all this: the meeting is at that item now."""
    item = agenda_access.item_or_404(request, agenda_item_id)
    actions.take_up(request.membership, item)
    return _moved(request, item.meeting_id)


@require_POST
def conduct_pause(request: MemberRequest, meeting_id):
    meeting = invited_meeting_or_404(request, meeting_id)
    actions.pause(request.membership, meeting)
    return _moved(request, meeting_id)


def _moved(request, meeting_id):
    """The same screen as it is now, with names where it had names."""
    names = "names" in request.POST
    meeting = invited_meeting_or_404(request, meeting_id)
    if not meeting.is_draft:
        return _leave(request, meeting)
    if request.htmx:
        return _screen(request, meeting, names=names)
    url = reverse("reflection:conduct", args=[meeting_id])
    return redirect(f"{url}?names=1" if names else url)


@require_http_methods(["GET", "POST"])
@keeping("summary")
def meeting_summary(request: MemberRequest, meeting_id):
    """What the meeting taught us, written while it ends: on this screen or on another."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if request.method == "GET" and not meeting.is_draft:
        return _leave(request, meeting)
    if not (meeting.is_draft or meeting.state == meeting.State.HELD):
        return text_kept(request, "summary")
    form = SummaryForm(request.POST if request.method == "POST" else None, instance=meeting)
    if form.is_valid() and form.saved_by(
        partial(actions.write_summary, request.membership, meeting)
    ):
        if not meeting.is_draft:
            messages.info(request, _("The meeting was ended meanwhile. What you wrote is saved."))
            return redirect(meeting.share_url)
        if "end" in request.POST:
            return redirect("reflection:meeting_end", meeting.pk)
        messages.success(request, _("Saved."))
        return redirect("reflection:conduct", meeting.pk)
    title = _("What did this teach us beyond the case?")
    context = {"form": form, "meeting": meeting, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/agenda_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
def meeting_end(request: MemberRequest, meeting_id):
    """The meeting is held; who was there is said once, by whoever ends it."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if not meeting.is_draft:
        return _leave(request, meeting)
    form = EndForm(
        request.POST if request.method == "POST" else None, invitees=meeting.invitees.for_list()
    )
    if form.is_valid():
        actions.end_meeting(request.membership, meeting, came=form.user_ids)
        messages.success(request, _("The meeting is ended."))
        return redirect("reflection:meeting_share", meeting.pk)
    context = {"form": form, "meeting": meeting}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/meeting_end.html", context, status=status)


@require_POST
def meeting_was_there(request: MemberRequest, meeting_id):
    """Whoever was forgotten says so herself; whoever was ticked by mistake too."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if meeting.is_over:
        was_there = request.POST.get("was_there") == "yes"
        actions.say_was_there(request.membership, meeting, was_there=was_there)
        messages.success(request, _("Saved."))
    return redirect(meeting)
