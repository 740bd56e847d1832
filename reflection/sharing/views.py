from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.agenda.access import names_not_to_tell
from reflection.kept import keeping
from reflection.meetings.access import invited_meeting_or_404
from reflection.sharing import actions
from reflection.sharing.forms import ShareForm


@require_http_methods(["GET", "POST"])
@keeping("summary")
def meeting_share(request: MemberRequest, meeting_id):
    """What others may learn from a meeting that was held, as exactly they will see it."""
    meeting = invited_meeting_or_404(request, meeting_id)
    if not meeting.is_over:
        messages.info(request, _("Hold the meeting first. Then you can share what it taught."))
        return redirect(meeting)
    form = ShareForm(
        request.POST if request.method == "POST" else None,
        instance=meeting,
        names=names_not_to_tell(request.membership, meeting),
    )
    looks_first = "look" in request.POST
    share = partial(actions.share_meeting, request.membership, meeting)
    if form.is_valid() and not looks_first and form.saved_by(share):
        messages.success(request, _("It is shared."))
        return redirect(meeting)
    context = {"form": form, "meeting": meeting, "shows": not form.errors and meeting.summary}
    status = 422 if form.is_bound and not (looks_first and form.is_valid()) else 200
    return render(request, "reflection/meeting_share.html", context, status=status)


@require_POST
def meeting_take_back(request: MemberRequest, meeting_id):
    meeting = invited_meeting_or_404(request, meeting_id)
    if actions.take_back(request.membership, meeting):
        messages.success(request, _("It is not shared any more."))
    return redirect(meeting)
