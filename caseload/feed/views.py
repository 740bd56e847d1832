"""The page about the calendar subscription, and the calendar itself for who knows the secret."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from accounts.http import MemberRequest
from caseload.feed import access, actions, contacts
from notifications import guesses


@require_GET
def feed(request: MemberRequest):
    return render(request, "caseload/feed.html", {"feed": access.own_feed(request.membership)})


@require_POST
def feed_renew(request: MemberRequest):
    """Answers with the page itself: the secret is shown once and waits in no session."""
    access.own_feed(request.membership)
    secret = actions.renew_feed(request.membership)
    # Behind the question mark it stays out of what we log, which is the path.
    address = request.build_absolute_uri(f"{reverse('caseload:feed_calendar')}?key={secret}")
    context = {"feed": access.own_feed(request.membership), "address": address}
    return render(request, "caseload/feed.html", context)


@require_POST
def feed_stop(request: MemberRequest):
    access.own_feed(request.membership)
    actions.stop_feed(request.membership)
    messages.success(request, _("The subscription is stopped. The address no longer works."))
    return redirect("caseload:feed")


@login_not_required
@require_safe
def feed_calendar(request):
    """The calendar, or 304 when the days are the same as last time: then it costs two queries."""
    feed = access.feed_of(request.GET.get("key", ""))
    if feed is None:
        return _no_such_feed(request)
    actions.note_read(feed, timezone.localdate())
    language = feed.membership.user.language
    agreed = contacts.agreed_contacts(feed.membership)
    response = HttpResponse(content_type="text/calendar; charset=utf-8")
    response["ETag"] = contacts.etag(agreed, language)
    response["Cache-Control"] = "private, no-cache"
    response["Content-Disposition"] = 'attachment; filename="hybridnav.ics"'
    response = get_conditional_response(request, etag=response["ETag"], response=response)
    if response.status_code == 304:
        return response
    if access.comes_too_often(feed):
        return _come_back_later(3600)
    response.content = contacts.as_calendar(agreed, language, lambda pk: _page(request, pk))
    return response


def _no_such_feed(request):
    if guesses.too_many(request):
        return _come_back_later(guesses.WITHIN)
    guesses.note(request)
    raise Http404


def _come_back_later(seconds):
    return HttpResponse(status=429, headers={"Retry-After": str(seconds)})


def _page(request, participant_id):
    return request.build_absolute_uri(reverse("caseload:participant_detail", args=[participant_id]))
