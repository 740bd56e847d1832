"""What waves ask: which questions are the same in several, and who was asked a question."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from surveys.instruments.questionnaire import Block, Item, Kind, Questionnaire


@dataclass(frozen=True)
class Question:
    """A question as one questionnaire asks it."""

    questionnaire: Questionnaire
    block: Block
    item: Item

    @property
    def choices(self):
        return self.questionnaire.choices_of(self.item).values()

    def is_asked_like(self, other, merge=""):
        """Same wording and choices, to the same people: numbers can stand beside each other."""
        return self._as_read(merge) == other._as_read(merge)

    def _as_read(self, merge):
        item, stem = self.item, self.block.stem if self.block.is_matrix else None
        choices = [(choice.name, choice.text, choice.merged.get(merge)) for choice in self.choices]
        return item.name, item.kind, item.text, stem, choices, item.shown_if

    @property
    def merges(self):
        return dict.fromkeys(merge for choice in self.choices for merge in choice.merged)


def questions_of(questionnaire):
    """{name: Question} in the order in which they are asked."""
    return {
        item.name: Question(questionnaire, block, item)
        for page in questionnaire.pages
        for block in page.blocks
        for item in block.items
    }


def asked_in(waves):
    """{name: Question} of all these waves, each as the first of them asks it."""
    found = {}
    for wave in waves:
        for name, question in questions_of(wave.questionnaire).items():
            found.setdefault(name, question)
    return found


def is_closed(question):
    return question.item.kind != Kind.TEXT


def asked_of(question):
    """Of whom a question was asked, as a sentence; "" of everybody."""
    condition = question.item.shown_if
    if not condition.clauses:
        return ""
    parts = [_in_words(question.questionnaire, clause) for clause in condition.clauses]
    joint = _(" or ") if condition.any_of_them else _(" and ")
    return _("Asked of those who answered %(what)s.") % {"what": joint.join(parts)}


def _in_words(questionnaire, clause):
    asked = questionnaire.items.get(clause.item)
    if asked is None:
        return f"{clause.item} {clause.operator} {clause.value}"
    choice = questionnaire.choices_of(asked).get(clause.value)
    said = {"question": asked.label, "answer": choice.text if choice else clause.value}
    if clause.operator in ("has", "="):
        return _("“%(answer)s” to “%(question)s”") % said
    if clause.operator in ("has not", "!="):
        return _("not “%(answer)s” to “%(question)s”") % said
    said["operator"] = clause.operator
    return _("%(operator)s %(answer)s to “%(question)s”") % said
