"""A whole caseload is one page and few queries."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from caseload.handover import actions
from caseload.models import HandedOver, Handover, Participant
from tests.caseload.handover.steps import NEW, Status, answer, move, offer, page
from tests.factories import make_participant


def test_120_people_are_one_page_and_few_queries(log_in, ada, bo, lars):
    people = [make_participant(ada, f"Person {n:03}") for n in range(120)]
    client = log_in(ada)
    client.get(NEW)
    with CaptureQueriesContext(connection) as opening:
        client.get(NEW)
    narratives = dict.fromkeys(people, "Det som virker, og det som er avtalt.")
    sent = page(*people, who="everybody", receiver=bo.user_id, narrative=narratives)
    with CaptureQueriesContext(connection) as handing_over:
        client.post(NEW, sent)
    assert HandedOver.objects.filter(status=Status.OFFERED).count() == 120
    receiver = log_in(bo)
    with CaptureQueriesContext(connection) as taking_over:
        answer(receiver, Handover.objects.get(), "accept")
    assert Participant.objects.filter(advisor=bo.user).count() == 121
    moved, leader = page(*people, who="everybody", receiver=ada.user_id), log_in(lars)
    with CaptureQueriesContext(connection) as moving:
        leader.post(f"{NEW}?advisor={bo.user_id}", moved)
    assert Participant.objects.filter(advisor=ada.user).count() == 120
    used = [len(each) for each in (opening, handing_over, taking_over, moving)]
    assert max(used) <= 35, used


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    log_in, ada, bo, lars, django_assert_num_queries
):
    client = log_in(bo)

    def some(n):
        first, second, third = (make_participant(ada, f"Person {n} {k}") for k in range(3))
        offer(ada, bo, first)
        move(lars, ada, bo, second)
        [own] = [make_participant(bo, f"Bos {n}")]
        actions.give_back(ada, handed_lines(offer(bo, ada, own)), why="Nei")
        return third

    def handed_lines(handover):
        return list(handover.people.all())

    some(1)
    client.get("/handovers/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/handovers/")
    some(2), some(3)
    with django_assert_num_queries(len(queries)):
        client.get("/handovers/")
