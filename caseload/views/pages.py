from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from caseload.with_reason.forms import ReasonForm


def form_page(request, participant, form, title, *, submit=None, template=None, **more):
    """One form about one participant: as a page, or in place where a panel takes #form-panel.

    `more` is what a template of its own shows beside the form.
    """
    context = {
        "form": form,
        "participant": participant,
        "title": title,
        "submit": submit or _("Save"),
        **more,
    }
    status = 422 if form.is_bound else 200
    template = template or "caseload/participant_form.html"
    return render(request, template, context, status=status)


def follow_up_has_ended(request, participant, page="caseload:participant_detail"):
    """A redirect that says so, to who would write more of her; None while she is followed up."""
    if participant.is_active:
        return None
    messages.info(request, _("The follow-up has ended. Open it again first."))
    return redirect(page, participant.pk)


def access_refused(request, exception=None):
    """The answer to PermissionDenied: no, or "not without a reason"."""
    participant = getattr(exception, "participant", None)
    if participant is None:
        return render(request, "403.html", status=403)
    context = {"participant": participant, "form": ReasonForm()}
    return render(request, "caseload/participant_reason.html", context, status=403)
