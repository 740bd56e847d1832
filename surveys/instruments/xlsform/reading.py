"""An XLSForm as a Questionnaire. The part of the format that is understood stands in the guide,
docs/xlsform.md."""

import re
from dataclasses import dataclass, field, replace

from surveys.instruments import checking, conditions
from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Condition,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)
from surveys.instruments.xlsform.sheets import CHOICES, SETTINGS, SURVEY, lines_of
from surveys.problems import Problem, Refused, errors

KINDS = {
    "select_one": Kind.ONE,
    "select_multiple": Kind.SEVERAL,
    "integer": Kind.NUMBER,
    "text": Kind.TEXT,
}
NAME = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
# Choices are looked up by their names in files of answers, where | stands between several.
CHOICE_NAME = re.compile(r"[^\s|]+")
_LIMIT = re.compile(r"\.\s*(<=|>=)\s*(-?\d+)")


@dataclass(frozen=True)
class Form:
    """What a file holds. `problems` are warnings: what is not good enough to be fielded yet."""

    form_id: str
    questionnaire: Questionnaire
    problems: list


def read(content):
    """The Form in the bytes of an .xlsx. Raises FileProblem, or Refused with every problem."""
    sheets, problems = lines_of(content)
    reader = _Reader(problems)
    choices = reader.choices(sheets[CHOICES])
    pages = reader.pages(sheets[SURVEY])
    form_id, title, intro = reader.settings(sheets[SETTINGS])
    questionnaire = Questionnaire(title, pages, choices, intro)
    if not errors(reader.problems):
        reader.check(questionnaire)
    if errors(reader.problems):
        raise Refused(reader.problems)
    return Form(form_id, questionnaire, reader.problems)


@dataclass
class _Group:
    line: object
    is_matrix: bool
    shown_if: Condition
    items: list = field(default_factory=list)


