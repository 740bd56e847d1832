from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from aksel.file_names import file_name
from aksel.spreadsheet import csv_of, xlsx_of
from surveys.tables import access, actions
from surveys.tables.building import result_of
from surveys.tables.counting import texts_of
from surveys.tables.forms import TitleForm
from surveys.tables.head import head_of, populations, title_of
from surveys.tables.models import SavedTable
from surveys.tables.questions import asked_in, asked_of, is_closed

PAGE_SIZE = 20
TEXTS_ON_A_PAGE = 50
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
def table_list(request: MemberRequest):
    """Saved tables, and the waves that tables can be made of."""
    access.refuse_who_makes_no_tables(request.membership)
    saved = SavedTable.objects.visible_to(request.membership).select_related("made_by")
    context = {
        "page": Paginator(saved, PAGE_SIZE).get_page(request.GET.get("page")),
        "waves": access.waves_with_answers(request.membership),
    }
    return render(request, "surveys/table_list.html", context)


@require_GET
def table_create(request: MemberRequest):
    """First the waves, then what of them."""
    return _choose(request, *access.forms_of(request, is_chosen="item" in request.GET))


def _choose(request, waves_form, form):
    asked = asked_in(form.waves) if form else {}
    context = {
        "waves_form": waves_form,
        "form": form,
        "in_own_words": [
            (wave, question)
            for wave in (form.waves if form else [])
            for question in asked.values()
            if not is_closed(question) and question.item.name in wave.questionnaire.items
        ],
    }
    is_wrong = waves_form.errors or form and form.errors
    return render(request, "surveys/table_create.html", context, status=422 if is_wrong else 200)


@require_GET
def table_show(request: MemberRequest):
    """A table that is not saved: all of it stands in the address."""
    waves_form, form = access.forms_of(request)
    if form is None or not form.is_valid():
        return _choose(request, waves_form, form)
    return render(request, "surveys/table_show.html", _shown(request, form.definition))


def _shown(request, definition):
    access.note_look(request.membership, "survey_table.show", definition.waves)
    asked = asked_in(definition.waves)
    return {
        "definition": definition,
        "result": result_of(definition),
        "populations": populations(definition.waves),
        "title": title_of(definition.waves),
        "moves": [(asked[name].item.label, up, down) for name, up, down in definition.moves],
        "title_form": TitleForm(None),
    }


@require_POST
def table_save(request: MemberRequest):
    definition = access.definition_or_404(request)
    form = TitleForm(request.POST)
    if not form.is_valid():
        context = _shown(request, definition) | {"title_form": form}
        return render(request, "surveys/table_show.html", context, status=422)
    saved = actions.save_table(
        request.membership, title=form.cleaned_data["title"], definition=definition
    )
    messages.success(request, _("Saved. It is opened with the answers there are that day."))
    return redirect(saved)


@require_GET
def saved_table(request: MemberRequest, table_id):
    saved = access.saved_table_or_404(request, table_id)
    context = _shown(request, access.definition_of(request, saved))
    return render(request, "surveys/saved_table.html", context | {"saved": saved})


@require_http_methods(["GET", "POST"])
def saved_table_rename(request: MemberRequest, table_id):
    saved = access.saved_table_or_404(request, table_id)
    form = TitleForm(request.POST if request.method == "POST" else None, instance=saved)
    if form.is_valid():
        actions.rename_table(request.membership, saved, title=form.cleaned_data["title"])
        messages.success(request, _("Saved."))
        return redirect(saved)
    context = {"form": form, "saved": saved}
    status = 422 if form.is_bound else 200
    return render(request, "surveys/saved_table_rename.html", context, status=status)


@require_http_methods(["GET", "POST"])
def saved_table_delete(request: MemberRequest, table_id):
    saved = access.saved_table_or_404(request, table_id)
    if request.method == "POST":
        actions.delete_table(request.membership, saved)
        messages.success(request, _("The table is deleted. The answers are as they were."))
        return redirect("surveys:table_list")
    return render(request, "surveys/saved_table_delete.html", {"saved": saved})


@require_GET
def table_csv(request: MemberRequest):
    return _file(request, csv_of, "csv", CSV)


@require_GET
def table_xlsx(request: MemberRequest):
    return _file(request, xlsx_of, "xlsx", XLSX)


def _file(request, make, ending, content_type):
    definition = access.definition_or_404(request)
    access.note_look(request.membership, "survey_table.download", definition.waves)
    content = make(head_of(definition), result_of(definition).sections)
    labels = " ".join(wave.label for wave in definition.waves)
    name = file_name(_("Table"), labels, timezone.localdate(), ending)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=content_type, headers=headers)


@require_GET
def table_texts(request: MemberRequest, answered_id, item):
    """What was answered in own words, in an order that says nothing of who wrote what."""
    wave, question = access.open_question_or_404(request, answered_id, item)
    access.note_look(request.membership, "survey_texts.show", [wave])
    texts = texts_of(wave, item)
    context = {
        "wave": wave,
        "question": question,
        "asked_of": asked_of(question),
        "page": Paginator(texts, TEXTS_ON_A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "surveys/table_texts.html", context)
