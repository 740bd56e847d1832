"""A note on paper: readable aloud, with the letters of Norway, and never run as a program."""

import pytest
from django.urls import reverse

from reflection.notes.pdf import pdf_of
from tests.factories import make_agreed_note
from tests.paper import text_in, words

TYPST = '#read("/etc/hosts") \\ #sys.inputs [x] $a^2$ @note <label> *b* _c_ `d` // e /* f */ = g'


def pdf(text, title="Høsten 2026", heading="Hva har vi prøvd?", language="nb"):
    content = [{"heading": heading, "text": text}]
    return pdf_of(title=title, about="Nav Fjordby", language=language, content=content)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_it_is_tagged_and_says_its_language_and_title(language):
    made = pdf("Vi begynte tidligere.", language=language)
    assert made.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in made
    assert b"/MarkInfo<</Marked true" in made
    assert f"/Lang({language})".encode() in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert '<rdf:li xml:lang="x-default">Høsten 2026</rdf:li>'.encode() in made


def test_norwegian_and_sami_letters_stand_in_it():
    letters = "ÆØÅ æøå ÁČĐŊŠŦŽ áčđŋšŧž Ïï Ǩǩ Ʒʒ Ǯǯ Ǥǥ «–»"
    assert words(letters) in words(text_in(pdf(letters)))


def test_each_paragraph_and_heading_is_there():
    made = text_in(pdf("En.\n\nTo.", heading="Hva står i veien?"))
    assert words("Høsten 2026 Nav Fjordby Hva står i veien? En. To.") in words(made)


@pytest.mark.parametrize("where", ["text", "title", "heading"])
def test_what_looks_like_a_program_stands_there_as_it_was_written(where):
    made = pdf(**{"text": "x"} | {where: TYPST})
    assert words(TYPST) in words(text_in(made))


def test_a_letter_the_font_has_not_still_gives_a_tagged_pdf():
    made = pdf("Det gikk bra 😀 漢字")
    assert b"/StructTreeRoot" in made
    assert "Detgikkbra" in words(text_in(made))


def test_the_longest_note_is_made():
    content = [{"heading": "H", "text": "ord " * 5_000}] * 20
    assert pdf_of(title="T", about="", language="nb", content=content).startswith(b"%PDF-")


def test_the_page_gives_it_to_who_reads_the_note(log_in, lars, ada, tor):
    note = make_agreed_note(ada, text="Vi begynte tidligere.")
    url = reverse("reflection:note_pdf", args=[note.pk])
    answer = log_in(lars).get(url)
    assert answer["Content-Type"] == "application/pdf"
    assert words("Vi begynte tidligere.") in words(text_in(answer.content))
    assert log_in(tor).get(url).status_code == 404


def test_the_researchers_pdf_says_nobodys_name(log_in, ada, fia):
    note = make_agreed_note(ada, handed=True)
    url = reverse("reflection:handed_pdf", args=[note.handed.get().pk])
    text = text_in(log_in(fia).get(url).content)
    assert words("Vi begynte tidligere.") in words(text)
    assert "Ada" not in text
