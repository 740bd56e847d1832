"""What can be wrong with an instrument or a file of answers, as codes with parameters.

Words are made when somebody reads them. A parameter may be a name from the instrument, never what
somebody answered.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mentors.imports.problems import MESSAGES as OF_FILES

MESSAGES = {
    # The file of an instrument
    "no_sheet": gettext_lazy("The sheet “%(name)s” is missing."),
    "no_column": gettext_lazy("The column “%(name)s” is missing."),
    "no_form_id": gettext_lazy("Write a form_id: letters, digits, - and _ only."),
    "no_questions": gettext_lazy("There is no question in the form."),
    "no_name": gettext_lazy("Write a name: a letter first, then letters, digits, - and _."),
    "same_name": gettext_lazy("This name is used in row %(first)d already."),
    "unknown_type": gettext_lazy(
        "“%(type)s” is not understood. Use select_one, select_multiple, integer, text or note."
    ),
    "no_choices": gettext_lazy("There is no list of choices called “%(name)s”."),
    "group_not_closed": gettext_lazy("This group is never ended."),
    "group_not_open": gettext_lazy("No group is open here."),
    "matrix_of_several_lists": gettext_lazy(
        "All statements of a matrix need the same list of choices."
    ),
    "condition_not_understood": gettext_lazy(
        "This condition is not understood. Compare an earlier question with a choice or a number, "
        "and join comparisons with “and” or with “or”, not both."
    ),
    "condition_of_unknown": gettext_lazy("There is no question called “%(name)s”."),
    "condition_is_circular": gettext_lazy(
        "A question can only depend on one that is asked before it. “%(name)s” is not."
    ),
    "condition_of_no_choice": gettext_lazy("“%(name)s” has no choice called “%(choice)s”."),
    "not_a_partition": gettext_lazy(
        "The merge “%(merge)s” must say for every choice in which category it is, or for none."
    ),
    "not_a_number": gettext_lazy("Write a whole number."),
    "no_text": gettext_lazy("Write the text in bokmål."),
    # Taken, but not good enough to send out
    "missing_nn": gettext_lazy("The text in nynorsk is missing."),
    "bands_overlap": gettext_lazy("“%(one)s” and “%(other)s” overlap: some numbers fit both."),
    "no_short_label": gettext_lazy(
        "No short label: the wording is cut to 80 characters in tables."
    ),
    "short_label_too_long": gettext_lazy("The short label is cut to 80 characters."),
    "column_ignored": gettext_lazy("The column is not read."),
    # Answers
    "unknown_column": gettext_lazy("The column is not read: no question is called this."),
    "no_known_column": gettext_lazy("No column is called as a question of the instrument."),
    "same_question": gettext_lazy("The column “%(other)s” is read as the same question."),
    "unknown_choice": gettext_lazy("This is none of the choices. Write the name or text of one."),
    "too_many_cells": gettext_lazy("The row has more cells than there are headings."),
    "too_few_cells": gettext_lazy("The row has fewer cells than there are headings."),
    "number_out_of_range": gettext_lazy("The number must be from %(least)s to %(most)s."),
    "too_long": gettext_lazy("Write at most %(limit)d characters."),
    "wave_has_answers": gettext_lazy(
        "The wave “%(label)s” has answers already. Give these another label, or say that they are "
        "to be added."
    ),
    "wave_is_another": gettext_lazy(
        "The wave “%(label)s” was not imported, so nothing can be added to it."
    ),
}


@dataclass(frozen=True)
class Problem:
    """`row`: 0 for the file or sheet as a whole, 1 for the heading. `is_warning`: it was taken."""

    code: str
    sheet: str = ""
    row: int = 0
    column: str = ""
    is_warning: bool = False
    params: dict = field(default_factory=dict)

    def __str__(self):
        return str({**OF_FILES, **MESSAGES}[self.code]) % self.params

    @property
    def place(self):
        """Where it is, in words, such as "Sheet survey, row 4, column name"; "" for the file."""
        parts = []
        if self.sheet:
            parts.append(_("sheet %(name)s") % {"name": self.sheet})
        if self.row:
            parts.append(_("row %(number)d") % {"number": self.row})
        if self.column:
            parts.append(_("column %(name)s") % {"name": self.column})
        return ", ".join(parts)

    def as_json(self):
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "problem": str(self),
            "code": self.code,
        }


class Refused(Exception):
    """Nothing was taken. `problems` is a list of Problem, errors and warnings."""

    def __init__(self, problems):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def errors(problems):
    return [problem for problem in problems if not problem.is_warning]
