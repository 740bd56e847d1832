"""All the files with data of a release: rows, tables, answers in own words, and what reads them."""

from django.utils.translation import override

from surveys.package.labels import LONGEST_FILE_NAME, plain_name
from surveys.package.r import r_of
from surveys.package.rows import csv_of, fits_in_a_sheet, labelled_of
from surveys.package.spss import sav_of, sps_of
from surveys.package.stata import do_of, dta_of
from surveys.package.tables import table_files
from surveys.package.texts import text_files
from surveys.package.variables import variables_of

LANGUAGE = "nb"
LONGEST_WAVE = 8


def data_files(package):
    """{path: bytes} of a Package: data/, tabeller/, apne_svar/ and syntaks/, as far as it has them.

    The same bytes every time, whatever the day, the machine's language and the process. Raises
    ValueError for names and values that a format could not hold.
    """
    with override(LANGUAGE):
        return {**row_files(package), **table_files(package), **text_files(package)}


def row_files(package):
    if package.microdata is None:
        return {}
    data, variables = package.microdata.data, variables_of(package)
    stem = f"data/{stem_of(package)}"
    files = {
        f"{stem}.sav": sav_of(data, variables, package.title, package.made_on),
        f"{stem}.dta": dta_of(data, variables, package.title, package.made_on),
        f"{stem}.csv": csv_of(data),
        "syntaks/les_inn.sps": sps_of(variables, f"{stem}.csv"),
        "syntaks/les_inn.do": do_of(variables, f"{stem}.csv"),
        "syntaks/les_inn.R": r_of(variables, f"{stem}.csv"),
    }
    if fits_in_a_sheet(data):
        files[f"{stem}.xlsx"] = labelled_of(package, variables)
    return files


def stem_of(package):
    """What the files with rows are called, such as "veileder_t3_r01"."""
    ending = f"r{package.number:02}"
    wave = plain_name("_".join(wave.label for wave in package.waves), LONGEST_WAVE)
    room = LONGEST_FILE_NAME - len(f"_{wave}_{ending}.xlsx")
    return f"{plain_name(package.instrument, room)}_{wave}_{ending}"
