"""What a worker found out about a wish, in words: made when somebody reads it."""

from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from surveys.ledger.shapes import Clash
from surveys.ledger.words import in_words
from surveys.releases.proposals import (
    BANDS,
    EVERYBODY,
    LEAVE_OUT,
    MERGE,
    NO_TEXTS,
    TABLES_ONLY,
)
from surveys.releases.wish import ROWS, TABLES, TEXTS, wish_from_json

FINE, COSTS, REFUSED = "success", "info", "warning"


@dataclass(frozen=True)
class Line:
    """`numbers`: None where one is withheld."""

    label: str
    numbers: list


@dataclass(frozen=True)
class Table:
    """Lines with a heading. `said`: sentences on what was done, and why."""

    heading: str
    corner: str
    columns: list
    lines: list
    said: list


@dataclass(frozen=True)
class Shown:
    """`status`: of Aksel's alert. `headline`: in short; `reasons`: sentences. `proposals`: words,
    in the order of the outcome.
    """

    status: str
    headline: str
    reasons: list
    notes: list
    tables: list
    proposals: list


def shown_of(release, waves):
    """The Shown of what was found out about the wish as it stands; None where nothing is yet."""
    if not release.is_tried and not (release.outcome and not release.can_change):
        return None
    outcome, questionnaire = release.outcome, waves[0].questionnaire
    numbers = _numbers(outcome["tables"])
    withheld = sum(number is None for number in numbers)
    left_out = [each for each in outcome["tables"] if each["why_not"]]
    reasons = _reasons(outcome, questionnaire)
    if outcome["refused"]:
        status, headline = REFUSED, _("It cannot be released like this.")
        reasons = reasons or [_("Nothing would be left that may be shown.")]
    elif withheld or left_out or (outcome["rows"] and outcome["rows"]["shielded"]):
        status, headline = COSTS, _("It can be released, but not all of it.")
    elif any(each["done"] for each in outcome["tables"]):
        status, headline = FINE, _("It can be released, with some answers put together.")
    else:
        status, headline = FINE, _("It can be released as you asked for it.")
    return Shown(
        status,
        headline,
        reasons,
        _notes(outcome, questionnaire, withheld, len(numbers), left_out),
        _tables(outcome["tables"]),
        [_proposal(each, questionnaire) for each in outcome["proposals"]],
    )


def wished_in_words(release, questionnaire):
    """[(label, text)] of what is asked for; [] as long as nothing is."""
    if not release.is_written:
        return []
    wish = wish_from_json(release.wish)
    forms = {TABLES: _("tables"), ROWS: _("rows"), TEXTS: _("answers in own words")}
    bands = wish.bands.items()
    found = [
        (_("What"), ", ".join(forms[form] for form in wish.forms)),
        (_("Questions"), _labels(wish.items, questionnaire)),
        (_("Background"), _labels(wish.across, questionnaire)),
        (_("In own words"), _labels(wish.texts, questionnaire)),
        (_("Put together"), ", ".join(dict.fromkeys(wish.merges.values()))),
        (
            _("Bands of numbers"),
            "; ".join(f"{_label(n, questionnaire)}: {', '.join(map(str, b))}" for n, b in bands),
        ),
        (_("Only those who answered"), _only(wish.where, questionnaire)),
    ]
    return [(label, said) for label, said in found if said]


def _labels(names, questionnaire):
    return "; ".join(_label(name, questionnaire) for name in names)


def _only(where, questionnaire):
    found = []
    for name, given in where.items():
        choices = questionnaire.choices_of(questionnaire.items[name])
        answers = _(" or ").join(str(choices[each].text) for each in given)
        said = {"question": _label(name, questionnaire), "answer": answers}
        found.append(_("“%(answer)s” to “%(question)s”") % said)
    return _(" and ").join(found)


def _numbers(tables):
    return [number for each in tables for line in each["cells"] for number in line]


def _reasons(outcome, questionnaire):
    """Why it is refused."""
    found = [in_words(Clash.from_json(each), questionnaire) for each in outcome["clashes"]]
    if outcome["too_much"]:
        found.append(
            _("Rows cannot be released: too many answers would have to be shielded (%(what)s).")
            % {"what": _shares(outcome["too_much"].items(), questionnaire)}
        )
    for wave, name in outcome["no_texts"]:
        found.append(
            _("“%(question)s” (%(wave)s) cannot be released yet: two people must have decided on"
              " every answer, and at least six must be left.")
            % {"question": _label(name, questionnaire), "wave": wave}
        )  # fmt: skip
    return found


