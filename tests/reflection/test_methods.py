"""Methods are offered: shipped in three languages, changed by an office, and taken back."""

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from caseload.editing import EditedMeanwhile
from reflection.methods.actions import change_method, create_method, hide_method
from reflection.methods.forms import MethodForm
from reflection.methods.offered import (
    LANGUAGES,
    SHIPPED,
    STEP_TEXTS,
    TEXTS,
    method_choices,
    method_for,
    methods_for,
)
from reflection.models import AgendaItem, OfficeMethod
from tests.factories import make_meeting, make_method, make_office

URL = "/reflection/methods/"
PEER = f"{URL}peer_supervision/"


@pytest.fixture
def typed():
    """What the form of peer supervision holds when nobody has changed anything."""
    form = MethodForm(instance=OfficeMethod(content=SHIPPED["peer_supervision"]))
    return {name: "" if (value := form[name].value()) is None else value for name in form.fields}


def read(log_in, member, url=PEER):
    return log_in(member).get(url).content.decode()


# What is shipped


@pytest.mark.parametrize("code", SHIPPED)
def test_a_shipped_method_says_everything_in_each_language(code):
    content = SHIPPED[code]
    for language in LANGUAGES:
        assert all(content[language][text].strip() for text in TEXTS)
        assert all(step[language][text] for step in content["steps"] for text in STEP_TEXTS)
        assert set(content[language]) == set(TEXTS)
    assert all(1 <= step["minutes"] <= 30 for step in content["steps"])


@pytest.mark.parametrize("code", SHIPPED)
def test_what_is_shipped_fits_into_the_form_it_is_changed_in(code, ada):
    shipped = MethodForm(instance=OfficeMethod(office=ada.office, content=SHIPPED[code]))
    typed = {name: shipped[name].value() for name in shipped.fields}
    form = MethodForm({name: value for name, value in typed.items() if value is not None})
    assert form.is_valid(), form.errors
    assert len(form.written()["content"]["steps"]) == len(SHIPPED[code]["steps"])


def test_peer_supervision_has_six_steps_with_minutes_and_who_speaks(log_in, ada):
    method = method_for(None, "peer_supervision", "nb")
    assert len(method.steps) == 6
    page = read(log_in, ada)
    for step in method.steps:
        assert step.title in page and step.who in page and f"{step.minutes} min" in page
    assert method.question in page and "Ordstyrer" in page


@pytest.mark.parametrize(
    ("language", "title"),
    [("nb", "Kollegaveiledning"), ("nn", "Kollegarettleiing"), ("en", "Peer supervision")],
)
def test_each_reads_them_in_her_language(log_in, ada, language, title):
    ada.user.language = language
    ada.user.save(update_fields=["language"])
    client = log_in(ada)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    assert title in client.get(URL).content.decode()


# What an office makes of them


def test_what_an_office_changes_stands_in_place_of_the_shipped_one_there_only(
    log_in, ada, bo, kari, tor, typed
):
    sent = typed | {"nb_title": "Fjordbyrunden", "nn_title": "Fjordbyrunda", "en_title": "A round"}
    assert log_in(ada).post(f"{PEER}edit/", sent).status_code == 302
    assert "Fjordbyrunden" in read(log_in, bo)
    for member in (tor, kari):
        assert "Kollegaveiledning" in read(log_in, member)
    assert ada.user.audit_entries.filter(action="method.change").count() == 1


