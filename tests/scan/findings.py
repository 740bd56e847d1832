"""What a scanner says of a line or a page, and which of it is known to be nothing."""

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent


class Finding(NamedTuple):
    scanner: str
    what: str
    where: str

    def __str__(self):
        return f"{self.scanner}: {self.what}: {self.where}"


def allowed():
    """Entries of allowed.toml: dicts of scanner, what, where (regular expressions) and why."""
    return tomllib.loads((HERE / "allowed.toml").read_text()).get("allowed", [])


def is_allowed(finding):
    return any(
        all(re.search(entry[field], getattr(finding, field)) for field in Finding._fields)
        for entry in allowed()
    )
