"""Answers in own words: files of their own, in an order of their own, and nothing beside them."""

from surveys.disclosure.order import shuffled
from surveys.package.labels import file_names, one_line
from surveys.package.workbook import Heading, Sheet, workbook_of

TITLE = "svar"


def text_files(package):
    """{path: bytes}: for each question a workbook, and a text file with a line for each answer."""
    names = file_names(package.texts, "xlsx")
    files = {}
    for question, texts in package.texts.items():
        # Sorted first, so that nothing is left of the order in which they came.
        answers = shuffled(sorted(texts), package.seed, f"texts:{question}")
        path = f"apne_svar/{names[question]}"
        rows = [Heading((TITLE,)), *((answer,) for answer in answers)]
        files[path] = workbook_of([Sheet(TITLE, rows, (100,))])
        lines = [TITLE, *map(one_line, answers), ""]
        files[path.removesuffix("xlsx") + "txt"] = "\n".join(lines).encode()
    return files
