from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from insight import access
from insight.weekly.decisions import decisions as decisions_of


@require_GET
def decisions(request: MemberRequest):
    """What needs a decision by this leader now, each with the page where it is made."""
    access.refuse_who_does_not_lead(request.membership)
    subjects = decisions_of(request.membership, timezone.localdate())
    return render(request, "insight/decisions.html", {"subjects": subjects})
