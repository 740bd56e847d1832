"""The package of a release: every file of it, and all of them as one zip.

No clock, no language of the process and no order of a set gets into a file: the same Package gives
the same bytes on every day and machine with the same libraries.
"""

from django.utils.translation import override

from surveys.package.asked import questionnaire_files
from surveys.package.codebook import codebook_files
from surveys.package.data import data_files
from surveys.package.ddi import ddi_of
from surveys.package.described import described
from surveys.package.labels import plain_name
from surveys.package.manifest import checksums_of, manifest_of
from surveys.package.notes import note_files, readme_files
from surveys.package.same_bytes import same_zip
from surveys.package.writing import LANGUAGES

ROWS = "data/"
MANIFEST, CHECKSUMS = "release.json", "SHA256SUMS"
LONGEST_INSTRUMENT, LONGEST_WAVE = 8, 7


def files_of(package):
    """{path: bytes} of the whole package, sorted by path; SHA256SUMS is over all the others."""
    with override(LANGUAGES[0]):
        files = data_files(package)
        variables, folder = described(package), folder_of(package)
        rows = sorted(path for path in files if path.startswith(ROWS))
        documents = {
            **codebook_files(package, variables, folder),
            **questionnaire_files(package),
            **note_files(package, variables, folder),
            "ddi-codebook-2.5.xml": ddi_of(package, variables, folder, rows),
        }
        files |= {f"doc/{name}": content for name, content in documents.items()}
        paths = sorted([*files, MANIFEST])
        files |= readme_files(package, folder, paths)
        files[MANIFEST] = manifest_of(package, variables, folder, sorted(files))
        files[CHECKSUMS] = checksums_of(files)
    return {path: files[path] for path in sorted(files)}


def zip_of(files, folder):
    """Bytes of a zip with the files in one folder, in the order of their paths."""
    return same_zip({f"{folder}/{path}": files[path] for path in sorted(files)})


def folder_of(package):
    """What the package is called, such as "hn-veileder-t3-r01": at most 24 signs."""
    waves = plain_name("_".join(wave.label for wave in package.waves), LONGEST_WAVE)
    parts = [plain_name(package.instrument, LONGEST_INSTRUMENT), waves, f"r{package.number:02}"]
    return "-".join(["hn", *parts]).replace("_", "-")
