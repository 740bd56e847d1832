"""What people write in cells, and which value it is."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.models import Participant
from mentors.imports import words
from mentors.imports.cells import parse
from mentors.imports.columns import COLUMNS, guess, not_read, refuse_unclear
from mentors.imports.problems import MESSAGES, CellProblem, FileProblem, text
from mentors.imports.reading import Formula

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.date(2026, 3, 4)


def problem_of(column, cell):
    with pytest.raises(CellProblem) as raised:
        parse(column, cell, TODAY)
    assert "%(" not in text(raised.value.code, raised.value.params)
    return raised.value.code


@pytest.mark.parametrize(
    "cell",
    ["04.03.2026", "4.3.2026", "4. 3. 2026", "04.03.26", "040326", "04032026", "2026-03-04",
     "2026-03-04T10:30:00", "4/3/2026", "04-03-2026", 40326, 40326.0, 4032026, DAY,
     datetime.datetime(2026, 3, 4, 10, 30), " 04.03.2026 "],
)  # fmt: skip
def test_a_date_in_every_dress(cell):
    assert parse("last_contact_on", cell, TODAY) == DAY


@pytest.mark.parametrize("cell", ["31.02.2026", "i går", "2026", "04.13.2026", 46350, True, "1.1"])
def test_what_is_no_date(cell):
    assert problem_of("last_contact_on", cell) == "not_a_date"


def test_dates_that_cannot_be():
    assert parse("last_contact_on", "24.11.2026", TODAY) == TODAY
    assert problem_of("last_contact_on", "25.11.2026") == "contact_after_today"
    assert problem_of("last_workplace_contact_on", "25.11.2026") == "contact_after_today"
    assert problem_of("closer_since", "25.11.2026") == "since_after_today"
    assert problem_of("next_contact_on", "25.11.2036") == "too_far_ahead"
    assert problem_of("last_contact_on", "01.01.0026") == "date_out_of_range"


@pytest.mark.parametrize("cell", ["1984", 1984, 1984.0, "1984,0", "1984.0", " 1984 "])
def test_birth_year(cell):
    assert parse("birth_year", cell, TODAY) == 1984


def test_birth_years_that_cannot_be():
    assert parse("birth_year", 1900, TODAY) == 1900
    assert parse("birth_year", 2026, TODAY) == 2026
    for cell in [1899, "2027"]:
        assert problem_of("birth_year", cell) == "year_out_of_range"
    for cell in ["84", "19840101", "x", "١٩٨٤", -1984, 1984.5, DAY, "9" * 400]:
        assert problem_of("birth_year", cell) == "not_a_year"


@pytest.mark.parametrize(
    "cell", ["22 22 22 22", "+47 22222222", "(0047) 22-22-22-22", 22222222, 2e7]
)
def test_a_phone_number_is_checked_for_form_only(cell):
    assert parse("phone", cell, TODAY)


def test_a_phone_number_is_kept_as_written():
    assert parse("phone", "+47 22 22 22 22", TODAY) == "+47 22 22 22 22"
    assert parse("phone", 22222222.0, TODAY) == "22222222"


@pytest.mark.parametrize(
    "cell", ["ring meg", "12", "22222222 el. 33333333 ask", "２２２２２２２２", "1" * 31]
)
def test_what_is_no_phone_number(cell):
    assert problem_of("phone", cell) == "not_a_phone"


def test_email():
    assert parse("email", "kari@example.no", TODAY) == "kari@example.no"
    assert problem_of("email", "kari@") == "not_an_email"
    assert problem_of("email", "a" * 300 + "@example.no") == "too_long"


@pytest.mark.parametrize("cell", ["974760673", "974 760 673", "974\u00a0760\u00a0673", 974760673,
                                  "NO 974 760 673 MVA"])  # fmt: skip
def test_organisation_number(cell):
    assert parse("org_number", cell, TODAY) == "974760673"


@pytest.mark.parametrize("cell", ["974760674", "12345", "x"])
def test_what_is_no_organisation_number(cell):
    assert problem_of("org_number", cell) == "not_an_org_number"


@pytest.mark.parametrize(
    ("column", "cell", "value"),
    [
        ("phase", "I GANG", "under_way"),
        ("phase", "blir avslutta", None),
        ("phase", "Avslutta", "ended"),
        ("phase", "finding a workplace", "finding"),
        ("phase", "under_way", "under_way"),
        ("need_group", "ikval", "good_opportunities"),
        ("need_group", "BFORM", "needs_guidance"),
        ("need_group", "Spesielt tilpasset innsats", "reduced_capacity"),
        ("need_group", "Treng rettleiing, nedsett arbeidsevne", "reduced_capacity"),
        ("need_group", "Needs guidance, reduced capacity to work", "reduced_capacity"),
        ("need_group", "Delvis/gradert varig tilpasset innsats", "partly_work"),
        ("need_group", "varig", "little_opportunity"),
        ("benefit", "aap", "work_assessment_allowance"),
        ("benefit", "Sjukepengar", "sickness_benefit"),
        ("benefit", "none", "none"),
        ("benefit", "Ufoeretrygd", "disability_benefit"),
        ("rhythm", "Hver uke", ("weekly", None)),
        ("rhythm", "ANNAKVAR VEKE", ("every_second_week", None)),
        ("rhythm", "every second month", ("every_second_month", None)),
        ("rhythm", "ved behov", ("when_needed", None)),
        ("rhythm", "hver 10. dag", ("own", 10)),
        ("rhythm", "every 3 weeks", ("own", 21)),
        ("rhythm", "én gang etter 14 dager", ("once", 14)),
        ("rhythm", "éin gong etter 14 dagar", ("once", 14)),
        ("rhythm", "once after 14 days", ("once", 14)),
        ("rhythm", "når det passer", None),
        ("rhythm", "own", None),
        ("asked", "Ja", "yes"),
        ("asked", True, "yes"),
        ("asked", "nei", "not_yet"),
        ("mentor_position", "Avdelingsleiar", "department_leader"),
        ("size", "10–19", "10-19"),
        ("size", 12, "10-19"),
        ("size", 59, "50-99"),
        ("size", 9999, "250+"),
        ("division", 5, "05"),
        ("division", "56.101", "56"),
    ],
)
def test_listed_words_in_three_languages_old_names_and_codes(column, cell, value):
    if value is None:
        assert problem_of(column, cell) == "not_listed"
    else:
        assert parse(column, cell, TODAY) == value


@pytest.mark.parametrize("column", words.VALUES)
@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_word_we_offer_is_understood(column, language):
    for word in words.listed(column, language):
        assert parse(column, word, TODAY)


@pytest.mark.parametrize("column", words.VALUES)
def test_no_word_means_two_things(column):
    every = words.VALUES[column][1]
    for value, listed in every.items():
        assert {words.meaning(column, word) for word in listed} == {value}


def test_every_stored_choice_has_words():
    assert set(words.VALUES["phase"][1]) == set(Participant.Phase)
    assert set(words.VALUES["need_group"][1]) == set(Participant.NeedGroup)
    assert set(words.VALUES["benefit"][1]) == set(Participant.Benefit)


def test_lengths():
    assert parse("wish", "x" * 1000, TODAY)
    assert problem_of("wish", "x" * 1001) == "too_long"
    assert problem_of("name", "x" * 121) == "too_long"


@pytest.mark.parametrize("cell", ["a\x00b", "a\x07b", "a\u202eb", "\x1b[2J"])
@pytest.mark.parametrize("column", ["name", "wish", "phone", "phase", "birth_year"])
def test_control_characters_are_refused(column, cell):
    assert problem_of(column, cell) == "control_characters"


def test_what_people_paste_is_tidied():
    assert parse("name", " Åse\u00a0\u200b Bø\n", TODAY) == "Åse Bø"
    assert parse("name", "A\u030ase", TODAY) == "Åse"
    assert parse("wish", "en\r\nto", TODAY) == "en\nto"
    assert parse("wish", "  ", TODAY) is None
    assert parse("name", 17, TODAY) == "17"


@pytest.mark.parametrize("cell", ["=1+1", "+x", "-y", "@sum(a)", "<b>x</b>", "'; DROP TABLE x"])
def test_what_looks_like_code_is_text(cell):
    assert parse("wish", cell, TODAY) == cell


def test_what_the_spreadsheet_could_not_work_out():
    assert problem_of("wish", "#REF!") == "excel_error"
    assert problem_of("wish", Formula) == "formula_without_value"


CELLS = st.one_of(
    st.text(max_size=30), st.integers(), st.floats(allow_nan=True), st.booleans(), st.dates(),
    st.datetimes(), st.times(), st.timedeltas(), st.none(),
)  # fmt: skip


@given(st.sampled_from(COLUMNS), CELLS)
def test_any_cell_is_a_value_or_a_problem(column, cell):
    try:
        parse(column, cell, TODAY)
    except CellProblem as problem:
        assert problem.code in MESSAGES


# Columns


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_headings_of_the_template_are_recognised(language):
    assert guess([words.heading(column, language) for column in COLUMNS]) == list(COLUMNS)


def test_no_heading_means_two_columns():
    seen = {}
    for column, headings in words.HEADINGS.items():
        for heading in headings:
            assert seen.setdefault(words.folded(heading), column) == column, heading


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("NAVN *", "name"),
        ("  fødselsår ", "birth_year"),
        ("Foedselsaar", "birth_year"),
        ("birth_year", "birth_year"),
        ("Fødselsår (åååå)", "birth_year"),
        ("Telefonnumer", "phone"),
        ("E-Post:", "email"),
        ("Veileder", "advisor_email"),
        ("Org.nr.", "org_number"),
        ("Neste kontakt", "next_contact_on"),
        ("Siste kontakt", "last_contact_on"),
        ("Fødselsnummer", ""),
        ("Kommentar", ""),
        ("", ""),
    ],
)
def test_a_heading_is_guessed(heading, column):
    assert guess([heading]) == [column]


def test_a_column_is_read_once_and_the_better_heading_wins():
    headings = ["Mobil", "Telefon", "Navn", "Skostørrelse"]
    mapping = guess(headings)
    assert mapping == ["", "phone", "name", ""]
    assert [(n.column, n.code) for n in not_read(headings, mapping)] == [
        ("Mobil", "column_taken"),
        ("Skostørrelse", "column_ignored"),
    ]
    refuse_unclear(headings, mapping)


@pytest.mark.parametrize(
    ("headings", "code", "column"),
    [
        (["Telefon", "Fase"], "no_name_column", ""),
        (["Navn", "Telefon", "telefon "], "same_heading", "Telefon"),
    ],
)
def test_headings_that_leave_a_doubt(headings, code, column):
    with pytest.raises(FileProblem) as raised:
        refuse_unclear(headings, guess(headings))
    assert (raised.value.code, raised.value.row, raised.value.column) == (code, 1, column)
    assert "%(" not in str(raised.value)
