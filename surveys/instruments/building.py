"""One change of a questionnaire at a time, on its JSON. Each returns the new content.

A part is (kind, name): a page, a matrix, an item or a list of choices. A block that is no matrix
is its one item, and has its name.
"""

from copy import deepcopy

from surveys.instruments.checking import faults
from surveys.instruments.questionnaire import Questionnaire, Texts, from_json
from surveys.problems import Problem

EMPTY_TEXT = {"nb": "", "nn": "", "en": ""}
KINDS = "page", "matrix", "item", "choices"


def empty(title):
    """The Questionnaire of this title that nobody has written yet."""
    return Questionnaire(Texts(nb=title), (), {})


def new_faults(before, after):
    """[sentence] of what would be unusable after a change and was not before."""
    old = {(code, about) for code, _params, about in faults(from_json(before))}
    return [
        str(Problem(code, params=params))
        for code, params, about in faults(from_json(after))
        if (code, about) not in old
    ]


def found(content, kind, name):
    """(the list it stands in, its place) of a page, matrix or item; LookupError where it is not."""
    for siblings, row, its_kind in _parts(content):
        if (its_kind, row["name"]) == (kind, name):
            return siblings, siblings.index(row)
    raise LookupError(name)


def part(content, kind, name):
    """What stands there now, as JSON. Raises LookupError."""
    if kind == "choices":
        return {"name": name, "choices": content["choices"][name]}
    siblings, place = found(content, kind, name)
    return _inner(siblings[place]) if kind == "item" else siblings[place]


def page_of(content, name):
    """Name of the page on which this part stands, of the first one otherwise."""
    for page in content["pages"]:
        if name in _names(page):
            return page["name"]
    return content["pages"][0]["name"] if content["pages"] else ""


def names(content):
    """Of all pages, blocks and items: no two may be the same."""
    return [name for page in content["pages"] for name in _names(page)]


def changed(content, kind, name, values):
    content = deepcopy(content)
    if kind == "choices":
        _rename_list(content, name, values["name"])
        content["choices"][values["name"]] = values["choices"]
        return content
    siblings, place = found(content, kind, name)
    row = siblings[place]
    if kind == "item":
        _inner(row).update(values)
        row["name"] = values["name"]
    elif kind == "matrix":
        row |= {"name": values["name"], "stem": values["stem"]}
        for item in row["items"]:
            item["choices"] = values["choices"]
    else:
        row.update(values)
    return content


def added(content, kind, where, values):
    """`where`: the page of a new matrix or item, or the matrix of a new statement."""
    content = deepcopy(content)
    if kind == "choices":
        content["choices"][values["name"]] = values["choices"]
    elif kind == "page":
        content["pages"].append(values | {"blocks": []})
    else:
        _add_question(content, kind, where, values)
    return content


def _add_question(content, kind, where, values):
    pages = {page["name"]: page for page in content["pages"]}
    if where not in pages:
        siblings, place = found(content, "matrix", where)
        siblings[place]["items"].append(values)
        return
    block = {"name": values["name"], "stem": EMPTY_TEXT, "is_matrix": False, "items": [values]}
    if kind == "matrix":
        first = values.pop("first")
        block |= {"is_matrix": True, "stem": values["stem"], "items": [first]}
    pages[where]["blocks"].append(block)


def moved(content, kind, name, by):
    """Up (-1) or down (1) among its neighbours; where there is none it stays."""
    content = deepcopy(content)
    siblings, place = found(content, kind, name)
    other = place + by
    if 0 <= other < len(siblings):
        siblings[place], siblings[other] = siblings[other], siblings[place]
    return content


def copied(content, kind, name):
    """After itself, all names in it new."""
    content = deepcopy(content)
    siblings, place = found(content, kind, name)
    row, taken = deepcopy(siblings[place]), set(names(content))
    for each in _rows(row):
        each["name"] = _free(each["name"], taken)
    if len(row.get("items", ())) == 1 and not row["is_matrix"]:
        row["name"] = row["items"][0]["name"]
    siblings.insert(place + 1, row)
    return content


def removed(content, kind, name):
    content = deepcopy(content)
    if kind == "choices":
        del content["choices"][name]
        return content
    siblings, place = found(content, kind, name)
    del siblings[place]
    return content


def _parts(content):
    for page in content["pages"]:
        yield content["pages"], page, "page"
        for block in page["blocks"]:
            yield page["blocks"], block, "matrix" if block["is_matrix"] else "item"
            if block["is_matrix"]:
                for item in block["items"]:
                    yield block["items"], item, "item"


def _inner(row):
    return row["items"][0] if "items" in row else row


def _rows(row):
    yield row
    for inner in row.get("blocks", row.get("items", ())):
        yield from _rows(inner)


def _names(row):
    return list(dict.fromkeys(each["name"] for each in _rows(row)))


def _free(name, taken):
    number = 2
    while f"{name}_{number}" in taken:
        number += 1
    taken.add(f"{name}_{number}")
    return f"{name}_{number}"


def _rename_list(content, old, new):
    if old == new:
        return
    content["choices"].pop(old)
    for _siblings, row, _kind in _parts(content):
        for item in row.get("items", [row]):
            if item.get("choices") == old:
                item["choices"] = new
