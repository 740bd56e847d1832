"""Instruments that come with the product, in its own wording: one TOML file each.

docs/instruments.md says which question feeds which table of the report.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from surveys.instruments import conditions
from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Shipped:
    code: str
    questionnaire: Questionnaire


def shipped():
    """[Shipped] of all of them, by code."""
    return [_loaded(path) for path in sorted(FOLDER.glob("*.toml"))]


def _loaded(path):
    with path.open("rb") as file:
        content = tomllib.load(file)
    return Shipped(
        path.stem,
        Questionnaire(
            title=Texts(**content["title"]),
            intro=Texts(**content["intro"]),
            pages=tuple(map(_page, content["pages"])),
            choices={
                name: tuple(map(_choice, choices)) for name, choices in content["choices"].items()
            },
        ),
    )


def _choice(row):
    return Choice(**row | {"text": Texts(**row["text"])})


def _page(row):
    title = Texts(**row["title"])
    return Page(row["name"], tuple(map(_block, row["blocks"])), title)


def _block(row):
    """A block without `items` is one question of that name."""
    if "items" in row:
        items = tuple(_item({"choices": row["choices"]} | item) for item in row["items"])
        return Block(row["name"], items, Texts(**row["stem"]), is_matrix=True)
    return Block(row["name"], (_item(row),))


def _item(row):
    return Item(
        **row
        | {
            "kind": Kind(row.get("kind", "one")),
            "text": Texts(**row["text"]),
            "help": Texts(**row.get("help", {})),
            "shown_if": conditions.parsed(row.get("shown_if", "")),
        }
    )
