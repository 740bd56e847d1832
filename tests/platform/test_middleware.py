"""Small things that hold for every page."""

import gzip
from datetime import date
from types import SimpleNamespace

import brotli
import pytest
from django.core.exceptions import BadRequest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import InterfaceError, OperationalError
from django.forms import DateField
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.test import RequestFactory
from django.utils import translation
from django.utils.formats import date_format
from django_htmx.middleware import HtmxDetails

from hybridnav import middleware
from hybridnav.errors import error_or_database_gone

factory = RequestFactory()


def answer(function, request, response=None):
    return function(lambda request: response or HttpResponse("ok"))(request)


class TestBrokenText:
    @pytest.mark.parametrize(
        "request_",
        [
            factory.get("/a%00b/"),
            factory.get("/?q=a%00b"),
            factory.get("/?a%00b=q"),
            factory.get("/?q=%E6"),
            factory.get("/?q=%ED%A0%80"),
            factory.post("/", {"note": "a\0b"}),
            factory.post("/", {"a\0b": "note"}),
            factory.post("/", "note=a%00b", "application/x-www-form-urlencoded"),
            factory.get("/", headers={"Cookie": r'sessionid="abcdefgh\000"'}),
            factory.get("/", headers={"Cookie": "sessionid=\udc80"}),
        ],
        ids=lambda request: f"{request.method} {request.get_full_path()}",
    )
    def test_is_refused_before_it_reaches_the_database(self, request_):
        with pytest.raises(BadRequest):
            answer(middleware.refuse_broken_text, request_)

    @pytest.mark.parametrize(
        "request_",
        [
            factory.get("/bedrift/Blåbær/?q=%C3%A6%C3%B8%C3%A5+%F0%9F%99%82&empty="),
            factory.post("/", {"note": "Går bra 🙂\r\n\t\ufffd"}),
            factory.post("/", {"file": SimpleUploadedFile("liste.csv", b"\0\xff")}),
            # Django itself takes what cannot be printed out of a file name.
            factory.post("/", {"file": SimpleUploadedFile("a\0b.csv", b"x")}),
            factory.post("/", b"\0\xff", "application/octet-stream"),
        ],
    )
    def test_all_else_goes_through(self, request_):
        assert answer(middleware.refuse_broken_text, request_).status_code == 200

    def test_is_answered_with_400(self, client):
        assert client.get("/privacy/?q=%00").status_code == 400


class TestNorwegian:
    @pytest.mark.parametrize(
        ("sent", "read"),
        [
            ("no", "nb"),
            ("no-NO,no;q=0.9,en;q=0.5", "nb,nb;q=0.9,en;q=0.5"),
            ("NO-no", "nb"),
            ("en, no;q=0.8", "en,nb;q=0.8"),
            ("nb-NO,nn;q=0.9", "nb-NO,nn;q=0.9"),
            ("en-NO", "en-NO"),
            ("notes", "notes"),
        ],
    )
    def test_by_any_name_is_bokmal(self, sent, read):
        request = factory.get("/", headers={"Accept-Language": sent})
        answer(middleware.norwegian_by_any_name, request)
        assert request.headers["Accept-Language"] == read

    def test_no_language_at_all_is_fine(self):
        assert answer(middleware.norwegian_by_any_name, factory.get("/")).status_code == 200


class TestSigningInFromAPart:
    def ask(self, response, **headers):
        request = factory.get("/bench/part/", headers=headers)
        request.htmx = HtmxDetails(request)
        return answer(middleware.login_by_redirect_header, request, response)

    def test_leaves_the_page_and_comes_back_to_it(self):
        login = resolve_url("account_login")
        answered = self.ask(
            HttpResponseRedirect(f"{login}?next=/bench/part/"),
            HX_Request="true",
            HX_Current_URL="http://testserver/bench/?sort=name",
        )
        assert answered.status_code == 401
        assert answered["HX-Redirect"] == f"{login}?next=/bench/%3Fsort%3Dname"

    def test_a_page_elsewhere_is_not_where_one_comes_back_to(self):
        answered = self.ask(
            HttpResponseRedirect(resolve_url("account_login")),
            HX_Request="true",
            HX_Current_URL="https://elsewhere.example/trap",
        )
        assert "elsewhere" not in answered["HX-Redirect"]

    def test_a_whole_page_and_any_other_redirect_stay_as_they_are(self):
        to_login = HttpResponseRedirect(resolve_url("account_login"))
        assert self.ask(to_login) is to_login
        saved = HttpResponseRedirect("/bench/")
        assert self.ask(saved, HX_Request="true") is saved


