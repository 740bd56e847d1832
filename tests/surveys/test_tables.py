"""Result tables for researchers: exact counts of closed waves, and nothing where few answered."""

import csv
import io
import json
import random
from html.parser import HTMLParser

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEntry
from hybridnav.roles import WEB
from surveys.answers.actions import take_in_answers
from surveys.answers.reading import Answers
from surveys.demo import load as demo
from surveys.instruments.bands import band_of
from surveys.instruments.questionnaire import Choice, Texts
from surveys.models import SavedTable, Wave
from surveys.tables.derived import at_least, mean_of, sum_of
from tests.factories import make_wave
from tests.surveys.answered import AGREE, make_answered, questionnaire
from tests.surveys.forms import csv_of
from tests.surveys.test_published_tables import PUBLISHED, column, form_of


class Tables(HTMLParser):
    """The tables of a page: a row is a list of the texts of its cells."""

    def __init__(self, page):
        super().__init__()
        self.tables, self.cell = [], None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag in ("td", "th"):
            self.cell = []

    def handle_data(self, data):
        if self.cell is not None:
            self.cell.append(data)

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.tables[-1][-1].append(" ".join("".join(self.cell).split()))
            self.cell = None


def tables_in(response):
    return Tables(response.content.decode()).tables


@pytest.fixture
def client(log_in, fia):
    fia.user.language = "en"
    fia.user.save()
    return log_in(fia)


@pytest.fixture
def show(client):
    """The page of these questions of these waves."""

    def show(waves, *names, name="surveys:table_show", **more):
        waves = [wave.pk for wave in (waves if isinstance(waves, list) else [waves])]
        return client.get(reverse(name), {"wave": waves, "item": list(names)} | more)

    return show


# What a table says


def test_absolute_numbers_with_n_and_dont_know_within_it(show):
    [table] = tables_in(show(make_answered(), "room"))
    assert table == [
        ["Question", "Uenig", "Enig", "Vet ikke", "N"],
        ["Jeg har tid", "2", "5", "1", "8"],
    ]


def test_answers_are_put_together_as_the_questionnaire_declares(show):
    [table] = tables_in(show(make_answered(), "room", merge="two"))
    assert table == [["Question", "Ikke enig", "Enig", "N"], ["Jeg har tid", "3", "5", "8"]]


def test_several_answers_have_their_own_n_and_no_sum(show):
    page = show(make_answered(), "several")
    [table] = tables_in(page)
    assert table == [
        ["Answer", "Number"],
        ["Uenig", "2"],
        ["Enig", "5"],
        ["Vet ikke", "5"],
        ["N", "7"],
    ]
    assert "they can sum to more than N" in page.content.decode()


def test_numbers_stand_by_value_with_what_they_add_up_to(show):
    page = show(make_answered(), "people")
    [table] = tables_in(page)
    assert table == [["Answer", "Number"], ["9", "2"], ["10", "5"], ["N", "7"]]
    assert "Sum 68, mean 9.7, of 7 answers." in page.content.decode()


def test_per_cent_of_n_stand_beside_only_when_asked_for(show):
    wave = make_answered()
    assert tables_in(show(wave, "room", percent="on"))[0][1] == [
        "Jeg har tid", "2 (25 %)", "5 (63 %)", "1 (13 %)", "8",
    ]  # fmt: skip


def test_questions_stand_in_the_order_in_which_they_are_named(show):
    wave = make_answered()
    [table] = tables_in(show(wave, "room", "enough"))
    assert [row[0][:11] for row in table[1:]] == ["Jeg har tid", "Det er nok "]
    [table] = tables_in(show(wave, "enough", "room"))
    assert [row[0][:11] for row in table[1:]] == ["Det er nok ", "Jeg har tid"]


def test_questions_of_several_batteries_share_a_table_where_answers_are_the_same(show):
    tables = tables_in(show(make_answered(), "room", "several", "enough"))
    assert [len(table) for table in tables] == [2, 5, 2]
    [table] = tables_in(show(make_answered("T2"), "room", "enough"))
    assert len(table) == 3


def test_a_row_can_be_moved_without_javascript(show, client):
    page = show(make_answered(), "room", "enough").content.decode()
    [up] = [line for line in page.split('"') if line.startswith("/surveys/tables/show/?")][-1:]
    [table] = tables_in(client.get(up.replace("&amp;", "&")))
    assert [row[0][:11] for row in table[1:]] == ["Det er nok ", "Jeg har tid"]


