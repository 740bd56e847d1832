from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.urls import include, path
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


urlpatterns = [
    path("", start, name="start"),
    page("accessibility"),
    page("privacy"),
    page("help"),
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
