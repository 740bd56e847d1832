from django.shortcuts import get_object_or_404

from surveys.access import refuse_who_is_no_researcher, refuse_who_reads_no_surveys
from surveys.waves.models import ConsentText, Wave
from surveys.waves.overview import with_batches


def wave_or_404(request, wave_id):
    """To read, and to close: for researchers and privacy coordinators."""
    waves = Wave.objects.visible_to(request.membership).for_list().select_related("consent")
    wave = get_object_or_404(with_batches(waves), pk=wave_id)
    refuse_who_reads_no_surveys(request.membership)
    return wave


def own_wave_or_404(request, wave_id):
    """To prepare and open: researchers work on each other's."""
    wave = wave_or_404(request, wave_id)
    refuse_who_is_no_researcher(request.membership)
    return wave


def newest_texts():
    """{field: text} of the newest consent text, {} where there is none."""
    return ConsentText.objects.values("text_nb", "text_nn", "text_en").first() or {}
