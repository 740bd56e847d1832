"""What a mentor does with her link, and what people at Nav do about it.

An answer is no contact: it moves no next one and stands in no log of contacts.
"""

import datetime
from collections import defaultdict

from django.db import transaction
from django.utils import timezone

from accounts import audit
from caseload.models import StandIn
from mentors.calls.models import LEADER_AFTER, PURPOSE, Call, after_working_days
from mentors.relations.models import MentorRelation, contact_agreed, with_a_candidate
from notifications import links
from notifications.actions import settle, tell_at_once, told
from notifications.models import Link, Notification

LINK_WORKS_FOR = datetime.timedelta(days=180)
AN_HOUR = datetime.timedelta(hours=1)
MOST_AN_HOUR = 6
KINDS = [Notification.Kind.CALL, Notification.Kind.CALL_WAITS]


class LinkIsOver(Exception):
    """The link stopped working while the form was open. Nothing was written."""


class TooManyCalls(Exception):
    """The mentor has sent several within the hour: they are there, one more says nothing new."""


# The link


@transaction.atomic
def link_for(relation):
    """The mentor's personal link, or None where a mentor may not be written to (any more)."""
    agreed = relation.agreed_mentorships.values_list("placement__participant", flat=True)
    candidates = list(agreed.distinct())
    if not candidates:
        return None
    until = timezone.now() + LINK_WORKS_FOR
    return links.issue(PURPOSE, relation.pk, until=until, because_of=candidates)


@transaction.atomic
def show_link(membership, mentorship):
    """The link of this mentor and the candidate's advisor, for the advisor to pass on; or None."""
    relation = MentorRelation.objects.of(mentorship)
    if link := link_for(relation):
        audit.record(membership, "mentor_link.show", relation)
    return link


@transaction.atomic
def renew_links(mentor_ids=None):
    """Let each link rest on the candidates there are, and revoke those that rest on nobody.

    Links of these mentors, or all. What ends in the app below tells `links` itself, at once.
    """
    relations = MentorRelation.objects.all()
    mentorships = contact_agreed(with_a_candidate())
    if mentor_ids is not None:
        relations = relations.filter(mentor__in=mentor_ids)
        mentorships = mentorships.filter(mentor__in=mentor_ids)
    candidates = defaultdict(set)
    for mentor, advisor, candidate in mentorships.values_list(
        "mentor", "placement__participant__advisor", "placement__participant"
    ):
        candidates[mentor, advisor].add(candidate)
    usable = Link.objects.usable(timezone.now()).filter(purpose=PURPOSE)
    standing = usable.filter(about__in=relations.values("pk")).select_for_update(of=("self",))
    relation_of = relations.in_bulk(standing.values_list("about", flat=True))
    for link in standing:
        relation = relation_of[link.about]
        now = candidates[relation.mentor_id, relation.advisor_id]
        if not now or now != set(link.because_of):
            link.rest_on(now)


# The mentor


@transaction.atomic
def send_call(link_id, *, submission, chosen, words="", preferred_time=""):
    """Write what the mentor sent and tell her advisor at once. The same form again is no second.

    Raises LinkIsOver when the link no longer works, and TooManyCalls.
    """
    now = timezone.now()
    link = Link.objects.usable(now).filter(pk=link_id, purpose=PURPOSE)
    link = link.select_for_update(of=("self",)).first()
    relation = link and MentorRelation.objects.may_be_written_to().filter(pk=link.about).first()
    if relation is None:
        raise LinkIsOver
    # Sendings of one form queue up at the link; each later one then finds the first.
    if sent := relation.calls.filter(submission=submission).first():
        return sent
    if relation.calls.filter(at__gt=now - AN_HOUR).count() >= MOST_AN_HOUR:
        raise TooManyCalls
    call = Call.objects.create(
        relation=relation,
        submission=submission,
        chosen=chosen,
        words=words,
        preferred_time=preferred_time,
        at=now,
    )
    if call.is_open:
        tell_of(call, who_is_called(relation), Notification.Kind.CALL)
    return call


def who_is_called(relation):
    """Ids of the advisor and of whoever stands in for her today."""
    stand_ins = StandIn.objects.active(timezone.localdate()).filter(advisor=relation.advisor_id)
    return {relation.advisor_id, *stand_ins.values_list("stand_in", flat=True)}


def tell_of(call, user_ids, kind):
    """A row for each, and a mail at once to who wants one."""
    office_id, url = call.mentor.workplace.office_id, call.get_absolute_url()
    tell_at_once([told(user_id, office_id, kind, call.pk, url) for user_id in sorted(user_ids)])


# People at Nav


@transaction.atomic
def answer_call(membership, call, *, how):
    """Say what was done: the call is closed for everybody. False where it was closed before."""
    answered = {
        "answered_on": timezone.localdate(),
        "answered_by": membership.user,
        "answered_how": how,
    }
    if not Call.objects.open().filter(pk=call.pk).update(**answered):
        return False
    settle(call.pk, kinds=KINDS)
    audit.record(membership, "call.answer", call)
    return True


@transaction.atomic
def take_call(membership, call):
    """ "I will call": the others need not. A leader is asked when it is open a working day later.

    False where somebody was faster.
    """
    now = timezone.now()
    free = Call.objects.open().filter(pk=call.pk, taken_by=None)
    if not free.update(
        taken_by=membership.user, leader_due_at=after_working_days(now, LEADER_AFTER)
    ):
        return False
    others = Notification.objects.filter(about=call.pk, kind=Notification.Kind.CALL_WAITS)
    others.exclude(user=membership.user_id).settle()
    audit.record(membership, "call.take", call)
    return True
