"""What people do with a caseload. Each writes audit line and timeline in its transaction."""

import uuid

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.names import sort_key
from caseload.editing import write_newest
from caseload.models import (
    Assignment,
    Change,
    CloserFollowUp,
    Follower,
    Participant,
    StandIn,
    Todo,
)
from caseload.reminders.settling import (
    settle_all_about,
    settle_answered_handovers,
    settle_contact,
)
from notifications import links
from notifications.actions import settle
from notifications.models import Notification

Kind = Change.Kind


class SentForSomebodyElse(Exception):
    """This form has been sent about another person already. Nothing was written."""


def note_change(membership, participant, kind, before="", after=""):
    return Change.objects.create(
        participant=participant,
        by_id=membership.user_id,
        kind=kind,
        before=str(before or ""),
        after=str(after or ""),
    )


@transaction.atomic
def add_participant(membership, *, advisor=None, submission=None, **fields):
    """A new person in the caseload of `advisor`, or of whoever adds her.

    The same `submission` (UUID of a form) again is no second person. Raises SentForSomebodyElse
    when it is the id of somebody she does not see.
    """
    participant, is_new = Participant.objects.get_or_create(
        pk=submission or uuid.uuid4(),
        defaults={
            "office_id": membership.office_id,
            "department_id": membership.department_id,
            "advisor": advisor or membership.user,
        }
        | fields,
    )
    if not is_new:
        if not Participant.objects.visible_to(membership).filter(pk=participant.pk).exists():
            raise SentForSomebodyElse
        return participant
    Assignment.objects.create(participant=participant, advisor=participant.advisor)
    note_change(membership, participant, Kind.CREATED)
    audit.record(membership, "participant.add", participant)
    return participant


@transaction.atomic
def edit_participant(membership, participant, *, version, **fields):
    """Write the given fields. Raises EditedMeanwhile when `version` is no longer the newest."""
    if "name" in fields:
        fields["sort_key"] = sort_key(fields["name"])
    before = Participant.objects.get(pk=participant.pk)
    write_newest(participant, version, fields)
    if "phase" in fields and before.phase != participant.phase:
        note_change(membership, participant, Kind.PHASE, before.phase, participant.phase)
    changed = [
        field.verbose_name
        for field in Participant._meta.fields
        if field.name in fields
        and field.name not in ("phase", "sort_key")
        and getattr(before, field.attname) != getattr(participant, field.attname)
    ]
    if changed:
        note_change(membership, participant, Kind.EDITED)
    if before.benefit_ends_on != participant.benefit_ends_on:
        settle(participant.pk, kinds=[Notification.Kind.BENEFIT_ENDS])
    audit.record(membership, "participant.edit", participant)
    return participant


@transaction.atomic
def start_closer_follow_up(membership, participant, **agreed):
    """Follow this person closely from now on, as agreed with her. Ends a "not now"."""
    follow_up = CloserFollowUp.objects.create(participant=participant, **agreed)
    participant.closer_follow_up = follow_up
    participant.not_now_why, participant.not_now_until = "", None
    participant.next_contact_on = follow_up.next_contact_on(participant.last_contact_on)
    participant.save(
        update_fields=["closer_follow_up", "not_now_why", "not_now_until", "next_contact_on"]
    )
    settle_contact(participant)
    note_change(membership, participant, Kind.CLOSER_STARTED, after=follow_up.rhythm)
    audit.record(membership, "closer_follow_up.start", participant)
    return follow_up


@transaction.atomic
def change_closer_follow_up(membership, participant, **agreed):
    """Agree anew. The next contact follows the rhythm when the rhythm changed."""
    follow_up = participant.closer_follow_up
    before = follow_up.rhythm
    rhythm_fields = ("rhythm", "days", "look_again_on")
    new_rhythm = any(getattr(follow_up, name) != agreed[name] for name in rhythm_fields)
    for name, value in agreed.items():
        setattr(follow_up, name, value)
    follow_up.save(update_fields=list(agreed))
    if new_rhythm:
        participant.set_next_contact(follow_up.next_contact_on(participant.last_contact_on))
        settle_contact(participant)
    note_change(membership, participant, Kind.CLOSER_CHANGED, before, follow_up.rhythm)
    audit.record(membership, "closer_follow_up.change", participant)
    return follow_up


@transaction.atomic
def end_closer_follow_up(membership, participant, *, why):
    """Back to ordinary follow-up. The history stays, and a next contact that is still ahead."""
    CloserFollowUp.objects.filter(pk=participant.closer_follow_up_id).update(
        ended_on=timezone.localdate(), ended_why=why
    )
    participant.closer_follow_up = None
    if participant.next_contact_on and participant.next_contact_on < timezone.localdate():
        participant.next_contact_on = None
        settle_contact(participant)
    participant.save(update_fields=["closer_follow_up", "next_contact_on"])
    note_change(membership, participant, Kind.CLOSER_ENDED, after=why)
    audit.record(membership, "closer_follow_up.end", participant)


