from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import MemberRequest
from surveys.by_mail import access, actions
from surveys.by_mail.consent_texts import NEWEST, TEXTS
from surveys.by_mail.forms import ContactConsentForm


@require_http_methods(["GET", "POST"])
def contact_consent(request: MemberRequest, person_id):
    """Whether a contact person may be asked in surveys: what she said, and when."""
    contact = access.contact_or_404(request, person_id)
    form = ContactConsentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.record_consent(request.membership, contact, **form.cleaned_data)
        messages.success(request, _("The yes is written down."))
        return redirect("surveys:contact_consent", contact.pk)
    consents = access.consents_of(contact)
    context = {
        "contact": contact,
        "form": form,
        "text": TEXTS[NEWEST],
        "standing": next((each for each in consents if each.withdrawn_on is None), None),
        "earlier": [each for each in consents if each.withdrawn_on],
        "why_no_mail": access.why_no_mail(contact),
    }
    status = 422 if form.is_bound else 200
    return render(request, "surveys/contact_consent.html", context, status=status)


@require_POST
def contact_consent_withdraw(request: MemberRequest, person_id):
    contact = access.contact_or_404(request, person_id)
    actions.withdraw_consent(request.membership, contact)
    messages.success(request, _("The person is not asked in surveys any more."))
    return redirect("surveys:contact_consent", contact.pk)
