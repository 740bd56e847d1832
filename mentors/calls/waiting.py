"""What the clock does about calls: asks others when nobody answers, and ends what is over."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Membership
from mentors.calls.actions import renew_links, tell_of, who_is_called
from mentors.calls.models import Call
from mentors.models import MentorRelation
from mentors.relations.models import advisor_now
from notifications.actions import settle
from notifications.models import Notification


def ask_about_open_calls():
    now = timezone.now()
    for call_id in list(Call.objects.colleagues_due(now).values_list("pk", flat=True)):
        ask_colleagues(call_id, now)
    for call_id in list(Call.objects.leader_due(now).values_list("pk", flat=True)):
        ask_leaders(call_id, now)


def end_what_is_over():
    """What came to be over in a way that tells nobody here, and calls left with whom it was."""
    renew_links()
    follow_the_candidates()


@transaction.atomic
def ask_colleagues(call_id, now):
    """Everybody else who follows people up at the office: somebody is to call, not for whom."""
    call = _due(Call.objects.colleagues_due(now), call_id)
    if call is None:
        return
    call.colleagues_asked_at = now
    call.save(update_fields=["colleagues_asked_at"])
    colleagues = _at_the_office(call).filter(role__in=Membership.FOLLOWS_UP)
    asked = set(colleagues.values_list("user", flat=True)) - who_is_called(call.relation)
    tell_of(call, asked, Notification.Kind.CALL_WAITS)


@transaction.atomic
def ask_leaders(call_id, now):
    call = _due(Call.objects.leader_due(now), call_id)
    if call is None:
        return
    call.leader_asked_at = now
    # A colleague who took it and has said nothing since: it is for the leader to give away.
    call.taken_by = None
    call.save(update_fields=["leader_asked_at", "taken_by"])
    advisor = _at_the_office(call).filter(user=call.relation.advisor_id).first()
    leaders = _at_the_office(call).filter(role=Membership.Role.OFFICE_LEADER)
    if advisor and advisor.department_id:
        leaders |= _at_the_office(call).filter(
            role=Membership.Role.DEPARTMENT_LEADER, department=advisor.department_id
        )
    tell_of(call, set(leaders.values_list("user", flat=True)), Notification.Kind.CALL_WAITS)


def _due(calls, call_id):
    """Once, however often and by how many workers at a time this is asked for."""
    mine = calls.filter(pk=call_id).select_for_update(of=("self",), skip_locked=True)
    return mine.select_related("relation__mentor__workplace").first()


def _at_the_office(call):
    today = timezone.localdate()
    return Membership.objects.active(today).filter(office=call.mentor.workplace.office_id)


@transaction.atomic
def follow_the_candidates():
    """Open calls of relations that are over go to whoever follows the candidate up now.

    After a handover the mentor's call is not left with the former advisor. Where the candidate is
    no longer followed up by anybody, whoever was called still calls.
    """
    over = Call.objects.open().exclude(relation__in=MentorRelation.objects.current())
    for call in over.select_for_update(of=("self",)).select_related("relation__mentor__workplace"):
        advisor_id = advisor_now(call.mentor)
        if advisor_id is None:
            continue
        call.relation, _new = MentorRelation.objects.get_or_create(
            mentor=call.mentor, advisor_id=advisor_id
        )
        call.save(update_fields=["relation"])
        settle(call.pk, kinds=[Notification.Kind.CALL])
        tell_of(call, who_is_called(call.relation), Notification.Kind.CALL)