@transaction.atomic
def say_not_now(membership, participant, *, why, until):
    """Closer follow-up is not for now: legitimate, with a reason and a day to look again."""
    participant.not_now_why, participant.not_now_until = why, until
    participant.save(update_fields=["not_now_why", "not_now_until"])
    settle_contact(participant)
    note_change(membership, participant, Kind.NOT_NOW, after=why)
    audit.record(membership, "participant.not_now", participant)


@transaction.atomic
def set_next_contact(membership, participant, *, on):
    before = participant.next_contact_on
    participant.set_next_contact(on)
    settle_contact(participant)
    note_change(membership, participant, Kind.NEXT_CONTACT, before, on)
    audit.record(membership, "participant.next_contact", participant)


@transaction.atomic
def reassign(membership, people, *, to):
    """These people have another advisor from today: `to` is her membership at their office.

    The relation is handed over in caseload/handover, which has locked their rows; this is the
    row. Rhythm, next contact, followers and history stay as they are.
    """
    today = timezone.localdate()
    before = {user.pk: user.name for user in User.objects.filter(participants__in=people)}
    Assignment.objects.filter(participant__in=people, until_on=None).update(until_on=today)
    Assignment.objects.bulk_create(
        Assignment(participant=person, advisor_id=to.user_id, from_on=today) for person in people
    )
    todos = Todo.objects.filter(participant__in=people)
    settle_all_about(people, todos.open().filter(owner=F("participant__advisor")))
    todos.follow_advisor(F("participant__advisor"), to.user)
    # The leader of the new advisor's department sees whom she follows up.
    moved = {"advisor": to.user_id} | ({"department": to.department_id} if to.department_id else {})
    Participant.objects.filter(pk__in=[person.pk for person in people]).update(**moved)
    links.no_longer_because_of(*[person.pk for person in people])
    Change.objects.bulk_create(
        Change(
            participant=person,
            by_id=membership.user_id,
            kind=Kind.ADVISOR,
            before=before[person.advisor_id],
            after=to.user.name,
        )
        for person in people
    )
    audit.record_each(membership, "participant.reassign", people)


def hold_who_follows_up(participant):
    """Hold who is advisor for her until the transaction ends.

    A mail that goes because of her is sent while this is held, and whatever ends the follow-up
    takes it first (`reassign` writes the row). So no mail is sent once it has ended, and the row
    itself stays free for those who log a contact while a mail server is slow.
    """
    current = Assignment.objects.filter(participant=participant, until_on=None)
    list(current.select_for_update(of=("self",), no_key=True).values_list("pk"))


@transaction.atomic
def let_follow(membership, participant, *, colleague):
    """A colleague sees and logs as the advisor does, without being the advisor."""
    _follower, is_new = Follower.objects.get_or_create(participant=participant, user=colleague)
    if is_new:
        note_change(membership, participant, Kind.FOLLOWER, after=colleague.name)
        audit.record(membership, "follower.add", participant)


@transaction.atomic
def stop_following(membership, follower):
    participant = follower.participant
    hers = participant.todos.open().filter(owner=follower.user)
    settle(*hers.values_list("pk", flat=True), kinds=[Notification.Kind.TODO_DUE])
    participant.todos.follow_advisor(follower.user, participant.advisor)
    note_change(membership, participant, Kind.FOLLOWER, before=follower.user.name)
    audit.record(membership, "follower.remove", participant)
    follower.delete()


@transaction.atomic
def arrange_stand_in(membership, **arranged):
    stand_in = StandIn.objects.create(advisor_id=membership.user_id, **arranged)
    audit.record(membership, "stand_in.arrange", stand_in)
    return stand_in


@transaction.atomic
def cancel_stand_in(membership, stand_in):
    audit.record(membership, "stand_in.cancel", stand_in)
    stand_in.delete()


@transaction.atomic
def end_follow_up(membership, participant, *, why):
    """The office no longer follows this person up. Closer follow-up ends with it."""
    hold_who_follows_up(participant)
    if participant.closer_follow_up_id:
        end_closer_follow_up(membership, participant, why=why)
    participant.ended_on, participant.ended_why = timezone.localdate(), why
    participant.phase = Participant.Phase.ENDED
    participant.next_contact_on = participant.not_now_until = None
    participant.not_now_why = ""
    participant.save(
        update_fields=[
            "ended_on",
            "ended_why",
            "phase",
            "next_contact_on",
            "not_now_until",
            "not_now_why",
        ]
    )
    settle_all_about([participant], participant.todos.open())
    settle_answered_handovers([participant])
    participant.todos.drop_open(why)
    links.no_longer_because_of(participant.pk)
    note_change(membership, participant, Kind.ENDED, after=why)
    audit.record(membership, "participant.end", participant)


@transaction.atomic
def reopen(membership, participant):
    participant.ended_on, participant.ended_why = None, ""
    participant.phase = Participant.Phase.WISH
    participant.save(update_fields=["ended_on", "ended_why", "phase"])
    note_change(membership, participant, Kind.REOPENED)
    audit.record(membership, "participant.reopen", participant)
