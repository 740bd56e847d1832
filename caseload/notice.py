"""One line above the bench. On its own, so that the sources and their list are no circle."""

import datetime
from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """One thing to do, with the page where it is done."""

    text: str
    url: str
    due_on: datetime.date | None = None
    icon: str = "InformationSquare"
