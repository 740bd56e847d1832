from functools import partial
from itertools import groupby

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.http import MemberRequest
from caseload.todos.actions import add_todo
from reflection.access import refuse_who_does_not_reflect
from reflection.barriers import access, actions
from reflection.barriers.county import OFFICES_AT_LEAST, headings_in_the_way
from reflection.barriers.forms import BarrierForm, BarrierTodoForm, LookForm, OfficeHeadingForm
from reflection.barriers.models import Barrier, OfficeHeading
from reflection.barriers.outline import HEADINGS, Level
from reflection.barriers.trend import HEAVIEST_FIRST, in_words, plot_of, quarters_of
from reflection.meetings.models import Meeting
from reflection.people import not_to_be_named

MOST_SHOWN = 200
NO_LONGER_SHOWN = 20
LOOKS_SHOWN = 40


@require_GET
def barrier_list(request: MemberRequest):
    """What is in the way, by where it lies. A county contact gets sums only."""
    refuse_who_does_not_reflect(request.membership)
    if request.membership.office_id is None:
        context = {
            "headings": headings_in_the_way(request.membership),
            "offices_at_least": OFFICES_AT_LEAST,
        }
        return render(request, "reflection/barrier_county.html", context)
    barriers = Barrier.objects.visible_to(request.membership).for_list()
    context = {
        "levels": _by_level(barriers.in_the_way()[:MOST_SHOWN]),
        "no_longer": barriers.no_longer()[:NO_LONGER_SHOWN],
    }
    return render(request, "reflection/barrier_list.html", context)


def _by_level(barriers):
    """[(Level, barriers)], what weighs much first."""
    places = {level: place for place, level in enumerate(Level)}
    weights = {weight: place for place, weight in enumerate(HEAVIEST_FIRST)}
    ordered = sorted(barriers, key=lambda b: (places[b.heading.level], weights[b.weight]))
    grouped = groupby(ordered, key=lambda b: b.heading.level)
    return [(Level(level), list(found)) for level, found in grouped]


@require_GET
def barrier_trend(request: MemberRequest):
    """How it has gone, quarter by quarter: a panel for other pages, and a page of its own."""
    access.refuse_who_is_at_no_office(request.membership)
    barriers = Barrier.objects.visible_to(request.membership)
    quarters = quarters_of(barriers, timezone.localdate())
    context = {
        "quarters": quarters,
        "weights": HEAVIEST_FIRST,
        "sentence": in_words(quarters),
        "columns": plot_of(quarters),
    }
    name = "_barrier_trend" if request.htmx else "barrier_trend"
    return render(request, f"reflection/{name}.html", context)


@require_http_methods(["GET", "POST"])
def barrier_raise(request: MemberRequest):
    access.refuse_who_is_at_no_office(request.membership)
    return _raise(request)


@require_http_methods(["GET", "POST"])
def meeting_barrier_raise(request: MemberRequest, meeting_id):
    """The same from a meeting, which then shows what was raised there."""
    return _raise(request, access.meeting_to_raise_from_or_404(request, meeting_id))


def _raise(request, meeting=None):
    form = _form(request, Barrier(office_id=request.membership.office_id))
    if form.is_valid():
        barrier = actions.raise_barrier(request.membership, meeting=meeting, **form.written())
        messages.success(request, _("It is raised. Everybody who reflects at the office sees it."))
        return redirect(meeting or barrier)
    context = {"form": form, "meeting": meeting}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/barrier_raise.html", context, status=status)


def _form(request, barrier):
    return BarrierForm(
        request.POST if request.method == "POST" else None,
        instance=barrier,
        own=OfficeHeading.objects.visible_to(request.membership),
        owners=access.possible_owners(request.membership),
        **not_to_be_named(request.membership),
    )


@require_http_methods(["GET", "POST"])
def barrier_detail(request: MemberRequest, barrier_id):
    """What is in the way, how it has gone, and the form to look at it again."""
    barrier = access.barrier_or_404(request, barrier_id)
    form = LookForm(
        request.POST if request.method == "POST" else None,
        instance=barrier,
        **not_to_be_named(request.membership),
    )
    look = partial(actions.look_at_barrier, request.membership, barrier)
    if form.is_valid() and form.saved_by(look):
        messages.success(request, _("Saved. How it was before is kept below."))
        return redirect(barrier)
    if form.is_bound:
        barrier = access.barrier_or_404(request, barrier_id)
    meetings = Meeting.objects.visible_to(request.membership).for_list()
    context = {
        "barrier": barrier,
        "form": form,
        "looks": barrier.looks.select_related("by").order_by("-at", "-pk")[:LOOKS_SHOWN],
        "meeting": meetings.filter(pk=barrier.meeting_id).first(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "reflection/barrier_detail.html", context, status=status)


@require_http_methods(["GET", "POST"])
def barrier_edit(request: MemberRequest, barrier_id):
    barrier = access.barrier_or_404(request, barrier_id)
    form = _form(request, barrier)
    edit = partial(actions.edit_barrier, request.membership, barrier)
    if form.is_valid() and form.saved_by(edit):
        messages.success(request, _("Saved."))
        return redirect(barrier)
    context = {"form": form, "barrier": barrier}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/barrier_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def barrier_todo(request: MemberRequest, barrier_id):
    """Something for whoever keeps an eye on it, by a day."""
    barrier = access.barrier_or_404(request, barrier_id)
    owner = access.possible_owners(request.membership).filter(pk=barrier.owner_id).first()
    if owner is None:
        messages.info(request, _("Choose first who keeps an eye on it."))
        return redirect("reflection:barrier_edit", barrier.pk)
    form = BarrierTodoForm(
        request.POST if request.method == "POST" else None, **not_to_be_named(request.membership)
    )
    if form.is_valid():
        link = barrier.get_absolute_url()
        add_todo(request.membership, owner=owner, link=link, **form.cleaned_data)
        messages.success(request, _("It is among the things to do."))
        return redirect(barrier)
    context = {"form": form, "barrier": barrier}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/barrier_todo.html", context, status=status)


@require_http_methods(["GET", "POST"])
def barrier_headings(request: MemberRequest):
    """The outline with its sources, and the office's own headings."""
    access.refuse_who_is_at_no_office(request.membership)
    form = OfficeHeadingForm(
        request.POST if request.method == "POST" else None,
        instance=OfficeHeading(office_id=request.membership.office_id),
        **not_to_be_named(request.membership),
    )
    if form.is_valid():
        actions.add_heading(request.membership, **form.cleaned_data)
        messages.success(request, _("The heading is added for your office."))
        return redirect("reflection:barrier_headings")
    headings = [*HEADINGS, *OfficeHeading.objects.visible_to(request.membership)]
    levels = [(level, [h for h in headings if h.level == level]) for level in Level]
    context = {"form": form, "levels": levels}
    status = 422 if form.is_bound else 200
    return render(request, "reflection/barrier_headings.html", context, status=status)
