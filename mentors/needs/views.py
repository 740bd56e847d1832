from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.naming import names_known_to
from mentors.endings.learnings import learnings_like
from mentors.models import Workplace
from mentors.needs import access, actions
from mentors.needs.forms import NeedAnswerForm, WorkplaceNeedForm
from mentors.needs.models import WorkplaceNeed

PAGE_SIZE = 20
CLOSED_SHOWN = 10
ALIKE_SHOWN = 8


@require_GET
def workplace_need_list(request: MemberRequest):
    """What the office looks for now, and what it found lately."""
    access.refuse_who_sees_no_workplaces(request.membership)
    needs = WorkplaceNeed.objects.visible_to(request.membership).for_list()
    closed = needs.closed_lately(timezone.localdate()).order_by("-closed_on", "pk")
    context = {
        "page": Paginator(needs.open(), PAGE_SIZE).get_page(request.GET.get("page")),
        "closed": closed[:CLOSED_SHOWN],
    }
    return render(request, "mentors/workplace_need_list.html", context)


@require_http_methods(["GET", "POST"])
def workplace_need_create(request: MemberRequest):
    access.refuse_who_follows_nobody_up(request.membership)
    return _create(request)


@require_http_methods(["GET", "POST"])
def participant_need_create(request: MemberRequest, participant_id):
    """The same beside one person's wish. Which person it was about is not kept."""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    return _create(request, participant)


def _create(request, participant=None):
    form = WorkplaceNeedForm(
        request.POST if request.method == "POST" else None,
        names=names_known_to(request.membership),
    )
    if form.is_valid():
        need = actions.post_need(request.membership, **form.cleaned_data)
        messages.success(request, _("Liaisons and colleagues at the office see the need now."))
        return redirect(need)
    context = {"form": form, "participant": participant}
    status = 422 if form.is_bound else 200
    return render(request, "mentors/workplace_need_create.html", context, status=status)


@require_http_methods(["GET", "POST"])
def workplace_need_detail(request: MemberRequest, need_id):
    """One need, what was proposed for it, and the form to propose something."""
    need = access.need_or_404(request, need_id)
    workplaces = Workplace.objects.visible_to(request.membership)
    form = NeedAnswerForm(
        request.POST if request.method == "POST" else None,
        alike=_alike(workplaces, need),
        workplaces=workplaces.order_by("sort_key", "pk"),
        names=names_known_to(request.membership),
    )
    if form.is_bound and not need.is_open:
        messages.info(request, _("This need is closed already."))
        return redirect(need)
    if form.is_valid():
        word = form.cleaned_data["word"]
        actions.answer_need(request.membership, need, workplaces=form.chosen, word=word)
        messages.success(request, _("Thank you. Whoever asked is told."))
        return redirect(need)
    context = {
        "need": need,
        "form": form,
        "answers": need.answers.select_related("by").prefetch_related("workplaces"),
        "learnings": learnings_like(workplaces, wish=need.tasks),
        "can_close": access.can_close(request.membership, need),
    }
    status = 422 if form.is_bound else 200
    return render(request, "mentors/workplace_need_detail.html", context, status=status)


def _alike(workplaces, need):
    """A queryset again, for a form field wants one that it can still filter."""
    alike = workplaces.from_wish(need.tasks)[:ALIKE_SHOWN]
    return workplaces.filter(pk__in=[workplace.pk for workplace in alike])


@require_POST
def workplace_need_close(request: MemberRequest, need_id):
    need = access.need_to_close_or_404(request, need_id)
    actions.close_need(request.membership, need)
    messages.success(request, _("The need is closed."))
    return redirect("mentors:workplace_need_list")
