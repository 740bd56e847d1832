"""The database counts, and gives nothing but counts: equal to what anybody would count by hand."""

import json

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from surveys.instruments.actions import take_in
from surveys.instruments.questionnaire import Block, Choice, Item, Kind, Page, Questionnaire, Texts
from surveys.models import FreeText, Response, Wave
from surveys.tables.counting import counted, texts_of

CHOICES = ["a", "b", "c", "d", "dont_know"]


def questionnaire_of(merged):
    """Three closed questions and one in own words; `merged` maps each choice to its category."""
    choices = tuple(Choice(name, Texts(name), merged={"m": merged[name]}) for name in CHOICES)
    items = (
        Item("one", Kind.ONE, Texts("En?"), "list"),
        Item("several", Kind.SEVERAL, Texts("Flere?"), "list"),
        Item("number", Kind.NUMBER, Texts("Hvor mange?")),
        Item("words", Kind.TEXT, Texts("Noe mer?")),
    )
    pages = (Page("p", (Block("b", items),)),)
    return Questionnaire(Texts("Puls"), pages, {"list": choices})


PLAIN = questionnaire_of({name: name for name in CHOICES})
CLOSED = ["one", "several", "number"]


def make_wave(label="T3", questionnaire=PLAIN, **given):
    version = take_in("pulse", questionnaire)
    given = {"way": Wave.Way.IMPORTED, "state": Wave.State.CLOSED} | given
    return Wave.objects.create(version=version, label=label, **given)


def answer(wave, *answers):
    Response.objects.bulk_create(Response(wave=wave, answers=each) for each in answers)


def write(wave, number):
    texts = [FreeText(wave=wave, item="words", text=f"Tekst {each}") for each in range(number)]
    FreeText.objects.bulk_create(texts)


def tables(questionnaire, waves, merge=""):
    return {
        row.item.name: (row.counts, row.n)
        for row in counted(questionnaire, CLOSED, waves, merge=merge)
    }


merges = st.fixed_dictionaries({name: st.sampled_from(["low", "high", "a"]) for name in CHOICES})
respondents = st.fixed_dictionaries(
    {},
    optional={
        "one": st.sampled_from(CHOICES),
        "several": st.lists(st.sampled_from(CHOICES), unique=True),
        "number": st.integers(-(2**31), 2**31),
    },
)


def by_hand(answers, name, merged):
    """({category: how many}, n), without anything of the product's."""
    given = [each[name] for each in answers if name in each]
    if name == "number":
        return {value: given.count(value) for value in sorted(set(given))}, len(given)
    sets = [{merged[one] for one in (each if name == "several" else [each])} for each in given]
    categories = dict.fromkeys(merged[name] for name in CHOICES)
    return {category: sum(category in each for each in sets) for category in categories}, len(given)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(merged=merges, answers=st.lists(respondents, max_size=12), parts=st.integers(1, 3))
def test_whatever_is_merged_counts_as_by_hand(db, merged, answers, parts):
    with transaction.atomic():
        questionnaire = questionnaire_of(merged)
        waves = [make_wave(f"T{part}", questionnaire) for part in range(parts)]
        for part, wave in enumerate(waves):
            answer(wave, *answers[part::parts])
        for merge, categories in [("m", merged), ("", {name: name for name in CHOICES})]:
            table = tables(questionnaire, waves, merge)
            expected = {name: by_hand(answers, name, categories) for name in CLOSED}
            assert table == expected
            assert [list(row[0]) for row in table.values()] == [
                list(row[0]) for row in expected.values()
            ]
        transaction.set_rollback(True)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(merged=merges, answers=st.lists(st.sampled_from(CHOICES), max_size=12), data=st.data())
def test_how_a_merged_category_is_split_is_not_seen(db, merged, answers, data):
    with transaction.atomic():
        questionnaire = questionnaire_of(merged)
        one, other = make_wave("one", questionnaire), make_wave("other", questionnaire)
        for each in answers:
            alike = [name for name in CHOICES if merged[name] == merged[each]]
            answer(one, {"one": each})
            answer(other, {"one": data.draw(st.sampled_from(alike))})
        assert tables(questionnaire, [one], "m") == tables(questionnaire, [other], "m")
        transaction.set_rollback(True)


def test_a_wave_that_is_open_is_not_counted(db):
    wave = make_wave(state=Wave.State.DRAFT, closes_on="2026-12-01")
    answer(wave, {"one": "a"})
    write(wave, 6)
    assert tables(PLAIN, [wave])["one"] == (dict.fromkeys(CHOICES, 0), 0)
    assert texts_of(wave, "words") == []


def test_half_years_of_a_wave_without_a_last_day_are_counted(db):
    wave = make_wave(state=Wave.State.DRAFT, closes_on=None)
    answer(wave, {"one": "a"})
    assert tables(PLAIN, [wave])["one"][1] == 1


def test_answers_in_own_words_are_read_where_six_gave_one(db):
    few, enough = make_wave("few"), make_wave("enough")
    write(few, 5)
    write(enough, 6)
    assert texts_of(few, "words") == []
    assert sorted(texts_of(enough, "words")) == [f"Tekst {number}" for number in range(6)]
    assert texts_of(enough, "one") == []


def test_names_of_the_caller_take_the_place_of_none(db):
    wave = make_wave()
    answer(wave, {"one": "a"})
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE surveys_response (id uuid, wave_id uuid, answers jsonb)")
        cursor.execute("CREATE TEMP TABLE surveys_wave (LIKE public.surveys_wave)")
        cursor.execute("SET LOCAL search_path = pg_temp, public")
        cursor.execute("SELECT n FROM survey_counts(%s, 'one', '{}')", [[wave.pk]])
        assert cursor.fetchone() == (1,)


@pytest.mark.parametrize("strange", ["'; DROP TABLE surveys_response; --", "$$", "one%s"])
def test_a_name_is_only_ever_a_name(db, strange):
    wave = make_wave()
    answer(wave, {"one": "a"})
    with connection.cursor() as cursor:
        given = [[wave.pk], strange, json.dumps({"a": strange})]
        cursor.execute("SELECT n FROM survey_counts(%s, %s, %s::jsonb)", given)
        assert cursor.fetchone() == (0,)
        given[1] = "one"
        cursor.execute("SELECT counts FROM survey_counts(%s, %s, %s::jsonb)", given)
        assert json.loads(cursor.fetchone()[0]) == {strange: 1}


def test_a_wave_with_answers_is_not_lost(db):
    wave = make_wave()
    answer(wave, {"one": "a"})
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        wave.delete()
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_command_prints_numbers_by_value(db, capsys):
    answer(make_wave(), {"number": 10}, {"number": 9}, {"number": 10})
    call_command("survey_table", "--wave", "T3", "--items", "number", "--json")
    table = json.loads(capsys.readouterr().out)
    assert table == {"items": [{"item": "number", "counts": {"9": 1, "10": 2}, "n": 3}]}
