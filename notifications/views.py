from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from accounts.http import MemberRequest
from notifications import access
from notifications.forms import SeenForm
from notifications.kinds import groups
from notifications.models import Notification

MOST_SHOWN = 200
AWAY_SHOWN = 20


@require_GET
def bell(request: MemberRequest):
    """How many she has not seen. Loaded after the page, so it must stay small."""
    access.refuse_who_is_told_nothing(request.membership)
    unseen = Notification.objects.visible_to(request.membership).unseen().count()
    return render(request, "notifications/_bell.html", {"unseen": unseen})


@require_GET
def notification_list(request: MemberRequest):
    """What waits for her, and what she took away today."""
    access.refuse_who_is_told_nothing(request.membership)
    return _list(request, "notifications/notification_list.html")


@require_POST
def notifications_seen(request: MemberRequest):
    """The page of the list says so by itself when it is shown; without JavaScript, by a button."""
    access.refuse_who_is_told_nothing(request.membership)
    form = SeenForm(request.POST)
    if form.is_valid():
        told = Notification.objects.visible_to(request.membership)
        told.filter(told_at__lte=form.cleaned_data["shown_at"]).see()
    if request.htmx:
        return _ring(HttpResponse(status=204))
    return redirect("notifications:notification_list")


@require_POST
def notification_read(request: MemberRequest, notification_id):
    access.own_or_404(request, notification_id).see()
    return _changed(request, f"#notification-{notification_id} a")


@require_POST
def notification_away(request: MemberRequest, notification_id):
    """She needs it no more, though nothing was done here: a call in the corridor will do."""
    access.own_or_404(request, notification_id).take_away()
    return _changed(request, f"#notification-{notification_id} button")


@require_POST
def notification_back(request: MemberRequest, notification_id):
    access.own_or_404(request, notification_id).bring_back()
    return _changed(request, f"#notification-{notification_id} a")


def _changed(request, focus):
    if not request.htmx:
        return redirect("notifications:notification_list")
    answer = _list(request, "notifications/_notification_list.html")
    return _ring(trigger_client_event(answer, "hn:focus", focus, after="settle"))


def _ring(answer):
    """The bell counts anew."""
    return trigger_client_event(answer, "told")


def _list(request, template):
    told = Notification.objects.visible_to(request.membership)
    lines = list(told.open()[:MOST_SHOWN])
    away = list(told.taken_away(timezone.localtime().replace(hour=0, minute=0))[:AWAY_SHOWN])
    context = {
        "groups": groups(lines, told.open().counted()),
        "away": away,
        "everything": [*lines, *away],
        "most": MOST_SHOWN,
        "shown_at": timezone.now().isoformat(),
    }
    return render(request, template, context)
