"""What `make scan` stands on: the rules, the canary's holes, the pages it reads."""

import re
import urllib.error
import urllib.request
from urllib.parse import quote

import pytest
from django.conf import settings

from tests.scan import code
from tests.scan.canary.server import INDEX, flying
from tests.scan.findings import HERE, Finding, allowed, is_allowed
from tests.scan.pages import Page, requests_of
from tests.scan.web import MODULES

RULES = "\n".join(path.read_text() for path in (HERE / "rules").glob("*.yaml"))


@pytest.fixture
def canary(db):
    database = settings.DATABASES["default"]
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    words = [f"{word}='{database[name]}'" for word, name in names.items() if database[name]]
    with flying(" ".join([*words, "dbname=postgres"])) as canary:
        yield canary


def ask(canary, path, method="GET"):
    request = urllib.request.Request(canary.address + path, method=method)
    with urllib.request.urlopen(request, timeout=10) as answer:
        return answer.read().decode(), answer.headers


class TestCanary:
    def test_a_number_becomes_sql(self, canary):
        pages = [ask(canary, f"people?id={number}")[0] for number in ["2", "1%2B1", "1"]]
        assert pages[0] == pages[1] != pages[2]
        with pytest.raises(urllib.error.HTTPError, match="500"):
            ask(canary, "people?id='")

    @pytest.mark.parametrize(
        "path, shown",
        [
            ("hello?name=<b>", "<b>"),
            ("file?name=../canary/holes.js", "innerHTML"),
            ("ping?host=a;echo%20b", "a\nb"),
            ("book", "Write"),
        ],
    )
    def test_what_is_sent_is_done(self, canary, path, shown):
        assert shown in ask(canary, quote(path, safe="?=/&;%"))[0].replace("&lt;", "?")

    def test_xml_brings_a_file_along(self, canary):
        file = HERE / "canary" / "holes.js"
        xml = f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{file}">]><a>&b;</a>'
        assert "place" in ask(canary, f"read?xml={quote(xml)}")[0]

    def test_two_lines_become_two_headers(self, canary):
        assert ask(canary, "language?code=nb%0d%0aX-Other:%201")[1]["X-Other"] == "1"

    def test_another_address_is_asked_and_remembered(self, canary):
        ask(canary, f"fetch?url={quote(canary.address)}ssrf/run/7/616263/")
        assert '"616263"' in ask(canary, "get_ssrf.php?session_id=run")[0]

    def test_a_method_nobody_knows_goes_past_the_door(self, canary):
        with pytest.raises(urllib.error.HTTPError, match="403"):
            ask(canary, "members")
        assert "Blid Lampe" in ask(canary, "members", method="ABC")[0]

    def test_answers_nobody_who_does_not_know_the_word(self, canary):
        canary.address = f"http://127.0.0.1:{canary.server_port}/people/"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            ask(canary, "people?id=1")


class TestRules:
    def test_each_has_a_line_that_it_finds(self):
        rules = set(re.findall(r"- id: ([\w-]+)", RULES))
        assert rules == {rule for rule, _where in code.holes()}
        assert len(rules) > 15

    def test_what_is_marked_in_the_product_is_a_rule(self):
        marks = re.compile(r"nosemgrep: ([\w-]+)")
        files = [path for app in code.PRODUCT for path in (code.ROOT / app).rglob("*.py")]
        found = {name for path in files for name in marks.findall(path.read_text())}
        assert found and found <= set(re.findall(r"- id: ([\w-]+)", RULES))

    def test_a_line_that_is_missed_is_named(self):
        assert code.compared([]) != []
        assert code.compared([Finding("semgrep", *hole) for hole in code.holes()]) == []


def test_what_is_allowed_has_a_reason():
    assert all(len(entry["why"]) > 20 for entry in allowed())
    assert not is_allowed(Finding("sqlmap", "SQL injection", "GET /bench/ q (GET)"))


def test_forms_and_queries_are_read_as_a_browser_would_send_them():
    page = Page("http://here/a/?q=1", INDEX + '<form action="/logout/"><input name="x"></form>')
    assert [each.method for each in page.requests()] == ["GET", "POST"]
    assert requests_of([page, page])[1].data == "text=Hei"


def test_every_module_has_a_hole_of_its_own_to_find():
    assert all(MODULES.values())
    assert len(MODULES) >= 11


def test_locks_name_no_registry():
    for name in ["requirements-scan.lock", "requirements-wapiti.lock"]:
        assert "://" not in (code.ROOT / name).read_text()
