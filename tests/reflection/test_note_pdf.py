"""A note on paper: readable aloud, with the letters of Norway, and never run as a program."""

import re
import zlib

import pytest
from django.urls import reverse

from reflection.notes.pdf import pdf_of
from tests.factories import make_agreed_note

TYPST = '#read("/etc/hosts") \\ #sys.inputs [x] $a^2$ @note <label> *b* _c_ `d` // e /* f */ = g'


def pdf(text, title="Høsten 2026", heading="Hva har vi prøvd?", language="nb"):
    content = [{"heading": heading, "text": text}]
    return pdf_of(title=title, about="Nav Fjordby", language=language, content=content)


def text_in(pdf):
    """What a reader copies out of a PDF of typst: letters by each font's ToUnicode table."""
    objects = dict(re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.S))
    fonts = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", pdf):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[number])[1]
        pairs = re.findall(rb"<(\w{4})> <(\w+)>", unpacked(objects[table]).split(b"beginbf", 1)[1])
        fonts[name] = {int(c, 16): bytes.fromhex(u.decode()).decode("utf-16-be") for c, u in pairs}
    streams = [stream for stream in map(unpacked, objects.values()) if b" Tf" in stream]
    return "".join(
        # 0 is the box for a letter the font has not.
        fonts[font].get(int.from_bytes(shown[at : at + 2]), "□")
        for stream in streams
        for font, shown in strings(stream)
        for at in range(0, len(shown), 2)
    )


def unpacked(data):
    found = re.search(rb"stream\n(.*)\nendstream", data, re.S)
    if not found:
        return b""
    return zlib.decompress(found[1]) if b"/FlateDecode" in data else found[1]


FONT = re.compile(rb"/(f\d+) [\d.]+ Tf")
OCTAL = re.compile(rb"[0-7]{1,3}")
ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def strings(stream):
    """(font, its letters as two bytes each) of every string that is shown."""
    at, font = 0, None
    while at < len(stream):
        if found := FONT.match(stream, at):
            font, at = found[1], found.end()
        elif stream[at : at + 1] == b"(":
            shown, at = literal(stream, at + 1)
            yield font, shown
        else:
            at += 1


def literal(stream, at):
    """(bytes, where it ends) of a string: parentheses in pairs stand in it as they are."""
    shown, open_ = b"", 1
    while True:
        byte, at = stream[at : at + 1], at + 1
        if byte == b"\\" and (octal := OCTAL.match(stream, at)):
            byte, at = bytes([int(octal[0], 8)]), octal.end()
        elif byte == b"\\":
            byte, at = ESCAPED.get(stream[at : at + 1], stream[at : at + 1]), at + 1
        elif byte in b"()":
            open_ += 1 if byte == b"(" else -1
            if not open_:
                return shown, at
        shown += byte


def words(text):
    return "".join(text.split())


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
