"""Figures to take along. They hold no person, so taking them leaves no line in the audit log."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import MemberRequest
from aksel.file_names import file_name
from aksel.spreadsheet import csv_of, xlsx_of
from insight import access
from insight.files.head import head_of, place_of
from insight.files.report import report_of
from insight.office.panels import PANELS
from insight.panel import Scope
from insight.period import period_of

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


@require_GET
def panel_csv(request: MemberRequest, panel):
    return _file(request, csv_of, "csv", key=panel)


@require_GET
def panel_xlsx(request: MemberRequest, panel):
    return _file(request, xlsx_of, "xlsx", key=panel)


@require_GET
def figures_xlsx(request: MemberRequest):
    return _file(request, xlsx_of, "xlsx")


@require_GET
def report_pdf(request: MemberRequest):
    return _file(request, report_of, "pdf")


def _file(request, make, ending, key=None):
    """Of one panel, or of all on the page of the period that is asked for."""
    access.refuse_who_does_not_lead(request.membership)
    if key and key not in PANELS:
        raise Http404
    now = timezone.localtime()
    scope = Scope(request.membership, period_of(request.GET.get("period"), now.date()))
    panels = [PANELS[each](scope) for each in ([key] if key else PANELS)]
    subject = panels[0].heading if key else _("Overview")
    name = file_name(subject, place_of(scope), now.date(), ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = make(head_of(scope, now), panels)
    return HttpResponse(content, content_type=TYPES[ending], headers=headers)
