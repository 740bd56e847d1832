"""A researcher builds a questionnaire in the browser, one part at a time."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from surveys.instruments import building
from surveys.instruments.actions import draft_of, freeze, take_in
from surveys.instruments.questionnaire import from_json
from surveys.instruments.shipped import shipped
from surveys.instruments.xlsform.reading import read
from surveys.models import InstrumentVersion
from tests.factories import make_questionnaire
from tests.surveys.forms import xlsform

QUESTION = {
    "name": "room",
    "text_nb": "Har du tid?",
    "text_nn": "Har du tid?",
    "answer": "one",
    "choices": "agree",
}


@pytest.fixture
def draft(fia):
    return take_in("support", make_questionnaire())


@pytest.fixture
def client(log_in, fia):
    return log_in(fia)


def at(draft, what):
    return f"/surveys/instruments/{draft.pk}/{what}"


def questionnaire_of(draft):
    return InstrumentVersion.objects.get(pk=draft.pk).questionnaire


def test_a_small_instrument_is_built_from_nothing(client):
    client.post("/surveys/instruments/new/", {"title": "Puls", "code": "puls"})
    draft = InstrumentVersion.objects.get()
    choices = "yes | Ja | Ja | Yes | two=Svart\nunsure | Vet ikke | Veit ikkje || two=Annet | ?"
    steps = [
        ("add/page/", {"name": "first", "title_nb": "Først"}),
        ("add/choices/", {"name": "agree", "rows": choices}),
        ("add/item/?to=first", QUESTION),
        ("add/matrix/?to=first", {"name": "m", "stem_nb": "Enig?", "choices": "agree"}),
        ("add/item/?to=m", QUESTION | {"name": "second"}),
        ("add/item/?to=first", QUESTION | {"name": "why", "shown_if": "${room} = 'yes'"}),
        ("head/", {"title_nb": "Puls i høst", "intro_nb": "Kort."}),
    ]
    for seen, (what, typed) in enumerate(steps):
        response = client.post(at(draft, what), typed | {"version": seen})
        assert response.status_code == 302, (what, response.content.decode())
    found = questionnaire_of(draft)
    assert list(found.items) == ["room", "m_1", "second", "why"]
    assert found.title.nb == "Puls i høst"
    assert found.choices["agree"][1].says_nothing
    assert found.choices["agree"][0].merged == {"two": "Svart"}
    assert client.get(at(draft, "build/")).status_code == 200
    exported = client.get(at(draft, "file/")).content
    assert read(exported).questionnaire == found


def test_a_part_is_moved_copied_and_removed(client, draft):
    client.post(at(draft, "item/s1/move/"), {"do": "up"})
    assert list(questionnaire_of(draft).items) == ["s1", "s0"]
    client.post(at(draft, "item/s1/move/"), {"do": "copy"})
    assert list(questionnaire_of(draft).items) == ["s1", "s1_2", "s0"]
    assert client.get(at(draft, "item/s1/remove/")).status_code == 200
    assert len(questionnaire_of(draft).items) == 3
    client.post(at(draft, "item/s1/remove/"))
    assert list(questionnaire_of(draft).items) == ["s1_2", "s0"]


def test_a_list_in_use_cannot_be_removed(client, draft):
    response = client.post(at(draft, "choices/agree/remove/"), follow=True)
    assert "agree" in questionnaire_of(draft).choices
    assert "agree" in response.content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "s0"},
        {"name": "1 a"},
        {"text_nb": ""},
        {"choices": ""},
        {"shown_if": "regex(., 'x')"},
        {"shown_if": "${gone} = 'x'"},
    ],
    ids=str,
)
def test_what_cannot_be_used_is_answered_at_once(client, draft, wrong):
    typed = QUESTION | {"version": 0} | wrong
    assert client.post(at(draft, "add/item/?to=one"), typed).status_code == 422
    assert questionnaire_of(draft) == draft.questionnaire


def test_a_merge_that_leaves_a_choice_out_is_refused(client, draft):
    typed = {"name": "agree", "rows": "yes | Ja | Ja | | two=x\nno | Nei | Nei", "version": 0}
    assert client.post(at(draft, "choices/agree/"), typed).status_code == 422


def test_the_later_of_two_keeps_her_text_and_may_save_it_knowingly(client, draft):
    client.post(at(draft, "page/one/"), {"name": "one", "title_nb": "Ada", "version": 0})
    typed = {"name": "one", "title_nb": "Hennes", "version": 0}
    response = client.post(at(draft, "page/one/"), typed)
    assert response.status_code == 422
    assert "Hennes" in response.content.decode()
    assert questionnaire_of(draft).pages[0].title.nb == "Ada"
    client.post(at(draft, "page/one/"), typed | {"version": 1})
    assert questionnaire_of(draft).pages[0].title.nb == "Hennes"


def test_a_version_in_use_is_never_changed_but_followed_by_a_draft(client, draft):
    freeze(draft)
    assert client.get(at(draft, "build/")).status_code == 302
    typed = {"name": "one", "title_nb": "Ny", "version": 0}
    client.post(at(draft, "page/one/"), typed)
    client.post(at(draft, "item/s1/remove/"))
    assert questionnaire_of(draft) == make_questionnaire()
    client.post(at(draft, "change/"))
    newer = draft_of(draft)
    client.post(at(newer, "page/one/"), typed)
    assert (newer.number, questionnaire_of(newer).pages[0].title.nb) == (2, "Ny")
    assert questionnaire_of(draft) == make_questionnaire()


def test_htmx_gets_the_preview_and_writes_nothing(client, draft):
    typed = {"name": "one", "title_nb": "Nytt navn", "version": 0}
    response = client.post(at(draft, "page/one/"), typed, headers={"HX-Request": "true"})
    content = response.content.decode()
    assert "Nytt navn" in content and "<html" not in content
    assert questionnaire_of(draft) == draft.questionnaire


def test_what_is_to_be_mended_is_said_with_where(client):
    content = building.changed(
        make_questionnaire().to_json(),
        "choices",
        "agree",
        {
            "name": "agree",
            "choices": [
                {"name": name, "text": dict.fromkeys(["nb", "nn", "en"], name)}
                | {"says_nothing": False, "merged": {}}
                for name in ("31-60", "60-100")
            ],
        },
    )
    version = take_in("bands", from_json(content))
    said = client.get(at(version, "")).content.decode()
    assert "60-100" in said and "agree" in said


def test_every_fault_of_a_file_is_named_and_nothing_is_imported(client):
    survey = [["rank agree", "a", "A", "A"], ["text", "b", "", ""]]
    file = _file(xlsform(survey=survey))
    response = client.post("/surveys/instruments/import/", {"file": file})
    assert response.status_code == 422
    content = response.content.decode()
    assert "survey" in content and "rank agree" in content and "3" in content
    assert not InstrumentVersion.objects.exists()


def test_a_file_is_imported_as_a_draft(client):
    file = _file(xlsform(survey=[["select_one agree", "a", "A", "A"]]))
    client.post("/surveys/instruments/import/", {"file": file})
    assert InstrumentVersion.objects.get().instrument.code == "pulse"


def test_a_file_never_writes_over_what_somebody_has_written(client):
    client.post("/surveys/instruments/start/pulse/")
    draft = InstrumentVersion.objects.get()
    client.post(at(draft, "page/now/"), {"name": "now", "title_nb": "Endret", "version": 0})
    file = _file(xlsform(survey=[["select_one agree", "a", "A", "A"]]))
    client.post("/surveys/instruments/import/", {"file": file})
    assert InstrumentVersion.objects.count() == 2
    assert questionnaire_of(draft).pages[0].title.nb == "Endret"


def _file(content):
    return SimpleUploadedFile("form.xlsx", content)


def test_a_shipped_one_is_started_from_and_its_changes_are_kept(client):
    client.post("/surveys/instruments/start/pulse/")
    draft = InstrumentVersion.objects.get()
    client.post(at(draft, "page/now/"), {"name": "now", "title_nb": "Endret", "version": 0})
    client.post("/surveys/instruments/start/pulse/")
    assert questionnaire_of(draft).pages[0].title.nb == "Endret"
    assert client.post("/surveys/instruments/start/gone/").status_code == 404


@pytest.mark.parametrize("each", shipped(), ids=lambda each: each.code)
def test_all_pages_of_a_shipped_one_are_shown_as_they_are_asked(client, each):
    version = take_in(each.code, each.questionnaire)
    assert client.get(at(version, "")).status_code == 200
    assert client.get(at(version, "build/")).status_code == 200
    for kind, name in [("page", each.questionnaire.pages[0].name), ("choices", "agree")]:
        if kind == "page" or name in each.questionnaire.choices:
            assert client.get(at(version, f"{kind}/{name}/")).status_code == 200


def test_the_list_grows_without_more_queries(client, draft):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/surveys/instruments/").status_code == 200
        return len(asked)

    queries()
    one = queries()
    for code in ("b", "c"):
        take_in(code, make_questionnaire())
    assert queries() == one
