from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from reflection.county_help import access, actions
from reflection.county_help.forms import AnswerForm, HelpForm
from reflection.county_help.models import HelpRequest
from reflection.people import not_to_be_named

PAGE_SIZE = 20


@require_GET
def county_help_list(request: MemberRequest):
    """What the office has asked for; for a county contact, what all of its offices have."""
    access.refuse_who_neither_asks_nor_helps(request.membership)
    asked = HelpRequest.objects.visible_to(request.membership).for_list()
    page = Paginator(asked, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "reflection/county_help_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def county_help_ask(request: MemberRequest):
    access.refuse_who_does_not_speak_for_an_office(request.membership)
    form = HelpForm(
        request.POST if request.method == "POST" else None, **not_to_be_named(request.membership)
    )
    if form.is_valid():
        asked = actions.ask_county(request.membership, **form.cleaned_data)
        messages.success(request, _("Asked. The county contact sees it first when she signs in."))
        return redirect(asked)
    status = 422 if form.is_bound else 200
    return render(request, "reflection/county_help_ask.html", {"form": form}, status=status)


@require_GET
def county_help_detail(request: MemberRequest, help_id):
    return _detail(request, access.help_or_404(request, help_id))


@require_POST
def county_help_answer(request: MemberRequest, help_id):
    """With a word it is closed. Whoever comes second keeps what she wrote, and reads what was."""
    asked = access.help_to_give_or_404(request, help_id)
    form = AnswerForm(request.POST, **not_to_be_named(request.membership))
    if not form.is_valid():
        return _detail(request, asked, form)
    if not actions.answer_help(request.membership, asked, answer=form.cleaned_data["answer"]):
        _say_it_is_closed(request)
        return _detail(request, access.help_or_404(request, help_id), form)
    messages.success(request, _("Answered. The office is told."))
    return redirect(asked)


def _detail(request, asked, form=None):
    if form is None and asked.is_open and request.membership.is_county_contact:
        form = AnswerForm(names=[])
    status = 422 if form and form.is_bound else 200
    context = {"asked": asked, "form": form}
    return render(request, "reflection/county_help_detail.html", context, status=status)


@require_POST
def county_help_take(request: MemberRequest, help_id):
    asked = access.help_to_give_or_404(request, help_id)
    if not actions.take_up(request.membership, asked):
        messages.info(request, _("Somebody has seen to it already."))
    return redirect(asked)


@require_POST
def county_help_take_back(request: MemberRequest, help_id):
    asked = access.help_asked_for_or_404(request, help_id)
    if actions.take_help_back(request.membership, asked):
        messages.success(request, _("Taken back. The county no longer sees it."))
    else:
        _say_it_is_closed(request)
    return redirect(asked)


def _say_it_is_closed(request):
    messages.info(request, _("It was answered or taken back meanwhile. Nothing was changed."))
