from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import MemberRequest
from caseload.views.pages import form_page
from mentors import access as mentors_access
from mentors.closing import access, actions
from mentors.closing.forms import ClosingFormForm
from mentors.closing.mails import PURPOSE
from notifications import links


@require_http_methods(["GET", "POST"])
def closing_fill_in(request: MemberRequest, mentorship_id):
    """The same form, filled in on the phone with the mentor."""
    mentorship = mentors_access.own_mentorship_or_404(request, mentorship_id)
    participant = mentorship.placement.participant
    if mentorship.placement.ended_on is None:
        messages.info(request, _("The placement has not ended yet."))
        return redirect(participant)
    form = ClosingFormForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if actions.fill_in(request.membership, mentorship, **form.cleaned_data):
            messages.success(request, _("Saved. It says that you wrote it down."))
        else:
            messages.info(request, _("There is an answer already."))
        return redirect(participant)
    title = _("Closing form with %(name)s") % {"name": mentorship.mentor}
    return form_page(request, participant, form, title, template="mentors/closing_fill_in.html")


@require_POST
def closing_settle(request: MemberRequest, closing_id):
    closing = access.own_closing_form_or_404(request, closing_id)
    actions.settle(request.membership, closing)
    messages.success(request, _("Nobody is asked or reminded any more."))
    return redirect(closing.placement.participant)


# Without an account


@links.link_page
@require_safe
def closing_enter(request, token):
    """The address in the mail: on to the form, which has none of the token in its own."""
    return links.enter(
        request, token, PURPOSE, page=lambda link: reverse("mentors:closing_form", args=[link.pk])
    )


@links.link_page
@require_http_methods(["GET", "HEAD", "POST"])
def closing_form(request, link_id):
    """Four questions to a mentor. Nothing about the candidate stands here."""
    closing = access.closing_form_of(request, link_id)
    if closing is None:
        return links.no_longer_works(request)
    form = ClosingFormForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.answer(link_id, **form.cleaned_data)
        except actions.LinkIsOver:
            return links.no_longer_works(request)
        return redirect("mentors:closing_thanks")
    context = {"form": form, "closing": closing}
    return render(
        request, "mentors/closing_form.html", context, status=422 if form.is_bound else 200
    )


@login_not_required
@require_safe
def closing_thanks(request):
    return render(request, "mentors/closing_thanks.html")
