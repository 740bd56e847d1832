from surveys.answers.models import FreeText, Response
from surveys.instruments.models import Instrument, InstrumentVersion
from surveys.waves.models import Wave

__all__ = ["FreeText", "Instrument", "InstrumentVersion", "Response", "Wave"]
