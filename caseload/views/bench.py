from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from caseload.agreements.models import room_now
from caseload.bench import bench_for, search_on_bench
from caseload.forms import SearchForm
from caseload.notices import notices
from notifications.models import Notification

NOTICES_ON_THE_BENCH = 3


@require_GET
def workbench(request: MemberRequest):
    """Who needs me today?"""
    if not request.membership.follows_up:
        raise PermissionDenied
    return _bench_page(request, bench_for(request, "mine"))


@require_GET
def office_bench(request: MemberRequest):
    """The same for everybody at the office: the leader's list."""
    if not request.membership.leads:
        raise PermissionDenied
    return _bench_page(request, bench_for(request, "office"))


@require_POST
def bench_search(request: MemberRequest):
    """Names are searched by POST, so that they reach no address, history or log."""
    if not request.membership.sees_participants:
        raise PermissionDenied
    scope = "office" if request.membership.leads else "mine"
    form = SearchForm(request.POST)
    bench = search_on_bench(request, scope, form.cleaned_data["words"] if form.is_valid() else "")
    if request.htmx:
        return render(request, "caseload/_bench.html", {"bench": bench})
    return redirect("caseload:office_bench" if scope == "office" else "caseload:workbench")


@require_GET
def notice_list(request: MemberRequest):
    """What waits besides the list. Every subject is asked, so the bench does not wait for it."""
    if not request.membership.sees_participants:
        raise PermissionDenied
    template = "caseload/_notice_list.html" if request.htmx else "caseload/notice_list.html"
    context = {
        "notices": notices(request.membership, timezone.localdate()),
        "most": NOTICES_ON_THE_BENCH,
        "unseen": Notification.objects.visible_to(request.membership).unseen().count(),
    }
    return render(request, template, context)


def _bench_page(request, bench):
    if request.htmx:
        return render(request, "caseload/_bench.html", {"bench": bench})
    room = room_now(request.membership, bench.today)
    context = {"bench": bench, "room": room, "bell_comes_along": True}
    return render(request, "caseload/workbench.html", context)
