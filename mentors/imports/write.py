"""Carries out a plan: all that it says or nothing, in one transaction with its audit lines."""

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.utils import timezone

from accounts.models import AuditEntry, Office
from caseload.models import Assignment, Change, CloserFollowUp, Participant
from mentors.imports.meaning import ENDED, PLAIN_FIELDS
from mentors.imports.plan import make_plan
from mentors.models import ContactPerson, Mentorship, Placement, Workplace

Kind = Change.Kind
BATCH = 1000


@transaction.atomic
def import_caseload(membership, sheet, mapping, *, valid_rows, told=lambda done, of: None):
    """(plan, written): every row of the sheet in the caseloads of the office, or none.

    Nothing is written when something is wrong with a row, unless `valid_rows` leaves those out.
    """
    # One import at a time at an office: two of the same file would not find each other's people.
    Office.objects.select_for_update(of=("self",), no_key=True).get(pk=membership.office_id)
    today = timezone.localdate()

    def told_of_reading(done, of):
        told(done, 2 * of)

    plan = make_plan(membership, sheet, mapping, today=today, lock=True, told=told_of_reading)
    if plan.problems and not valid_rows:
        return plan, False
    steps = _Writer(membership, plan.valid, today).steps()
    for done, step in enumerate(steps):
        told(len(steps) + done, 2 * len(steps))
        step()
    return plan, True


