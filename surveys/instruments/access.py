from django.shortcuts import get_object_or_404

from surveys.access import refuse_who_is_no_researcher
from surveys.instruments.models import InstrumentVersion


def version_or_404(request, instrument_version_id):
    """To read: for researchers and privacy coordinators."""
    versions = InstrumentVersion.objects.visible_to(request.membership)
    return get_object_or_404(versions.select_related("instrument"), pk=instrument_version_id)


def own_version_or_404(request, instrument_version_id):
    """To build: researchers work on each other's."""
    version = version_or_404(request, instrument_version_id)
    refuse_who_is_no_researcher(request.membership)
    return version
