from surveys.answers.models import FreeText, Response
from surveys.by_mail.models import ContactConsent, InvitationMail
from surveys.instruments.models import Instrument, InstrumentVersion
from surveys.intake.models import Batch, Sealed
from surveys.invitations.models import Invitation
from surveys.ledger.models import LedgerEntry
from surveys.releases.models import Release, ReleaseFile
from surveys.tables.models import SavedTable
from surveys.texts.models import TextDecision
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
    "LedgerEntry",
    "Release",
    "ReleaseFile",
    "Response",
    "SavedTable",
    "Sealed",
    "TextDecision",
    "Wave",
    "WaveOffice",
]
