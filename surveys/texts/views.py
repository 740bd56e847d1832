from copy import copy
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from surveys.texts import access, actions
from surveys.texts.forms import ApprovalForm, ReturnForm, proposal_form
from surveys.texts.marking import marked
from surveys.texts.reviewing import answers_of, left_of, parts_of, review_state

PAGE_SIZE = 20


@require_GET
def text_list(request: MemberRequest):
    """Questions in own words of each wave, and how far their review has come."""
    page = Paginator(access.reviewed_waves(request), PAGE_SIZE).get_page(request.GET.get("page"))
    reviews = review_state(page.object_list)
    context = {
        "page": page,
        "reviews": [(review, review.for_user(request.user.pk)) for review in reviews],
    }
    return render(request, "surveys/text_list.html", context)


@require_GET
def text_review(request: MemberRequest, answered_id, item):
    """The answers to one question; first those that wait for whoever looks."""
    wave, question = access.question_or_404(request, answered_id, item)
    answers = answers_of(wave, item)
    parts = parts_of(answers, request.user.pk)
    show = request.GET.get("show")
    if show not in parts:
        show = next((name for name, part in parts.items() if part), "mine")
    page = Paginator(parts[show], PAGE_SIZE).get_page(request.GET.get("page"))
    texts = marked([answer.said for answer in page.object_list])
    context = {
        "wave": wave,
        "question": question,
        "number": len(answers),
        "is_ready": bool(left_of(answers)),
        "parts": parts,
        "show": show,
        "page": page,
        "shown": list(zip(page.object_list, texts, strict=True)),
    }
    return render(request, "surveys/text_review.html", context)


@require_http_methods(["GET", "POST"])
def text_answer(request: MemberRequest, answered_id, item, text_id):
    """Propose what is to become of one answer; or look at what another has proposed."""
    found = access.answer_or_404(request, answered_id, item, text_id)
    if request.method == "POST" and found.answer.is_decided:
        return _look_again(request, found)
    form = proposal_form(found, request.POST if request.method == "POST" else None)
    propose = partial(actions.propose, request.membership, form.instance)
    if form.is_valid() and form.saved_by(propose):
        messages.success(request, _("Proposed. Another person looks at it now."))
        return _go_on(request, found)
    return _answer(request, found, form=form)


def _answer(request, found, **form):
    """The page of one answer, with the form that was sent, if any."""
    decision, user = found.answer.decision, request.user
    context = {
        "found": found,
        "answer": found.answer,
        "decision": decision,
        "may_approve": found.answer.is_proposed and found.answer.waits_for(user.pk),
        "next": found.next_for(user.pk),
        "form": proposal_form(found),
        "return_form": ReturnForm(None, instance=copy(decision)),
        **form,
    }
    is_wrong = context["form"].is_bound or context["return_form"].is_bound
    return render(request, "surveys/text_answer.html", context, status=422 if is_wrong else 200)


def _go_on(request, found):
    """To the next that waits for her, or back to all of them."""
    place = found.wave.pk, found.question.item.name
    if following := found.next_for(request.user.pk):
        return redirect("surveys:text_answer", *place, following.text_id)
    return redirect("surveys:text_review", *place)


def _look_again(request, found):
    messages.info(request, _("Somebody else was here meanwhile. This is how it stands now."))
    place = found.wave.pk, found.question.item.name, found.answer.text_id
    return redirect("surveys:text_answer", *place)


@require_POST
def text_approve(request: MemberRequest, answered_id, item, text_id):
    found = access.proposal_or_404(request, answered_id, item, text_id)
    form = ApprovalForm(request.POST, instance=copy(found.answer.decision))
    approve = partial(actions.approve, request.membership, form.instance)
    if found.answer.is_proposed and form.is_valid() and form.saved_by(approve):
        messages.success(request, _("Approved. What was taken out is deleted."))
        return _go_on(request, found)
    return _look_again(request, found)


@require_POST
def text_return(request: MemberRequest, answered_id, item, text_id):
    found = access.proposal_or_404(request, answered_id, item, text_id)
    if not found.answer.is_proposed:
        return _look_again(request, found)
    form = ReturnForm(request.POST, instance=copy(found.answer.decision))
    send_back = partial(actions.send_back, request.membership, form.instance)
    if form.is_valid() and form.saved_by(send_back):
        messages.success(request, _("Sent back."))
        return _go_on(request, found)
    return _answer(request, found, return_form=form)
