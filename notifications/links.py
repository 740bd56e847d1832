"""Links for people without an account: issued, opened, shown to one browser, revoked.

The token stands in one address only, that of the mail. Opening it moves the token into a cookie
that no script reads and answers with an address without it, so that it reaches no history beside
the first line, no log and no other site. Opening never spends a link: mail scanners open links too.
"""

import datetime
from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from accounts.forgetting import Rule
from notifications import guesses
from notifications.models import Link

KEPT = datetime.timedelta(days=30)
# Whether a link is spent, expired or was never there looks the same to whoever opens it.
OLD_LINKS = Rule("links", lambda now: Link.objects.filter(expires_at__lt=now - KEPT))


def link_page(view, *, protect=csrf_protect):
    """A view that belongs to a link: open to everybody, kept nowhere, told to no other site.

    A page that sends no referrer makes the browser call the origin of its forms "null", an old one
    none at all. Then the token of the form decides alone, beside the cookie of the link, which
    comes along with no form of another site.
    """
    checked = protect(view)

    @csrf_exempt  # nosemgrep: csrf-exempt # `checked` does it, after the Origin is put right
    @login_not_required
    @wraps(view)
    def page(request, *args, **kwargs):
        if request.headers.get("Origin", "null") == "null":
            request.META["HTTP_ORIGIN"] = f"{request.scheme}://{request.get_host()}"
        response = checked(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        patch_cache_control(response, no_store=True, private=True)
        return response

    return page


@transaction.atomic
def issue(purpose, about, *, until, because_of=()):
    """The Link of this purpose about this thing: the one that stands, kept open until then.

    `because_of`: ids of what gives the right to it; see `no_longer_because_of`.
    """
    standing = Link.objects.usable(timezone.now()).filter(purpose=purpose, about=about)
    link = standing.select_for_update(of=("self",)).first()
    if link is None:
        return Link.objects.create(
            purpose=purpose, about=about, expires_at=until, because_of=list(because_of)
        )
    link.expires_at = max(link.expires_at, until)
    link.because_of = list(because_of) or link.because_of
    link.save(update_fields=["expires_at", "because_of"])
    return link


@transaction.atomic
def no_longer_because_of(*ids):
    """These give no right to a link any more. One that has no other reason is revoked."""
    links = Link.objects.usable(timezone.now()).filter(because_of__overlap=ids)
    for link in links.select_for_update(of=("self",)).order_by("pk"):
        link.rest_on(each for each in link.because_of if each not in ids)


def enter(request, token, purpose, *, page):
    """The answer to the address of a mail: a cookie, and on to `page(link)` without the token."""
    if guesses.too_many(request):
        return too_many_guesses(request)
    link = find(token, purpose)
    if link is None:
        return no_longer_works(request)
    return into_a_cookie(
        request, token, name=cookie_name(link.pk), page=page(link), expires=link.expires_at
    )


def into_a_cookie(request, token, *, name, page, **how_long):
    """On to this page without the token, which only that page gets, and no script."""
    response = HttpResponseRedirect(page, status=303)
    response.set_cookie(
        name,
        token,
        path=page,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
        **how_long,
    )
    response["Referrer-Policy"] = "no-referrer"
    return response


def find(token, purpose):
    """The usable Link with this token, else None. For who has no browser: a mail program."""
    return _usable(purpose).filter(token_hash=Link.hash_of(token)).first()


def opened(request, link_id, purpose):
    """The usable Link of this page if this browser came by its token, else None."""
    token = request.COOKIES.get(cookie_name(link_id), "")
    return _usable(purpose).filter(pk=link_id, token_hash=Link.hash_of(token)).first()


def no_longer_works(request, template="notifications/link_gone.html"):
    """One page for unknown, expired, spent and revoked: nothing tells them apart."""
    if guesses.too_many(request):
        return too_many_guesses(request)
    guesses.note(request)
    return render(request, template, status=404)


def too_many_guesses(request):
    response = render(request, "notifications/too_many_guesses.html", status=429)
    response["Retry-After"] = str(guesses.WITHIN)
    return response


def cookie_name(link_id):
    return f"link-{link_id}"


def _usable(purpose):
    return Link.objects.usable(timezone.now()).filter(purpose=purpose)
