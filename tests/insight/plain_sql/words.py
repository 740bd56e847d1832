"""What the counts of several panels are written with."""

ZONE = "Europe/Oslo"


class FromSix(str):
    """SQL of a number that is withheld while it is of one to five people."""

    __slots__ = ()


def number_of(things, condition="TRUE"):
    return f"SELECT count(*) FROM {things} WHERE {condition}"


def in_period(moment):
    """That a moment is on a day of the period, as a clock on the wall has it."""
    return f"({moment} AT TIME ZONE '{ZONE}')::date BETWEEN %(since)s AND %(today)s"


def on_days(day):
    return f"{day} BETWEEN %(since)s AND %(today)s"
