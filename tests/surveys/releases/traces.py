"""What must not be left in files of people and machines, looked for by whoever has all the files.

Reads the bytes of every file, what is packed in them, and the text of a PDF; knows nothing of the
code that wrote them.
"""

import io
import re
import zipfile

from tests.paper import text_in, unpacked

GUID = rb"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
ADDRESS = rb"\bhttps?://[^\s\"'<>()\x00]+|\bwww\.[\w.-]+"
MAIL = rb"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
ELEVEN_DIGITS = rb"(?<![\w.])\d{6} ?\d{5}(?![\w.])"
# Who wrote a file, whom it was changed by, and what was said beside the text.
MADE_BY = (
    rb"/Author\b|/Producer\b|dc:creator>|<cp:lastModifiedBy>|<cp:revision>|<dc:description>"
    rb"|<Company>|<Manager>|comments\d*\.xml|<w:ins |<w:del |\\author|LastAuthor"
)
# Names that formats have for themselves; no program fetches them.
NAMESPACES = (
    b"http://schemas.openxmlformats.org/",
    b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    b"http://www.w3.org/XML/1998/namespace",
    b"http://purl.org/dc/elements/1.1/",
    b"http://ns.adobe.com/pdf/1.3/",
    b"http://ns.adobe.com/xap/1.0/",
    b"http://www.aiim.org/pdfua/ns/id/",
)


def traces_in(files, secrets=(), allowed=()):
    """{(path, what was found)}. `secrets`: texts that must not be there; `allowed`: that may."""
    return {
        (path, found.decode("utf-8", "replace"))
        for path, content in files.items()
        for part in parts_of(path, content)
        for found in _found(part, [each.encode() for each in secrets])
        if found.decode("utf-8", "replace") not in allowed
    }


def parts_of(path, content):
    """Every layer of a file as bytes: as it is, unpacked, and as somebody reads it."""
    yield content
    if path.endswith(".xlsx"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    if path.endswith(".pdf"):
        for packed in re.findall(rb"\d+ 0 obj\n.*?\nendobj", content, re.S):
            if b"/FontFile" not in packed and b"/Length1" not in packed:
                yield unpacked(packed)
        yield text_in(content).encode()


def _found(part, secrets):
    for pattern in (GUID, MAIL, MADE_BY):
        yield from re.findall(pattern, part, re.I)
    for address in re.findall(ADDRESS, part):
        if not address.startswith(NAMESPACES):
            yield address
    for digits in re.findall(ELEVEN_DIGITS, part):
        if is_national_id(digits.replace(b" ", b"").decode()):
            yield digits
    yield from (secret for secret in secrets if secret in part)


def is_national_id(digits):
    """Whether both check digits of a Norwegian national id are right."""
    numbers = [int(digit) for digit in digits]
    first = sum(map(int.__mul__, (3, 7, 6, 1, 8, 9, 4, 5, 2, 1), numbers))
    second = sum(map(int.__mul__, (5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), numbers))
    return first % 11 == 0 and second % 11 == 0
