"""What an import of a sheet would do: read by the preview, carried out by write.py.

Nothing here writes. Every row is read to its end, so that every wrong cell is named at once.
"""

from dataclasses import dataclass, field

from accounts.models import Membership
from accounts.names import sort_key
from caseload.models import Change, CloserFollowUp, Participant
from mentors.imports import cells, columns
from mentors.imports.matching import MentorMatch, WorkplaceMatch, Workplaces, find_mentor
from mentors.imports.meaning import ENDED, Meaning
from mentors.imports.problems import CellProblem, Problem
from mentors.models import Placement

MENTOR_COLUMNS = ("mentor_name", "mentor_email", "mentor_phone", "mentor_position")


@dataclass
class Row:
    """One record of the file and, where nothing is wrong with it, what it means to write."""

    number: int
    values: dict
    problems: list = field(default_factory=list)

    participant: Participant | None = None
    is_new: bool = False
    left_alone: bool = False
    changes: dict = field(default_factory=dict)
    closer: CloserFollowUp | None = None
    closer_changes: dict = field(default_factory=dict)
    workplace: WorkplaceMatch | None = None
    mentor: MentorMatch | None = None
    placement: Placement | None = None
    starts_placement: bool = False
    starts_mentorship: bool = False
    says_more: bool = False  # about a workplace or mentor the office has already

    @property
    def key(self):
        """Who the person is at an office: nobody without a birth year is somebody with one."""
        return sort_key(self.values["name"]), self.values.get("birth_year")

    @property
    def is_unchanged(self):
        writes = (
            self.changes,
            self.closer,
            self.closer_changes,
            self.starts_placement,
            self.starts_mentorship,
            self.says_more,
        )
        return not self.is_new and not any(writes)


@dataclass
class Plan:
    rows: list[Row]
    notices: list[Problem]

    @property
    def problems(self):
        return [problem for row in self.rows for problem in row.problems]

    @property
    def valid(self):
        return [row for row in self.rows if not row.problems]

    def counts(self):
        valid = self.valid
        created = sum(row.is_new for row in valid)
        unchanged = sum(row.is_unchanged for row in valid)
        return {
            "created": created,
            "updated": len(valid) - created - unchanged,
            "unchanged": unchanged,
        }

    def as_json(self):
        return self.counts() | {
            "rows": len(self.rows),
            "valid": len(self.valid),
            "problems": [problem.as_list() for problem in self.problems],
            "notices": [notice.as_list() for notice in self.notices],
        }


def make_plan(membership, sheet, mapping, *, today, lock=False, told=lambda done, of: None):
    """A Plan for the sheet with these columns, as `membership`. Costs a dozen queries.

    With `lock`, inside a transaction, nobody else changes the participants that were found.
    `told(done, of)` hears how far it has come.
    """
    heading_of = {c: h for h, c in zip(sheet.headings, mapping, strict=True) if c}
    reader = _Reader(mapping, sheet.headings, today)
    rows = []
    for number, record in sheet.rows:
        rows.append(reader.row(number, record))
        if number % 200 == 0:
            told(len(rows), 2 * len(sheet.rows))
    plan = Plan(rows, list(columns.not_read(sheet.headings, mapping)))
    if sheet.other_sheets:
        plan.notices.append(Problem(0, "", "one_sheet_read"))
    office = _Office(membership, rows, heading_of, today, lock)
    office.find_people()
    # Twice: a mentor that only a rejected row describes is nobody to the rows that are written.
    office.find_workplaces(rows)
    office.find_workplaces(plan.valid)
    for done, row in enumerate(plan.valid):
        plan.notices.extend(Meaning(row, heading_of, today).notices)
        if done % 200 == 0:
            told(len(rows) + done, 2 * len(rows))
    return plan


class _Reader:
    def __init__(self, mapping, headings, today):
        self.columns = [(p, c, headings[p]) for p, c in enumerate(mapping) if c]
        self.name_heading = next(h for _position, c, h in self.columns if c == "name")
        self.width, self.today = len(headings), today

    def row(self, number, record):
        row = Row(number, {})
        for position, column, heading in self.columns:
            try:
                value = cells.parse(column, record[position], self.today)
            except CellProblem as problem:
                row.problems.append(Problem(number, heading, problem.code, problem.params))
                value = None
            if value is not None:
                row.values[column] = value
        named_wrongly = any(problem.column == self.name_heading for problem in row.problems)
        if "name" not in row.values and not named_wrongly:
            row.problems.append(Problem(number, self.name_heading, "no_name"))
        if any(cell for cell in record[self.width :]):
            row.problems.append(Problem(number, "", "too_many_cells"))
        return row


