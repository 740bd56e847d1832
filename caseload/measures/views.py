from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.editing import EditedMeanwhile
from caseload.measures import access, actions
from caseload.measures.endings import endings_of, income_end
from caseload.measures.forms import (
    CallOffForm,
    EndMeasureForm,
    ExtendForm,
    IncomeForm,
    JobForm,
    MeasureEditForm,
    MeasureForm,
    MentorGrantForm,
    MentorGrantStepsForm,
    ShortenForm,
)
from caseload.measures.limits import limit_of
from caseload.measures.models import IncomeAnswer, MeasureType
from caseload.views.pages import follow_up_has_ended, form_page


@require_GET
def measure_list(request: MemberRequest, participant_id):
    """Measures, mentor grant and benefit of one person: what ends when, and what is done."""
    participant = caseload_access.participant_or_404(request, participant_id, shown="measures.open")
    measures = list(participant.measures.for_page())
    running = [measure for measure in measures if not measure.is_over]
    may_change = caseload_access.can_change(request.membership, participant)
    income = income_end(participant)
    context = {
        "participant": participant,
        "can_change": may_change,
        "can_add": may_change and participant.is_active,
        "running": running,
        "has_mentor_grant": MeasureType.MENTOR_GRANT in {measure.type for measure in running},
        "over": [measure for measure in measures if measure.is_over],
        "grants": participant.mentor_grants.all(),
        "income": income,
        "endings": endings_of(participant, income),
    }
    return render(request, "caseload/measure_list.html", context)


@require_http_methods(["GET", "POST"])
def measure_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if ended := follow_up_has_ended(request, participant, "caseload:measure_list"):
        return ended
    asked_for = request.GET.get("type")
    form = MeasureForm(
        request.POST if request.method == "POST" else None,
        participant=participant,
        initial={
            "type": asked_for if asked_for in MeasureType.values else "",
            "workplace_name": participant.workplace_name,
        },
    )
    if form.is_valid():
        try:
            measure = actions.add_measure(request.membership, participant, **form.cleaned_data)
        except actions.Overlaps as overlap:
            form.add_error("starts_on", _overlap_text(overlap.other))
        else:
            messages.success(request, _("The measure is saved."))
            return redirect(measure)
    return _form_page(request, participant, form, _("New measure"))


@require_http_methods(["GET", "POST"])
def measure_edit(request: MemberRequest, measure_id):
    measure = access.own_measure_or_404(request, measure_id)
    if ended := follow_up_has_ended(request, measure.participant, "caseload:measure_list"):
        return ended
    if measure.called_off_on:
        messages.info(request, _("This measure is over already."))
        return redirect(measure)
    form = MeasureEditForm(
        request.POST if request.method == "POST" else None,
        instance=measure,
        participant=measure.participant,
        auto_id=f"measure-{measure.pk}-%s",
    )
    if form.is_valid():
        try:
            actions.edit_measure(request.membership, measure, **form.cleaned_data)
        except actions.Overlaps as overlap:
            form.add_error("starts_on", _overlap_text(overlap.other))
        else:
            messages.success(request, _("Saved."))
            return redirect(measure)
    return _form_page(request, measure.participant, form, _("Change the measure"))


@require_http_methods(["GET", "POST"])
def measure_extend(request: MemberRequest, measure_id):
    """A dry run first: what the new end is and which rule decides; then it can be saved."""
    measure = access.own_measure_or_404(request, measure_id)
    if ended := follow_up_has_ended(request, measure.participant, "caseload:measure_list"):
        return ended
    if measure.ends_on is None or measure.called_off_on:
        messages.info(request, _("This measure has no end to move."))
        return redirect(measure)
    form = ExtendForm(
        request.POST if request.method == "POST" else None,
        measure=measure,
        limit=limit_of(measure.type, measure.participant),
    )
    if form.is_valid():
        if form.was_shown:
            form, moved = _moved(request, measure, form)
            if moved:
                messages.success(request, _("The measure is extended."))
                return redirect(measure)
        else:
            form = form.as_shown()
    return _extend_page(request, measure, form)


def _extend_page(request, measure, form):
    limit = form.limit
    shown = form.is_bound and form.is_valid()
    context = {
        "participant": measure.participant,
        "measure": measure,
        "form": form,
        "limit": limit,
        "latest": limit and limit.last_day(measure.starts_on),
        "new_end": form.cleaned_data["ends_on"] if shown else None,
        "grant": measure.type == MeasureType.MENTOR_GRANT
        and measure.participant.mentor_grants.granted().first(),
        "submit": _("Save the extension") if shown else _("Show what it would be"),
    }
    status = 422 if form.is_bound and not shown else 200
    return render(request, "caseload/measure_extend.html", context, status=status)


@require_http_methods(["GET", "POST"])
def measure_shorten(request: MemberRequest, measure_id):
    return _make_shorter(
        request,
        access.own_measure_or_404(request, measure_id),
        ShortenForm,
        title=_("Make the measure shorter"),
        done=_("The measure is shorter now."),
    )


