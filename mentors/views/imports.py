"""A spreadsheet on its way into the caseload: brought, mapped, checked, imported."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRefresh

from accounts.http import MemberRequest
from mentors.imports import access, actions, blank
from mentors.imports.forms import MappingForm, UploadForm
from mentors.imports.models import CaseloadImport
from mentors.imports.problems import Problem
from mentors.imports.reading import read

PAGE_SIZE = 50
TEMPLATES = {
    "xlsx": (
        blank.xlsx_template,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    "csv": (blank.csv_template, "text/csv; charset=utf-8"),
}


@require_http_methods(["GET", "POST"])
def import_list(request: MemberRequest):
    access.refuse_who_does_not_import(request.membership)
    posted = request.method == "POST"
    form = UploadForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        brought = actions.bring(
            request.membership,
            content=form.content,
            sheet=form.sheet,
            file_name=form.cleaned_data["file"].name,
        )
        return redirect("mentors:import_mapping", brought.pk)
    earlier = CaseloadImport.objects.visible_to(request.membership).for_page()
    page = Paginator(earlier.order_by("-created_at"), 10).get_page(request.GET.get("page"))
    status = 422 if form.is_bound else 200
    return render(request, "mentors/import_list.html", {"form": form, "page": page}, status=status)


@require_http_methods(["GET", "POST"])
def import_mapping(request: MemberRequest, import_id):
    """Which column is what, with a guess and what stands in the first rows."""
    brought = access.import_or_404(request, import_id)
    if not brought.has_file or brought.is_running:
        return redirect("mentors:import_preview", import_id)
    sheet = read(brought.file, first_rows=3)
    form = MappingForm(
        request.POST if request.method == "POST" else None,
        sheet=sheet,
        mapping=brought.mapping,
        size="small",
    )
    if form.is_valid():
        actions.check(brought, mapping=form.mapping)
        return redirect("mentors:import_preview", import_id)
    status = 422 if form.is_bound else 200
    context = {"form": form, "brought": brought}
    return render(request, "mentors/import_mapping.html", context, status=status)


@require_GET
def import_preview(request: MemberRequest, import_id):
    """How far it has come, then what it would give or gave, and everything that is wrong."""
    brought = access.import_or_404(request, import_id)
    if brought.state == CaseloadImport.State.UPLOADED and brought.has_file:
        return redirect("mentors:import_mapping", import_id)
    if request.htmx and not brought.is_running:
        return HttpResponseClientRefresh()
    context = {"brought": brought}
    if request.htmx:
        return render(request, "mentors/_import_progress.html", context)
    if not brought.is_running:
        result = brought.result
        context |= {
            "result": result,
            "rejected_rows": result.get("rows", 0) - result.get("valid", 0),
            "page": _page(request, "page", result.get("problems", [])),
            "notices": _page(request, "notices", result.get("notices", [])),
        }
    return render(request, "mentors/import_preview.html", context)


def _page(request, parameter, said):
    page = Paginator(said, PAGE_SIZE).get_page(request.GET.get(parameter))
    page.object_list = [Problem(*each) for each in page.object_list]
    return page


@require_POST
def import_start(request: MemberRequest, import_id):
    brought = access.import_or_404(request, import_id)
    mode = request.POST.get("mode")
    if mode not in CaseloadImport.Mode.values:
        raise Http404
    actions.start(request.membership, brought, mode=mode)
    return redirect("mentors:import_preview", import_id)


@require_POST
def import_forget(request: MemberRequest, import_id):
    """Delete the file before it would be deleted by itself."""
    brought = access.import_or_404(request, import_id)
    if actions.forget(request.membership, brought):
        messages.success(request, _("The file is deleted here."))
    return redirect("mentors:import_list")


@require_GET
def import_template(request: MemberRequest, kind):
    access.refuse_who_does_not_import(request.membership)
    if kind not in TEMPLATES:
        raise Http404
    make, content_type = TEMPLATES[kind]
    response = HttpResponse(make(), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="hybridnav.{kind}"'
    return response
