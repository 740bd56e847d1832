"""A Questionnaire as an XLSForm: read() of what is written here is the same again."""

import io

from openpyxl import Workbook

from surveys.instruments import conditions
from surveys.instruments.questionnaire import LANGUAGES, Kind
from surveys.instruments.xlsform.sheets import CHOICES, MERGE, SETTINGS, SURVEY

HEADINGS = {"nb": "Bokmål (nb)", "nn": "Nynorsk (nn)", "en": "English (en)"}
TYPES = {Kind.NUMBER: "integer", Kind.TEXT: "text"}


def written(form_id, questionnaire):
    """The bytes of an .xlsx."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in [
        (SURVEY, _survey(questionnaire)),
        (CHOICES, _choices(questionnaire)),
        (SETTINGS, [_settings(form_id, questionnaire)]),
    ]:
        _sheet(workbook, name, list(rows))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _sheet(workbook, name, rows):
    sheet = workbook.create_sheet(name)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    sheet.append(columns)
    for row in rows:
        sheet.append([row.get(column, "") for column in columns])
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s"  # a text that begins with = is a text


def _translated(column, texts):
    return {f"{column}::{HEADINGS[each]}": getattr(texts, each) for each in LANGUAGES}


def _survey(questionnaire):
    for page in questionnaire.pages:
        yield (
            {"type": "begin_group", "name": page.name}
            | _translated("label", page.title)
            | {"appearance": "field-list"}
        )
        for block in page.blocks:
            yield from _matrix(block) if block.is_matrix else _one(block)
        yield {"type": "end_group"}


def _matrix(block):
    yield (
        {"type": "begin_group", "name": block.name}
        | _translated("label", block.stem)
        | {"appearance": "table-list"}
    )
    yield from map(_item, block.items)
    yield {"type": "end_group"}


def _one(block):
    if block.stem:
        yield {"type": "note", "name": f"{block.name}_note"} | _translated("label", block.stem)
    yield from map(_item, block.items)


def _item(item):
    kind = TYPES.get(item.kind) or (
        f"select_{'one' if item.kind == Kind.ONE else 'multiple'} {item.choices}"
    )
    limits = [f". >= {item.least}"] if item.least is not None else []
    limits += [f". <= {item.most}"] if item.most is not None else []
    return (
        {"type": kind, "name": item.name}
        | _translated("label", item.text)
        | _translated("hint", item.help)
        | {
            "required": "yes" if item.required else "",
            "relevant": conditions.written(item.shown_if),
            "constraint": " and ".join(limits),
            "short_label": item.short_label,
            "tells_who": "yes" if item.tells_who else "",
        }
    )


def _choices(questionnaire):
    for list_name, choices in questionnaire.choices.items():
        for choice in choices:
            merged = {f"{MERGE}{merge}": category for merge, category in choice.merged.items()}
            yield (
                {"list_name": list_name, "name": choice.name}
                | _translated("label", choice.text)
                | {"says_nothing": "yes" if choice.says_nothing else ""}
                | merged
            )


def _settings(form_id, questionnaire):
    return (
        {
            "form_title": questionnaire.title.nb,  # other tools know of one language here
            "form_id": form_id,
            "default_language": HEADINGS["nb"],
        }
        | _translated("heading", questionnaire.title)
        | _translated("intro", questionnaire.intro)
    )
