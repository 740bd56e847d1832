from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.http import MemberRequest
from surveys.invitations import access, actions, words
from surveys.invitations.forms import FetchForm, HandedOutForm, OneForm
from surveys.waves.models import Wave
from surveys.waves.population import asked_at

PAGE_SIZE = 20


@require_GET
def code_list(request: MemberRequest):
    """The waves that ask at her office now."""
    access.refuse_who_hands_out_no_codes(request.membership)
    waves = Wave.objects.visible_to(request.membership).fetchable(timezone.localdate())
    waves = waves.for_list().order_by("closes_on", "label")
    page = Paginator(waves, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = access.with_here(request.membership, list(page.object_list))
    return render(request, "surveys/code_list.html", {"page": page})


@require_GET
def code_detail(request: MemberRequest, wave_id):
    """How many codes were fetched, and the ways to hand out more."""
    return _detail(request, access.wave_to_hand_out_or_404(request, wave_id))


def _detail(request, wave, *, fetch=None, handed_out=None, status=200):
    office, sent = request.membership.office, wave.here.sent
    people = asked_at(wave.audience, [office], timezone.localdate())[office.pk]
    kept = {"number": wave.here.handed_out}
    left = max(people - sent, 0)
    context = {
        "wave": wave,
        "people": people,
        "fetch": fetch or FetchForm(initial={"number": left or None, "sent_before": sent}),
        "handed_out": handed_out or HandedOutForm(sent=sent, initial=kept),
    }
    return render(request, "surveys/code_detail.html", context, status=status)


@require_POST
def code_sheet(request: MemberRequest, wave_id):
    """Codes on paper. They stand in this answer and nowhere else."""
    wave = access.wave_to_hand_out_or_404(request, wave_id)
    form = FetchForm(request.POST)
    if not form.is_valid():
        return _detail(request, wave, fetch=form, status=422)
    codes = _fetch(request, wave, **form.cleaned_data)
    if codes is None:
        return redirect("surveys:code_detail", wave.pk)
    context = {
        "wave": wave,
        "codes": codes,
        # To be typed, so as short as may be.
        "address": _address(request).partition("://")[2],
        "words": words.on_slip(wave),
    }
    return render(request, "surveys/code_sheet.html", context)


@require_POST
def code_message(request: MemberRequest, wave_id):
    """One code in a message to copy."""
    wave = access.wave_to_hand_out_or_404(request, wave_id)
    form = OneForm(request.POST)
    codes = form.is_valid() and _fetch(request, wave, number=1, **form.cleaned_data)
    if not codes:
        return redirect("surveys:code_detail", wave.pk)
    text = words.with_code(wave, _address(request), codes[0])
    context = {"wave": wave, "text": text, "sent": wave.here.sent + 1}
    return render(request, "surveys/code_message.html", context)


def _fetch(request, wave, **wanted):
    """[code], or None where the page says why there are none."""
    try:
        return actions.make_codes(request.membership, wave, request.membership.office, **wanted)
    except actions.FetchedMeanwhile:
        said = _("These codes were made already and are not shown again. Make new ones if needed.")
    except actions.TooFewForOffice:
        said = _("A whole office is asked with at least six codes. Make at least six at once.")
    except actions.NoCodes:
        said = _("The wave is closed. No code is made any more.")
    messages.warning(request, said)


def _address(request):
    return request.build_absolute_uri(reverse("surveys:code"))


@require_POST
def code_handed_out(request: MemberRequest, wave_id):
    wave = access.wave_to_hand_out_or_404(request, wave_id)
    form = HandedOutForm(request.POST, sent=wave.here.sent)
    if not form.is_valid():
        return _detail(request, wave, handed_out=form, status=422)
    office = request.membership.office
    actions.say_handed_out(request.membership, wave, office, form.cleaned_data["number"])
    messages.success(request, _("Saved."))
    return redirect("surveys:code_detail", wave.pk)


@require_GET
def code_reminder(request: MemberRequest, wave_id):
    """A message to everybody who got a code."""
    wave = access.wave_to_hand_out_or_404(request, wave_id)
    text = words.reminder(wave, _address(request))
    return render(request, "surveys/code_reminder.html", {"wave": wave, "text": text})
