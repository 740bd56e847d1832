from django.db import transaction

from accounts import audit
from surveys.tables.models import SavedTable


@transaction.atomic
def save_table(membership, *, title, definition):
    """Keep what is shown under a title. Returns the SavedTable."""
    saved = SavedTable.objects.create(
        title=title,
        items=list(definition.names),
        merge=definition.merge,
        percent=definition.percent,
        made_by_id=membership.user_id,
    )
    saved.waves.set(definition.waves)
    audit.record(membership, "saved_table.make", saved)
    return saved


@transaction.atomic
def rename_table(membership, saved, *, title):
    saved.title = title
    saved.save(update_fields=["title"])
    audit.record(membership, "saved_table.rename", saved)


@transaction.atomic
def delete_table(membership, saved):
    """No answer goes with it: the same table can be made again."""
    audit.record(membership, "saved_table.delete", saved)
    saved.delete()
