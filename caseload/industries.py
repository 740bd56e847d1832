"""Sections and divisions of SN2025, the Norwegian industrial classification (NACE Rev. 2.1)."""

from django.utils.translation import gettext_lazy as _

# Section letter: (name, first division, last division). A division is two digits.
SECTIONS = {
    "A": (_("Agriculture, forestry and fishing"), 1, 3),
    "B": (_("Mining and quarrying"), 5, 9),
    "C": (_("Manufacturing"), 10, 33),
    "D": (_("Electricity and heating"), 35, 35),
    "E": (_("Water, sewerage and waste"), 36, 39),
    "F": (_("Construction"), 41, 43),
    "G": (_("Wholesale and retail trade"), 46, 47),
    "H": (_("Transport and storage"), 49, 53),
    "I": (_("Accommodation and food service"), 55, 56),
    "J": (_("Publishing, broadcasting and content"), 58, 60),
    "K": (_("Telecommunications and IT"), 61, 63),
    "L": (_("Finance and insurance"), 64, 66),
    "M": (_("Real estate"), 68, 68),
    "N": (_("Professional, scientific and technical services"), 69, 75),
    "O": (_("Administrative and support services"), 77, 82),
    "P": (_("Public administration and defence"), 84, 84),
    "Q": (_("Education"), 85, 85),
    "R": (_("Health and social services"), 86, 88),
    "S": (_("Arts, sport and recreation"), 90, 93),
    "T": (_("Other services"), 94, 96),
    "U": (_("Households as employers"), 97, 98),
    "V": (_("International organisations"), 99, 99),
}
SECTION_CHOICES = [(letter, name) for letter, (name, _first, _last) in SECTIONS.items()]


def section_of(division):
    """The section letter of a two-digit division such as "56"; None where there is no such one."""
    if not (division.isascii() and division.isdigit() and len(division) == 2):
        return None
    for letter, (_name, first, last) in SECTIONS.items():
        if first <= int(division) <= last:
            return letter
    return None
