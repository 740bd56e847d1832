from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import include, path, reverse
from django.views.decorators.http import require_GET, require_safe
from django.views.i18n import set_language

from notifications.news import news
from surveys.access import READS


@require_GET
def start(request):
    """Each role begins where its day begins."""
    if request.membership.follows_up:
        return redirect("caseload:workbench")
    if request.membership.leads:
        return redirect("caseload:office_bench")
    if request.membership.sees_workplaces:
        return redirect("mentors:workplace_list")
    if request.membership.is_county_contact:
        return redirect("insight:county")
    if request.membership.reflects:
        return redirect("reflection:meeting_list")
    if request.membership.operates:
        return redirect("notifications:operations")
    if request.membership.role in READS:
        return redirect("surveys:start")
    return render(request, "pages/start.html")


def page(name):
    """An open page of text: the same for everybody, signed in or not."""

    @login_not_required
    @require_safe
    def view(request):
        return render(request, f"pages/{name}.html", {"demo": settings.DEMO})

    return path(f"{name}/", view, name=name)


@login_not_required
@require_safe
def security_txt(request):
    """Whom to tell of a hole (RFC 9116)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    # As long as the site answers the address stands; the file asks to be fetched anew.
    expires = datetime.now(UTC).replace(microsecond=0) + timedelta(days=90)
    lines = {
        "Contact": settings.SECURITY_CONTACT,
        "Expires": expires.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "nb, nn, en",
        "Canonical": settings.SITE_URL + reverse("security_txt"),
    }
    text = "".join(f"{name}: {value}\n" for name, value in lines.items())
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


urlpatterns = [
    path("", start, name="start"),
    page("accessibility"),
    page("privacy"),
    page("help"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("language/", login_not_required(set_language), name="set_language"),
    path("sign-in/", include("allauth.urls")),
    path("account/", include("accounts.urls")),
    path("notifications/", include("notifications.urls")),
    path("news/", news, name="news"),
    path("", include("caseload.urls")),
    path("", include("mentors.urls")),
    path("reflection/", include("reflection.urls")),
    path("surveys/", include("surveys.urls")),
    path("insight/", include("insight.urls")),
]

handler403 = "caseload.views.pages.access_refused"
handler500 = "hybridnav.errors.error_or_database_gone"