def test_of_whom_a_question_was_asked_is_said(show):
    page = show(make_answered("T1", *[{"room": "agree", "enough": "agree"}] * 6), "enough")
    assert "Asked of those who answered “Enig” to “Jeg har tid”." in page.content.decode()


# What it does not say


def test_a_wave_with_fewer_than_six_answers_shows_nothing(show):
    wave = make_answered("T1", *[{"room": "agree", "people": 987654}] * 5)
    for name in ["room", "people"]:
        page = show(wave, name)
        assert not tables_in(page)
        assert "Too few answers" in page.content.decode()
        assert "987654" not in page.content.decode()


def test_a_question_that_fewer_than_six_were_asked_is_withheld_everywhere(show):
    wave = make_answered()
    page = show(wave, "room", "enough")
    assert tables_in(page)[0][2][1:] == ["too few"] * 4
    assert page.content.decode().count("Det er nok tid, ") == 0  # no bar of it
    text = show(wave, "room", "enough", name="surveys:table_csv").content.decode("utf-8-sig")
    assert {
        row[3]
        for row in csv.reader(io.StringIO(text), delimiter=";")
        if row[1:2] and "nok" in row[1]
    } == {"under 6"}


def test_a_wave_that_is_not_closed_is_not_offered(client, fia, ada):
    wave = make_wave(fia, ada.office)
    assert not list(client.get(reverse("surveys:table_list")).context["waves"])
    page = client.get(reverse("surveys:table_show"), {"wave": wave.pk, "item": "s0"})
    assert page.status_code == 422
    assert not tables_in(page)


@pytest.mark.parametrize("given", [{}, {"item": "gone"}, {"item": "more"}, {"wave": "x"}])
def test_what_is_not_there_is_refused_in_words(client, given):
    wave = make_answered()
    page = client.get(reverse("surveys:table_show"), {"wave": wave.pk} | given)
    assert page.status_code == 422
    assert not tables_in(page)


# Waves beside each other


def test_waves_stand_beside_each_other_where_they_ask_the_same(show):
    waves = [
        make_answered("T0"),
        make_answered("T1", *[{"room": "agree", "several": ["agree"]}] * 6),
    ]
    rows, several = tables_in(show(waves, "room", "several"))
    assert rows[1:] == [
        ["Jeg har tid (T0)", "2", "5", "1", "8"],
        ["Jeg har tid (T1)", "0", "6", "0", "6"],
    ]
    assert several[0] == ["Answer", "T0", "T1"]
    assert several[-1] == ["N", "7", "6"]


@pytest.mark.parametrize(
    "other",
    [
        questionnaire(wording="Jeg har god tid"),
        questionnaire(choices=AGREE[:2]),
        questionnaire(
            choices=(Choice("disagree", Texts("Nei"), merged={"two": "Ikke enig"}), *AGREE[1:])
        ),
    ],
    ids=["wording", "fewer choices", "words of a choice"],
)
def test_what_is_not_asked_in_the_same_way_is_left_out_with_a_warning(show, other):
    waves = [make_answered("T0"), make_answered("T1", *[{"room": "agree"}] * 6, asked=other)]
    page = show(waves, "room")
    assert [row[0] for row in tables_in(page)[0][1:]] == ["Jeg har tid (T0)"]
    assert "Not asked in the same way" in page.content.decode()


def test_who_answered_each_wave_is_named(show):
    page = show([make_answered("T0"), make_answered("T1")], "room").content.decode()
    assert page.count("Puls, answers from another tool") == 2
    assert "a difference between the waves is not a change in the same people" in page


# Own words


def test_answers_in_own_words_are_listed_from_six_on(client):
    texts = [f"Svar {number}" for number in range(6)]
    wave = make_answered(texts=texts)
    page = client.get(reverse("surveys:table_texts", args=[wave.pk, "more"])).content.decode()
    assert all(text in page for text in texts)


def test_five_answers_in_own_words_are_not_shown(client):
    wave = make_answered(texts=["Hemmelig"] * 5)
    page = client.get(reverse("surveys:table_texts", args=[wave.pk, "more"])).content.decode()
    assert "Hemmelig" not in page
    assert "Too few answers" in page


def test_an_answer_in_own_words_is_text_and_no_markup(client):
    wave = make_answered(texts=["<b>fet</b>"] * 6)
    page = client.get(reverse("surveys:table_texts", args=[wave.pk, "more"])).content.decode()
    assert "<b>fet" not in page


