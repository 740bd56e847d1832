"""Lines for PostgreSQL's COPY in its text format, with the columns the models have today."""

from django.db import connection, models
from psycopg.adapt import PyFormat, Transformer

NULL = r"\N"
_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


class UnfilledColumn(Exception):
    """A model has a column that needs a value of its own in each row, and seed gives it none."""


class Table:
    """Lines of one model, kept until they are copied.

    `filled` names the fields each line gives, in this order. Every other column gets the default
    of its field, so that a new one is no concern of this package.
    """

    def __init__(self, model, *filled):
        self.fields = {name: model._meta.get_field(name) for name in filled}
        self.name = connection.ops.quote_name(model._meta.db_table)
        self.lines = []
        blank = model()
        others = [field for field in model._meta.concrete_fields if _wants_a_value(field)]
        others = [field for field in others if field.name not in self.fields]
        self._rest = "".join(f"\t{as_text(field, _default(field, blank))}" for field in others)
        columns = ", ".join(f'"{field.column}"' for field in [*self.fields.values(), *others])
        self._copy = f"COPY {self.name} ({columns}) FROM STDIN"

    def text(self, **values):
        """These values as they stand in a line, in this order."""
        return "\t".join(as_text(self.fields[name], value) for name, value in values.items())

    def add(self, *values):
        """A line of texts, each already as PostgreSQL reads it; one may hold several columns."""
        self.lines.append("\t".join(values) + self._rest)

    def take(self):
        """The lines that wait, which wait no longer."""
        taken, self.lines = self.lines, []
        return taken

    def copy(self, cursor, lines):
        if lines:
            with cursor.copy(self._copy) as copy:
                copy.write("\n".join([*lines, ""]))


def as_text(field, value):
    prepared = field.get_db_prep_save(value, connection)
    if prepared is None:
        return NULL
    if not isinstance(prepared, str):
        connection.ensure_connection()
        dumper = Transformer(connection.connection).get_dumper(prepared, PyFormat.TEXT)
        prepared = bytes(dumper.dump(prepared)).decode()
    return prepared.translate(_ESCAPES)


def _wants_a_value(field):
    """False where the database itself gives one."""
    made_by_database = field.generated or field.has_db_default()
    return not made_by_database and not isinstance(field, models.AutoField)


def _default(field, blank):
    """What an empty form of this field would save; the same in every row."""
    value = field.pre_save(blank, add=True)
    missing = (value is None and not field.null) or (value == "" and not field.blank)
    if missing or (field.unique and value is not None):
        raise UnfilledColumn(
            f"{field.model._meta.label}.{field.name} has no default that fits every row: "
            "let mentors/seed/ fill it."
        )
    return value
