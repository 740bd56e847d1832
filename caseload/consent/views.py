from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from caseload import access as caseload_access
from caseload.consent import access, actions
from caseload.consent.forms import ConsentForm
from caseload.consent.models import AT_THE_WORKPLACE, OTHERS
from caseload.consent.overview import overview, told_at_the_workplace
from caseload.views.pages import form_page


@require_GET
def consent_list(request: MemberRequest, participant_id):
    """What may be told to whom until when, and what to ask about."""
    participant = caseload_access.participant_or_404(request, participant_id, shown="consent.open")
    context = {
        "participant": participant,
        "can_change": caseload_access.can_change(request.membership, participant),
        "overview": overview(list(participant.consents.for_page()), timezone.localdate()),
        "at_the_workplace": AT_THE_WORKPLACE,
        "others": OTHERS,
    }
    return render(request, "caseload/consent_list.html", context)


@require_http_methods(["GET", "POST"])
def consent_record(request: MemberRequest, participant_id):
    participant = caseload_access.own_participant_or_404(request, participant_id)
    if not participant.is_active:
        return _case_closed(request, participant)
    form = ConsentForm(
        request.POST if request.method == "POST" else None,
        topic=request.GET.get("topic"),
        receiver=request.GET.get("receiver"),
    )
    if form.is_valid():
        try:
            actions.record_consent(request.membership, participant, **form.cleaned_data)
        except actions.CaseClosed:
            return _case_closed(request, participant)
        messages.success(request, _("Saved. What is agreed stands under Consent."))
        return redirect("caseload:consent_list", participant.pk)
    template = "caseload/consent_record.html"
    return form_page(request, participant, form, _("Consent to share"), template=template)


def _case_closed(request, participant):
    context = {"participant": participant}
    status = 422 if request.method == "POST" else 200
    return render(request, "caseload/consent_closed.html", context, status=status)


@require_POST
def consent_withdraw(request: MemberRequest, consent_id):
    """One click: to say no is as easy as to say yes."""
    consent = access.own_consent_or_404(request, consent_id)
    actions.withdraw_consent(request.membership, consent)
    messages.success(request, _("Withdrawn. From now on it may not be told."))
    return redirect("caseload:consent_list", consent.participant_id)


@require_GET
def consent_told(request: MemberRequest, participant_id):
    """Only what may be told at the workplace, for whoever stands there with a phone in the hand."""
    participant = caseload_access.participant_or_404(request, participant_id, shown="consent.open")
    consents = participant.consents.in_force(timezone.localdate())
    told = told_at_the_workplace(consents.order_by("topic").filter(receiver__in=AT_THE_WORKPLACE))
    template = "_consent_told.html" if request.htmx else "consent_told.html"
    context = {"participant": participant, "told": told}
    return render(request, f"caseload/{template}", context)
