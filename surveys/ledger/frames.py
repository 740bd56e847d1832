"""One frame of all the answers that a new release is held against: of several waves, too."""

import pandas as pd

from surveys.answers.rows import rows_of
from surveys.disclosure.frame import Frame, frame_of
from surveys.disclosure.shapes import NOT_ASKED
from surveys.waves.models import Wave


def frame_of_parts(parts):
    """The Frame of these parts of waves, with all closed questions of any of them.

    A question that a wave does not have was not asked there.
    """
    waves = Wave.objects.filter(pk__in={wave for wave, _number in parts})
    waves = waves.select_related("version").order_by("pk")
    frames = [
        frame_of(wave.questionnaire, rows_of({part for part in parts if part[0] == str(wave.pk)}))
        for wave in waves
    ]
    variables = {name: each for frame in frames for name, each in frame.variables.items()}
    columns = {name: _column(name, frames) for name in variables}
    data = pd.DataFrame(columns, index=pd.RangeIndex(sum(map(len, frames))))
    of_parts = [part for frame in frames for part in frame.parts]
    return Frame(data, pd.Series(of_parts, index=data.index, dtype=object), variables)


def _column(name, frames):
    values = [
        value
        for frame in frames
        for value in (frame.data[name] if name in frame.data else [NOT_ASKED] * len(frame))
    ]
    categories = dict.fromkeys(
        value for frame in frames if name in frame.data for value in frame.data[name].cat.categories
    )
    return pd.Categorical(values, categories=list(categories))
