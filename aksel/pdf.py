"""A PDF made by typst: tagged, with letters that every machine has."""

import json

import typst
from django.core.serializers.json import DjangoJSONEncoder


def pdf_of(template, data):
    """Bytes of a PDF/UA-1. `template` is the Path of a typst file, which reads `sys.inputs.data`.

    What people wrote goes into `data` (anything JSON can say) and never into the template, so that
    none of it is read as code. A template opens no file but those of its own folder.

    A letter that the font has not (an emoji) cannot be read aloud: then it is a tagged PDF that
    does not call itself PDF/UA.
    """
    inputs = {"data": json.dumps(data, cls=DjangoJSONEncoder)}
    try:
        return _compiled(template, inputs, pdf_standards=["ua-1"])
    except typst.TypstError:
        return _compiled(template, inputs)


def _compiled(template, inputs, **options):
    return typst.compile(
        str(template),
        root=str(template.parent),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs=inputs,
        **options,
    )
