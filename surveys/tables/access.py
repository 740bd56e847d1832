"""Who makes tables, and of which waves. Each look at answers leaves a line, of none of them."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import audit
from surveys.access import MAKES_TABLES
from surveys.instruments.questionnaire import Kind
from surveys.tables.definition import Definition
from surveys.tables.forms import TableForm, WavesForm
from surveys.tables.models import SavedTable
from surveys.tables.questions import asked_in, questions_of
from surveys.waves.models import Wave


def refuse_who_makes_no_tables(membership):
    if membership.role not in MAKES_TABLES:
        raise PermissionDenied


def waves_with_answers(membership):
    return Wave.objects.visible_to(membership).with_answers().for_list()


def forms_of(request, *, is_chosen=True):
    """(WavesForm, TableForm) of what the address says; None for the second without waves.

    `is_chosen`: the second is filled in as well, and says what is wrong.
    """
    refuse_who_makes_no_tables(request.membership)
    given = request.POST if request.method == "POST" else request.GET
    waves = WavesForm(
        given if "wave" in given else None, waves=waves_with_answers(request.membership)
    )
    if not waves.is_valid():
        return waves, None
    return waves, TableForm(given if is_chosen else None, waves=list(waves.cleaned_data["wave"]))


def definition_or_404(request):
    """The Definition in the address, for a file; it was made by a page."""
    _waves, form = forms_of(request)
    if form is None or not form.is_valid():
        raise Http404
    return form.definition


def saved_table_or_404(request, table_id):
    tables = SavedTable.objects.visible_to(request.membership)
    return get_object_or_404(tables, pk=table_id)


def definition_of(request, saved):
    """What a saved table shows today: waves and questions that are there no more are left out."""
    shown = waves_with_answers(request.membership).filter(pk__in=saved.waves.all())
    waves = tuple(shown)
    asked = asked_in(waves)
    names = tuple(name for name in saved.items if name in asked)
    return Definition(waves, names, saved.merge, saved.percent)


def open_question_or_404(request, wave_id, item):
    """(Wave, Question in own words)"""
    waves = waves_with_answers(request.membership)
    wave = get_object_or_404(waves, pk=wave_id)
    refuse_who_makes_no_tables(request.membership)
    question = questions_of(wave.questionnaire).get(item)
    if question is None or question.item.kind != Kind.TEXT:
        raise Http404
    return wave, question


def note_look(membership, action, waves):
    """`action`: "survey_table.show", "survey_table.download" or "survey_texts.show"."""
    audit.record_each(membership, action, waves)
