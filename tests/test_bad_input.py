"""Whatever is sent to any page: an answer a person can act on, never an error of ours."""

from functools import cache, partial
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIRequest

from accounts.models import AuditEntry
from caseload.models import Participant
from mentors.models import Contact
from tests.permissions import EXPECTED, EXPECTED_POST

NASTY = {
    "nul": "a\x00b",
    "bell": "a\x07b",
    "right-to-left": "a\u202eb",
    "zero width": "\u200b\ufeff",
    "combining": "e" + "\u0301" * 400,
    "emoji": "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 30,
    "long": "x" * 20_000,
    "huge number": "9" * 400,
    "negative": "-1",
    "infinity": "inf",
    "exponent": "1e999",
    "arabic digits": "٣٤",
    "superscript": "²",
    "date that never was": "2026-02-30",
    "year 0": "0000-01-01",
    "year 9999": "9999-12-31",
    "year 99999": "99999-01-01",
    "markup": "<script>alert(1)</script>",
    "sql": "'; DROP TABLE caseload_participant; --",
    "template": "{{ 7|add:7 }}{% now 'Y' %}",
    "percent": "%s%(x)s%",
    "path": "../../../../etc/passwd",
    "url": "javascript:alert(1)",
    "formula": '=HYPERLINK("http://x")',
    "json": '{"a": [1]}',
    "uuid": "00000000-0000-0000-0000-000000000000",
    "blank": "   ",
    "line breaks": "\r\n\r\n",
}
FIELDS = (
    "name birth_year phone email phase benefit benefit_ends_on version why until on how people "
    "needs when date next next_date topics learned note submission reason advisor colleague "
    "stand_in from_on until_on rhythm days look_again_on started_on asked workplace goal ended_on "
    "outcome mentor closeness role position org_number division size known_by words language theme "
    "membership email mode file status sort page dir q back answer person shown who phases "
    "receiver type workplace_name starts_on ends_on "
    "hours_per_week seen checked stops_job stops_job_done answer done who_applies help_needed "
    "sent_on answered_on hours_granted hours_told text kind trade route by_on ended closed_why "
    "who who_else due_on taken_by topic version training_plan "
    "at_work outside_work when_to_call contact background contact_agreed_on present agreed_on "
    "key part colleagues decision known brought up_to others_get_less may_wait never_waits "
    "wanted heading weight owner state what_is_done set_aside_why level newcomer buddy "
    "done_on done_with word "
    "happened loop assumed change need reach workplace_type nb_title step1_minutes step1_nb_text "
    "title called participant minutes notes summary reach came to was_there with_notes "
    "on time place user member leading listening first_on first_time writers added began tab turn "
    "about wanted method "
).split()


# What browsers send of a form, but for the page with a file field.
FORM = "application/x-www-form-urlencoded"
WITH_A_FILE = "mentors:import_list"


@pytest.fixture
def client(log_in, ada):
    client = log_in(ada)
    client.raise_request_exception = False
    return client


@cache
def encoded(value):
    """This in every field. Made once: of long ones that takes longer than answering."""
    return urlencode(dict.fromkeys(FIELDS, value))


def send_everything(client, name, url, value):
    if name == WITH_A_FILE:
        return client.post(url, dict.fromkeys(FIELDS, value))
    return client.post(url, encoded(value), content_type=FORM)


@pytest.fixture
def looked_at(monkeypatch):
    """Paths of the requests of which a view has looked at what was sent."""
    paths = set()

    def watched(read):
        def look(request):
            if request.resolver_match:
                paths.add(request.path)
            return read(request)

        return look

    monkeypatch.setattr(WSGIRequest, "GET", property(watched(WSGIRequest.GET.func)))
    monkeypatch.setattr(WSGIRequest, "POST", property(watched(WSGIRequest.POST.fget)))
    return paths


def what_breaks(names, url_for, looked_at, send):
    """{page: status} of errors. A page that looks at nothing of what is sent is asked once."""
    broken = {}
    for name in names:
        url = url_for(name)
        for value in NASTY.values():
            status = send(name, url, value).status_code
            if status >= 500:
                broken[name] = status
            if value != NASTY["nul"] and url not in looked_at:
                break
    assert looked_at
    return broken


@pytest.mark.parametrize("part", range(8))
def test_no_form_breaks(client, url_for, looked_at, part):
    names = [*EXPECTED, *EXPECTED_POST][part::8]
    send = partial(send_everything, client)
    assert what_breaks(names, url_for, looked_at, send) == {}


@pytest.mark.parametrize("part", range(4))
def test_no_address_breaks(client, url_for, looked_at, part):
    def send(name, url, value):
        return client.get(url, QUERY_STRING=encoded(value))

    assert what_breaks(list(EXPECTED)[part::4], url_for, looked_at, send) == {}


@pytest.mark.parametrize("raw", ["%00", "%FF", "%C0%AF", "%ED%A0%80", "%F0%9F", "%"])
def test_no_half_character_breaks(client, raw):
    for path in [f"/bench/?status={raw}", f"/workplaces/?q={raw}", f"/participants/{raw}/"]:
        assert client.get(path).status_code < 500
    body = f"words={raw}"
    assert client.post("/bench/search/", body, content_type=FORM).status_code < 500


def test_a_refused_form_changes_no_row(client, url_for, lampe):
    before = Participant.objects.values().get(pk=lampe.pk), Contact.objects.count()
    for name in EXPECTED:
        send_everything(client, name, url_for(name), "a\x00b")
    assert (Participant.objects.values().get(pk=lampe.pk), Contact.objects.count()) == before


def test_a_page_shows_markup_as_text(client, ada, lampe):
    Participant.objects.filter(pk=lampe.pk).update(name=NASTY["markup"], wish=NASTY["markup"])
    for url in ["/bench/", lampe.get_absolute_url()]:
        page = client.get(url).content.decode()
        assert NASTY["markup"] not in page
        assert "&lt;script&gt;" in page


def test_the_log_holds_no_written_text(client, url_for):
    for name in EXPECTED:
        send_everything(client, name, url_for(name), "ZZMARK")
    lines = AuditEntry.objects.filter(action__startswith="participant")
    assert all("ZZMARK" not in str(line.__dict__) for line in lines.exclude(reason="ZZMARK"))


@pytest.mark.parametrize("kind", ["bell", "right-to-left", "nul"])
def test_control_characters_are_told_by_the_field_and_not_stored(client, kind):
    response = client.post("/participants/new/", {"name": NASTY[kind], "phase": "wish"})
    assert response.status_code in (400, 422)
    if response.status_code == 422:
        assert "name" in response.context["form"].errors
    assert not Participant.objects.exists()
