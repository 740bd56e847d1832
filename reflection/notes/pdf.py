"""A note as PDF: tagged, with its language and title, and letters that every machine has.

The template is ours alone; what people wrote is handed to it as data, so that none of it is read
as code. It can open no file but those of its own folder.
"""

import json
from pathlib import Path

import typst

FOLDER = Path(__file__).parent / "template"


def pdf_of(*, title, about, language, content):
    """Bytes of a PDF/UA-1. `about` is the line below the title, `content` as of content_of().

    A letter that the font has not (an emoji) cannot be read aloud: then it is a tagged PDF that
    does not call itself PDF/UA. The longest note there can be (20 sections of 20,000 letters) takes
    less than a second.
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
    data = json.dumps(note)
    try:
        return _compiled(data, pdf_standards=["ua-1"])
    except typst.TypstError:
        return _compiled(data)


def _compiled(data, **options):
    return typst.compile(
        str(FOLDER / "note.typ"),
        root=str(FOLDER),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"note": data},
        **options,
    )