@pytest.mark.parametrize("item", ["room", "gone"])
def test_only_questions_in_own_words_have_such_a_page(client, item):
    wave = make_answered()
    assert client.get(reverse("surveys:table_texts", args=[wave.pk, item])).status_code == 404


# Files


def test_a_csv_says_what_the_page_says(show):
    response = show(make_answered(), "room", name="surveys:table_csv")
    assert response["Content-Disposition"].startswith('attachment; filename="table-t1-')
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[-4:] == [
        ["Jeg har tid", "Jeg har tid", "Uenig", "2"],
        ["Jeg har tid", "Jeg har tid", "Enig", "5"],
        ["Jeg har tid", "Jeg har tid", "Vet ikke", "1"],
        ["Jeg har tid", "Jeg har tid", "N", "8"],
    ]


def test_a_workbook_has_numbers_as_numbers_and_per_cent_in_a_table_of_its_own(show):
    response = show(make_answered(), "room", name="surveys:table_xlsx", percent="on")
    [sheet] = load_workbook(io.BytesIO(response.content)).worksheets
    rows = [row for row in sheet.values if row[0] == "Jeg har tid" and isinstance(row[1], int)]
    assert [row[:5] for row in rows] == [
        ("Jeg har tid", 2, 5, 1, 8),
        ("Jeg har tid", 25, 63, 13, 8),
    ]


def test_a_file_of_nothing_is_not_found(client):
    assert client.get(reverse("surveys:table_csv")).status_code == 404


# Saved tables


def save(client, wave, title="Tid", **more):
    given = {"wave": wave.pk, "item": ["enough", "room"], "title": title} | more
    return client.post(reverse("surveys:table_save"), given)


def test_a_saved_table_is_opened_with_todays_answers(client):
    wave = make_answered()
    saved_at = save(client, wave, merge="two").url
    take_in_answers(wave.version, "T1", Answers([{"room": "agree"}] * 4, {}, []), is_added=True)
    [table] = tables_in(client.get(saved_at))
    assert table[-1] == ["Jeg har tid", "3", "9", "12"]


def test_a_table_is_saved_under_a_title_only(client):
    page = save(client, make_answered(), title="")
    assert page.status_code == 422
    assert not SavedTable.objects.exists()


def test_a_saved_table_is_renamed(client):
    save(client, make_answered())
    saved = SavedTable.objects.get()
    client.post(reverse("surveys:saved_table_rename", args=[saved.pk]), {"title": "Rom"})
    assert "Rom" in client.get(reverse("surveys:table_list")).content.decode()


def test_deleting_a_table_asks_first_and_keeps_the_answers(client):
    wave = make_answered()
    save(client, wave)
    url = reverse("surveys:saved_table_delete", args=[SavedTable.objects.get().pk])
    assert "The answers stay" in client.get(url).content.decode()
    client.post(url)
    assert not SavedTable.objects.exists()
    assert wave.responses.count() == 8


# Who looked


def test_every_look_leaves_a_line_without_what_was_seen(show, client):
    waves = [make_answered("T0", texts=["Hemmelig"] * 6), make_answered("T1")]
    show(waves, "room")
    show(waves[0], "room", name="surveys:table_csv")
    client.get(reverse("surveys:table_texts", args=[waves[0].pk, "more"]))
    lines = AuditEntry.objects.filter(action__startswith="survey_").order_by("pk")
    assert [(line.action, line.subject_id) for line in lines] == [
        ("survey_table.show", str(waves[0].pk)),
        ("survey_table.show", str(waves[1].pk)),
        ("survey_table.download", str(waves[0].pk)),
        ("survey_texts.show", str(waves[0].pk)),
    ]
    assert {line.reason for line in lines} == {""}


def test_a_look_is_noted_for_a_saved_table_too(client):
    saved_at = save(client, make_answered()).url
    client.get(saved_at)
    assert AuditEntry.objects.filter(action="survey_table.show").count() == 1


def test_the_web_process_makes_tables_without_reading_an_answer(show, client, acting_as):
    wave = make_answered(texts=["Vi begynte før."] * 6)
    with acting_as(WEB):
        assert tables_in(show(wave, "room"))[0][1] == ["Jeg har tid", "2", "5", "1", "8"]
        words = client.get(reverse("surveys:table_texts", args=[wave.pk, "more"]))
        assert words.content.decode().count("Vi begynte før.") == 6


# Growth


