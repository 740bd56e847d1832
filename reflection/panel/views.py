from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from reflection.panel import access
from reflection.panel.facts import meeting_places, office_facts, shared_in_county

PAGE_SIZE = 10


@require_GET
def office_panel(request: MemberRequest):
    """That the office meets, and what came of it. With htmx the panel alone, for other pages."""
    access.refuse_who_is_of_no_office(request.membership)
    template = "_office_panel.html" if request.htmx else "office_panel.html"
    return render(request, f"reflection/{template}", office_facts(request.membership))


@require_GET
def county_panel(request: MemberRequest):
    """What the offices of the county share, and which of them have meeting places."""
    access.refuse_who_works_for_no_county(request.membership)
    shared = shared_in_county(request.membership)
    context = {
        "page": Paginator(shared, PAGE_SIZE).get_page(request.GET.get("page")),
        "places": meeting_places(request.membership.county_id),
    }
    return render(request, "reflection/county_panel.html", context)
