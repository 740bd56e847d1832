"""Zip files that are the same bytes whenever they are made, with nothing in them of who made them.

A workbook is a zip too. Its parts that tell of author and time are written anew.
"""

import io
import zipfile

EPOCH = 1980, 1, 1, 0, 0, 0
LEVEL = 6
CORE, APP = "docProps/core.xml", "docProps/app.xml"
# What a workbook must have and may leave empty.
EMPTY = {
    CORE: b'<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties xmlns:cp='
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    APP: b'<?xml version="1.0" encoding="UTF-8"?>\n<Properties xmlns='
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
}


def same_zip(files):
    """Bytes of a zip of {path: bytes}, in the order given."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for path, data in files.items():
            entry = zipfile.ZipInfo(path, EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, compresslevel=LEVEL)
    return content.getvalue()


def same_workbook(content):
    """An .xlsx as bytes without author, program and times; the rest as it was."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: EMPTY.get(name) or archive.read(name) for name in archive.namelist()}
    return same_zip(files)
