"""Five people type in one joint note at the same time."""

from accounts.models import Membership, User
from tests.factories import make_note
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.five_writers import Writer, write_together

NAMES = ["Mona", "Nils", "Oda"]


def measure(stage):
    writers = [stage.cast.ada, stage.cast.bo, *map(_member(stage.cast.ada.office), NAMES)]
    note = make_note(*writers)
    typing = [Writer(stage.port, each, note) for each in writers]
    found = write_together(typing, size.WRITING_SECONDS)
    yield Finding(
        "five people type in the same two sections of a note",
        "no paragraph that anybody finished, and no word added to another's, is lost",
        found.text,
        ok=found.written > 0 and not found.lost and not found.failed,
    )


def _member(office):
    def member(name):
        user = User.objects.create_user(f"{name.lower()}@nav.example", name=name)
        return Membership.objects.create(user=user, office=office, role=Membership.Role.ADVISOR)

    return member
