"""Each page of the reflection asks as often with 500 meetings behind it as with one."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from caseload.models import Todo
from reflection.models import AgreedAction, Barrier, Invitee, LearningPoint, Meeting, Note
from reflection.reach import Reach
from tests.factories import (
    make_agenda_item,
    make_agreed,
    make_agreed_note,
    make_barrier,
    make_learning,
    make_meeting,
    make_note,
)

MANY = 500
LISTS = [
    ("ada", "meeting_list"),
    ("ada", "group_list"),
    ("ada", "learning_list"),
    ("ada", "barrier_list"),
    ("ada", "barrier_trend"),
    ("ada", "note_list"),
    ("lars", "office_panel"),
    ("kari", "county_panel"),
]


@pytest.fixture
def last(ada, bo, lars, lampe):
    """A meeting of Ada, Bo and their leader that was held and shared, with one of everything."""
    held = make_meeting(ada, bo, lars, starts_at=days_from_now(-1))
    state = {"state": Meeting.State.SHARED, "shared_at": timezone.now(), "held_at": timezone.now()}
    Meeting.objects.filter(pk=held.pk).update(reach=Reach.COUNTY, summary="Spør før.", **state)
    make_agreed(ada, held, owner=bo)
    make_learning(ada, meeting=held, theme="mentor_support", reach=Reach.COUNTY)
    make_barrier(ada, meeting=held)
    make_note(ada, bo)
    make_agreed_note(ada, bo, handed=True)
    return held


@pytest.fixture
def ahead(last, ada, lampe):
    """The group's next meeting, of the theme of which something was learned before."""
    meeting = like(last, 3, state=Meeting.State.DRAFT)
    meeting.topic = "mentor_support"
    meeting.save()
    Invitee.objects.bulk_create(asked_to(meeting, last))
    make_agenda_item(ada, meeting, participant=lampe)
    return meeting


@pytest.mark.parametrize(("who", "name"), LISTS)
def test_a_list_asks_as_often_for_five_hundred_meetings_as_for_one(
    request, log_in, last, ahead, who, name
):
    client = log_in(request.getfixturevalue(who))
    url = reverse(f"reflection:{name}")
    before = asked(client, url)
    fill(last)
    assert asked(client, url) == before


def test_a_groups_page_does_so_too(log_in, ada, last, ahead):
    client, url = log_in(ada), last.group.get_absolute_url()
    before = asked(client, url)
    fill(last)
    assert asked(client, url) == before


@pytest.mark.parametrize("which", ["last", "ahead"])
def test_a_meetings_page_does_so_too_before_it_and_after_it(
    request, log_in, ada, last, ahead, which
):
    client, url = log_in(ada), request.getfixturevalue(which).get_absolute_url()
    before = asked(client, url)
    fill(last)
    assert asked(client, url) == before


def days_from_now(days):
    return timezone.now() + datetime.timedelta(days=days)


def asked(client, url):
    """How many queries the page takes when nothing is looked up for the first time."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return len(queries)


def like(last, days, **fields):
    """A meeting of the same group, not saved where many are made."""
    fields = {"state": Meeting.State.SHARED, "shared_at": timezone.now()} | fields
    return Meeting(
        group=last.group,
        office_id=last.office_id,
        county_id=last.county_id,
        starts_at=days_from_now(days),
        facilitator_id=last.facilitator_id,
        reach=Reach.COUNTY,
        summary="Vi spurte for sent.",
        **fields,
    )


def asked_to(meeting, last):
    return [
        Invitee(meeting=meeting, user_id=each.user_id, role=each.role)
        for each in last.invitees.all()
    ]


def fill(last):
    """500 more meetings of the group, a fifth still ahead, each with one of everything."""
    meetings = [
        like(last, number // 5 + 1, state=Meeting.State.DRAFT, shared_at=None)
        if number % 5 == 0
        else like(last, -number % 80 - 1, held_at=timezone.now())
        for number in range(MANY)
    ]
    Meeting.objects.bulk_create(meetings)
    Invitee.objects.bulk_create(each for one in meetings for each in asked_to(one, last))
    copy(LearningPoint, meetings)
    copy(Barrier, meetings)
    copy(Note, meetings)
    todos = copy(Todo, meetings)
    AgreedAction.objects.bulk_create(
        AgreedAction(meeting=meeting, todo=todo)
        for meeting, todo in zip(meetings, todos, strict=True)
    )
    # As the server does by itself: without it, it plans for a single meeting.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def copy(model, meetings):
    """As many rows as meetings, each as the one that is there and from its meeting."""
    row = model.objects.first()
    fields = [each for each in model._meta.concrete_fields if not each.generated]
    given = {each.attname: getattr(row, each.attname) for each in fields}
    if model is not Todo and "meeting_id" in given:
        rows = [model(**given | {"id": uuid.uuid4(), "meeting_id": each.pk}) for each in meetings]
    else:
        rows = [model(**given | {"id": uuid.uuid4()}) for _each in meetings]
    return model.objects.bulk_create(rows)
