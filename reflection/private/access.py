"""Who may open an entry: whoever wrote it. To everybody else there is none."""

from django.shortcuts import get_object_or_404

from reflection.private.models import PrivateEntry


def private_entry_or_404(request, entry_id):
    return get_object_or_404(PrivateEntry.objects.visible_to(request.membership), pk=entry_id)
