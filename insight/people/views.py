from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from caseload.models import Participant
from insight import access
from insight.figures import FIGURES, LIVE

PAGE_SIZE = 50


@require_GET
def people(request: MemberRequest, figure):
    """Who is behind a number: of each what a leader needs to make room, and no more."""
    access.refuse_who_does_not_lead(request.membership)
    counted = (FIGURES | LIVE).get(figure)
    if counted is None or not counted.can_be_opened:
        raise Http404
    behind = Participant.objects.visible_to(request.membership).filter(
        counted.condition(timezone.localdate())
    )
    listed = behind.for_leaders_list().order_by("sort_key", "pk")
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "insight/people.html", {"figure": counted, "page": page})
