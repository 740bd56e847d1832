"""What people send and find when somebody is handed over."""

import uuid

from django.utils import timezone

from caseload.handover import actions
from caseload.handover.actions import Choice
from caseload.models import HandedOver, Participant
from caseload.notices import notices

TODAY = timezone.localdate()
NEW = "/handovers/new/"
Status, Failure = HandedOver.Status, HandedOver.Failure


def page(*people, who="ticked", receiver="", ticked=None, narrative=None, **typed):
    """What the browser sends: every person on the page, ticked unless `ticked` says which."""
    sent = {"submission": uuid.uuid4(), "who": who, "receiver": receiver}
    sent["shown"] = [person.pk for person in people]
    for person in people if ticked is None else ticked:
        sent[f"{person.pk}-chosen"] = "on"
    for person, text in (narrative or {}).items():
        sent[f"{person.pk}-narrative"] = text
    return sent | typed


def offer(giver, receiver, *people, narrative=""):
    choices = [Choice(person.pk, receiver.user_id, narrative) for person in people]
    return actions.hand_over(giver, giver=giver.user, choices=choices)


def move(leader, giver, receiver, *people):
    choices = [Choice(person.pk, receiver.user_id) for person in people]
    return actions.hand_over(leader, giver=giver.user, choices=choices)


def answer(client, handover, answer, person=None, **typed):
    sent = {"answer": answer} | ({"person": person.pk} if person else {}) | typed
    return client.post(f"/handovers/{handover.pk}/answer/", sent)


def advisor_of(person):
    """Her advisor, who is also the one open assignment."""
    person = Participant.objects.get(pk=person.pk)
    assert person.assignments.get(until_on=None).advisor_id == person.advisor_id
    return person.advisor


def handed(person):
    return person.handed_over.order_by("-handover__at").first()


def texts(membership):
    return [notice.text for notice in notices(membership, TODAY)]
