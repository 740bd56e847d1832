from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload.editing import EditedMeanwhile
from surveys.access import refuse_who_is_no_researcher, refuse_who_reads_no_surveys
from surveys.instruments import access, actions, building
from surveys.instruments.forms import FORMS, CreateForm, FileForm, HeadForm
from surveys.instruments.looking import preview_of, previews_of, what_to_mend
from surveys.instruments.shipped import shipped
from surveys.instruments.xlsform.writing import written
from surveys.models import InstrumentVersion

PAGE_SIZE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def instrument_list(request: MemberRequest):
    refuse_who_reads_no_surveys(request.membership)
    versions = InstrumentVersion.objects.visible_to(request.membership).newest()
    page = Paginator(versions.order_by("instrument__code"), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "shipped": shipped()}
    return render(request, "surveys/instrument_list.html", context)


@require_GET
def instrument_detail(request: MemberRequest, instrument_version_id):
    """Its questions page by page, as they are asked."""
    version = access.version_or_404(request, instrument_version_id)
    versions = InstrumentVersion.objects.visible_to(request.membership)
    context = {
        "version": version,
        "versions": versions.filter(instrument=version.instrument),
        "previews": previews_of(version.questionnaire),
        "to_mend": what_to_mend(version.questionnaire),
    }
    return render(request, "surveys/instrument_detail.html", context)


@require_GET
def instrument_file(request: MemberRequest, instrument_version_id):
    """The version as an XLSForm."""
    version = access.version_or_404(request, instrument_version_id)
    code = version.instrument.code
    name = f"{code}-v{version.number}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content = written(code, version.questionnaire)
    return HttpResponse(content, content_type=XLSX, headers=headers)


@require_http_methods(["GET", "POST"])
def instrument_import(request: MemberRequest):
    refuse_who_is_no_researcher(request.membership)
    form = FileForm(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if form.is_valid():
        found = form.form
        version = actions.take_in(found.form_id, found.questionnaire, user=request.user)
        messages.success(request, _("Imported. What is to be mended stands below."))
        return redirect(version)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/instrument_import.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def instrument_create(request: MemberRequest):
    refuse_who_is_no_researcher(request.membership)
    form = CreateForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        empty = building.empty(form.cleaned_data["title"])
        version = actions.take_in(form.cleaned_data["code"], empty, user=request.user)
        return redirect("surveys:instrument_build", version.pk)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/instrument_create.html", {"form": form}, status=status)


@require_POST
def instrument_start(request: MemberRequest, code):
    """From one that comes with the product."""
    refuse_who_is_no_researcher(request.membership)
    for each in shipped():
        if each.code == code:
            return redirect(actions.start_from(each, user=request.user))
    raise Http404


@require_POST
def instrument_draft(request: MemberRequest, instrument_version_id):
    version = access.own_version_or_404(request, instrument_version_id)
    draft = actions.draft_of(version, user=request.user)
    return redirect("surveys:instrument_build", draft.pk)


@require_GET
def instrument_build(request: MemberRequest, instrument_version_id):
    draft = access.own_version_or_404(request, instrument_version_id)
    if draft.is_frozen:
        return redirect(draft)
    return render(request, "surveys/instrument_build.html", _build_context(request, draft))


def _build_context(request, draft):
    name = request.GET.get("page", "")
    return {
        "version": draft,
        "outline": draft.questionnaire,
        "preview": preview_of(draft.content, name),
        "to_mend": what_to_mend(draft.questionnaire),
    }


@require_http_methods(["GET", "POST"])
def head_edit(request: MemberRequest, instrument_version_id):
    draft = access.own_version_or_404(request, instrument_version_id)
    return _edit(request, draft, HeadForm, _("Title and introduction"))


@require_http_methods(["GET", "POST"])
def part_add(request: MemberRequest, instrument_version_id, kind):
    draft = access.own_version_or_404(request, instrument_version_id)
    where = request.GET.get("to", "")
    if kind not in FORMS or (kind in ("item", "matrix") and where not in _places(draft)):
        raise Http404
    return _edit(request, draft, FORMS[kind], _("Add"), where=where)


def _places(draft):
    return building.names(draft.content)


@require_http_methods(["GET", "POST"])
def part_edit(request: MemberRequest, instrument_version_id, kind, name):
    draft = _draft_with(request, instrument_version_id, kind, name)
    return _edit(request, draft, FORMS[kind], name, name=name)


def _draft_with(request, instrument_version_id, kind, name):
    draft = access.own_version_or_404(request, instrument_version_id)
    try:
        building.part(draft.content, kind, name)
    except LookupError:
        raise Http404 from None
    return draft


def _edit(request, draft, part_form, title, *, name="", where=""):
    """One part's form with the preview beside it; asked for by htmx, the preview alone."""
    if draft.is_frozen:
        return redirect(draft)
    data = request.POST if request.method == "POST" else None
    form = part_form(data, draft=draft, name=name, where=where)
    content, page = draft.content, building.page_of(draft.content, name or where)
    if form.is_valid():
        content = form.result
        page = building.page_of(content, form.cleaned_data.get("name", ""))
    preview = {"preview": preview_of(content, page)}
    if request.htmx:
        return render(request, "surveys/_preview.html", preview)
    if form.is_valid() and _written(request, draft, form):
        return redirect(f"{reverse('surveys:instrument_build', args=[draft.pk])}?page={page}")
    context = preview | {"version": draft, "form": form, "title": title}
    status = 422 if form.is_bound else 200
    return render(request, "surveys/part_edit.html", context, status=status)


def _written(request, draft, form):
    seen = form.cleaned_data["version"] or 0
    try:
        actions.write_draft(draft, form.result, seen=seen, user=request.user)
    except EditedMeanwhile:
        form.ask_again(access.version_or_404(request, draft.pk).version)
        return False
    return True


@require_POST
def part_move(request: MemberRequest, instrument_version_id, kind, name):
    """Up, down, or a copy of it."""
    draft = _draft_with(request, instrument_version_id, kind, name)
    do = request.POST.get("do")
    if kind == "choices" or do not in ("up", "down", "copy"):
        raise Http404
    if do == "copy":
        content = building.copied(draft.content, kind, name)
    else:
        content = building.moved(draft.content, kind, name, -1 if do == "up" else 1)
    return _changed(request, draft, content, name)


@require_http_methods(["GET", "POST"])
def part_remove(request: MemberRequest, instrument_version_id, kind, name):
    draft = _draft_with(request, instrument_version_id, kind, name)
    if request.method == "POST":
        return _changed(request, draft, building.removed(draft.content, kind, name), name)
    context = {"version": draft, "kind": kind, "name": name}
    return render(request, "surveys/part_remove.html", context)


def _changed(request, draft, content, name):
    """Written, unless it leaves what depends on it, or somebody else wrote meanwhile."""
    refused = building.new_faults(draft.content, content)
    try:
        if not refused:
            actions.write_draft(draft, content, seen=draft.version, user=request.user)
    except EditedMeanwhile:
        refused = [_("Somebody else saved this while you were writing")]
    for sentence in refused:
        messages.error(request, sentence)
    page = building.page_of(draft.content, name)
    return redirect(f"{reverse('surveys:instrument_build', args=[draft.pk])}?page={page}")
