"""Everything that the files of a release are made of: made once, the files are always the same."""

import datetime
from dataclasses import dataclass, field
from importlib.metadata import version

from django.conf import settings

from surveys.disclosure.profiles import Profile
from surveys.instruments.questionnaire import Questionnaire, Texts
from surveys.microdata.shapes import Microdata

LIBRARIES = "numpy", "openpyxl", "pandas", "pyreadstat", "typst"


@dataclass(frozen=True)
class WaveFacts:
    """Who was asked, when and how. `asked` and `answered`: None where it is not told.

    `wave_id` is the one that parts of regions have.
    """

    label: str
    way: str
    audience: str
    opens_on: datetime.date | None
    closes_on: datetime.date | None
    asked: int | None
    answered: int | None
    consent: Texts
    wave_id: str = ""


@dataclass(frozen=True)
class Package:
    """A release. `number` is that of the ledger, `made_on` the day of the approval.

    `tables`: [Protected], `microdata`: None without rows, `texts`: {question: [text]}.
    `left_out`: [sentence], what was asked for and is not here, and why. `seed`: draws every order.
    `contact`: whom people write to about the release. `written_with`: {library: version}.
    """

    number: int
    title: str
    purpose: str
    made_on: datetime.date
    profile: Profile
    instrument: str
    version: int
    questionnaire: Questionnaire
    waves: tuple
    seed: bytes
    tables: tuple = ()
    microdata: Microdata | None = None
    texts: dict = field(default_factory=dict)
    left_out: tuple = ()
    contact: str = field(default_factory=lambda: settings.RELEASE_CONTACT)
    written_with: dict = field(default_factory=lambda: {name: version(name) for name in LIBRARIES})
