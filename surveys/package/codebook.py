"""The codebook: for a browser or paper, for a spreadsheet, and as a PDF."""

import csv
import io
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from aksel.pdf import pdf_of
from aksel.spreadsheet import guarded
from surveys.package.described import counts_said_by
from surveys.package.tables import waves_of
from surveys.package.words import asked_of, codes_stand_for, percent
from surveys.package.writing import LANGUAGES, each_language, in_languages

TEMPLATE = Path(__file__).parent / "template" / "codebook.typ"
COLUMNS = (
    "variabel etikett sporsmal_nb sporsmal_nn stilt_til identifiserer andel_skjermet "
    "sammenslaing kode kategori_nb kategori_nn mangler antall"
).split()


def codebook_files(package, variables, folder):
    """{name: bytes}. Headings are in bokmål, what was asked in each language it was written in."""
    data = _data(package, variables, folder)
    return {
        "kodebok.html": render_to_string("package/codebook.html", {"codebook": data}).encode(),
        "kodebok.csv": _csv(package, variables),
        "kodebok.pdf": pdf_of(TEMPLATE, data),
    }


def _data(package, variables, folder):
    """What stands in it, as JSON can say it. A text in several languages is [[language, text]],
    once where it is the same.
    """
    return {
        "lang": LANGUAGES[0],
        "date": package.made_on.isoformat(),
        "title": _("Codebook: %(title)s") % {"title": package.title},
        "about": _about(package, folder),
        "variables": [_variable(package, each) for each in variables],
        "words": _words(package),
    }


def _words(package):
    return {
        "variables": _("Variables"),
        "variable": _("Variable"),
        "label": _("Label"),
        "kind": _("Kind"),
        "question": _("Question"),
        "asked": _("Asked of"),
        "in_all": _("Rows"),
        "shielded": _("Shielded"),
        "identifies": _("With other things it could tell who somebody is."),
        "code": _("Code"),
        "category": _("Category"),
        "count": _("Number"),
        "missing": _("Missing"),
        "yes": _("yes"),
        "merged": _("Put together"),
        "stands_for": _("Stands for"),
        "tables": _("In tables"),
        "not_told": package.profile.symbol,
        "page": _("Page"),
        "note": _("%(symbol)s stands for a number that is not shown.")
        % {"symbol": package.profile.symbol},
    }


def _about(package, folder):
    numbers = {"instrument": package.instrument, "version": package.version}
    facts = [
        (_("Release"), f"{package.number} ({folder})"),
        (_("Approved"), package.made_on.isoformat()),
        (_("Questionnaire"), _("%(instrument)s, version %(version)s") % numbers),
        (_("Waves"), ", ".join(wave.label for wave in package.waves)),
    ]
    if package.microdata:
        facts.append((_("Rows"), str(len(package.microdata.data))))
    return [list(map(str, fact)) for fact in facts]


def _variable(package, described):
    item, questionnaire = described.item, package.questionnaire
    stem = described.block.stem if described.block else None
    return {
        "name": described.name,
        "label": described.label,
        "kind": str(item.kind.label),
        "stem": _once(stem) if stem else [],
        "question": _once(item.text),
        "choice": _once(described.choice.text) if described.choice else [],
        "item": item.name,
        "asked": each_language(lambda: asked_of(questionnaire, item)),
        "identifies": bool(described.column and described.column.identifies),
        "shielded": percent(described.shielded) if described.column else "",
        "rows": described.rows,
        "merge": described.column.merge if described.column else "",
        "recode": [
            [str(number), label, ", ".join(answers)]
            for number, label, answers in codes_stand_for(questionnaire, described)
        ],
        "codes": [_code(each) for each in described.counted],
        "tables": [_table(package, *named) for named in described.tables],
    }


def _code(counted):
    return {
        "number": counted.code.number,
        "label": _once(counted.code.label),
        "missing": counted.code.is_missing,
        "count": counted.count,
    }


def _table(package, name, protected):
    counts, in_all = counts_said_by(protected)
    waves = ", ".join(waves_of(package, protected.cut.region))
    return {
        "name": f"{name} ({waves})" if waves else name,
        "counts": [[str(label), count] for label, count in counts],
        "in_all": in_all,
    }


def _once(texts):
    found = {}
    for language, text in in_languages(texts):
        found.setdefault(text, language)
    return [[language, text] for text, language in found.items()]


def _csv(package, variables):
    """A line for each code of each variable; one line for a variable without codes."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerow(COLUMNS)
    for each in variables:
        about = list(_cells(package, each))
        for counted in each.counted or [None]:
            writer.writerow(guarded(about + _code_cells(package, counted)))
    return text.getvalue().encode("utf-8-sig")


def _cells(package, described):
    yield from (described.name, described.label)
    for language in LANGUAGES:
        parts = (described.block and described.block.stem, described.item.text)
        parts += (described.choice and described.choice.text,)
        yield " – ".join(said for part in parts if part and (said := getattr(part, language)))
    yield asked_of(package.questionnaire, described.item)
    column = described.column
    yield _yes(column and column.identifies)
    yield f"{described.shielded:.4f}" if column else ""
    yield column.merge if column else ""


def _code_cells(package, counted):
    if counted is None:
        return [""] * 5
    code = counted.code
    count = package.profile.symbol if counted.count is None else counted.count
    labels = [getattr(code.label, language) for language in LANGUAGES]
    return [code.number, *labels, _yes(code.is_missing), count]


def _yes(is_so):
    return _("yes") if is_so else ""
