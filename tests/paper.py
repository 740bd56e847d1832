"""What a reader copies out of a PDF, read without a library for it."""

import re
import zlib


def text_in(pdf):
    """The text of a PDF of typst: letters by each font's ToUnicode table."""
    objects = dict(re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.S))
    pages = [each for each in objects.values() if re.search(rb"/Type\s*/Page\b", each)]
    return "".join(
        # 0 is the box for a letter the font has not.
        fonts[font].get(int.from_bytes(shown[at : at + 2]), "□")
        for page in pages
        for fonts in [_fonts(objects, page)]
        for font, shown in strings(unpacked(objects[_named(page, b"Contents")]))
        for at in range(0, len(shown), 2)
    )


def _named(found, name):
    return re.search(rb"/%s (\d+) 0 R" % name, found)[1]


def _fonts(objects, page):
    """{name: {code: letter}}: the same name is another font on another page."""
    fonts = {}
    for name, number in re.findall(rb"/(f\d+) (\d+) 0 R", objects[_named(page, b"Resources")]):
        table = unpacked(objects[_named(objects[number], b"ToUnicode")])
        pairs = re.findall(rb"<(\w{4})> <(\w+)>", table.split(b"beginbf", 1)[1])
        fonts[name] = {int(c, 16): bytes.fromhex(u.decode()).decode("utf-16-be") for c, u in pairs}
    return fonts


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
        elif stream[at : at + 2] == b"<<":  # what a tag says of itself, such as its language
            at = stream.index(b">>", at)
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
