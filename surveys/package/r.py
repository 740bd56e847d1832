"""R: the lines that read the csv, without any package."""

from django.utils.translation import gettext as _

from surveys.package.syntax import how_to_begin

READING = """
koder <- read.csv(%(path)s, sep = ";", colClasses = "integer", check.names = FALSE)
data <- koder
mangler <- koder

les_inn <- function(navn, etikett, verdier, tekster, mangler_verdier, mangler_tekster) {
  tall <- koder[[navn]]
  mangler[[navn]] <<- factor(tall, levels = mangler_verdier, labels = mangler_tekster)
  svar <- replace(tall, tall %%in%% mangler_verdier, NA)
  if (length(verdier) > 0) svar <- factor(svar, levels = verdier, labels = tekster)
  attr(svar, "label") <- etikett
  data[[navn]] <<- svar
}
"""


def r_of(variables, csv_path):
    """Bytes of the lines. Letters that are not in ASCII are escaped, whatever R's own encoding."""
    lines = [
        *how_to_begin('setwd("C:/data")'),
        "",
        _("koder: the numbers as they stand in the file"),
        _("data: answers as factors, numbers as numbers, NA where there is none"),
        _("mangler: why there is none, as factors"),
        _('attr(data$name, "label") is the question'),
    ]
    return "\n".join(
        [
            *(f"# {line}".rstrip() for line in lines),
            READING % {"path": _literal(csv_path)},
            *map(_call, variables),
            "rm(les_inn)",
            "",
        ]
    ).encode()


def _call(variable):
    said = [
        _literal(variable.name),
        _literal(variable.question + variable.ending),
        *_codes(variable.valid),
        *_codes(variable.missing),
    ]
    return "les_inn(\n  " + ",\n  ".join(said) + "\n)"


def _codes(labels):
    if not labels:
        return "integer(0)", "character(0)"
    numbers = ", ".join(f"{number}L" for number in labels)
    return f"c({numbers})", f"c({', '.join(map(_literal, _each_once(labels)))})"


def _each_once(labels):
    """R would make one of two answers that are called the same."""
    found = list(labels.values())
    return [
        f"{label} ({number})" if found.count(label) > 1 else label
        for number, label in labels.items()
    ]


def _literal(text):
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isascii() else _escaped(sign) for sign in text) + '"'


def _escaped(sign):
    return f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}"
