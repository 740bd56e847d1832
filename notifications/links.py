"""Links for people without an account: issued, opened, shown to one browser, revoked.

The token stands in one address only, that of the mail. Opening it moves the token into a cookie
that no script reads and answers with an address without it, so that it reaches no history beside
the first line, no log and no other site. Opening never spends a link: mail scanners open links too.
"""

from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from notifications.models import Link


@transaction.atomic
def issue(purpose, about, *, until):
    """The Link of this purpose about this thing: the one that stands, kept open until then."""
    standing = Link.objects.usable(timezone.now()).filter(purpose=purpose, about=about)
    link = standing.select_for_update(of=("self",)).first()
    if link is None:
        return Link.objects.create(purpose=purpose, about=about, expires_at=until)
    if link.expires_at < until:
        link.expires_at = until
        link.save(update_fields=["expires_at"])
    return link


def enter(request, token, purpose, *, page):
    """The answer to the address of a mail: a cookie, and on to `page(link)` without the token."""
    link = find(token, purpose)
    if link is None:
        return no_longer_works(request)
    response = HttpResponseRedirect(page(link), status=303)
    response.set_cookie(
        cookie_name(link.pk),
        token,
        expires=link.expires_at,
        path=page(link),
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
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


def no_longer_works(request):
    """One page for unknown, expired, spent and revoked: nothing tells them apart."""
    return render(request, "notifications/link_gone.html", status=404)


def cookie_name(link_id):
    return f"link-{link_id}"


def _usable(purpose):
    return Link.objects.usable(timezone.now()).filter(purpose=purpose)
