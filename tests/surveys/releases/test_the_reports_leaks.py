"""The five leaks of the report: one office by subtraction and firms banded twice are in
test_guard.py; here what our releases have nothing to make of."""

import io
import zipfile
from types import SimpleNamespace

import pytest

from aksel.spreadsheet import Head, xlsx_of
from surveys.answers.models import FreeText, Response
from surveys.disclosure.shapes import Content
from surveys.ledger.frames import frame_of_parts
from tests.surveys.answered import make_answered


@pytest.mark.django_db
def test_no_code_stands_both_in_a_table_and_at_a_quotation():
    """“Mentor 14” was a row of a table and the name at a quotation: texts have no respondent."""
    wave = make_answered(texts=["Vi begynte før."] * 6)
    fields = {field.name for field in FreeText._meta.fields}
    assert not any(
        field.is_relation and field.related_model is Response for field in FreeText._meta.fields
    )
    assert fields.isdisjoint({"response", "respondent", "code", "part"})
    ids = {str(each) for each in Response.objects.values_list("pk", flat=True)}
    assert ids.isdisjoint(map(str, FreeText.objects.values_list("pk", flat=True)))
    frame = frame_of_parts([(str(wave.pk), 1)])
    assert ids.isdisjoint(frame.data.astype(str).to_numpy().ravel())


@pytest.mark.django_db
def test_no_letter_of_an_office_can_stand_in_a_release():
    """A ninth letter stood at a quotation: no answer knows of an office, so no file can."""
    wave = make_answered(texts=["Vi begynte før."] * 6)
    frame = frame_of_parts([(str(wave.pk), 1)])
    asked = {name.partition(":")[0] for name in frame.data}
    assert asked <= set(wave.questionnaire.items)
    for model in (Response, FreeText):
        assert not any("office" in field.name for field in model._meta.fields)
    assert Content().to_json().keys() == {"stats", "hidden", "rows", "texts"}


def test_no_id_of_a_document_is_left_in_a_file():
    panel = SimpleNamespace(heading="Tid", finding="", tables=[])
    content = xlsx_of(Head("Tabeller", (), "Skjermet"), [panel])
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = package.namelist()
        core = package.read("docProps/core.xml").decode()
    assert not any("custom" in name or "comments" in name or "persons" in name for name in names)
    assert "lastModifiedBy" not in core and "revision" not in core
