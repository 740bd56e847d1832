"""A clash in plain words: which earlier release it is with, and what can be done instead."""

from django.utils.translation import gettext as _

from surveys.ledger.shapes import COLUMNS, LARGE, LINEAR, POPULATION, ROWS, TEXTS


def in_words(clash, questionnaire):
    """Two or three sentences on a Clash, in the language that is active."""
    release = {
        "number": clash.number,
        "title": clash.title,
        "what": _questions(clash, questionnaire),
    }
    why = (WHY if clash.number else WHY_ITSELF)[clash.kind]() % release
    return f"{why} {INSTEAD[clash.kind]()}"


def _questions(clash, questionnaire):
    """“Industry” and “Size of the workplace”, by their short labels."""
    found = {}
    for variable in clash.variables:
        name = variable.partition(":")[0]
        item = questionnaire.items.get(name)
        found[name] = f"“{item.label if item else name}”"
    names = list(found.values())
    if not names:
        return _("everybody")
    if len(names) == 1:
        return names[0]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


# fmt: off
WHY = {
    POPULATION: lambda: _("It is about almost the same people as release %(number)s (%(title)s): by subtracting one from the other, answers of a group of fewer than six could be read (%(what)s)."),  # noqa: E501
    LINEAR: lambda: _("Together with release %(number)s (%(title)s) a number that is withheld could be computed (%(what)s)."),  # noqa: E501
    COLUMNS: lambda: _("Its rows can be joined with those of release %(number)s (%(title)s) by answers that stand in both. Joined, they show fewer than six people who are alike, or what all of those who are alike answered (%(what)s)."),  # noqa: E501
    ROWS: lambda: _("Release %(number)s (%(title)s) is of the same people: beside rows a table of %(what)s gives away what is withheld in it or shielded in them."),  # noqa: E501
    TEXTS: lambda: _("It has a few more or fewer answers in own words than release %(number)s (%(title)s), so one could tell which were added (%(what)s)."),  # noqa: E501
}
WHY_ITSELF = {
    POPULATION: lambda: _("It is about fewer than six people (%(what)s)."),
    LINEAR: lambda: _("Its own tables together let a number be computed that is withheld (%(what)s)."),  # noqa: E501
    ROWS: lambda: _("Its own rows give away what is withheld in its table of %(what)s, or the table what is shielded in the rows."),  # noqa: E501
    LARGE: lambda: _("Its tables and those that were released hang together by so many answers (%(what)s) that it cannot be proven that nobody can be recognised."),  # noqa: E501
}
INSTEAD = {
    POPULATION: lambda: _("Take everybody, or change of whom it is, so that there are at least six more or fewer."),  # noqa: E501
    LINEAR: lambda: _("Put answers together as they are there, or leave one of these questions out."),  # noqa: E501
    COLUMNS: lambda: _("Leave out background questions that are not in the earlier one, or ask for tables instead of rows."),  # noqa: E501
    ROWS: lambda: _("Ask for either rows or tables of these questions, or put answers together as they are in the rows."),  # noqa: E501
    TEXTS: lambda: _("Wait until at least six more have answered, or leave the question out."),
    LARGE: lambda: _("Cross by fewer background questions, or put their answers together."),
}
# fmt: on
