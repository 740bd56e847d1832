"""A note as PDF, with its language and title."""

from pathlib import Path

from aksel import pdf

TEMPLATE = Path(__file__).parent / "template" / "note.typ"


def pdf_of(*, title, about, language, content):
    """Bytes. `about` is the line below the title, `content` as of content_of().

    The longest note there can be (20 sections of 20,000 letters) takes less than a second.
    """
    note = {
        "title": title,
        "about": about,
        "lang": language,
        "sections": [
            {
                "heading": section["heading"],
                "paragraphs": [text for text in section["text"].split("\n") if text.strip()],
            }
            for section in content
        ],
    }
    return pdf.pdf_of(TEMPLATE, note)
