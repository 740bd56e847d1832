"""What in the audit log should be looked at: a list, and one finding with its lines."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from insight.oversight import access, actions
from insight.oversight.finding import lines_of
from insight.oversight.forms import WordForm
from insight.oversight.models import Finding, side_of

PAGE_SIZE = 50


@require_GET
def finding_list(request: MemberRequest):
    """Those that wait for her first; the others below."""
    access.refuse_who_reviews_nothing(request.membership)
    findings = Finding.objects.visible_to(request.membership)
    waiting = findings.waiting_for(request.membership)
    closed = findings.exclude(pk__in=waiting.values("pk")).for_list()
    context = {
        "waiting": waiting.for_list()[:PAGE_SIZE],
        "page": Paginator(closed, PAGE_SIZE).get_page(request.GET.get("page")),
    }
    return render(request, "insight/finding_list.html", context)


@require_http_methods(["GET", "POST"])
@transaction.atomic
def finding(request: MemberRequest, finding_id):
    found = access.finding_or_404(request, finding_id)
    form = WordForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.close_finding(request.membership, found, **form.cleaned_data)
            messages.success(request, _("Closed."))
            return redirect("insight:finding_list")
        except actions.IsClosedAlready:
            messages.info(request, _("Somebody has closed this meanwhile."))
    side = side_of(request.membership)
    context = {
        "finding": found,
        "lines": lines_of(found),
        "form": form,
        "is_closed": getattr(found, f"{side}_at") is not None,
    }
    status = 422 if form.is_bound else 200
    return render(request, "insight/finding.html", context, status=status)
