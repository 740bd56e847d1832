"""Hand over on one page, answer on another, and see afterwards who went where."""

import contextlib
import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.handover import access, actions
from caseload.handover.forms import PEOPLE_AT_ONCE, AnswerForm, HandoverForm
from caseload.handover.load import receivers
from caseload.handover.models import HandedOver, Handover


@require_http_methods(["GET", "POST"])
def handover_create(request: MemberRequest):
    """Everybody of one advisor on one page, with one submit. A leader first chooses whose."""
    giver = access.giver_or_denied(request)
    if giver is None:
        advisors = access.advisors_with_people(request.membership)
        return render(request, "caseload/handover_choose.html", {"advisors": advisors})
    form = _handover_form(request, giver)
    if form.is_valid():
        handover = actions.hand_over(
            request.membership,
            giver=giver,
            choices=form.choices,
            submission=form.cleaned_data["submission"],
        )
        return redirect(handover)
    context = {"form": form, "giver": giver, "is_own": giver == request.user}
    status = 422 if form.is_bound else 200
    return render(request, "caseload/handover_create.html", context, status=status)


def _handover_form(request, giver):
    colleagues = receivers(request.membership, giver=giver)
    if request.method == "POST":
        ids = list(filter(None, map(_uuid, request.POST.getlist("shown"))))[:PEOPLE_AT_ONCE]
        people = (
            access.people_sent(request.membership, giver, ids).with_agreement().order_by("sort_key")
        )
        return HandoverForm(request.POST, people=people, receivers=colleagues, sent=ids)
    people = access.people_of(request.membership, giver).order_by("sort_key", "pk")
    ticked = _uuid(request.GET.get("person", ""))
    return HandoverForm(people=people[:PEOPLE_AT_ONCE], receivers=colleagues, ticked=ticked)


def _uuid(text):
    with contextlib.suppress(ValueError):
        return uuid.UUID(text)


@require_GET
def handover_list(request: MemberRequest):
    """What waits for her answer, what came back to her, and what she handed over lately."""
    return _list_page(request)


def _list_page(request, *, answer=None, answered=None):
    if not request.membership.sees_participants:
        raise PermissionDenied
    handed = HandedOver.objects.visible_to(request.membership).for_list()
    context = {
        "waiting": access.waiting_people(request),
        "returned": handed.returned_to(request.membership),
        "receipts": Handover.objects.visible_to(request.membership).for_list(),
        "form": answer or AnswerForm(),
        "answered": answered,
    }
    return render(request, "caseload/handover_list.html", context, status=422 if answer else 200)


@require_GET
def handover_receipt(request: MemberRequest, handover_id):
    """Who went to whom, what failed and why."""
    handover = access.receipt_or_404(request, handover_id)
    people = HandedOver.objects.visible_to(request.membership).filter(handover=handover).for_list()
    context = {
        "handover": handover,
        "handed": [each for each in people if not each.failure],
        "failed": sorted((each for each in people if each.failure), key=lambda e: e.failure),
        "some_wait": any(each.is_offered for each in people),
    }
    return render(request, "caseload/handover_receipt.html", context)


@require_GET
def handover_offer(request: MemberRequest, handed_over_id):
    """Somebody she is asked to take over: what she needs to decide by."""
    handed = access.offered_person_or_404(request, handed_over_id)
    context = {"handed": handed, "participant": handed.participant, "form": AnswerForm()}
    return render(request, "caseload/handover_offer.html", context)


@require_POST
def handover_answer(request: MemberRequest, handover_id):
    """Take over or return: everybody who waits in one handover, or one of them."""
    handover, people = access.answerable_or_404(request, handover_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _list_page(request, answer=form, answered=handover)
    if person := form.cleaned_data["person"]:
        people = [handed for handed in people if handed.pk == person]
    if form.cleaned_data["answer"] == form.ACCEPT:
        _tell_accepted(request, actions.accept(request.membership, people))
    else:
        why = form.cleaned_data["why"]
        returned = len(actions.give_back(request.membership, people, why=why))
        text = ngettext("%(n)d person is returned.", "%(n)d people are returned.", returned)
        _tell(request, text, returned)
    return redirect("caseload:handover_list")


def _tell_accepted(request, people):
    taken = sum(not handed.failure for handed in people)
    text = ngettext(
        "%(n)d person is in your caseload.", "%(n)d people are in your caseload.", taken
    )
    failed = [
        f"{handed.participant}: {handed.get_failure_display()}"
        for handed in people
        if handed.failure
    ]
    if failed:
        messages.warning(request, " ".join(failed))
    if taken or not failed:
        _tell(request, text, taken)


def _tell(request, text, number):
    """`text` with the number, or that somebody was quicker."""
    if number:
        messages.success(request, text % {"n": number})
    else:
        messages.info(request, _("This has been answered already."))


@require_POST
def handover_take_back(request: MemberRequest, handover_id):
    """Everybody in it who has not been answered for, or the one named."""
    handover = access.receipt_or_404(request, handover_id, shown=None)
    people = HandedOver.objects.visible_to(request.membership).filter(handover=handover).waiting()
    if person := _uuid(request.POST.get("person", "")):
        people = people.filter(pk=person)
    taken = actions.take_back(request.membership, people)
    text = ngettext("%(n)d person stays.", "%(n)d people stay.", len(taken))
    _tell(request, text, len(taken))
    return redirect(handover)


@require_POST
def handover_read_return(request: MemberRequest, handed_over_id):
    handed = access.returned_or_404(request, handed_over_id)
    actions.read_return(request.membership, handed)
    return redirect("caseload:handover_list")


@require_POST
def mentor_told(request: MemberRequest, participant_id):
    """The mentor knows who is new."""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    actions.note_mentor_told(request.membership, participant)
    messages.success(request, _("Noted: the mentor knows who is new."))
    return redirect(participant)