class _Writer:
    """Row by row where the database must look, in bulk where it need not."""

    def __init__(self, membership, rows, today):
        self.membership, self.today = membership, today
        self.rows = [row for row in rows if not row.is_unchanged]
        self.all_rows = rows
        self.now = timezone.now()
        self.changes, self.audit = [], []

    def steps(self):
        return [
            self.workplaces,
            self.mentors,
            self.participants,
            self.closer_follow_ups,
            self.placements,
            self.retell_names,
            self.timeline,
        ]

    def note(self, row, kind, before="", after=""):
        self.changes.append(
            Change(
                participant=row.participant,
                at=self.now,
                by_id=self.membership.user_id,
                kind=kind,
                before=str(before or ""),
                after=str(after or ""),
            )
        )

    def record(self, action, subject):
        self.audit.append(
            AuditEntry(
                user_id=self.membership.user_id,
                membership=self.membership,
                role=self.membership.role,
                action=action,
                subject_type=subject._meta.label_lower,
                subject_id=str(subject.pk),
            )
        )

    def workplaces(self):
        matches = list(dict.fromkeys(row.workplace for row in self.all_rows if row.workplace))
        needed = {row.workplace for row in self.rows if row.starts_placement}
        new = [match.workplace for match in matches if match.is_new and match in needed]
        Workplace.objects.bulk_create(new, BATCH)
        changed = [match for match in matches if match.changed and not match.is_new]
        for match in changed:
            match.workplace.save(update_fields=sorted(match.changed))
        for workplace in new + [match.workplace for match in changed]:
            self.record("workplace.import", workplace)

    def mentors(self):
        matches = list(dict.fromkeys(row.mentor for row in self.all_rows if row.mentor))
        needed = {row.mentor for row in self.rows if row.starts_mentorship}
        new = [match.person for match in matches if match.is_new and match in needed]
        ContactPerson.objects.bulk_create(new, BATCH)
        changed = [match for match in matches if match.changed and not match.is_new]
        for match in changed:
            match.person.save(update_fields=sorted(match.changed | {"phone_hash", "email_hash"}))
        for person in new + [match.person for match in changed]:
            self.record("contact_person.import", person)
        self.renamed = [match.person for match in changed if "name" in match.changed]

    def participants(self):
        new = [row for row in self.rows if row.is_new]
        for row in new:
            for name, value in row.changes.items():
                setattr(row.participant, name, value)
            if row.starts_placement:
                row.participant.workplace_name = row.workplace.workplace.name
            if row.starts_mentorship:
                row.participant.mentor_name = row.mentor.person.name
            self.note(row, Kind.CREATED)
        Participant.objects.bulk_create([row.participant for row in new], BATCH)
        Assignment.objects.bulk_create(
            [
                Assignment(participant=row.participant, advisor_id=row.participant.advisor_id)
                for row in new
            ],
            BATCH,
        )
        for row in self.rows:
            if not row.is_new:
                self._edit(row)
            self.record("participant.import", row.participant)

    def _edit(self, row):
        before, changes = row.participant, row.changes
        if changes.get("phase") == ENDED and before.closer_follow_up_id:
            CloserFollowUp.objects.filter(pk=before.closer_follow_up_id).update(
                ended_on=self.today, ended_why=""
            )
            changes["closer_follow_up"] = None
            self.note(row, Kind.CLOSER_ENDED)
        if changes:
            Participant.objects.filter(pk=before.pk).update(**changes, version=F("version") + 1)
        if changes.get("phase") == ENDED:
            self.note(row, Kind.ENDED)
        elif changes.get("ended_on", ...) is None:
            self.note(row, Kind.REOPENED)
        elif "phase" in changes:
            self.note(row, Kind.PHASE, before.phase, changes["phase"])
        if set(changes) & set(PLAIN_FIELDS):
            self.note(row, Kind.EDITED)
        if "next_contact_on" in changes and not (row.closer or row.closer_changes):
            self.note(row, Kind.NEXT_CONTACT, before.next_contact_on, changes["next_contact_on"])

    def closer_follow_ups(self):
        starting = [row for row in self.rows if row.closer]
        CloserFollowUp.objects.bulk_create([row.closer for row in starting], BATCH)
        open_one = CloserFollowUp.objects.filter(participant=OuterRef("pk"), ended_on=None)
        Participant.objects.filter(pk__in=[row.participant.pk for row in starting]).update(
            closer_follow_up_id=Subquery(open_one.values("pk")[:1])
        )
        for row in starting:
            self.note(row, Kind.CLOSER_STARTED, after=row.closer.rhythm)
        for row in self.rows:
            if row.closer_changes:
                current = row.participant.closer_follow_up
                CloserFollowUp.objects.filter(pk=current.pk).update(**row.closer_changes)
                after = row.closer_changes.get("rhythm", current.rhythm)
                self.note(row, Kind.CLOSER_CHANGED, current.rhythm, after)

    def placements(self):
        starting = [row for row in self.rows if row.starts_placement]
        for row in starting:
            row.placement = Placement(
                participant=row.participant, workplace=row.workplace.workplace
            )
            self.note(row, Kind.WORKPLACE, after=row.workplace.workplace.name)
        Placement.objects.bulk_create([row.placement for row in starting], BATCH)
        mentored = [row for row in self.rows if row.starts_mentorship]
        Mentorship.objects.bulk_create(
            [Mentorship(placement=row.placement, mentor=row.mentor.person) for row in mentored],
            BATCH,
        )
        for row in mentored:
            self.note(row, Kind.MENTOR, after=row.mentor.person.name)

    def retell_names(self):
        """What the lists say of workplace and mentor, as mentors.actions tells it."""
        touched = {
            row.participant.pk
            for row in self.rows
            if (row.starts_placement or row.starts_mentorship) and not row.is_new
        }
        told_of = Mentorship.objects.filter(mentor__in=self.renamed, ended_on=None)
        touched.update(told_of.values_list("placement__participant", flat=True))
        names = {}
        placements = Placement.objects.current().filter(participant__in=touched)
        placements = placements.select_related("workplace")
        for placement in placements.prefetch_related("mentorships__mentor"):
            current = [m for m in placement.mentorships.all() if m.ended_on is None]
            mentor_name = current[0].mentor.name if current else ""
            names.setdefault(placement.participant_id, (placement.workplace.name, mentor_name))
        participants = list(Participant.objects.filter(pk__in=names).only("pk"))
        for participant in participants:
            participant.workplace_name, participant.mentor_name = names[participant.pk]
        Participant.objects.bulk_update(participants, ["workplace_name", "mentor_name"], BATCH)

    def timeline(self):
        Change.objects.bulk_create(self.changes, BATCH)
        AuditEntry.objects.bulk_create(self.audit, BATCH)
