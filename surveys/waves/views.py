from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.http import MemberRequest
from surveys.access import refuse_who_is_no_researcher, refuse_who_reads_no_surveys
from surveys.by_mail.numbers import mailed
from surveys.intake.actions import NoSpareBatch
from surveys.texts.reviewing import review_state
from surveys.waves import access, actions
from surveys.waves.forms import ConsentForm, WaveForm
from surveys.waves.models import ConsentText, Wave
from surveys.waves.overview import next_step, with_batches, with_rates
from surveys.waves.rates import rates_by_office
from surveys.waves.readiness import offices_of, what_is_missing

PAGE_SIZE = 20


@require_GET
def start(request: MemberRequest):
    """Where each wave stands, and the one thing to do next."""
    refuse_who_reads_no_surveys(request.membership)
    waves = with_batches(Wave.objects.visible_to(request.membership).for_list())
    drafts = list(waves.filter(state=Wave.State.DRAFT).order_by("opens_on", "label"))
    closed = waves.filter(state=Wave.State.CLOSED).order_by("-closes_on", "label")
    page = Paginator(closed, PAGE_SIZE).get_page(request.GET.get("page"))
    page.object_list = with_rates(list(page.object_list))
    today = timezone.localdate()
    context = {
        "drafts": drafts,
        "open": waves.filter(state=Wave.State.OPEN).order_by("closes_on", "label"),
        "page": page,
        "step": next_step(drafts, page.object_list, today),
        "today": today,
    }
    return render(request, "surveys/start.html", context)


@require_GET
def wave_detail(request: MemberRequest, wave_id):
    (wave,) = with_rates([access.wave_or_404(request, wave_id)])
    context = {
        "wave": wave,
        "offices": offices_of(wave),
        "missing": what_is_missing(wave, timezone.localdate()) if wave.is_draft else [],
        "rates": rates_by_office(wave),
        "texts": [] if wave.is_draft else [each for each in review_state([wave]) if each.total],
        "mailed": mailed(wave) if wave.way == Wave.Way.LINKS and not wave.is_draft else None,
    }
    return render(request, "surveys/wave_detail.html", context)


@require_http_methods(["GET", "POST"])
def wave_create(request: MemberRequest):
    refuse_who_is_no_researcher(request.membership)
    form = WaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        wave = actions.make_wave(request.membership, **form.cleaned_data)
        messages.success(request, _("Saved. Nobody is asked before you open the wave."))
        return redirect(wave)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/wave_create.html", {"form": form}, status=status)


@require_http_methods(["GET", "POST"])
def wave_edit(request: MemberRequest, wave_id):
    wave = access.own_wave_or_404(request, wave_id)
    if not wave.is_draft:
        return _it_is_open(request, wave)
    form = WaveForm(request.POST if request.method == "POST" else None, instance=wave)
    if form.is_valid():
        try:
            actions.change_wave(request.membership, wave, **form.cleaned_data)
        except actions.IsOpenAlready:
            return _it_is_open(request, wave)
        messages.success(request, _("Saved."))
        return redirect(wave)
    status = 422 if form.is_bound else 200
    return render(request, "surveys/wave_edit.html", {"form": form, "wave": wave}, status=status)


def _it_is_open(request, wave):
    messages.info(request, _("The wave was opened. What is asked, and whom, is changed no more."))
    return redirect(wave)


@require_POST
def wave_drop(request: MemberRequest, wave_id):
    wave = access.own_wave_or_404(request, wave_id)
    try:
        actions.drop_wave(request.membership, wave)
    except actions.IsOpenAlready:
        return _it_is_open(request, wave)
    messages.success(request, _("The draft is deleted."))
    return redirect("surveys:start")


@require_http_methods(["GET", "POST"])
def wave_open(request: MemberRequest, wave_id):
    """What happens when it opens; or what is missing, in words."""
    wave = access.own_wave_or_404(request, wave_id)
    missing, no_key = [], False
    if request.method == "POST":
        try:
            actions.open_wave(request.membership, wave)
        except actions.NotReady as error:
            missing = error.missing
        except NoSpareBatch:
            no_key = True
        else:
            messages.success(request, _("The wave is open."))
            return redirect(wave)
    elif wave.is_draft:
        missing = what_is_missing(wave, timezone.localdate())
    else:
        return _it_is_open(request, wave)
    context = {"wave": wave, "offices": offices_of(wave), "missing": missing, "no_key": no_key}
    status = 422 if request.method == "POST" else 200
    return render(request, "surveys/wave_open.html", context, status=status)


@require_http_methods(["GET", "POST"])
def wave_close(request: MemberRequest, wave_id):
    """For privacy coordinators as well: nothing is asked any more, at once."""
    wave = access.wave_or_404(request, wave_id)
    if request.method == "POST" and wave.is_open:
        actions.close_wave(request.membership, wave)
        messages.success(request, _("The wave is closed. Codes and links open nothing any more."))
    if request.method == "POST" or not wave.is_open:
        return redirect(wave)
    return render(request, "surveys/wave_close.html", {"wave": wave})


@require_GET
def consent_list(request: MemberRequest):
    """What people agree to before they answer, the newest first."""
    refuse_who_reads_no_surveys(request.membership)
    texts = ConsentText.objects.visible_to(request.membership)
    page = Paginator(texts, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "surveys/consent_list.html", {"page": page})


@require_http_methods(["GET", "POST"])
def consent_create(request: MemberRequest):
    """A text that was shown is never changed, so one begins with a copy of the newest."""
    refuse_who_is_no_researcher(request.membership)
    form = ConsentForm(
        request.POST if request.method == "POST" else None, initial=access.newest_texts()
    )
    if form.is_valid():
        consent = actions.write_consent(request.membership, **form.cleaned_data)
        messages.success(request, _("Saved as version %(n)d.") % {"n": consent.number})
        return redirect("surveys:consent_list")
    status = 422 if form.is_bound else 200
    return render(request, "surveys/consent_create.html", {"form": form}, status=status)
