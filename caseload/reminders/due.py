"""What is due by the clock, for the whole country: of each kind what it is about and who is told.

Each function yields, for one thing at a time, its id and the Notifications about it. Besides
whoever has it, her stand-in is told while she is away.
"""

from collections import defaultdict

from django.urls import reverse

from caseload.agreements.models import RoomAgreement
from caseload.handover.models import Handover
from caseload.measures.models import Measure, income_ending, mark_passed
from caseload.models import Participant, StandIn, Todo
from notifications.actions import told
from notifications.models import Notification

Kind = Notification.Kind
BATCH = 1000
ANY = "00000000-0000-0000-0000-000000000000"

# What is still so: whatever is told of a kind is about one of these, or is settled.
DUE = {
    Kind.CONTACT_DUE: Participant.objects.contact_due,
    Kind.BENEFIT_ENDS: income_ending,
    Kind.MEASURE_ENDS: Measure.objects.asking_about_job,
    Kind.HANDOVER: lambda today: Handover.objects.unanswered(),
    Kind.TODO_DUE: Todo.objects.due,
    Kind.AGREEMENT_ENDS: RoomAgreement.objects.to_renew,
}


def contacts(today, stand_ins):
    page = _page("caseload:participant_detail")
    for pk, office, advisor, on in due_contacts(today):
        users = [advisor, *stand_ins[advisor]]
        yield pk, [told(user, office, Kind.CONTACT_DUE, pk, page(pk), on) for user in users]


def due_contacts(today):
    """(participant, office, advisor, day) of each contact that is due."""
    return _rows(Kind.CONTACT_DUE, today, "pk", "office", "advisor", "next_contact_on")


def benefits(today, stand_ins):
    page = _page("caseload:income_decision")
    rows = _rows(Kind.BENEFIT_ENDS, today, "pk", "office", "advisor", "benefit_ends_on")
    for pk, office, advisor, on in rows:
        end = Kind.BENEFIT_ENDS, pk, page(pk), on, mark_passed(on, today)
        yield pk, [told(user, office, *end) for user in [advisor, *stand_ins[advisor]]]


def measures(today, stand_ins):
    page = _page("caseload:measure_job")
    whose = "participant__office", "participant__advisor"
    for pk, office, advisor, on in _rows(Kind.MEASURE_ENDS, today, "pk", *whose, "ends_on"):
        end = Kind.MEASURE_ENDS, pk, page(pk), on, mark_passed(on, today)
        yield pk, [told(user, office, *end) for user in [advisor, *stand_ins[advisor]]]


def handovers(today, stand_ins):
    """To take people over is to say yes for a long time: no stand-in is asked."""
    for pk, office, receivers in _rows(Kind.HANDOVER, today, "pk", "office", "receivers"):
        yield pk, [told_of_handover(user, office, pk) for user in receivers]


def todos(today, stand_ins):
    """A stand-in sees the people of the advisor she stands in for, not those he follows along."""
    page = _page("caseload:todo_finish")
    whose = "office", "owner", "participant", "participant__advisor"
    rows = _rows(Kind.TODO_DUE, today, "pk", "kind", *whose, "due_on")
    for pk, kind, office, owner, participant, advisor, on in rows:
        passed_on = advisor == owner or (participant is None and kind not in Todo.OF_MEETINGS)
        users = [owner, *(stand_ins[owner] if passed_on else [])]
        yield pk, [told(user, office, Kind.TODO_DUE, pk, page(pk), on) for user in users]


def agreements(today, stand_ins):
    """Two have agreed; nobody agrees on behalf of another."""
    page = _page("caseload:agreement_detail")
    rows = _rows(Kind.AGREEMENT_ENDS, today, "pk", "office", "advisor", "leader", "until_on")
    for pk, office, advisor, leader, on in rows:
        both = [advisor, leader]
        yield pk, [told(user, office, Kind.AGREEMENT_ENDS, pk, page(pk), on) for user in both]


TOLD = {
    Kind.CONTACT_DUE: contacts,
    Kind.BENEFIT_ENDS: benefits,
    Kind.MEASURE_ENDS: measures,
    Kind.HANDOVER: handovers,
    Kind.TODO_DUE: todos,
    Kind.AGREEMENT_ENDS: agreements,
}


def told_of_handover(receiver_id, office_id, handover_id):
    """One line for each handover, however many people it is about."""
    page = reverse("caseload:handover_list")
    return told(receiver_id, office_id, Kind.HANDOVER, handover_id, page)


def stand_ins_of(today):
    """{advisor: [who stands in for her today]}"""
    found = defaultdict(list)
    for advisor, user in StandIn.objects.active(today).values_list("advisor", "stand_in"):
        if user not in found[advisor]:
            found[advisor].append(user)
    return found


def _rows(kind, today, *fields):
    return DUE[kind](today).values_list(*fields)


def _page(name):
    """Addresses of one page: found once, as there are thousands."""
    address = reverse(name, args=[ANY])
    return lambda pk: address.replace(ANY, str(pk))
