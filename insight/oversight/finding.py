"""Findings of a week, from the audit log and from who followed whom up at the time."""

import datetime
from collections import defaultdict

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import AuditEntry
from caseload.models import Assignment, Brought, Follower, Participant, StandIn
from caseload.with_reason.actions import LOOK_UP
from insight.oversight.models import Finding
from insight.oversight.rules import Look, findings

WEEK = datetime.timedelta(weeks=1)
WEEKS_BACK = 4
# That one of her own has her family name is explained once, and then not asked for so long.
EXPLAINED = datetime.timedelta(days=365)
SHOWS = Q(action__endswith=".open") | Q(action=LOOK_UP)


def find(today):
    """Write the findings of weeks that are over and were not looked at yet. Run again: no more."""
    monday = today - datetime.timedelta(days=today.weekday())
    for weeks in range(WEEKS_BACK, 0, -1):
        find_in_week(monday - weeks * WEEK)


def find_in_week(monday):
    """An office at a time: the nation's lines of a week would fill a worker's memory."""
    for (office_id,) in _lines(monday).order_by().values_list("membership__office").distinct():
        _find_at(office_id, monday)


@transaction.atomic
def _find_at(office_id, monday):
    entries = list(_lines(monday).filter(membership__office=office_id).select_related("user"))
    explained = _explained(office_id, monday)
    Finding.objects.bulk_create(
        [
            Finding(
                monday=monday,
                rule=found.rule,
                user_id=found.user,
                participant_id=found.participant,
                office_id=office_id,
                looks=len(found.looks),
                first_at=min(look.at for look in found.looks),
                last_at=max(look.at for look in found.looks),
            )
            for found in findings(_looks(entries, monday))
            if not (found.is_about_her_own and found.key in explained)
        ],
        ignore_conflicts=True,
    )


def _lines(monday):
    """Those of this week, at offices, that show a participant or look for one."""
    begins, ends = map(_midnight, (monday, monday + WEEK))
    lines = AuditEntry.objects.filter(SHOWS, at__gte=begins, at__lt=ends)
    of_people = Q(subject_type="caseload.participant") | Q(subject_type="")
    return lines.filter(of_people, membership__office__isnull=False)


def _midnight(day):
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))


def _explained(office_id, monday):
    """{(rule, user, participant)} that both have closed within a year."""
    since = _midnight(monday) - EXPLAINED
    both = {"leader_at__gt": since, "coordinator_at__gt": since}
    closed = Finding.objects.filter(office=office_id, **both)
    repeated = closed.filter(rule=Finding.Rule.SAME_NAME)
    return set(repeated.values_list("rule", "user", "participant"))


def _looks(entries, monday):
    people = Participant.objects.in_bulk({e.subject_id for e in entries if e.subject_id})
    people = {str(pk): participant for pk, participant in people.items()}
    relations = Relations(people, {entry.user_id for entry in entries}, monday)
    for entry in entries:
        person = people.get(entry.subject_id)
        if person is None and entry.subject_id:
            continue
        at = timezone.localtime(entry.at)
        yield Look(
            at=at,
            user=entry.user_id,
            participant=person and person.pk,
            has_relation=person is None or relations.are_there(entry.user_id, person, at),
            has_same_name=person is not None and _family_name(person) == _family_name(entry.user),
            is_protected=person is not None and person.protection != Participant.Protection.OPEN,
            is_look_up=entry.action == LOOK_UP,
        )


def _family_name(somebody):
    return somebody.name.split()[-1].casefold()


class Relations:
    """Who of these users followed these people up in a week, and when. A few questions for all."""

    def __init__(self, people, users, monday):
        ids = list(people)
        self.assigned = _by(Assignment.objects.filter(participant__in=ids), "participant_id")
        self.followers = set(
            Follower.objects.filter(participant__in=ids).values_list("participant", "user")
        )
        self.brought = _by(Brought.objects.filter(participant__in=ids), "participant_id")
        in_the_week = StandIn.objects.filter(from_on__lt=monday + WEEK, until_on__gte=monday)
        self.stood_in = _by(in_the_week.filter(stand_in__in=users), "stand_in_id")

    def are_there(self, user, person, at):
        advisors = {
            each.advisor_id
            for each in self.assigned[person.pk]
            if _within(at.date(), each.from_on, each.until_on)
        }
        stands_in = any(
            each.advisor_id in advisors and _within(at.date(), each.from_on, each.until_on)
            for each in self.stood_in[user]
        )
        is_brought = any(
            each.user_id == user and each.begins_at <= at < each.ends_at
            for each in self.brought[person.pk]
        )
        follows = (person.pk, user) in self.followers
        return user in advisors or stands_in or follows or is_brought


def _within(day, first, last):
    return first <= day and (last is None or day <= last)


def _by(rows, field):
    found = defaultdict(list)
    for row in rows:
        found[getattr(row, field)].append(row)
    return found


def lines_of(finding):
    """The lines of the audit log that it is about, in order."""
    within = finding.first_at, finding.last_at
    lines = AuditEntry.objects.filter(SHOWS, user=finding.user_id, at__range=within)
    if finding.participant_id:
        lines = lines.filter(subject_id=str(finding.participant_id))
    return lines.order_by("at", "pk")
