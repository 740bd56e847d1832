"""The variables for archives and their programs: DDI-Codebook 2.5, XML.

Elements come in the order that its documentation gives. Identifiers are names of variables.
"""

import re
from xml.etree import ElementTree as ET  # nosec B405 # writes XML, reads none

from django.utils.translation import gettext as _

from surveys.disclosure.profiles import Profile
from surveys.instruments.questionnaire import Kind, Texts
from surveys.package.words import asked_of, audience_of, codes_stand_for, percent, way_of
from surveys.package.writing import LANGUAGES, each_language, in_languages

NAMESPACE = "ddi:codebook:2_5"
LANGUAGE = "xml:lang"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
FILE_TYPES = {
    ".sav": "SPSS",
    ".dta": "Stata",
    ".csv": "CSV (UTF-8, ;)",
    ".xlsx": "Microsoft Excel (Office Open XML)",
}
DOMAINS = {Kind.SEVERAL: "multiple", Kind.NUMBER: "numeric"}


def ddi_of(package, variables, folder, data_files):
    """Bytes of the XML. `data_files`: paths of the files with rows."""
    book = ET.Element("codeBook", {"xmlns": NAMESPACE, "version": "2.5", LANGUAGE: LANGUAGES[0]})
    _study(book, package, folder)
    for number, path in enumerate(data_files, 1):
        _file(book, package, number, path)
    names = " ".join(f"F{number}" for number in range(1, len(data_files) + 1))
    columns = [each for each in variables if each.column]
    if columns:
        data = ET.SubElement(book, "dataDscr")
        for each in columns:
            _variable(data, package, each, names)
    ET.indent(book, " ")
    return ET.tostring(book, encoding="UTF-8", xml_declaration=True) + b"\n"


def _add(parent, tag, text=None, language="", /, **attributes):
    """A new element. Signs that XML cannot hold are left out of its text."""
    about = {LANGUAGE: language} if language else {}
    element = ET.SubElement(parent, tag, about | attributes)
    if text is not None:
        element.text = NOT_XML.sub("", str(text))
    return element


def _add_each(parent, tag, texts, /, **attributes):
    for language, text in texts:
        _add(parent, tag, text, language, **attributes)


def _study(book, package, folder):
    study = _add(book, "stdyDscr")
    citation = _add(study, "citation")
    titles = _add(citation, "titlStmt")
    _add(titles, "titl", package.title, LANGUAGES[0])
    _add(titles, "IDNo", folder, agency="hybridnav")
    made = _add(citation, "prodStmt")
    _add(made, "prodDate", package.made_on.isoformat(), date=package.made_on.isoformat())
    if package.contact:
        _add(_add(citation, "distStmt"), "contact", package.contact)
    version = _add(citation, "verStmt")
    _add(version, "version", package.number, date=package.made_on.isoformat())
    about = _add(study, "stdyInfo")
    _add(about, "abstract", package.purpose, LANGUAGES[0])
    _summary(about, package)
    _method(study, package)
    _access(study, package.profile)


def _summary(about, package):
    summary = _add(about, "sumDscr")
    for wave in package.waves:
        for event, day in (("start", wave.opens_on), ("end", wave.closes_on)):
            if day:
                text = f"{wave.label}: {day.isoformat()}"
                _add(summary, "collDate", text, date=day.isoformat(), event=event)
    _add(summary, "nation", "Norge", LANGUAGES[0], abbr="NO")
    _add_each(summary, "anlyUnit", each_language(lambda: _("A person who answered")))
    for wave in package.waves:
        _add_each(summary, "universe", each_language(lambda wave=wave: _of_whom(wave)))
    _add_each(summary, "dataKind", each_language(lambda: _("Answers to a questionnaire")))


def _of_whom(wave):
    return f"{wave.label}: {audience_of(wave)}" if wave.audience else wave.label


def _method(study, package):
    method = _add(study, "method")
    collected = _add(method, "dataColl")
    for wave in package.waves:
        said = each_language(lambda wave=wave: f"{wave.label}: {way_of(wave)}")
        _add_each(collected, "collMode", said)
    titles = in_languages(package.questionnaire.title)
    _add_each(
        collected,
        "resInstru",
        [
            [language, f"{title} ({package.instrument}, v{package.version})"]
            for language, title in titles
        ],
    )
    rates = [wave for wave in package.waves if wave.asked and wave.answered is not None]
    if rates:
        found = _add(method, "anlyInfo")
        for wave in rates:
            _add(found, "respRate", f"{wave.label}: {wave.answered} / {wave.asked}")


def _access(study, profile: Profile):
    use = _add(_add(study, "dataAccs"), "useStmt")
    text = _(
        "Protected by the profile %(profile)s: groups of fewer than %(group)s are not shown, and "
        "numbers from 1 to %(small)s cannot be computed. Do not try to recognise anybody."
    ) % {"profile": profile.name, "group": profile.group_min, "small": profile.cell_min - 1}
    _add(use, "confDec", text, LANGUAGES[0])


def _file(book, package, number, path):
    text = _add(_add(book, "fileDscr", ID=f"F{number}"), "fileTxt")
    _add(text, "fileName", path)
    size = _add(text, "dimensns")
    _add(size, "caseQnty", len(package.microdata.data))
    _add(size, "varQnty", len(package.microdata.columns))
    ending = path[path.rindex(".") :]
    _add(text, "fileType", FILE_TYPES.get(ending, ending))


def _variable(data, package, described, files):
    questionnaire, item = package.questionnaire, described.item
    codes = [each.code for each in described.counted]
    variable = _add(
        data,
        "var",
        ID=f"V_{described.name}",
        name=described.name,
        files=files,
        intrvl="contin" if described.is_number else "discrete",
    )
    _add_each(variable, "labl", each_language(lambda: described.label))
    _question(variable, described)
    _range(variable, "valrng", [code for code in codes if not code.is_missing])
    _range(variable, "invalrng", [code for code in codes if code.is_missing])
    _add_each(variable, "universe", each_language(lambda: asked_of(questionnaire, item)))
    for each in described.counted:
        _category(variable, each)
    recode = codes_stand_for(questionnaire, described)
    if recode:
        lines = (f"{number} {label} = {', '.join(answers)}" for number, label, answers in recode)
        _add(_add(variable, "derivation"), "drvdesc", "; ".join(lines), LANGUAGES[0])
    _add(variable, "varFormat", type="numeric", schema="other")
    note = _("Shielded: %(share)s") % {"share": percent(described.shielded)}
    _add(variable, "notes", note, LANGUAGES[0], type="shielded")


def _question(variable, described):
    """One `qstn` in each language: what stands before, the wording, and the choice it is about."""
    domain = DOMAINS.get(described.item.kind, "category")
    stem = described.block.stem if described.block else Texts()
    choice = described.choice.text if described.choice else Texts()
    for language, wording in in_languages(described.item.text):
        question = _add(variable, "qstn", responseDomainType=domain)
        for tag, text in [
            ("preQTxt", getattr(stem, language)),
            ("qstnLit", wording),
            ("postQTxt", getattr(choice, language)),
        ]:
            if text:
                _add(question, tag, text, language)


def _range(variable, name, codes):
    if codes:
        found = _add(variable, name)
        for code in codes:
            _add(found, "item", VALUE=str(code.number))


def _category(variable, counted):
    about = {"missing": "Y"} if counted.code.is_missing else {}
    category = _add(variable, "catgry", **about)
    _add(category, "catValu", counted.code.number)
    _add_each(category, "labl", in_languages(counted.code.label))
    if counted.count is not None:
        _add(category, "catStat", counted.count, type="freq")
