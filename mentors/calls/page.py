"""The mentor's page: no account, no name of anybody but the contact at Nav. See links.link_page."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import check_for_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mentors.calls import access, actions
from mentors.calls.forms import CallForm
from mentors.calls.models import PURPOSE, Call
from notifications import links

EASY = "easy"
A_YEAR = 365 * 24 * 60 * 60


@links.link_page
@require_safe
def mentor_enter(request, token):
    """The address in the mail: on to the page, which has none of the token in its own."""
    return links.enter(
        request, token, PURPOSE, page=lambda link: reverse("mentors:mentor_page", args=[link.pk])
    )


@links.link_page
@require_http_methods(["GET", "HEAD", "POST"])
def mentor_page(request, link_id):
    """Four choices, and what a mentor needs to know about her contact at Nav."""
    relation = access.relation_of(request, link_id)
    if relation is None:
        return links.no_longer_works(request)
    easy = request.COOKIES.get("words") == EASY
    form = CallForm(request.POST if request.method == "POST" else None, easy=easy)
    if form.is_valid():
        try:
            actions.send_call(link_id, **form.cleaned_data)
        except actions.LinkIsOver:
            return links.no_longer_works(request)
        except actions.TooManyCalls:
            return _page(request, "mentor_page_enough", link_id, relation, status=429)
        return redirect("mentors:mentor_thanks", link_id)
    status = 422 if form.is_bound else 200
    return _page(request, "mentor_page", link_id, relation, form=form, status=status)


@links.link_page
@require_safe
def mentor_thanks(request, link_id):
    """Said after sending. Loading it again sends nothing again."""
    relation = access.relation_of(request, link_id)
    if relation is None:
        return links.no_longer_works(request)
    newest = relation.calls.first()
    is_called = newest is not None and newest.chosen != Call.Choice.ALL_WELL
    return _page(request, "mentor_thanks", link_id, relation, is_called=is_called)


@links.link_page
@require_POST
def mentor_words(request, link_id):
    """Bokmål, nynorsk, English, or easy bokmål. Kept in the browser: nobody is known here."""
    chosen = request.POST.get("words", "")
    easy = chosen == EASY
    language = "nb" if easy else chosen
    response = redirect("mentors:mentor_page", link_id)
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        kept = {"max_age": A_YEAR, "secure": request.is_secure(), "samesite": "Lax"}
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, httponly=True, **kept)
        path = reverse("mentors:mentor_page", args=[link_id])
        response.set_cookie("words", EASY if easy else "all", path=path, httponly=True, **kept)
    return response


def _page(request, name, link_id, relation, *, status=200, **more):
    context = {
        "link_id": link_id,
        "advisor": relation.advisor,
        "stand_in": access.stand_in_today(relation),
        "easy": request.COOKIES.get("words") == EASY,
        **more,
    }
    return render(request, f"mentors/{name}.html", context, status=status)
