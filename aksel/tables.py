"""What a table of numbers shows, as data: a page and a file are made of the same."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A number, None where it is withheld, and the page with what is behind it, or ""."""

    number: int | None
    url: str = ""


@dataclass(frozen=True)
class Row:
    label: str
    cells: tuple


@dataclass(frozen=True)
class Table:
    """`columns` are the headings of the cells; the labels of the rows stand below `heading`."""

    heading: str
    columns: tuple
    rows: tuple
    note: str = ""
