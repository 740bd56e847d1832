from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from mentors import access as mentor_access
from mentors.calls import access, actions
from mentors.calls.forms import AnswerForm


@require_http_methods(["GET", "POST"])
def call_detail(request: MemberRequest, call_id):
    """What a mentor sent, how to reach her, and the form to say what was done."""
    call = access.call_or_404(request, call_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_bound and not call.is_open:
        messages.info(request, _("Somebody has said already what was done."))
        return redirect("start")
    if form.is_valid():
        actions.answer_call(request.membership, call, **form.cleaned_data)
        messages.success(request, _("Saved. Nobody waits for this call now."))
        return redirect("start")
    context = {
        "call": call,
        "form": form,
        "knows_the_candidate": access.knows_the_candidate(request.membership, call),
        "may_read_words": access.may_read_words(request.membership, call),
        "candidates": access.candidates(request.membership, call),
    }
    status = 422 if form.is_bound else 200
    return render(request, "mentors/call_detail.html", context, status=status)


@require_POST
def call_take(request: MemberRequest, call_id):
    """ "I will call": said by a colleague or a leader who was asked."""
    call = access.call_or_404(request, call_id)
    if actions.take_call(request.membership, call):
        messages.success(request, _("You call. The others see that somebody does."))
        return redirect(call)
    messages.info(request, _("Somebody calls already."))
    return redirect("start")


@require_POST
def mentor_link(request: MemberRequest, mentorship_id):
    """The mentor's personal link, to pass on. Shown by a click that is logged, so by POST."""
    mentorship = mentor_access.own_mentorship_or_404(request, mentorship_id)
    link = actions.show_link(request.membership, mentorship)
    address = link and request.build_absolute_uri(
        reverse("mentors:mentor_enter", args=[link.token])
    )
    context = {"mentorship": mentorship, "address": address, "link": link}
    return render(request, "mentors/mentor_link.html", context)