class TestCaches:
    def ask(self, signed_in):
        request = factory.get("/")
        request.user = SimpleNamespace(is_authenticated=signed_in)
        return answer(middleware.nothing_is_stored, request)

    def test_keep_nothing_that_a_signed_in_person_saw(self):
        assert "no-store" in self.ask(signed_in=True)["Cache-Control"]

    def test_know_that_one_address_has_two_renderings(self):
        assert "HX-Request" in self.ask(signed_in=True)["Vary"]
        assert "HX-Request" in self.ask(signed_in=False)["Vary"]

    def test_may_keep_an_open_page(self):
        assert "Cache-Control" not in self.ask(signed_in=False)


class TestNoDatabase:
    def answer_to(self, error):
        try:
            raise error
        except type(error):
            return error_or_database_gone(factory.get("/"))

    @pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
    def test_says_come_back_soon(self, error):
        answered = self.answer_to(error)
        assert answered.status_code == 503
        assert answered["Retry-After"] == "5"

    def test_another_error_is_our_fault(self):
        assert self.answer_to(ValueError("a bug")).status_code == 500


class TestDates:
    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    @pytest.mark.parametrize(
        "typed", ["3.11.2026", "03.11.2026", "03.11.26", "031126", "03112026", "2026-11-03"]
    )
    def test_are_read_the_norwegian_way_in_every_language(self, language, typed):
        with translation.override(language):
            assert DateField().clean(typed) == date(2026, 11, 3)

    @pytest.mark.parametrize("language", ["nb", "nn", "en"])
    def test_are_written_the_norwegian_way_in_every_language(self, language):
        with translation.override(language):
            assert date_format(date(2026, 11, 3), "SHORT_DATE_FORMAT") == "03.11.2026"


class TestCompression:
    def test_a_page_goes_in_brotli_to_who_takes_it(self, client, db):
        plain = client.get("/help/").content
        response = client.get("/help/", headers={"Accept-Encoding": "gzip, br"})
        assert response["Content-Encoding"] == "br"
        assert "Accept-Encoding" in response["Vary"]
        assert len(response.content) < len(plain) / 2
        assert b"<main" in brotli.decompress(response.content)

    def test_a_page_goes_in_gzip_to_who_takes_only_that(self, client, db):
        response = client.get("/help/", headers={"Accept-Encoding": "gzip"})
        assert response["Content-Encoding"] == "gzip"
        assert b"<main" in gzip.decompress(response.content)

    @pytest.mark.parametrize("headers", [{}, {"Accept-Encoding": "identity"}])
    def test_a_page_goes_as_it_is_to_everybody_else(self, client, db, headers):
        assert not client.get("/help/", headers=headers).has_header("Content-Encoding")

    def test_only_pages_are_compressed_here(self):
        request = factory.get("/", headers={"Accept-Encoding": "br"})
        file = HttpResponse(b"a" * 1000, content_type="text/calendar")
        assert answer(middleware.brotli_where_taken, request, file).content == b"a" * 1000


def test_a_page_carries_its_policy_and_a_part_comes_under_it(log_in, ada):
    client, url = log_in(ada), "/bench/"
    assert "default-src 'none'" in client.get(url)["Content-Security-Policy"]
    assert "Content-Security-Policy" not in client.get(url, headers={"HX-Request": "true"})
