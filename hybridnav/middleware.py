"""Small things that hold for every page."""

import re
from urllib.parse import unquote_to_bytes, urlsplit

import brotli
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpResponse, UnreadablePostError
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control, patch_vary_headers


def refuse_broken_text(get_response):
    """PostgreSQL takes neither NUL nor half a character: such a request would end in a 500."""

    def middleware(request):
        try:
            unquote_to_bytes(request.META.get("QUERY_STRING", "")).decode()
            "".join(_every_text_in(request)).encode()
        except (UnicodeError, UnreadablePostError) as error:
            raise BadRequest("Text that is not UTF-8") from error
        if any("\0" in text for text in _every_text_in(request)):
            raise BadRequest("Text with a NUL character")
        return get_response(request)

    return middleware


def _every_text_in(request):
    yield request.path
    # A quoted cookie may spell any byte, and the session's is looked up in the database.
    yield from request.COOKIES.values()
    for fields in [request.GET, request.POST]:
        for name, values in fields.lists():
            yield name
            yield from values
    for name, files in request.FILES.lists():
        yield name
        yield from (file.name for file in files)


def brotli_where_taken(get_response):
    """Pages in brotli: a tenth smaller than gzip on a phone, and sooner made.

    What a page keeps secret cannot be guessed from its length: no GET repeats what the address says
    beside it, and the token of a form is masked anew each time.
    """

    def middleware(request):
        response = get_response(request)
        takes_it = "br" in request.headers.get("Accept-Encoding", "")
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if takes_it and is_page and not response.streaming and len(response.content) > 200:
            patch_vary_headers(response, ["Accept-Encoding"])
            response.content = brotli.compress(response.content, quality=6)
            response.headers["Content-Encoding"] = "br"
            response.headers["Content-Length"] = str(len(response.content))
        return response

    return middleware


def parts_come_under_the_policy_of_their_page(get_response):
    """A content security policy rules a document; a part that htmx puts into one needs none."""

    def middleware(request):
        response = get_response(request)
        response._csp_exempt = bool(request.htmx)
        return response

    return middleware


def no_other_site_uses_it(get_response):
    """No page uses a device, and no other site may use what we answer, files and errors as well.

    First of all, so that what fails in any layer comes by here.
    """

    def middleware(request):
        response = get_response(request)
        # What htmx puts into a page comes under that page's policy; no other site can ask for it.
        if not getattr(response, "_csp_exempt", False):
            for name, value in settings.NO_OTHER_SITE.items():
                response.headers.setdefault(name, value)
        return response

    return middleware


def norwegian_by_any_name(get_response):
    """Browsers say `no` or `no-NO`; Django knows only nb and nn and would answer in English."""

    def middleware(request):
        if header := request.META.get("HTTP_ACCEPT_LANGUAGE"):
            request.META["HTTP_ACCEPT_LANGUAGE"] = re.sub(
                r"(^|,)\s*no(-\w+)*(?=\s*[,;]|\s*$)", r"\1nb", header, flags=re.IGNORECASE
            )
        return get_response(request)

    return middleware


def login_by_redirect_header(get_response):
    """htmx follows a redirect inside the page, and would swap the sign-in page into a table row.

    Told to leave instead, the browser signs in and comes back to the page the person was on.
    """

    def middleware(request):
        response = get_response(request)
        login_url = resolve_url(settings.LOGIN_URL)
        if (
            request.htmx
            and response.status_code == 302
            and urlsplit(response.url).path == urlsplit(login_url).path
        ):
            page = request.htmx.current_url_abs_path or resolve_url(settings.LOGIN_REDIRECT_URL)
            return HttpResponse(
                status=401, headers={"HX-Redirect": redirect_to_login(page, login_url).url}
            )
        return response

    return middleware


def nothing_is_stored(get_response):
    """What a signed-in person saw stays in no cache, on a shared machine above all."""

    def middleware(request):
        response = get_response(request)
        # One address answers a whole page or a part of it.
        patch_vary_headers(response, ["HX-Request"])
        if request.user.is_authenticated:
            patch_cache_control(response, no_store=True, private=True)
        return response

    return middleware
