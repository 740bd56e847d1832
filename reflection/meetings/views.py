from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from reflection.access import refuse_who_does_not_reflect
from reflection.agenda.access import readable_people
from reflection.agenda.minutes import PlannedTime
from reflection.meetings import access
from reflection.meetings.models import Meeting

PAGE_SIZE = 20
AHEAD_SHOWN = 10
UNSHARED_SHOWN = 10


@require_GET
def meeting_list(request: MemberRequest):
    """Her next meetings, what is still to be shared, and what others have shared."""
    refuse_who_does_not_reflect(request.membership)
    seen = Meeting.objects.visible_to(request.membership).for_list()
    seen = seen.for_reader(request.membership)
    hers = seen.read_by(request.membership)
    unshared = hers.unshared().order_by("-starts_at", "pk")[:UNSHARED_SHOWN]
    others = seen.over().exclude(pk__in=[meeting.pk for meeting in unshared])
    context = {
        "ahead": hers.ahead(timezone.now())[:AHEAD_SHOWN],
        "unshared": unshared,
        "page": Paginator(others, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "reflection/meeting_list.html", context)


@require_GET
def meeting_detail(request: MemberRequest, meeting_id):
    """What one meeting is about; to who is not invited only that it is, and what was shared."""
    meeting = access.meeting_or_404(request, meeting_id)
    context = {"meeting": meeting}
    if meeting.is_invited:
        context |= _what_those_invited_see(request, meeting)
    return render(request, "reflection/meeting_detail.html", context)


def _what_those_invited_see(request, meeting):
    items = list(meeting.items.for_list())
    people = readable_people(request.membership, items)
    for item in items:
        item.readable = people.get(item.participant_id)
    invitees = list(meeting.invitees.for_list())
    return {
        "items": items,
        "time": PlannedTime(meeting, items),
        "invitees": invitees,
        "mine": next(each for each in invitees if each.user_id == request.user.pk),
    }
