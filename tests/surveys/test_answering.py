"""Somebody answers without an account: by a link or a code, a page at a time, and sends once."""

import dataclasses
import datetime
import re

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from accounts.models import AuditEntry
from notifications import guesses
from surveys.instruments.questionnaire import Block, Item, Kind, Page, Texts
from surveys.invitations.codes import new_code
from surveys.invitations.models import Invitation
from surveys.waves.models import Wave
from tests.surveys.respondents import (
    QUESTIONNAIRE,
    TODAY,
    Respondent,
    answers_to,
    invite,
    make_open_wave,
    step_of,
    texts,
    when,
)


@pytest.fixture(autouse=True)
def nobody_has_guessed(db):
    cache.clear()


@pytest.fixture
def wave(db):
    return make_open_wave()


@pytest.fixture
def respondent(wave):
    return Respondent(wave)


def page_of(answer):
    """Without what is another each time."""
    return re.sub(r'[A-Za-z0-9]{64}|name="next" value="[^"]+"', "", answer.content.decode())


# By a link


def test_the_link_leads_to_an_address_without_the_token(wave):
    respondent = Respondent(wave)
    assert respondent.came.status_code == 303
    assert respondent.token not in respondent.page
    cookie = respondent.came.cookies[f"survey-{wave.pk}"]
    assert cookie["httponly"] and cookie["path"] == respondent.page
    for answer in [respondent.came, respondent.look()]:
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]


def test_looking_spends_nothing(respondent):
    for _ in range(50):
        for method in ["get", "head", "options"]:
            for address in [f"/surveys/a/{respondent.token}/", respondent.page]:
                getattr(respondent.client, method)(address)
    assert not Invitation.objects.get().is_spent
    assert respondent.look().status_code == 200


def spent(wave, token):
    Invitation.objects.update(is_spent=True)


def closed(wave, token):
    Wave.objects.update(state=Wave.State.CLOSED)


def over(wave, token):
    yesterday = TODAY - datetime.timedelta(days=1)
    Wave.objects.update(opens_on=yesterday, closes_on=yesterday)


def not_begun(wave, token):
    Wave.objects.update(opens_on=TODAY + datetime.timedelta(days=1))


@pytest.mark.parametrize("happened", [spent, closed, over, not_begun])
def test_spent_closed_and_unknown_look_alike(wave, client, happened):
    code = new_code()
    respondent = Respondent(wave, invite(wave, code))
    happened(wave, code)
    unknown = client.get(reverse("surveys:enter", args=["x" * 43]))
    assert unknown.status_code == 404
    for answer in [
        client.get(reverse("surveys:enter", args=[code])),
        client.post(reverse("surveys:code"), {"code": code}),
        client.post(reverse("surveys:code"), {"code": new_code()}),
        respondent.look(),
        respondent.press(),
        respondent.send(),
    ]:
        assert (answer.status_code, page_of(answer)) == (404, page_of(unknown))
    assert answers_to(wave) == []


def test_tokens_are_not_to_be_tried_out(wave, client):
    for _ in range(guesses.MOST):
        client.get(reverse("surveys:enter", args=["wrong"]))
    right = client.get(reverse("surveys:enter", args=[invite(wave)]))
    typed = client.post(reverse("surveys:code"), {"code": new_code()})
    assert right.status_code == typed.status_code == 429


# By a code


@pytest.mark.parametrize(
    "typed", [str, str.lower, lambda code: f" {code.replace('-', ' ')} ", lambda c: c[:4] + c[5:]]
)
def test_a_code_is_taken_however_it_is_typed(wave, client, typed):
    code = invite(wave, new_code())
    answer = client.post(reverse("surveys:code"), {"code": typed(code)})
    assert (answer.status_code, answer["Location"]) == (
        303,
        reverse("surveys:answer", args=[wave.pk]),
    )
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("typed", ["", "ABC", "7KQM-2XWD-9HTR0", "https://nav.no/"])
def test_a_code_of_the_wrong_shape_gets_help_and_stays_as_it_was_typed(wave, client, typed):
    for _ in range(guesses.MOST + 1):
        answer = client.post(reverse("surveys:code"), {"code": typed})
        assert answer.status_code == 422
    assert not typed or typed in answer.content.decode()
    assert not typed or "7KQM-2XWD-9HTRC" in answer.content.decode()


# Consent


def test_without_the_box_nothing_begins_and_nothing_is_sent(respondent, wave):
    for step, go in [("intro", "next"), ("1", "next"), ("review", "send"), ("1", "to-review")]:
        answer = respondent.press(step, go, consent=False, time="agree", people="3")
        assert (answer.status_code, step_of(answer)) == (422, "intro")
        assert 'name="q-time" value="agree"' in answer.content.decode()
    assert answers_to(wave) == []
    assert not Invitation.objects.get().is_spent


