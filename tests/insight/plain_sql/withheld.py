class FromSix(str):
    """SQL of a number that is withheld while it is of one to five people."""

    __slots__ = ()
