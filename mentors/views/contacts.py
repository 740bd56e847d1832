from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect, trigger_client_event

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.bench import bench_for
from caseload.views.pages import form_page
from mentors import access, actions
from mentors.forms import ContactForm, NeedMetForm
from mentors.timeline import timeline_page

# Where "log contact" was opened from, and where saving leads back to.
BACK_TO_PARTICIPANT = "participant"


@require_http_methods(["GET", "POST"])
def contact_create(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    in_row = _in_row(request)
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        participant=participant,
        size="small" if in_row else "medium",
    )
    if form.is_valid() and (contact := _logged(request, participant, form)):
        _say_saved(request, contact)
        return _row(request, contact.participant) if in_row else _go_back(request, participant)
    template = "mentors/_contact_form_row.html" if in_row else "mentors/contact_create.html"
    return _form(request, template, form, participant)


@require_http_methods(["GET", "POST"])
def contact_correct(request: MemberRequest, contact_id):
    """A correction is a new contact; the one it replaces can still be read."""
    contact = access.own_contact_or_404(request, contact_id)
    participant = contact.participant
    if contact.undone_at or hasattr(contact, "correction"):
        messages.info(request, _("This contact has been corrected already."))
        return _leave(request, participant.get_absolute_url())
    form = ContactForm(
        request.POST if request.method == "POST" else None,
        participant=participant,
        corrects=contact,
    )
    if form.is_valid() and _logged(request, participant, form, corrects=contact):
        messages.success(request, _("The correction is saved. The first version is kept."))
        return _leave(request, participant.get_absolute_url())
    return _form(request, "mentors/contact_create.html", form, participant)


@require_POST
def contact_undo(request: MemberRequest, contact_id):
    contact = access.own_contact_or_404(request, contact_id)
    try:
        actions.undo_contact(request.membership, contact)
    except actions.TooLateToUndo:
        messages.error(request, _("It is too late to undo. You can correct the contact instead."))
        return redirect(contact.participant)
    messages.success(request, _("The contact is taken back."))
    return redirect(_back(request, contact.participant))


@require_http_methods(["GET", "POST"])
def need_met(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    form = NeedMetForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.meet_need(request.membership, participant, **form.cleaned_data)
        messages.success(request, _("Saved. Nobody waits for an answer now."))
        return _go_back(request, participant)
    return form_page(request, participant, form, _("What was done?"))


@require_GET
def contact_row(request: MemberRequest, participant_id):
    """The row as it was: "cancel" in the row form. Focus goes back to where it was opened."""
    participant = caseload_access.own_participant_or_404(request, participant_id)
    row = _row(request, participant)
    return trigger_client_event(
        row, "hn:focus", f"#participant-{participant.pk} .hn-cell-action a", after="settle"
    )


@require_GET
def timeline(request: MemberRequest, participant_id):
    shown = None if request.htmx else "timeline.open"
    participant = caseload_access.participant_or_404(request, participant_id, shown=shown)
    asked = request.GET.get("page", "1")
    page = min(int(asked), 500) if asked.isascii() and asked.isdigit() and int(asked) else 1
    context = timeline_page(participant, page) | {
        "can_change": caseload_access.can_change(request.membership, participant),
    }
    template = "mentors/_timeline.html" if request.htmx else "mentors/timeline.html"
    return render(request, template, context)


def _logged(request, participant, form, corrects=None):
    """The contact as it is in the log; None, with an error in the form, for a form used before."""
    try:
        return actions.log_contact(
            request.membership, participant, corrects=corrects, **form.logged()
        )
    except actions.SentForSomebodyElse:
        form.add_error("submission", _("This form was sent for somebody else. Open it again."))


def _in_row(request):
    return bool(request.htmx) and (request.htmx.target or "").startswith("participant-")


def _form(request, template, form, participant):
    context = {
        "form": form,
        "participant": participant,
        "back_url": _back(request, participant),
        "back_to_bench": request.GET.get("back") != BACK_TO_PARTICIPANT,
        "bench": bench_for(request, "mine") if _in_row(request) else None,
    }
    return render(request, template, context, status=422 if form.is_bound else 200)


def _row(request, participant):
    """The bench row after a change, with the counts and messages that changed with it."""
    context = {
        "participant": participant,
        "bench": bench_for(request, "mine"),
        "changed": request.method == "POST",
    }
    return render(request, "mentors/_contact_saved_row.html", context)


def _say_saved(request, contact):
    # By the contact's id the message offers "undo"; "needs" says that somebody does. What is
    # offered then stands in templates/_status.html.
    tags = f"{contact.pk} needs" if contact.needs_something else str(contact.pk)
    messages.success(request, _("The contact is saved."), extra_tags=tags)


def _back(request, participant):
    if request.GET.get("back") == BACK_TO_PARTICIPANT:
        return participant.get_absolute_url()
    return f"{reverse('caseload:workbench')}#participant-{participant.pk}"


def _go_back(request, participant):
    return _leave(request, _back(request, participant))


def _leave(request, url):
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)
