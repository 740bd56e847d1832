"""The variables of a release as its documents describe them: read once, written many times."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.disclosure.cuts import ALL
from surveys.instruments.questionnaire import Block, Choice, Item
from surveys.microdata.shapes import Code, Column


@dataclass(frozen=True)
class Counted:
    """A code, and how many rows have it: None where that is not told."""

    code: Code
    count: int | None


@dataclass(frozen=True)
class Described:
    """A variable. `column`: None where it stands in tables only; then `counted` is empty.

    `choice`: of a question with several answers the one that it is about. `tables`: ((name,
    Protected), …) that it is counted in. `rows`: how many there are with an answer or a code.
    """

    name: str
    item: Item
    block: Block | None
    choice: Choice | None = None
    column: Column | None = None
    counted: tuple = ()
    shielded: float = 0.0
    rows: int = 0
    tables: tuple = ()

    @property
    def label(self):
        """A few words in the language that is active."""
        label = f"{self.item.label}: {self.choice.text}" if self.choice else self.item.label
        if self.column and self.column.merge:
            label += " " + _("(put together: %(merge)s)") % {"merge": self.column.merge}
        return label

    @property
    def is_number(self):
        """Whether numbers in it stand for themselves."""
        return bool(self.column and self.column.variable.is_number and not self.bands)

    @property
    def bands(self):
        """[Code] that stand for an answer, those for none left out."""
        return [each.code for each in self.counted if not each.code.is_missing]


def described(package):
    """[Described] of the columns of the rows, in their order, then of what only tables count."""
    tables = _tables_by_variable(package.tables)
    found = _columns(package, tables)
    names = {each.column.variable.name for each in found}
    return found + [
        _of_tables(package.questionnaire, name, tables[name])
        for name in tables
        if name not in names
    ]


def _columns(package, tables):
    microdata = package.microdata
    if microdata is None:
        return []
    return [
        Described(
            name=column.name,
            item=column.variable.item,
            block=block_of(package.questionnaire, column.variable.item.name),
            choice=_choice(package.questionnaire, column.variable.item, column.variable.choice),
            column=column,
            counted=_counted(column, microdata.data[column.name], package.profile),
            shielded=microdata.shielded.get(column.name, 0.0),
            rows=len(microdata.data),
            tables=tables.get(column.variable.name, ()),
        )
        for column in microdata.columns
    ]


def _counted(column, values, profile):
    """[Counted] of every code. The one pass over the rows of this column."""
    numbers = values.value_counts()
    counts = [int(numbers.get(code.number, 0)) for code in column.codes]
    told = _told(counts, profile)
    return tuple(map(Counted, column.codes, told))


def _told(counts, profile):
    """The counts, None for small ones, and for more until no small one can be computed."""
    hidden = {place for place, count in enumerate(counts) if profile.is_small(count)}
    # Zeros come last: hiding one covers nothing.
    others = sorted(
        set(range(len(counts))) - hidden,
        key=lambda place: (counts[place] == 0, counts[place], place),
    )
    while hidden and others and not _is_safe([counts[place] for place in hidden], profile):
        hidden.add(others.pop(0))
    return [None if place in hidden else count for place, count in enumerate(counts)]


def _is_safe(hidden, profile):
    return len(hidden) > 1 and sum(hidden) >= profile.cell_min


def _of_tables(questionnaire, name, tables):
    item_name, _colon, choice = name.partition(":")
    item = questionnaire.items[item_name]
    return Described(
        name=name,
        item=item,
        block=block_of(questionnaire, item_name),
        choice=_choice(questionnaire, item, choice),
        tables=tables,
    )


def _tables_by_variable(tables):
    found = {}
    for named in named_tables(tables):
        for axis in (named[1].cut.rows, named[1].cut.columns):
            if axis is not None:
                found[axis.variable] = (*found.get(axis.variable, ()), named)
    return found


def named_tables(tables):
    """[(name of its file, Protected)]"""
    digits = max(2, len(str(len(tables))))
    return [(f"tabell_{number:0{digits}}", each) for number, each in enumerate(tables, 1)]


def _choice(questionnaire, item, name):
    return questionnaire.choices_of(item).get(name) if name else None


def block_of(questionnaire, name):
    """The Block that a question stands in; None for one that is not asked."""
    blocks = (block for page in questionnaire.pages for block in page.blocks)
    return next((block for block in blocks if name in [item.name for item in block.items]), None)


def counts_said_by(protected):
    """[(label, number or None)] and how many in all, of a table of one way; ([], None) if none."""
    if protected.why_not or protected.cut.columns is not None:
        return [], None
    rows = [
        (category.label, protected.cells.get((place, ALL)))
        for place, category in enumerate(protected.cut.rows.categories)
    ]
    return rows, protected.cells.get((ALL, ALL))