def test_queries_do_not_grow_with_answers_or_questions(show):
    few, many = make_answered("few"), make_answered("many", *[{"room": "agree"}] * 300)
    numbers = []
    for wave, names in [(few, ["room"]), (many, ["room", "enough", "several", "people"])]:
        with CaptureQueriesContext(connection) as queries:
            show(wave, *names)
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


def test_the_list_does_not_grow_with_saved_tables(client):
    wave, numbers = make_answered(), []
    for more in [1, 2]:
        for number in range(more):
            save(client, wave, title=f"{more} {number}")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("surveys:table_list"))
        numbers.append(len(queries))
    assert numbers[0] == numbers[1]


# As the report prints it


@pytest.mark.parametrize("code", ["A01", "A02", "A03", "A04"])
@pytest.mark.parametrize("number", range(3))
def test_a_published_table_comes_out_as_printed_on_the_page(show, tmp_path, capsys, code, number):
    battery = PUBLISHED[code]
    names, form = form_of(code, battery)
    dice = random.Random(f"page {code} {number}")
    columns = [column(dice, battery, item, names) for item in battery["items"].values()]
    instrument, answers = tmp_path / "form.xlsx", tmp_path / "answers.csv"
    instrument.write_bytes(form)
    answers.write_bytes(csv_of(list(battery["items"]), zip(*columns, strict=True)))
    call_command("import_instrument", str(instrument), "--json")
    call_command("import_answers", str(answers), "--instrument", f"battery_{code}", "--wave", "T3")
    merge = "printed" if battery["merged"] else ""
    [table] = tables_in(show(Wave.objects.get(), *battery["items"], merge=merge))
    if battery["kind"] == "several":
        [item] = battery["items"].values()
        printed = [[choice, str(item["counts"][choice])] for choice in battery["choices"]]
        assert table[1:] == [*printed, ["N", str(item["n"])]]
        return
    headings = list(battery["merged"]) or battery["choices"]
    assert table[0][1:] == [*headings, "N"]
    for row, (name, item) in zip(table[1:], battery["items"].items(), strict=True):
        numbers = [item["counts"][heading] for heading in headings]
        assert row == [f"Spørsmål {name}", *map(str, [*numbers, item["n"]])]


def test_at_least_147_people_had_a_mentor_where_the_report_says_138():
    [item] = PUBLISHED["A01"]["items"].values()
    assert at_least(item["counts"].items()) == 147


@pytest.mark.parametrize("value", [{}, {9: 2, 10: 5}, {0: 1}])
def test_a_sum_and_a_mean_are_of_all_rows(value):
    rows = [number for number, times in value.items() for _each in range(times)]
    assert sum_of(value) == sum(rows)
    assert mean_of(value) == (sum(rows) / len(rows) if rows else None)


def test_what_is_no_band_adds_nothing_and_one_band_is_no_scale():
    assert band_of("Ingen") is None
    assert at_least([("Ingen", 4), ("1–2", 3), ("3 eller flere", 2)]) == 9
    assert at_least([("Ja", 4), ("Nei", 3)]) is None


# The command and the demo


def test_the_command_says_that_a_wave_is_not_closed(fia, ada):
    wave = make_wave(fia, ada.office)
    with pytest.raises(CommandError, match="not closed"):
        call_command("survey_table", "--wave", wave.label, "--items", "s0")


def test_the_command_prints_no_table_of_five_answers_of_ours(db):
    wave = make_answered("T1", *[{"room": "agree"}] * 5)
    Wave.objects.update(way=Wave.Way.CODES)
    with pytest.raises(CommandError, match="Fewer than 6"):
        call_command("survey_table", "--wave", wave.label, "--items", "room")


def test_the_demo_has_two_waves_with_the_margins_of_the_report(show, capsys):
    demo.load()
    options = ["--wave", "T1", "--items", "cases,uneven,for_whom", "--json"]
    call_command("survey_table", *options)
    rows = json.loads(capsys.readouterr().out)["items"]
    printed = [PUBLISHED["A01"]["items"]["A01"], PUBLISHED["A02"]["items"]["A02_1"]]
    printed += PUBLISHED["A03"]["items"].values()
    assert [(list(row["counts"].values()), row["n"]) for row in rows] == [
        (list(item["counts"].values()), item["n"]) for item in printed
    ]
    closed = list(Wave.objects.filter(state=Wave.State.CLOSED))
    page = show(closed, "uneven", "cases", "for_whom").content.decode()
    assert "At least 147 in all" in page
    assert "Not asked in the same way" in page