def test_the_box_is_that_of_the_text_of_this_wave(respondent, wave):
    other = make_open_wave().consent
    answer = respondent.send(more={"consent": str(other.pk)})
    assert (answer.status_code, step_of(answer)) == (422, "intro")
    assert answers_to(wave) == []


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nb", "kan de ikke endres eller trekkes tilbake"),
        ("nn", "kan dei ikkje endrast eller trekkjast tilbake"),
    ],
)
def test_says_before_anything_is_answered_that_it_cannot_be_withdrawn(
    respondent, wave, language, sentence
):
    page = respondent.press(more={"speak": language}).content.decode()
    assert sentence in page
    assert getattr(wave.consent.text, language) in page


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_what_happens_is_called_confidential_not_anonymous(respondent, language):
    page = respondent.press(more={"speak": language}).content.decode()
    assert {"nb": "fortrolige", "nn": "fortrulege"}[language] in page
    assert "anonym" not in page.lower()


# From page to page


def test_any_question_may_be_skipped_but_a_required_one(respondent, wave):
    assert step_of(respondent.press()) == "1"
    assert step_of(respondent.press("1")) == "2"
    answer = respondent.press("2")
    assert (answer.status_code, step_of(answer)) == (422, "2")
    assert list(answer.context["form"].errors) == ["people"]
    answer = respondent.press("2", people="3")
    assert step_of(answer) == "review"


@pytest.mark.parametrize("typed", ["mange", "-1", "201", "3,5", "9" * 30])
def test_an_error_keeps_what_was_typed_here_and_on_other_pages(respondent, typed):
    answer = respondent.press("2", people=typed, ways=["visit", "phone"], time="agree")
    page = answer.content.decode()
    assert (answer.status_code, step_of(answer)) == (422, "2")
    assert f'value="{typed}"' in page
    assert page.count("checked") == 2
    assert '<input type="hidden" name="q-time" value="agree">' in page
    assert 'href="#id_q-people"' in page


def test_back_keeps_even_what_is_wrong(respondent):
    answer = respondent.press("2", "back", people="mange", time="agree")
    assert step_of(answer) == "1"
    assert '<input type="hidden" name="q-people" value="mange">' in answer.content.decode()
    assert answer.context["form"]["time"].value() == "agree"
    again = respondent.press("1", people="mange", time="agree")
    assert again.context["form"]["people"].value() == "mange"
    assert not again.context["form"].errors


def test_a_page_that_is_not_asked_is_passed_over(respondent):
    asked = respondent.press("2", people="3", help="disagree")
    assert step_of(asked) == "3"
    assert step_of(respondent.press("review", "back", people="3", help="disagree")) == "3"
    assert step_of(respondent.press("review", "back", people="3", help="agree")) == "2"


def test_without_javascript_a_question_comes_once_what_it_depends_on_is_answered(respondent):
    seen = ["people", "ways"]
    answer = respondent.press("2", people="50", shown=seen)
    assert (answer.status_code, step_of(answer)) == (200, "2")
    assert answer.context["form"].shown == ["people", "why", "ways"]
    assert not answer.context["form"].errors
    answer = respondent.press("2", people="50", shown=[*seen, "why"])
    assert step_of(answer) == "review"


def test_with_javascript_it_was_shown_at_once(respondent):
    answer = respondent.press("2", people="50")
    assert step_of(answer) == "review"


def test_a_question_that_is_not_asked_after_all_has_no_answer(respondent, wave):
    respondent.send(people="40", why="Ingenting", help="agree", alone="Noen")
    assert answers_to(wave) == [{"people": 40, "help": "agree"}]


def test_a_condition_may_need_answers_from_two_pages(db):
    both = dataclasses.replace(
        when("people", ">", "40"), clauses=when("people", ">", "40").clauses + OLD.clauses
    )
    more = Item("more", Kind.TEXT, texts("Og da?"), shown_if=both)
    page = QUESTIONNAIRE.pages[1]
    changed = dataclasses.replace(page, blocks=(*page.blocks, Block("more", (more,))))
    pages = (QUESTIONNAIRE.pages[0], changed)
    respondent = Respondent(make_open_wave(dataclasses.replace(QUESTIONNAIRE, pages=pages)))
    may_come = respondent.press("1", time="agree").context["form"]
    assert "more" in may_come.fields and "more" not in may_come.shown
    assert "more" not in respondent.press("1", time="disagree").context["form"].fields


OLD = when("time", "=", "agree")


def test_a_choice_that_is_no_number_is_neither_more_nor_less(db):
    after = Item("after", Kind.TEXT, texts("Og da?"), shown_if=when("time", ">", "3"))
    pages = (*QUESTIONNAIRE.pages, Page("after", (Block("after", (after,)),)))
    respondent = Respondent(make_open_wave(dataclasses.replace(QUESTIONNAIRE, pages=pages)))
    assert step_of(respondent.press("2", people="3", time="agree")) == "review"


# Languages


def test_another_language_keeps_step_and_answers_and_follows_from_page_to_page(respondent):
    answer = respondent.press("1", more={"speak": "nn"}, time="agree", people="mange")
    page = answer.content.decode()
    assert step_of(answer) == "1"
    assert 'lang="nn"' in page and "Kor einig er du i dette?" in page
    assert answer.context["form"]["time"].value() == "agree"
    assert 'name="q-people" value="mange"' in page
    answer = respondent.press("1", more={"language": "nn"}, time="agree")
    assert '<html lang="nn"' in answer.content.decode()