class _Reader:
    """Reads on after a problem, so that all of them are told at once."""

    def __init__(self, problems):
        self.problems = list(problems)
        self.lines = {}  # what a fault is about: the Line and column where it stands
        self.names = {}

    def _say(self, problem):
        self.problems.append(problem)

    def settings(self, lines):
        if not lines:
            self._say(Problem("no_form_id", SETTINGS, 2, "form_id"))
            return "", Texts(), Texts()
        line = lines[0]
        form_id = line.text("form_id")
        if not NAME.fullmatch(form_id):
            self._say(line.problem("no_form_id", "form_id"))
        title = line.texts("heading")
        title = replace(title, nb=title.nb or line.text("form_title") or form_id)
        return form_id, title, line.texts("intro")

    # Choices

    def choices(self, lines):
        lists, seen = {}, {}
        for line in lines:
            list_name, name = line.text("list_name"), line.text("name")
            if not list_name and not name:
                continue
            if not list_name or not CHOICE_NAME.fullmatch(name):
                self._say(line.problem("no_name", "name" if list_name else "list_name"))
                continue
            if first := seen.get((list_name, name)):
                self._say(line.problem("same_name", "name", first=first))
                continue
            seen[list_name, name] = line.row
            text = line.texts("label")
            if not text.nb:
                self._say(line.problem("no_text", "label"))
            self.lines["choice", list_name, name] = line, "label"
            self.lines["merge", list_name, name] = line, "merge"
            choice = Choice(name, text, line.says("says_nothing"), line.merged)
            lists.setdefault(list_name, []).append(choice)
        return {name: tuple(choices) for name, choices in lists.items()}

    # Questions

    def pages(self, lines):
        """The outermost group is a page, one shown as a table a matrix; what is in none is a page.

        The words of a note stand above the next question.
        """
        pages, groups, stem = [], [], Texts()
        for line in lines:
            word = line.text("type").lower().replace("_", " ")
            kind, _space, of_list = line.text("type").partition(" ")
            if word == "begin group":
                group = self._group(line)
                if not group.is_matrix and not groups:
                    pages.append((line, []))
                groups.append(group)
            elif word == "end group":
                if not groups:
                    self._say(line.problem("group_not_open", "type"))
                elif groups[-1].is_matrix:
                    matrix = groups.pop()
                    self._blocks(pages).append(self._matrix(matrix))
                elif len(groups) == 1:
                    groups.pop()
                    pages.append((None, []))
                else:
                    groups.pop()
            elif kind.lower() == "note":
                stem = line.texts("label")
            elif item := self._item(line, kind.lower(), of_list.strip()):
                item = self._within(item, groups, line)
                if groups and groups[-1].is_matrix:
                    groups[-1].items.append(item)
                else:
                    self._blocks(pages).append(Block(item.name, (item,), stem))
                    stem = Texts()
        for group in groups:
            self._say(group.line.problem("group_not_closed", "type"))
        if not self.names:
            self._say(Problem("no_questions", SURVEY))
        return self._numbered([page for page in pages if page[1]])

    def _blocks(self, pages):
        """Of the page that a question now stands on."""
        if not pages:
            pages.append((None, []))
        return pages[-1][1]

    def _numbered(self, pages):
        return tuple(
            Page(
                line.text("name") if line else f"page_{number}",
                tuple(blocks),
                line.texts("label") if line else Texts(),
            )
            for number, (line, blocks) in enumerate(pages, start=1)
        )

    def _group(self, line):
        self._named(line)
        return _Group(line, "table-list" in line.text("appearance"), self._condition(line))

    def _matrix(self, group):
        line, items = group.line, tuple(group.items)
        if len({item.choices for item in items}) > 1:
            self._say(line.problem("matrix_of_several_lists", "appearance"))
        self.lines["text", line.text("name")] = line, "label"
        return Block(line.text("name"), items, line.texts("label"), is_matrix=True)

    def _item(self, line, kind, of_list):
        if not any(line.cells.values()):
            return None
        if kind not in KINDS or (bool(of_list) != kind.startswith("select")) or " " in of_list:
            self._say(line.problem("unknown_type", "type", type=line.text("type")))
            return None
        if not self._named(line):
            return None
        name = line.text("name")
        for about, column in [
            ("item", "type"),
            ("condition", "relevant"),
            ("text", "label"),
            ("label", "short_label"),
        ]:
            self.lines[about, name] = line, column
        if not line.texts("label").nb:
            self._say(line.problem("no_text", "label"))
        least, most = self._limits(line)
        return Item(
            name=name,
            kind=KINDS[kind],
            text=line.texts("label"),
            choices=of_list,
            short_label=line.text("short_label"),
            help=line.texts("hint"),
            required=line.says("required"),
            shown_if=self._condition(line),
            tells_who=line.says("tells_who"),
            least=least,
            most=most,
        )

    def _named(self, line):
        name = line.text("name")
        if not NAME.fullmatch(name):
            self._say(line.problem("no_name", "name"))
            return False
        if first := self.names.get(name):
            self._say(line.problem("same_name", "name", first=first))
            return False
        self.names[name] = line.row
        return True

    def _condition(self, line):
        try:
            return conditions.parsed(line.text("relevant"))
        except conditions.NotUnderstood:
            self._say(line.problem("condition_not_understood", "relevant"))
            return Condition()

    def _within(self, item, groups, line):
        """What is asked only in a group that is shown is asked under the group's condition too."""
        for group in reversed(groups):
            outer, inner = group.shown_if, item.shown_if
            if not outer.clauses:
                continue
            both = [each for each in (outer, inner) if each.clauses]
            if len(both) == 2 and any(each.any_of_them for each in both):
                self._say(line.problem("condition_not_understood", "relevant"))
            joined = Condition(outer.clauses + inner.clauses, both[0].any_of_them)
            item = replace(item, shown_if=joined)
        return item

    def _limits(self, line):
        found = dict(_LIMIT.findall(line.text("constraint")))
        return (int(found[sign]) if sign in found else None for sign in (">=", "<="))

    # The whole

    def check(self, questionnaire):
        for code, params, about in checking.faults(questionnaire):
            self._say_at(about, code, params)
        for found in (checking.shortcomings, checking.labels_to_shorten):
            for code, params, about in found(questionnaire):
                self._say_at(about, code, params, is_warning=True)

    def _say_at(self, about, code, params, is_warning=False):
        line, column = self.lines[about]
        if code == "not_a_partition":
            column = f"merge_{params['merge']}"
        if code == "missing_nn":
            column = f"{column}::nn"
        if code == "no_choices":
            column = "type"
        self._say(replace(line.problem(code, column, **params), is_warning=is_warning))