class _Office:
    """What the office knows already about the people, workplaces and mentors of the rows."""

    def __init__(self, membership, rows, heading_of, today, lock):
        self.membership, self.rows, self.heading_of = membership, rows, heading_of
        self.lock = lock
        here = Membership.objects.active(today).filter(
            office=membership.office_id, role__in=Membership.FOLLOWS_UP, user__is_active=True
        )
        self.colleagues = {m.user.email.lower(): m for m in here.select_related("user")}

    def refuse(self, row, column, code, **params):
        row.problems.append(Problem(row.number, self.heading_of.get(column, ""), code, params))

    def find_people(self):
        """Give each row its participant, one the office has or a new one, or say why not."""
        named = [row for row in self.rows if "name" in row.values]
        known = self._participants({row.key[0] for row in named})
        first_row = {}
        for row in named:
            first = first_row.setdefault(row.key, row.number)
            if first != row.number:
                self.refuse(row, "name", "same_person", first=first)
            advisor = self._advisor(row)
            matches = known.get(row.key, [])
            if matches:
                self._known_person(row, matches, advisor)
            else:
                self._new_person(row, advisor)
            self._no_rhythm_after_the_end(row)

    def _no_rhythm_after_the_end(self, row):
        phase = row.values.get("phase")
        has_ended = row.participant is not None and not row.participant.is_active
        if phase == ENDED or (has_ended and phase is None):
            column = next((c for c in ("rhythm", "closer_since") if c in row.values), None)
            if column:
                self.refuse(row, column, "rhythm_after_end")

    def _advisor(self, row):
        """The membership of the named advisor; None where the cell is empty or wrong."""
        email = row.values.get("advisor_email")
        advisor = self.colleagues.get(email.lower()) if email else None
        if email and not advisor:
            self.refuse(row, "advisor_email", "not_a_colleague")
        return advisor

    def _participants(self, sort_keys):
        """{(sort key, birth year): participants} at the office, with what a plan asks of them."""
        at_the_office = Participant.objects.filter(
            office=self.membership.office_id, sort_key__in=sort_keys
        ).order_by("pk")
        if self.lock:
            at_the_office = at_the_office.select_for_update(of=("self",), no_key=True)
        people = list(
            at_the_office.select_related("closer_follow_up").prefetch_related(
                "follow_ups", "placements__mentorships"
            )
        )
        ids = [participant.pk for participant in people]
        visible = Participant.objects.visible_to(self.membership).filter(pk__in=ids)
        self.visible = set(visible.values_list("pk", flat=True))
        brought = Change.objects.filter(
            participant__in=ids, kind=Change.Kind.CREATED, by=self.membership.user_id
        )
        self.brought = set(brought.values_list("participant", flat=True))
        known = {}
        for participant in people:
            key = participant.sort_key, participant.birth_year
            known.setdefault(key, []).append(participant)
        return known

    def _known_person(self, row, matches, advisor):
        participant = matches[0]
        if len(matches) == 1 and participant.pk in self.visible:
            row.participant = participant
            if advisor and advisor.user_id != participant.advisor_id:
                self.refuse(row, "advisor_email", "new_advisor")
        elif (
            len(matches) == 1
            and advisor
            and advisor.user_id == participant.advisor_id != self.membership.user_id
            and participant.pk in self.brought
        ):
            # She brought this person in for a colleague; her file a second time changes nothing.
            # What the colleague has written since is not compared: that would tell her of it.
            row.participant, row.left_alone = participant, True
        else:
            # One answer for a colleague's person, for two of one name and for a protected one.
            self.refuse(row, "name", "not_importable_here")

    def _new_person(self, row, advisor):
        advisor = advisor or self.membership
        row.is_new = True
        row.participant = Participant(
            office_id=self.membership.office_id,
            department_id=advisor.department_id,
            advisor_id=advisor.user_id,
            name=row.values["name"],
            sort_key=row.key[0],
        )

    def find_workplaces(self, rows):
        places = Workplaces(self.membership.office_id, [row.values for row in rows])
        for row in rows:
            self._find_workplace(row, places)

    def _find_workplace(self, row, places):
        values, problems = row.values, len(row.problems)
        row.workplace = row.mentor = None
        row.says_more = False
        try:
            row.workplace = places.find(values)
        except CellProblem as problem:
            by_number = problem.code == "workplace_name_missing"
            self.refuse(row, "org_number" if by_number else "workplace", problem.code)
        mentor_column = next((c for c in MENTOR_COLUMNS if c in values), None)
        if row.workplace:
            said = {name: values.get(name) for name in ("org_number", "division", "size")}
            if values.get("division"):
                said["section"] = cells.section_of(values["division"])
            row.says_more = row.workplace.fill(**said) and not row.workplace.is_new
            row.placement = _placement(row)
            if mentor_column:
                self._find_mentor(row, mentor_column)
        elif mentor_column and len(row.problems) == problems:
            workplace_is_wrong = any(
                problem.column
                in (self.heading_of.get("workplace"), self.heading_of.get("org_number"))
                for problem in row.problems
            )
            if not workplace_is_wrong:
                self.refuse(row, mentor_column, "workplace_missing")

    def _find_mentor(self, row, mentor_column):
        wrong = {problem.column for problem in row.problems}
        try:
            row.mentor, said = find_mentor(row.workplace, row.values, row.placement)
        except CellProblem as problem:
            if self.heading_of.get("mentor_name") not in wrong:
                self.refuse(row, mentor_column, problem.code)
        else:
            row.says_more = row.says_more or (said and not row.mentor.is_new)


def _placement(row):
    """Hers at the workplace of the row, the one under way before those that have ended."""
    if row.participant is None or row.is_new or row.workplace.is_new:
        return None
    here = [
        placement
        for placement in row.participant.placements.all()
        if placement.workplace_id == row.workplace.workplace.pk
    ]
    return min(here, key=lambda placement: placement.ended_on is not None, default=None)