def test_a_step_is_added_changed_and_taken_away(log_in, ada, typed):
    emptied = {name: "" for name in typed if name.startswith("step2_")}
    added = {
        "step7_minutes": 4,
        "step7_nb_title": "Takk",
        "step7_nb_text": "Si takk.",
        "step7_nn_title": "Takk",
        "step7_nn_text": "Sei takk.",
    }
    log_in(ada).post(f"{PEER}edit/", typed | emptied | added)
    steps = method_for(ada.office_id, "peer_supervision", "nb").steps
    assert [step.title for step in steps][-1] == "Takk"
    assert len(steps) == 6 and "nøkkelspørsmålet" not in steps[1].title


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"nb_title": ""}, "nb_title"),
        ({"nn_purpose": ""}, "nn_purpose"),
        ({"nn_title": "x" * 81}, "nn_title"),
        ({"step1_minutes": ""}, "step1_minutes"),
        ({"step1_minutes": "0"}, "step1_minutes"),
        ({"step1_minutes": "mange"}, "step1_minutes"),
        ({"step2_nn_text": ""}, "step2_nn_text"),
        ({"step2_nn_text": "a\u202eb"}, "step2_nn_text"),
        ({"step7_nb_title": "Takk"}, "step7_minutes"),
    ],
)
def test_bokmaal_and_nynorsk_are_both_needed(log_in, ada, typed, changed, field):
    response = log_in(ada).post(f"{PEER}edit/", typed | changed)
    assert response.status_code == 422
    assert f'href="#id_{field}"' in response.content.decode()
    assert not OfficeMethod.objects.exists()


def test_a_method_without_steps_is_none(log_in, ada, typed):
    emptied = {name: "" for name in typed if name.startswith("step")}
    assert log_in(ada).post(f"{PEER}edit/", typed | emptied).status_code == 422


def test_english_falls_back_to_bokmaal_where_it_is_not_whole(ada, log_in, typed):
    log_in(ada).post(f"{PEER}edit/", typed | {"step3_en_text": "", "nb_title": "Runden"})
    method = method_for(ada.office_id, "peer_supervision", "en")
    assert (method.language, method.title) == ("nb", "Runden")
    assert method_for(ada.office_id, "peer_supervision", "nn").title == "Kollegarettleiing"


def test_the_later_of_two_keeps_what_she_typed_and_writes_over_knowingly(log_in, ada, bo, typed):
    """Both opened the shipped one, which no office had changed."""
    log_in(ada).post(f"{PEER}edit/", typed | {"nb_title": "Adas"})
    late = log_in(bo).post(f"{PEER}edit/", typed | {"nb_title": "Bos"})
    assert late.status_code == 422
    assert "Bos" in late.content.decode()
    assert method_for(ada.office_id, "peer_supervision", "nb").title == "Adas"
    version = late.context["form"]["version"].value()
    log_in(bo).post(f"{PEER}edit/", typed | {"nb_title": "Bos", "version": version})
    assert method_for(ada.office_id, "peer_supervision", "nb").title == "Bos"


def test_steps_that_were_typed_stay_when_somebody_else_made_the_method_shorter(
    log_in, ada, bo, typed
):
    emptied = {name: "" for name in typed if name[:5] in {f"step{n}" for n in range(2, 9)}}
    log_in(ada).post(f"{PEER}edit/", typed | emptied)
    late = log_in(bo).post(f"{PEER}edit/", typed | {"step6_nb_title": "Mitt siste steg"})
    assert "Mitt siste steg" in late.content.decode()


def test_the_offices_version_is_compared_and_taken_back(log_in, ada, bo):
    make_method(ada, title="Fjordbyrunden")
    page = read(log_in, bo, f"{PEER}reset/")
    assert "Fjordbyrunden" in page and "Kollegaveiledning" in page
    log_in(bo).post(f"{PEER}reset/", {"version": 1})
    assert "Kollegaveiledning" in read(log_in, ada)
    assert log_in(bo).get(f"{PEER}reset/").status_code == 302


def test_only_languages_in_which_something_differs_are_compared(log_in, ada, typed):
    log_in(ada).post(f"{PEER}edit/", typed | {"step4_nn_text": "Snakk saman."})
    page = read(log_in, ada, f"{PEER}reset/")
    assert "Snakk saman." in page and "Nynorsk" in page
    assert "Peer supervision" not in page and "Kollegaveiledning" not in page


