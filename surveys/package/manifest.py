"""What a release is, for programs: release.json and the checksums."""

import hashlib
import json
from dataclasses import asdict

from surveys.package.described import named_tables
from surveys.package.writing import in_languages


def manifest_of(package, variables, folder, paths):
    """Bytes of release.json. `paths`: of the files that it is about."""
    content = {
        "release": package.number,
        "folder": folder,
        "title": package.title,
        "purpose": package.purpose,
        "made_on": package.made_on.isoformat(),
        "contact": package.contact,
        "instrument": {"code": package.instrument, "version": package.version},
        "waves": [_wave(wave) for wave in package.waves],
        "profile": asdict(package.profile),
        "rows": _rows(package.microdata, variables),
        "tables": [_table(*named) for named in named_tables(package.tables)],
        "texts": {name: len(texts) for name, texts in package.texts.items()},
        "left_out": list(map(str, package.left_out)),
        "written_with": dict(sorted(package.written_with.items())),
        "files": sorted(paths),
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def checksums_of(files):
    """Bytes of SHA256SUMS over {path: bytes}, as sha256sum reads it."""
    lines = [f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)]
    return "".join(lines).encode()


def _wave(wave):
    days = {"opens_on": wave.opens_on, "closes_on": wave.closes_on}
    return {
        "label": wave.label,
        "way": wave.way,
        "audience": wave.audience,
        **{name: day.isoformat() if day else None for name, day in days.items()},
        "asked": wave.asked,
        "answered": wave.answered,
    }


def _rows(microdata, variables):
    if microdata is None:
        return None
    return {
        "number": len(microdata.data),
        "k": microdata.k,
        "l": microdata.l,
        "columns": [_column(each) for each in variables if each.column],
    }


def _column(described):
    column = described.column
    return {
        "name": column.name,
        "question": column.variable.item.name,
        "choice": column.variable.choice,
        "identifies": column.identifies,
        "merge": column.merge,
        "shielded": round(described.shielded, 4),
        "codes": [
            {
                "code": code.number,
                "label": dict(in_languages(code.label)),
                "stands_for": sorted(code.values),
                "missing": code.is_missing,
            }
            for code in column.codes
        ],
    }


def _table(name, protected):
    cut = protected.cut
    return {
        "table": name,
        "rows": _axis(cut.rows),
        "columns": _axis(cut.columns) if cut.columns else None,
        "where": {name: sorted(values) for name, values in cut.region.answers},
        "withheld": protected.why_not or sum(each is None for each in protected.cells.values()),
        "done": [
            {"kind": step.kind, "what": list(map(str, step.what)), "number": step.number}
            for step in protected.done
        ],
    }


def _axis(axis):
    return {
        "variable": axis.variable,
        "categories": [
            {"label": str(category.label), "stands_for": sorted(category.values)}
            for category in axis.categories
        ],
    }
