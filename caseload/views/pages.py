from django.shortcuts import render
from django.utils.translation import gettext as _

from caseload.with_reason.forms import ReasonForm


def form_page(request, participant, form, title, *, submit=None, template=None):
    """One form about one participant: as a page, or in place where a panel takes #form-panel."""
    context = {
        "form": form,
        "participant": participant,
        "title": title,
        "submit": submit or _("Save"),
    }
    status = 422 if form.is_bound else 200
    template = template or "caseload/participant_form.html"
    return render(request, template, context, status=status)


def access_refused(request, exception=None):
    """The answer to PermissionDenied: no, or "not without a reason"."""
    participant = getattr(exception, "participant", None)
    if participant is None:
        return render(request, "403.html", status=403)
    context = {"participant": participant, "form": ReasonForm()}
    return render(request, "caseload/participant_reason.html", context, status=403)
