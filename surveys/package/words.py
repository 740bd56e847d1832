"""What documents of a release say in words, in the language that is active."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from surveys.disclosure.shapes import NOT_ANSWERED, NOT_ASKED
from surveys.waves.models import Wave

CLAUSES = {
    "=": gettext_lazy("answered “%(value)s” to “%(question)s” (%(name)s)"),
    "!=": gettext_lazy("did not answer “%(value)s” to “%(question)s” (%(name)s)"),
    "has": gettext_lazy("ticked “%(value)s” in “%(question)s” (%(name)s)"),
    "has not": gettext_lazy("did not tick “%(value)s” in “%(question)s” (%(name)s)"),
    "<": gettext_lazy("answered less than %(value)s to “%(question)s” (%(name)s)"),
    "<=": gettext_lazy("answered %(value)s or less to “%(question)s” (%(name)s)"),
    ">": gettext_lazy("answered more than %(value)s to “%(question)s” (%(name)s)"),
    ">=": gettext_lazy("answered %(value)s or more to “%(question)s” (%(name)s)"),
}


def asked_of(questionnaire, item):
    """Whom a question was asked, as a sentence without a full stop."""
    condition = item.shown_if
    if not condition.clauses:
        return _("Everybody")
    joint = _(" or ") if condition.any_of_them else _(" and ")
    clauses = [_clause(questionnaire, clause) for clause in condition.clauses]
    return _("Those who %(did)s") % {"did": joint.join(clauses)}


def _clause(questionnaire, clause):
    item = questionnaire.items.get(clause.item)
    choice = questionnaire.choices_of(item).get(clause.value) if item else None
    return CLAUSES[clause.operator] % {
        "value": choice.text if choice else clause.value,
        "question": item.label if item else clause.item,
        "name": clause.item,
    }


def percent(share):
    """A share of 1 with one decimal."""
    return _("%(number)s%%") % {"number": number_format(100 * share, 1)}


def way_of(wave):
    """How a wave reached people. `wave` is a WaveFacts."""
    return _label(Wave.Way, wave.way)


def audience_of(wave):
    return _label(Wave.Audience, wave.audience)


def _label(choices, value):
    return str(choices(value).label) if value in choices.values else value


def title_of_table(protected):
    rows, columns = protected.cut.rows, protected.cut.columns
    if columns is None:
        return str(rows.label)
    return _("%(rows)s by %(columns)s") % {"rows": rows.label, "columns": columns.label}


def codes_stand_for(questionnaire, described):
    """[(number, label, [what was answered])] of codes that several answers were put together in."""
    choices = questionnaire.choices_of(described.item)
    places = {name: place for place, name in enumerate(choices)}

    def place(value):
        return places[value] if value in places else int(value) if value.isdecimal() else -1

    def said(value):
        silent = {NOT_ANSWERED: _("not answered"), NOT_ASKED: _("not asked")}
        return str(choices[value].text) if value in choices else silent.get(value, value)

    return [
        (code.number, str(code.label), [said(value) for value in sorted(code.values, key=place)])
        for code in described.bands
        if described.column.merge or len(code.values) > 1
    ]
