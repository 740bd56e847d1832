from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from insight import access
from insight.office.panels import groups
from insight.panel import Scope
from insight.period import Length, period_of
from insight.weekly.decisions import number_of_decisions


@require_GET
def office_dashboard(request: MemberRequest):
    """Is there room for closer follow-up, for whom, and what is in the way."""
    access.refuse_who_does_not_lead(request.membership)
    now = timezone.localtime()
    scope = Scope(request.membership, period_of(request.GET.get("period"), now.date()))
    context = {
        "groups": groups(scope),
        "scope": scope,
        "lengths": Length,
        "now": now,
        "to_decide": number_of_decisions(request.membership, now.date()),
    }
    return render(request, "insight/office_dashboard.html", context)
