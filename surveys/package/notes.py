"""What people read first: what the release is, how it came about and how it is protected."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from surveys.package.described import named_tables
from surveys.package.done import done_to
from surveys.package.labels import one_line
from surveys.package.words import audience_of, percent, title_of_table, way_of
from surveys.package.writing import LANGUAGES


def readme_files(package, folder, paths):
    """{name: bytes}. `paths`: of all the other files."""
    about = {"package": package, "folder": folder}
    return {
        "LESMEG.txt": _in_both("readme", about | {"paths": paths}),
        "README.txt": _in("en", "readme", about | {"paths": paths}),
    }


def note_files(package, variables, folder):
    """{name: bytes}"""
    about = {"package": package, "folder": folder}
    return {
        "metode.md": _in_both("method", about),
        "anonymisering.md": _in_both("anonymisation", about | {"variables": variables}),
    }


def _in_both(name, about):
    return b"\n\n".join(_in(language, name, about) for language in LANGUAGES)


def _in(language, name, about):
    """A template of text as bytes, with at most one empty line between paragraphs."""
    with override(language):
        text = render_to_string(f"package/{name}.txt", about | CONTEXTS[name](about))
    return _tidied(text).encode()


def _tidied(text):
    lines = []
    for line in (each.rstrip() for each in text.splitlines()):
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines).strip("\n") + "\n"


def _readme(about):
    package = about["package"]
    return {
        "waves": [_wave(wave) for wave in package.waves],
        "files": [(path, kind_of(path)) for path in about["paths"]],
        "year": package.made_on.year,
    }


def _method(about):
    package = about["package"]
    return {
        "waves": [_wave(wave) for wave in package.waves],
        "consents": list(
            dict.fromkeys(str(wave.consent) for wave in package.waves if wave.consent)
        ),
        "questions": len(package.questionnaire.items),
    }


def _anonymisation(about):
    package = about["package"]
    return {
        "small": package.profile.cell_min - 1,
        "tables": [
            (name, *_about(each, package.profile)) for name, each in named_tables(package.tables)
        ],
        "columns": [
            (each, _cell(each.label), percent(each.shielded), _put_together(each))
            for each in about["variables"]
            if each.column
        ],
        "left_out": list(map(str, package.left_out)),
        "questions": len(package.texts),
    }


CONTEXTS = {"readme": _readme, "method": _method, "anonymisation": _anonymisation}


def _wave(wave):
    return {
        "label": wave.label,
        "way": way_of(wave),
        "way_code": wave.way,
        "audience": audience_of(wave),
        "opens_on": wave.opens_on.isoformat() if wave.opens_on else "",
        "closes_on": wave.closes_on.isoformat() if wave.closes_on else "",
        "asked": wave.asked,
        "answered": wave.answered,
    }


def _about(protected, profile):
    """(title, how many cells are withheld, what was done)"""
    withheld = sum(number is None for number in protected.cells.values())
    done = " ".join(done_to(protected, profile))
    return _cell(title_of_table(protected)), withheld, _cell(done)


def _cell(text):
    """Text in a table of Markdown: on one line, and a bar is no border."""
    return one_line(text).replace("|", r"\|")


def _put_together(described):
    if described.column.merge:
        return _cell(described.column.merge)
    return _("yes") if any(len(code.values) > 1 for code in described.bands) else ""


def kind_of(path):
    """A few words on a file of the package, by its path."""
    folder, _slash, name = path.rpartition("/")
    ending = name.rpartition(".")[2]
    if folder == "data":
        return {
            "sav": _("rows for SPSS"),
            "dta": _("rows for Stata"),
            "csv": _("rows as codes, UTF-8 with semicolons"),
            "xlsx": _("the same rows with words for codes, to be read"),
        }.get(ending, "")
    if folder == "doc":
        return _documents(name)
    return {
        "tabeller": _("protected tables"),
        "apne_svar": _("answers in own words to one question, in an order of their own"),
        "syntaks": _("reads the rows into another program"),
    }.get(folder, "") or {"release.json": _("what is said here, for programs")}.get(name, "")


def _documents(name):
    known = {
        "kodebok": _("codebook: every variable, its question, codes and numbers"),
        "sporreskjema": _("the questionnaire as it was asked"),
        "skjema": _("the questionnaire as an XLSForm"),
        "ddi-codebook": _("the variables as DDI-Codebook 2.5, for archives"),
        "metode": _("who was asked, how, when, and what they agreed to"),
        "anonymisering": _("how the release is protected, and from what it is not"),
    }
    return next((words for start, words in known.items() if name.startswith(start)), "")
