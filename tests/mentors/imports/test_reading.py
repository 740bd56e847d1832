"""Whatever people bring: it is read, or a FileProblem says what to do."""

import datetime
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentors.imports import reading
from mentors.imports.problems import FileProblem
from mentors.imports.reading import Formula, read
from tests.mentors.imports.files import csv_file, xlsx_file

TODAY = datetime.datetime(2026, 3, 24)


def problem_of(content):
    with pytest.raises(FileProblem) as raised:
        read(content)
    assert "%(" not in str(raised.value)
    return raised.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_csv_in_every_dress(encoding, separator, end):
    lines = [separator.join(row) for row in [("Navn", "Ønske"), ("Åse Bø", "Å bake")]]
    sheet = read(csv_file(*lines, encoding=encoding, end=end))
    assert sheet.headings == ["Navn", "Ønske"]
    assert sheet.rows == [(2, ["Åse Bø", "Å bake"])]


def test_a_line_break_in_quotes_is_no_new_row_and_an_empty_record_counts():
    sheet = read(csv_file("Navn;Ønske", 'Åse;"Å bake', 'og selge"', ";", "", "Bo;x"))
    assert sheet.rows == [(2, ["Åse", "Å bake\nog selge"]), (5, ["Bo", "x"])]


def test_empty_records_in_excel_count_too():
    sheet = read(xlsx_file(["Navn"], ["Åse"], [], [None], ["Bo"]))
    assert [number for number, _cells in sheet.rows] == [2, 5]


def test_the_heading_is_number_one_wherever_it_stands():
    assert read(csv_file("", "Navn;Fase", "Åse;")).rows[0][0] == 2
    assert read(xlsx_file([], [], ["Navn"], ["Åse"])).rows[0][0] == 2


def test_commas_in_the_text_of_a_file_with_semicolons():
    sheet = read(csv_file("Navn;Ønske, interesser, styrker", "Åse;bake, selge", "Bo;lage mat"))
    assert sheet.headings == ["Navn", "Ønske, interesser, styrker"]


def test_one_column_alone():
    assert read(csv_file("Navn", "Olsen, Kari")).rows == [(2, ["Olsen, Kari"])]


def test_excels_own_hint_of_the_separator_is_no_row():
    sheet = read(csv_file("sep=,", "Navn,Fase", "Åse,"))
    assert sheet.headings == ["Navn", "Fase"] and sheet.rows[0][0] == 2


def test_excel_cells_keep_what_they_are():
    sheet = read(xlsx_file(["Navn", "Født", "Dato"], ["Åse", 1984.0, TODAY]))
    assert sheet.rows == [(2, ["Åse", 1984, TODAY])]


def test_what_begins_as_a_formula_in_text_is_text():
    assert read(csv_file("Navn;Ønske", "=1+1;@a", "+x;-y")).rows[0] == (2, ["=1+1", "@a"])


def test_a_formula_without_its_value_is_not_silently_empty():
    sheet = read(xlsx_file(["Navn", "Ønske"], ["Åse", "=1+1"]))
    assert sheet.rows == [(2, ["Åse", Formula])]


def test_other_sheets_are_told_of():
    assert read(xlsx_file(["Navn"], ["Åse"], more_sheets=[("To", [["x"]])])).other_sheets
    assert not read(xlsx_file(["Navn"], ["Åse"], more_sheets=[("To", [])])).other_sheets


def test_an_empty_first_sheet_is_passed_over():
    assert read(xlsx_file(more_sheets=[("To", [["Navn"], ["Åse"]])])).headings == ["Navn"]


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", b"\xef\xbb\xbf", b";;;\n;;\n"])
def test_an_empty_file(content):
    assert problem_of(content) == "empty"
    assert problem_of(xlsx_file()) == "empty"


def test_a_password_is_told_from_an_old_format():
    ole = reading.OLE + bytes(600)
    assert problem_of(ole + "EncryptedPackage".encode("utf-16-le") + bytes(99)) == "password"
    assert problem_of(ole + "Workbook".encode("utf-16-le") + bytes(99)) == "old_excel"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 abc", b"\x89PNG\r\n\x1a\n", b"\x1f\x8b\x08", bytes(range(256)) * 9, b"\x00" * 99],
)
def test_what_is_no_table(content):
    assert problem_of(content) == "not_a_table"


def packed(**files):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(name.replace("__", "/").replace("_", "."), text)
    return content.getvalue()


def test_other_zips():
    assert problem_of(packed(mimetype="application/vnd.oasis")) == "other_spreadsheet"
    assert problem_of(packed(word__document_xml="<x/>")) == "not_a_table"
    assert problem_of(packed(xl__workbook_xml="<x/>")) == "damaged"
    assert problem_of(xlsx_file(["Navn"], ["Åse"])[:-30]) == "damaged"
    assert problem_of(b"PK") == "damaged"


def test_a_zip_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(reading, "MAX_OTHER_BYTES", 1000)
    assert problem_of(packed(xl__workbook_xml="<x/>" + " " * 5000)) == "too_much_inside"


def test_too_large(monkeypatch):
    monkeypatch.setattr(reading, "MAX_BYTES", 5)
    assert problem_of(b"Navn;Fase") == "too_large"


def test_a_hundred_thousand_rows():
    assert problem_of(b"Navn\n" + b"Bo\n" * 100_000) == "too_many_rows"
    assert problem_of(xlsx_file(["Navn"], *([["Bo"]] * 20_001))) == "too_many_rows"


def test_a_sheet_that_claims_a_row_beyond_excel_ends(monkeypatch):
    monkeypatch.setattr(reading, "LAST_ROW_OF_EXCEL", 50)
    before = xlsx_file(["Navn"], ["Bo"])
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(before)) as old,
        zipfile.ZipFile(content, "w") as new,
    ):
        for name in old.namelist():
            data = old.read(name).replace(b'r="2"', b'r="99999999999"').replace(b"A2", b"A99999")
            new.writestr(name, data)
    assert read(content.getvalue()).rows == []


def test_too_many_columns():
    assert problem_of(csv_file(";".join(f"h{n}" for n in range(201)))) == "too_many_columns"
    assert problem_of(xlsx_file([f"h{n}" for n in range(201)])) == "too_many_columns"


def test_a_quotation_mark_that_is_never_closed():
    assert problem_of(csv_file("Navn;Fase", 'Åse;"I gang', "Bo;Start")) == "open_quotation"


def test_a_cell_as_long_as_a_book():
    assert problem_of(csv_file("Navn;Ønske", "Åse;" + "x" * 140_000)) == "cell_too_large"


def test_only_the_first_rows_when_asked():
    assert len(read(csv_file("Navn", "A", "B", "C"), first_rows=2).rows) == 2


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(content):
    try:
        read(content)
    except FileProblem as problem:
        assert str(problem)


@given(st.lists(st.lists(st.text(max_size=12), max_size=5), max_size=6))
def test_any_text_is_read_or_refused(rows):
    try:
        read("\n".join(";".join(row) for row in rows).encode("utf-8", "surrogatepass"))
    except FileProblem as problem:
        assert str(problem)


WORKBOOK = xlsx_file(["Navn", "Ønske"], ["Åse", "bake"])


@given(st.integers(0, len(WORKBOOK) - 1), st.integers(0, 255))
def test_a_workbook_with_one_wrong_byte_is_read_or_refused(place, value):
    content = bytearray(WORKBOOK)
    content[place] = value
    try:
        read(bytes(content))
    except FileProblem as problem:
        assert str(problem)