@require_http_methods(["GET", "POST"])
def measure_end(request: MemberRequest, measure_id):
    """It has stopped, or it never began."""
    measure = access.own_measure_or_404(request, measure_id)
    if measure.has_begun:
        return _make_shorter(
            request,
            measure,
            EndMeasureForm,
            title=_("End the measure"),
            done=_("The measure is ended."),
        )
    if ended := follow_up_has_ended(request, measure.participant, "caseload:measure_list"):
        return ended
    form = CallOffForm(request.POST if request.method == "POST" else None)
    if measure.is_over:
        messages.info(request, _("This measure is over already."))
        return redirect(measure)
    if form.is_valid():
        actions.call_off(request.membership, measure, **form.cleaned_data)
        messages.success(request, _("The measure does not begin."))
        return redirect(measure)
    return _form_page(request, measure.participant, form, _("The measure does not begin"))


def _make_shorter(request, measure, form_class, *, title, done):
    if ended := follow_up_has_ended(request, measure.participant, "caseload:measure_list"):
        return ended
    if measure.is_over:
        messages.info(request, _("This measure is over already."))
        return redirect(measure)
    form = form_class(request.POST if request.method == "POST" else None, measure=measure)
    if form.is_valid():
        form, moved = _moved(request, measure, form)
        if moved:
            messages.success(request, done)
            return redirect(measure)
    return _form_page(request, measure.participant, form, title)


def _moved(request, measure, form):
    """(the form, whether the end was moved). If not, the form says why and keeps what was typed."""
    moved_to = {name: form.cleaned_data[name] for name in ("ends_on", "why", "seen")}
    try:
        actions.move_end(request.membership, measure, **moved_to)
    except actions.Overlaps as overlap:
        form.add_error("ends_on", _overlap_text(overlap.other))
    except EditedMeanwhile:
        measure.refresh_from_db(fields=["ends_on"])
        form = form.with_the_end_it_has()
        form.add_error("ends_on", _moved_meanwhile(measure))
    else:
        return form, True
    return form, False


@require_http_methods(["GET", "POST"])
def measure_job(request: MemberRequest, measure_id):
    """Will this end stop the job?"""
    measure = access.own_measure_or_404(request, measure_id)
    if ended := follow_up_has_ended(request, measure.participant, "caseload:measure_list"):
        return ended
    if measure.ends_on is None:
        messages.info(request, _("This measure has no end to move."))
        return redirect(measure)
    form = JobForm(
        request.POST if request.method == "POST" else None,
        instance=measure,
        auto_id=f"job-{measure.pk}-%s",
    )
    if form.is_valid():
        actions.answer_about_job(request.membership, measure, **form.cleaned_data)
        messages.success(request, _("Saved. The answer stays with the measure."))
        return redirect(measure)
    title = _("%(measure)s ends %(day)s") % {
        "measure": measure,
        "day": date_format(measure.ends_on, "j. F Y"),
    }
    return _form_page(request, measure.participant, form, title)


@require_http_methods(["GET", "POST"])
def income_decision(request: MemberRequest, participant_id):
    """Is the next income decision started?"""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    income = income_end(participant)
    if income is None or not participant.is_active:
        messages.info(request, _("No end of a benefit is written."))
        return redirect("caseload:measure_list", participant.pk)
    form = IncomeForm(
        request.POST if request.method == "POST" else None, instance=income.answer or IncomeAnswer()
    )
    if form.is_valid():
        actions.answer_about_income(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Saved. The answer stays until the date changes."))
        return redirect("caseload:measure_list", participant.pk)
    title = _("The benefit ends %(day)s") % {"day": date_format(income.on, "j. F Y")}
    return _form_page(request, participant, form, title)


@require_http_methods(["GET", "POST"])
def mentor_grant_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if ended := follow_up_has_ended(request, participant, "caseload:measure_list"):
        return ended
    form = MentorGrantForm(
        request.POST if request.method == "POST" else None,
        initial={"workplace_name": participant.workplace_name},
    )
    if form.is_valid():
        actions.begin_mentor_grant(request.membership, participant, **form.written())
        messages.success(request, _("Saved."))
        return redirect("caseload:measure_list", participant.pk)
    return _form_page(request, participant, form, _("Apply for a mentor grant"))


@require_http_methods(["GET", "POST"])
def mentor_grant_edit(request: MemberRequest, grant_id):
    grant = access.own_mentor_grant_or_404(request, grant_id)
    participant = grant.participant
    if ended := follow_up_has_ended(request, participant, "caseload:measure_list"):
        return ended
    form = MentorGrantStepsForm(
        request.POST if request.method == "POST" else None,
        instance=grant,
        auto_id=f"grant-{grant.pk}-%s",
    )
    edit = partial(actions.edit_mentor_grant, request.membership, grant)
    if form.is_valid() and form.saved_by(edit):
        messages.success(request, _("Saved."))
        return redirect("caseload:measure_list", participant.pk)
    return _form_page(request, participant, form, _("How far the application has come"))


def _form_page(request, participant, form, title):
    if request.htmx:
        form.take_focus()
    return form_page(request, participant, form, title, template="caseload/measure_form.html")


def _overlap_text(other):
    words = {"type": other, "first": date_format(other.starts_on, "j. F Y")}
    if other.ends_on is None:
        return _("%(type)s from %(first)s is here already. Two of one type cannot overlap.") % words
    words["last"] = date_format(other.ends_on, "j. F Y")
    return (
        _("%(type)s from %(first)s to %(last)s is here already. Two of one type cannot overlap.")
        % words
    )


def _moved_meanwhile(measure):
    return _("Somebody else has moved the end meanwhile: it is %(day)s now.") % {
        "day": date_format(measure.ends_on, "j. F Y")
    }
