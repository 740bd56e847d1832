from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from insight import access
from insight.county.disclosure import conditions
from insight.county.models import HalfYear
from reflection.barriers.county import OFFICES_AT_LEAST, headings_in_the_way
from reflection.county_help.models import HelpRequest
from reflection.learning.models import LearningPoint
from reflection.meetings.models import Meeting
from reflection.panel.facts import shared_in_county

SHOWN = 3
HELP_SHOWN = 10


@require_GET
def county(request: MemberRequest):
    """What the offices ask for and share; then where there is room, by half-years."""
    access.refuse_who_works_for_no_county(request.membership)
    membership = request.membership
    half_years = HalfYear.objects.visible_to(membership)
    halves = half_years.halves()
    meetings = Meeting.objects.visible_to(membership).filter(office=None).for_list()
    asked = HelpRequest.objects.visible_to(membership).open().for_list()
    context = {
        "asked": asked[:HELP_SHOWN],
        "learning": LearningPoint.objects.visible_to(membership).for_list()[:SHOWN],
        "shared": shared_in_county(membership)[:SHOWN],
        "ahead": meetings.ahead(timezone.now())[:1],
        "headings": headings_in_the_way(membership),
        "offices_at_least": OFFICES_AT_LEAST,
        "half": halves[0] if halves else None,
        "earlier": halves[1:],
        "conditions": conditions(half_years.of(halves[0])) if halves else None,
    }
    return render(request, "insight/county.html", context)


@require_GET
def county_half_year(request: MemberRequest, half):
    """The conditions of an earlier half-year."""
    access.refuse_who_works_for_no_county(request.membership)
    half_years = HalfYear.objects.visible_to(request.membership)
    halves = half_years.halves()
    asked = next((each for each in halves if each.code == half), None)
    if asked is None:
        raise Http404
    context = {
        "half": asked,
        "earlier": [each for each in halves if each != asked],
        "conditions": conditions(half_years.of(asked)),
    }
    return render(request, "insight/county_half_year.html", context)