def _notes(outcome, questionnaire, withheld, numbers, left_out):
    """What it costs."""
    found = []
    if withheld:
        found.append(
            ngettext(
                "%(n)d of %(all)d number is withheld, so that nobody can compute a group of 1 to 3.",  # noqa: E501
                "%(n)d of %(all)d numbers are withheld, so that nobody can compute a group of 1 to 3.",  # noqa: E501
                withheld,
            )
            % {"n": withheld, "all": numbers}
        )
    if left_out:
        said = ngettext("%(n)d table is not shown.", "%(n)d tables are not shown.", len(left_out))
        found.append(said % {"n": len(left_out)})
    if rows := outcome["rows"]:
        found.append(
            _(
                "%(n)d rows: each looks like at least %(others)d others by what could tell who it is."  # noqa: E501
            )
            % {"n": rows["number"], "others": rows["k"] - 1}
        )
        if rows["shielded"]:
            shares = ", ".join(f"{label} {share * 100:.1f} %" for label, share in rows["shielded"])
            found.append(_("Shielded in the rows: %(what)s.") % {"what": shares})
    for name, number in outcome["texts"].items():
        found.append(
            _("“%(question)s”: %(n)d answers in own words, in a file of their own.")
            % {"question": _label(name, questionnaire), "n": number}
        )
    return found


def _shares(shares, questionnaire):
    return ", ".join(f"{_label(n, questionnaire)} {share * 100:.0f} %" for n, share in shares)


def _label(name, questionnaire):
    item = questionnaire.items.get(name.partition(":")[0])
    # Rows of several waves say of which each is.
    return item.label if item else _("Waves")


def tables_of(release):
    """[Table] of a release as it went out."""
    return _tables(release.outcome["tables"])


def _tables(tables):
    """[Table]: questions with the same answers stand below each other, what is crossed alone."""

    def together(each):
        is_said = any(_step(*step) for step in each["done"])
        alone = each["label"] if each["across"] or each["why_not"] or is_said else ""
        return each["wave"], each["categories"], alone, each["across"]

    # What is crossed comes after all that is not.
    ordered = sorted(tables, key=lambda each: bool(each["across"]))
    return [_table(list(group)) for _key, group in groupby(ordered, key=together)]


def _table(group):
    first = group[0]
    said = [words for each in first["done"] if (words := _step(*each))]
    if first["why_not"]:
        said = [why_not(first["why_not"]), *said]
    if first["across"]:
        heading = _("%(question)s, by %(background)s") % {
            "question": first["label"],
            "background": first["across_label"],
        }
        lines = [
            Line(label, numbers)
            for label, numbers in zip(
                [*first["categories"], _("All")], first["cells"], strict=False
            )
        ]
        return Table(
            f"{heading} ({first['wave']})", _("Answer"), [*first["columns"], _("All")], lines, said
        )
    lines = [
        Line(each["label"], [line[-1] for line in each["cells"]]) for each in group if each["cells"]
    ]
    heading = (
        first["label"]
        if len(group) == 1
        else ngettext("%(n)d question", "%(n)d questions", len(group)) % {"n": len(group)}
    )
    return Table(
        f"{heading} ({first['wave']})", _("Question"), [*first["categories"], _("N")], lines, said
    )


def why_not(why):
    return {
        "group": _("Not shown: fewer than six would stand alone."),
        "unanimous": _("Not shown: everybody gave the same answer."),
        "cells": _("Not shown: the numbers are too small to be told apart."),
    }.get(why, why)


def _step(kind, what, number):
    said = {"what": ", ".join(what), "n": number}
    if kind == "merged":
        return _("Put together as declared: %(what)s.") % said
    if kind == "padded":
        return _("“%(what)s” is put together with those who did not answer.") % said
    if kind == "group":
        return _("Put together, as fewer than six are in one of them: %(what)s.") % said
    if kind == "unanimous":
        return _("Not shown, as everybody in it gave the same answer: %(what)s.") % said
    return ""


def _proposal(proposal, questionnaire):
    kind, name, value = proposal
    said = {"question": _label(name, questionnaire), "value": value}
    if kind == LEAVE_OUT:
        return _("Leave out “%(question)s”") % said
    if kind == BANDS:
        return _("“%(question)s” in bands from %(value)s") % (
            said | {"value": value.replace(",", ", ")}
        )
    if kind == MERGE:
        texts = [str(choice.text) for choice in questionnaire.choices[name]]
        said |= {"from": texts[0], "to": texts[-1]}
        return _("Put “%(from)s … %(to)s” together as “%(value)s”") % said
    return {
        TABLES_ONLY: _("Tables instead of rows"),
        EVERYBODY: _("Everybody instead of some"),
        NO_TEXTS: _("Leave out what is in own words for now"),
    }[kind]
