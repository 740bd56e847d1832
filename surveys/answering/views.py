"""Answering, without an account. Only sending writes anything: the answers, sealed."""

from functools import partial

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.http import require_http_methods, require_safe

from notifications import guesses, links
from surveys.answering import access
from surveys.answering.forms import CodeForm
from surveys.answering.stale import NotesStalePages
from surveys.answering.steps import INTRO, WAS_OPEN_TOO_LONG, Way
from surveys.intake.actions import answer as take_in

DAYS = 7 * 24 * 60 * 60


@links.link_page
@require_safe
def enter(request, token):
    """The address of a mail: on to the questions, whose address has none of the token."""
    return _let_in(request, token)


@links.link_page
@require_http_methods(["GET", "HEAD", "POST"])
def code(request):
    """A code from a sheet."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _let_in(request, form.cleaned_data["code"])
    return render(
        request, "surveys/code.html", {"form": form}, status=422 if form.is_bound else 200
    )


def _let_in(request, token):
    if guesses.too_many(request):
        return links.too_many_guesses(request)
    wave = access.wave_to_answer(token)
    if wave is None:
        return _no_longer_works(request)
    page = reverse("surveys:answer", args=[wave.pk])
    return links.into_a_cookie(
        request, token, name=access.cookie_name(wave.pk), page=page, max_age=DAYS
    )


@partial(links.link_page, protect=decorator_from_middleware(NotesStalePages))
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, wave_id):
    """Intro, pages and review: what was answered comes with every request and is kept nowhere."""
    wave, token = access.wave_in_cookie(request, wave_id)
    if wave is None:
        return _no_longer_works(request)
    _speak(request)
    way = Way(wave, request.POST)
    if request.method != "POST":
        screen = way.screen(INTRO)
    elif request.is_stale:
        screen = way.screen(way.step, notice=WAS_OPEN_TOO_LONG, status=403)
    elif "speak" in request.POST:
        screen = way.screen(way.step)
    else:
        screen = way.next_screen(request.POST.get("go", ""))
    if screen is None:
        return _send(request, way, token)
    return _show(request, way, screen, access.draft_name(wave, token))


def _speak(request):
    """The language goes along with the page; the cookie is for what comes after it."""
    language = request.POST.get("speak", request.POST.get("language"))
    if language in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = language


def _show(request, way, screen, draft):
    context = {"way": way, "screen": screen, "form": screen.form, "draft": draft}
    context["carried"] = list(way.carried(screen))
    response = render(request, "surveys/answer.html", context, status=screen.status)
    if "speak" in request.POST:
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            request.LANGUAGE_CODE,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
    return response


def _send(request, way, token):
    if not take_in(way.wave, token, way.answers):
        return _no_longer_works(request)
    response = HttpResponseRedirect(reverse("surveys:answer_thanks"), status=303)
    page = reverse("surveys:answer", args=[way.wave.pk])
    response.delete_cookie(access.cookie_name(way.wave.pk), path=page, samesite="Lax")
    return response


@links.link_page
@require_safe
def answer_thanks(request):
    return render(request, "surveys/answer_thanks.html")


def _no_longer_works(request):
    return links.no_longer_works(request, "surveys/answer_gone.html")
