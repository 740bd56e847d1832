from surveys.answers.models import FreeText, Response
from surveys.instruments.models import Instrument, InstrumentVersion
from surveys.intake.models import Batch, Sealed
from surveys.invitations.models import Invitation
from surveys.tables.models import SavedTable
from surveys.waves.models import ConsentText, Wave, WaveOffice

__all__ = [
    "Batch",
    "ConsentText",
    "FreeText",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "Response",
    "SavedTable",
    "Sealed",
    "Wave",
    "WaveOffice",
]
