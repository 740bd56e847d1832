from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from surveys.ledger import access
from surveys.ledger.chain import broken, is_as_written

PAGE_SIZE = 20


@require_GET
def ledger_list(request: MemberRequest):
    """Newest first. The whole chain is looked at only when somebody asks: it takes a while."""
    page = Paginator(access.entries(request.membership), PAGE_SIZE)
    is_checked = "check" in request.GET
    context = {
        "page": page.get_page(request.GET.get("page")),
        "is_checked": is_checked,
        "broken": broken() if is_checked else [],
    }
    return render(request, "surveys/ledger_list.html", context)


@require_GET
def ledger_entry(request: MemberRequest, entry_number):
    entry = access.entry_or_404(request, entry_number)
    context = {"entry": entry, "is_as_written": is_as_written(entry)}
    return render(request, "surveys/ledger_entry.html", context)
