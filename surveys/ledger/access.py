from django.shortcuts import get_object_or_404

from surveys.access import refuse_who_reads_no_surveys
from surveys.ledger.models import LedgerEntry


def entries(membership):
    refuse_who_reads_no_surveys(membership)
    return LedgerEntry.objects.visible_to(membership).for_list()


def entry_or_404(request, number):
    seen = LedgerEntry.objects.visible_to(request.membership).with_people()
    return get_object_or_404(seen, pk=number)
