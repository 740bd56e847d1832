from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from insight import access
from insight.load.facts import left_behind, loads
from insight.panel import Scope
from insight.period import period_of


@require_GET
def load(request: MemberRequest):
    """Who has room, who is away and who is asked for what: to make room and to distribute."""
    access.refuse_who_does_not_lead(request.membership)
    scope = Scope(request.membership, period_of("", timezone.localdate()))
    context = {"loads": loads(scope), "left_behind": left_behind(scope)}
    return render(request, "insight/load.html", context)
