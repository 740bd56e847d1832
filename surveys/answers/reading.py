"""Answers from another tool, a row for each respondent, as values of an instrument's questions."""

from dataclasses import dataclass

from mentors.imports.reading import Formula, read
from surveys.instruments.questionnaire import LANGUAGES, SHORT_LABEL, Kind
from surveys.intake.padding import LONGEST_TEXT
from surveys.problems import Problem, Refused, errors

BETWEEN = "|"  # several choices in one cell


@dataclass(frozen=True)
class Answers:
    """`responses`: a dict of closed answers for each row. `texts`: {item: [text, …]}.

    `problems` are warnings.
    """

    responses: list
    texts: dict
    problems: list


def answers_in(content, questionnaire):
    """Raises FileProblem, or Refused with everything that is wrong: all rows are taken or none."""
    sheet = read(content)
    columns, problems = _columns(sheet.headings, questionnaire)
    if errors(problems):
        raise Refused(problems)
    responses, texts = [], {}
    for number, cells in sheet.rows:
        if number in sheet.short_rows:
            problems.append(Problem("too_few_cells", row=number))
        if len(cells) > len(sheet.headings):
            problems.append(Problem("too_many_cells", row=number))
            continue
        row = _Row(questionnaire, columns, problems)
        closed = row.read(number, cells, texts)
        responses.append(closed)
    if errors(problems):
        raise Refused(problems)
    return Answers(responses, texts, problems)


def _columns(headings, questionnaire):
    """{index: (heading, Item)} and what is to be said of the headings."""
    known = _headings(questionnaire)
    columns, problems, taken = {}, [], {}
    for index, heading in enumerate(headings):
        item = known.get(heading.casefold())
        if item is None:
            if heading:
                problems.append(Problem("unknown_column", row=1, column=heading, is_warning=True))
        elif item.name in taken:
            other = {"other": taken[item.name]}
            problems.append(Problem("same_question", row=1, column=heading, params=other))
        else:
            taken[item.name] = heading
            columns[index] = heading, item
    if not columns:
        problems.append(Problem("no_known_column", row=1))
    return columns, problems


def _headings(questionnaire):
    """{what a column may be called, casefolded: Item}; a name goes before any wording."""
    found = {}
    for item in questionnaire.items.values():
        for text in _called(item):
            found.setdefault(text.casefold(), item)
    return found | {name.casefold(): item for name, item in questionnaire.items.items()}


def _called(item):
    wordings = [getattr(item.text, language) for language in LANGUAGES]
    return filter(None, [*wordings, item.short_label, item.short_label[:SHORT_LABEL]])


@dataclass
class _Row:
    questionnaire: object
    columns: dict
    problems: list

    def read(self, number, cells, texts):
        closed = {}
        for index, (heading, item) in self.columns.items():
            cell = cells[index]
            if cell is Formula:
                self._say("formula_without_value", number, heading)
                continue
            text = _text(cell)
            if not text:
                continue
            value = self._value(item, text, number, heading)
            if item.kind == Kind.TEXT:
                texts.setdefault(item.name, []).append(value)
            elif value is not None:
                closed[item.name] = value
        return closed

    def _value(self, item, text, number, heading):
        """None where the cell has a problem."""
        match item.kind:
            case Kind.TEXT:
                if len(text) > LONGEST_TEXT:
                    self._say("too_long", number, heading, limit=LONGEST_TEXT)
                return text
            case Kind.NUMBER:
                return self._number(item, text, number, heading)
            case Kind.ONE:
                return self._choice(item, text, number, heading)
        chosen = [
            self._choice(item, part.strip(), number, heading)
            for part in text.split(BETWEEN)
            if part.strip()
        ]
        return None if None in chosen else list(dict.fromkeys(chosen))

    def _choice(self, item, text, number, heading):
        name = self._names(item).get(text.casefold())
        if name is None:
            self._say("unknown_choice", number, heading)
        return name

    def _names(self, item):
        found = {}
        choices = self.questionnaire.choices_of(item)
        for name, choice in choices.items():
            for language in LANGUAGES:
                if label := getattr(choice.text, language):
                    found.setdefault(label.casefold(), name)
        return found | {name.casefold(): name for name in choices}

    def _number(self, item, text, number, heading):
        try:
            value = int(text)
        except ValueError:
            self._say("not_a_number", number, heading)
            return None
        least = -(2**31) if item.least is None else item.least
        most = 2**31 if item.most is None else item.most
        if not least <= value <= most:
            self._say("number_out_of_range", number, heading, least=least, most=most)
            return None
        return value

    def _say(self, code, number, heading, **params):
        self.problems.append(Problem(code, row=number, column=heading, params=params))


def _text(cell):
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str(cell).strip()