def test_what_was_changed_meanwhile_is_not_taken_away_unseen(log_in, ada, bo):
    method = make_method(ada)
    change_method(ada, method, version=1, content=method.content | {"steps": []})
    response = log_in(bo).post(f"{PEER}reset/", {"version": 1})
    assert response.status_code == 422
    assert OfficeMethod.objects.get().content is not None


def test_a_version_nobody_has_is_refused(ada):
    method = make_method(ada)
    with pytest.raises(EditedMeanwhile):
        change_method(ada, method, version=7, content=SHIPPED["mentor_talk"])


def test_an_office_makes_a_method_of_its_own_once(log_in, ada, tor, typed):
    client = log_in(ada)
    urls = {client.post(f"{URL}new/", typed | {"nb_title": "Kaffe"}).url for _each in range(2)}
    [url] = urls
    assert "Kaffe" in client.get(url).content.decode()
    assert log_in(tor).get(url).status_code == 404
    assert methods_for(ada.office_id, "nb")[-1].title == "Kaffe"
    assert len(methods_for(tor.office_id, "nb")) == len(SHIPPED)


def test_the_offices_own_method_has_nothing_to_go_back_to(log_in, ada):
    own = create_method(ada, content=SHIPPED["mentor_talk"])
    response = log_in(ada).get(f"{URL}{own.code}/reset/")
    assert response.status_code == 302 and response.url == f"{URL}{own.code}/"


def test_what_is_hidden_is_not_offered_and_can_be_shown_again(log_in, ada, tor):
    client = log_in(ada)
    client.post(f"{PEER}hide/")
    assert "peer_supervision" not in dict(method_choices(ada))
    assert "peer_supervision" in dict(method_choices(tor))
    assert "Kollegaveiledning" in read(log_in, ada), "an agenda may have chosen it before"
    client.post(f"{PEER}hide/", {"show": "yes"})
    assert "peer_supervision" in dict(method_choices(ada))


def test_hiding_keeps_what_the_office_has_written(ada):
    method = make_method(ada, title="Fjordbyrunden")
    hide_method(ada, method, is_hidden=True)
    hide_method(ada, method, is_hidden=False)
    assert methods_for(ada.office_id, "nb")[0].title == "Fjordbyrunden"


def test_a_method_that_is_not_there_is_not_found(log_in, ada):
    for path in ("nothing/", "nothing/edit/", "nothing/reset/"):
        assert log_in(ada).get(URL + path).status_code == 404


# In a meeting


def test_an_agenda_chooses_among_what_the_office_offers(ada, kari):
    make_method(ada, title="Fjordbyrunden")
    with translation.override("nb"):
        choices = method_choices(ada)
        assert choices[0] == ("", "Ingen metode")
        assert ("peer_supervision", "Fjordbyrunden") in choices
        assert ("peer_supervision", "Kollegaveiledning") in method_choices(kari)
    longest = max(len(code) for code, _title in method_choices(ada))
    assert longest <= AgendaItem._meta.get_field("method").max_length


def test_the_steps_stand_beside_an_item_as_the_meetings_office_has_them(ada, bo):
    template = Template("{% load methods %}{% method_of item meeting %}")

    def from_template(item, meeting):
        return template.render(Context({"item": item, "meeting": meeting}))

    make_method(ada, question="Hva vet vi?")
    meeting = make_meeting(ada, bo)
    item = AgendaItem(meeting=meeting, kind=AgendaItem.Kind.OTHER)
    assert from_template(item, meeting).strip() == ""
    item.method = "peer_supervision"
    assert "Hva vet vi?" in from_template(item, meeting)
    meeting.office_id = make_office().pk
    assert "Hva vet vi?" not in from_template(item, meeting)


@pytest.mark.parametrize("own", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(log_in, ada, own, django_assert_num_queries):
    for number in range(own):
        create_method(ada, content=SHIPPED["mentor_talk"] | {"number": number})
    client = log_in(ada)
    client.get(URL)
    with django_assert_num_queries(3):
        client.get(URL)
