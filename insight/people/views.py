from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from caseload.agreements.models import advisors_led_by
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
    advisors = list(advisors_led_by(request.membership))
    if advisor := _chosen(advisors, request.GET.get("advisor")):
        behind = behind.filter(advisor=advisor)
    listed = behind.for_leaders_list().order_by("sort_key", "pk")
    page = Paginator(listed, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"figure": counted, "page": page, "advisors": advisors, "chosen": advisor}
    return render(request, "insight/people.html", context)


def _chosen(advisors, asked):
    """The one of these whose id the address has, or None. Odd values are ignored."""
    return {str(advisor.pk): advisor for advisor in advisors}.get(asked)
