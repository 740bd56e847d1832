"""Four instruments come with the product, in its own words, ready to be sent."""

import json

import pytest
from django.core.management import call_command

from surveys.instruments import checking
from surveys.instruments.questionnaire import LANGUAGES
from surveys.instruments.shipped import shipped
from surveys.instruments.xlsform.reading import read
from surveys.instruments.xlsform.writing import written
from surveys.models import InstrumentVersion

ALL = pytest.mark.parametrize("each", shipped(), ids=lambda each: each.code)


def test_there_is_one_for_advisors_employers_mentors_and_an_office():
    assert [each.code for each in shipped()] == ["advisor", "employer", "mentor", "pulse"]


@ALL
def test_nothing_has_to_be_mended_before_it_is_sent(each):
    assert not list(checking.faults(each.questionnaire))
    assert not list(checking.shortcomings(each.questionnaire))
    assert not list(checking.labels_to_shorten(each.questionnaire))


@ALL
def test_it_goes_out_as_xlsform_and_comes_back_equal(each):
    form = read(written(each.code, each.questionnaire))
    assert (form.form_id, form.questionnaire, form.problems) == (each.code, each.questionnaire, [])


@ALL
def test_every_text_stands_in_all_languages(each):
    questionnaire = each.questionnaire
    texts = [questionnaire.title, questionnaire.intro]
    texts += [item.text for item in questionnaire.items.values()]
    texts += [choice.text for choices in questionnaire.choices.values() for choice in choices]
    assert all(getattr(text, language) for text in texts for language in LANGUAGES)


def test_what_could_tell_who_somebody_is_is_declared():
    declared = {
        each.code: [item.name for item in each.questionnaire.items.values() if item.tells_who]
        for each in shipped()
    }
    assert declared == {
        "advisor": ["mentor_cases", "portfolio_size"],
        "employer": ["industry", "size"],
        "mentor": ["been_before"],
        "pulse": [],
    }


def test_a_pulse_has_six_statements():
    [pulse] = [each for each in shipped() if each.code == "pulse"]
    assert len(pulse.questionnaire.items) == 6


@pytest.mark.django_db
def test_a_command_takes_them_all_in_and_twice_is_once(capsys):
    for _time in range(2):
        call_command("import_instrument", "--shipped", "--json")
        said = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [(each["instrument"], each["version"]) for each in said] == [
            (each.code, 1) for each in shipped()
        ]
    assert InstrumentVersion.objects.count() == len(shipped())
