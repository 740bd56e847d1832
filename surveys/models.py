from surveys.answers.models import FreeText, Response
from surveys.by_mail.models import ContactConsent, InvitationMail
from surveys.instruments.models import Instrument, InstrumentVersion
from surveys.intake.models import Batch, Sealed
from surveys.invitations.models import Invitation
from surveys.tables.models import SavedTable
from surveys.waves.models import ConsentText, Wave, WaveOffice

__all__ = [
    "Batch",
    "ConsentText",
    "ContactConsent",
    "FreeText",
    "Instrument",
    "InstrumentVersion",
    "Invitation",
    "InvitationMail",
    "Response",
    "SavedTable",
    "Sealed",
    "Wave",
    "WaveOffice",
]
