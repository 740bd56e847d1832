"""Several people at once on the same person, in threads with transactions of their own."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from django.db import connection
from django.utils.html import escape

from caseload.actions import edit_participant
from caseload.editing import EditedMeanwhile
from caseload.handover import actions as handover
from caseload.handover.actions import Choice
from caseload.models import Participant
from tests.caseload.test_participant import filled, filled_from
from tests.factories import (
    make_agreement,
    make_goal,
    make_hindrance,
    make_member,
    make_mentor_grant,
    make_step,
)

pytestmark = pytest.mark.django_db(transaction=True)

# EDITS=1000 edits a thousand times; see CONTRIBUTING.md.
EDITS = int(os.environ.get("EDITS", "200"))
AT_ONCE = 4


def at_once(*works):
    """Run these at the same time, each with a connection of its own; what each returned."""
    start = threading.Barrier(len(works))

    def run(work):
        try:
            start.wait(timeout=30)
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result() for future in [pool.submit(run, work) for work in works]]


def test_no_edit_is_lost_among_many(ada, lampe):
    """Each adds one to a number she has read: whatever is overwritten unseen would be missing."""

    def add_one():
        while True:
            seen = Participant.objects.get(pk=lampe.pk)
            more = str(int(seen.interests or 0) + 1)
            try:
                edit_participant(ada, seen, version=seen.version, interests=more)
            except EditedMeanwhile:
                continue
            return

    def edit_many():
        for _ in range(EDITS // AT_ONCE):
            add_one()

    at_once(*[edit_many] * AT_ONCE)
    lampe.refresh_from_db()
    assert int(lampe.interests) == EDITS
    assert lampe.version == 1 + EDITS
    assert lampe.changes.filter(kind="edited").count() == EDITS


def test_nobody_waits_for_a_row_for_long(settings):
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == (f"{settings.LOCK_TIMEOUT}s",)
    assert settings.LOCK_TIMEOUT > settings.EMAIL_TIMEOUT


def test_of_two_who_save_at_once_one_keeps_her_text_on_the_page(log_in, ada, bo, lampe):
    lampe.followers.create(user=bo.user)
    url = f"/participants/{lampe.pk}/edit/"
    clients = [log_in(ada), log_in(bo)]
    for round_ in range(10):
        wishes = [f"Ønske {round_} fra {name}" for name in ("Ada", "Bo")]
        sent = [
            filled(client, url, wish=wish) for client, wish in zip(clients, wishes, strict=True)
        ]
        posts = [partial(clients[n].post, url, sent[n]) for n in (0, 1)]
        first, second = at_once(*posts)
        assert sorted([first.status_code, second.status_code]) == [302, 422]
        refused = first if first.status_code == 422 else second
        hers = wishes[0] if refused is first else wishes[1]
        assert escape(hers) in refused.content.decode()
        lampe.refresh_from_db()
        assert lampe.wish in wishes and lampe.wish != hers


@pytest.fixture
def edited(ada, lars, lampe):
    """{what: (address, field, who edits)} of everything somebody may edit while another does."""
    goal = make_goal(ada, lampe)
    return {
        "goal": (f"/goals/{goal.pk}/edit/", "text", ada),
        "step": (f"/steps/{make_step(ada, goal).pk}/edit/", "text", ada),
        "hindrance": (f"/outside-work/{make_hindrance(ada, lampe).pk}/edit/", "text", ada),
        "grant": (f"/mentor-grants/{make_mentor_grant(ada, lampe).pk}/edit/", "help_needed", ada),
        "agreement": (f"/agreements/{make_agreement(lars, ada).pk}/edit/", "may_wait", lars),
    }


@pytest.mark.parametrize("what", ["goal", "step", "hindrance", "grant", "agreement"])
def test_the_later_of_two_is_told_and_saves_over_the_other_only_knowingly(log_in, edited, what):
    url, field, member = edited[what]
    first, second = log_in(member), log_in(member)
    opened = filled(first, url, **{field: "Hans"}), filled(second, url, **{field: "Hennes"})
    assert first.post(url, opened[0]).status_code == 302
    refused = second.post(url, opened[1])
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "Hennes" in page and "mens du skrev" in page
    again = filled_from(refused, **{field: "Hennes"})
    assert second.post(url, again).status_code == 302
    assert "Hennes" in first.get(url).content.decode()


def test_who_takes_over_while_a_leader_moves_leaves_one_advisor(ada, bo, lars, lampe):
    eva = make_member("Eva", office=ada.office)
    for giver, receiver in [(ada, bo), (bo, ada)] * 5:
        choices = [Choice(lampe.pk, receiver.user_id)]
        offered = handover.hand_over(giver, giver=giver.user, choices=choices)
        elsewhere = [Choice(lampe.pk, eva.user_id)]
        at_once(
            partial(handover.accept, receiver, list(offered.people.all())),
            partial(handover.hand_over, lars, giver=giver.user, choices=elsewhere),
        )
        lampe.refresh_from_db()
        assert lampe.assignments.get(until_on=None).advisor_id == lampe.advisor_id
        back = Choice(lampe.pk, receiver.user_id)
        handover.hand_over(lars, giver=lampe.advisor, choices=[back])
        lampe.refresh_from_db()
        assert lampe.advisor == receiver.user