def test_the_language_is_no_answer(respondent, wave):
    respondent.send(more={"language": "nn"})
    assert answers_to(wave) == [{"people": 3}]


def test_offers_english_only_where_all_of_it_is_in_english(respondent):
    assert 'name="speak" value="en"' in respondent.look().content.decode()
    title = dataclasses.replace(
        QUESTIONNAIRE,
        pages=(Page("one", (Block("one", (Item("one", Kind.TEXT, Texts("Ja?", "Ja?")),)),)),),
    )
    page = Respondent(make_open_wave(title)).look().content.decode()
    assert 'name="speak" value="en"' not in page
    assert 'name="speak" value="nn"' in page


def test_says_how_long_it_takes(respondent):
    with override("nb"):
        assert "omtrent 2 minutter" in respondent.look().content.decode()


# Review and sending


def test_the_review_shows_answers_in_words_and_leads_back(respondent):
    answered = {"time": "agree", "people": "50", "why": "Ringer\nflere", "ways": ["visit", "phone"]}
    answer = respondent.press("1", "to-review", **answered)
    page = answer.content.decode()
    for words in ["Helt enig", "50", "Ringer\nflere", "Besøk, Telefon"]:
        assert words in page
    assert 'value="to-2"' in page
    change = respondent.press("review", "to-2", more={"reviewed": "yes"}, **answered)
    assert change.context["form"]["ways"].value() == ["visit", "phone"]
    assert 'value="review"' in change.content.decode()
    back = respondent.press("2", "review", **answered)
    assert step_of(back) == "review"


def test_what_was_answered_is_what_is_sealed(respondent, wave):
    answered = {"time": "agree", "help": "disagree", "people": "50", "why": " Ringer flere. "}
    answer = respondent.send(**answered, ways=["visit", "phone"], alone="Kari", unknown="x")
    assert (answer.status_code, answer["Location"]) == (303, reverse("surveys:answer_thanks"))
    assert answers_to(wave) == [
        {
            "time": "agree",
            "help": "disagree",
            "people": 50,
            "why": "Ringer flere.",
            "ways": ["visit", "phone"],
            "alone": "Kari",
        }
    ]
    assert respondent.client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": "mange"},
        {"people": ""},
        {"why": "x" * 2001, "people": "50"},
        {"why": "a\u202eb", "people": "50"},
        {"time": "perhaps"},
        {"ways": ["visit", "pigeon"]},
    ],
)
def test_what_is_wrong_is_asked_again_instead_of_being_sent(respondent, wave, wrong):
    answer = respondent.send(**wrong)
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) <= set(wrong)
    assert answers_to(wave) == []


def test_the_same_box_twice_is_one(respondent, wave):
    respondent.send(ways=["phone", "phone"])
    assert answers_to(wave) == [{"people": 3, "ways": ["phone"]}]


def test_it_is_sent_once(respondent, wave):
    respondent.send()
    again = Respondent(wave, respondent.token)
    assert again.came.status_code == 404
    assert respondent.client.cookies[f"survey-{wave.pk}"].value == ""
    assert answers_to(wave) == [{"people": 3}]


def test_leaves_no_session_mail_or_line_in_the_audit_log(respondent):
    respondent.press()
    respondent.send()
    assert "sessionid" not in respondent.client.cookies
    assert not Session.objects.exists()
    assert not AuditEntry.objects.exists()
    assert mail.outbox == []


def test_a_page_that_was_open_too_long_keeps_what_was_answered(wave):
    respondent = Respondent(wave, enforce_csrf_checks=True)
    answer = respondent.press("2", people="12", time="agree", why="Lenge")
    page = answer.content.decode()
    assert (answer.status_code, step_of(answer)) == (403, "2")
    assert 'value="12"' in page and 'name="q-time" value="agree"' in page
    form_token = re.search(r'csrfmiddlewaretoken" value="(\w+)"', page)[1]
    answer = respondent.press("2", people="12", more={"csrfmiddlewaretoken": form_token})
    assert step_of(answer) == "review"
    assert respondent.send().status_code == 403
    assert answers_to(wave) == []


def test_two_waves_in_one_browser_do_not_disturb_each_other(respondent, wave):
    other = make_open_wave()
    respondent.client.get(reverse("surveys:enter", args=[invite(other)]))
    assert respondent.send().status_code == 303
    assert (len(answers_to(wave)), len(answers_to(other))) == (1, 0)


def test_the_draft_of_the_next_one_on_the_same_machine_is_another(wave):
    one, other = Respondent(wave).look(), Respondent(wave).look()
    assert one.context["draft"] != other.context["draft"]


def test_who_is_signed_in_is_not_named(log_in, ada, wave):
    client = log_in(ada)
    page = client.get(reverse("surveys:enter", args=[invite(wave)]))["Location"]
    content = client.get(page).content.decode()
    assert ada.user.get_full_name() not in content
    assert Client().get(page).status_code == 404
