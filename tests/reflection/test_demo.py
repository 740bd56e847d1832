"""The demo's meetings: who meets, who leads and comes, and what was shared. All of it invented.

Read on the offices and people of `manage.py demo`, which are the same with or without caseloads.
"""

import random
from itertools import pairwise

import pytest
from django.db import transaction
from django.utils import timezone

from accounts.models import Membership, Office, User
from caseload.models import Todo
from mentors.demo.staff import staffed_offices
from notifications.models import Notification
from notifications.working_days import is_working_day
from reflection.agreed.look_back import to_look_back_on
from reflection.agreed.owners import benches_of
from reflection.barriers.county import headings_in_the_way
from reflection.barriers.trend import in_words, quarters_of
from reflection.demo.load import load
from reflection.groups.plan import plan_in_words
from reflection.meetings.planning import plan_all_ahead
from reflection.methods.offered import SHIPPED, methods_for
from reflection.models import (
    AgendaItem,
    AgreedAction,
    Barrier,
    Group,
    HandedNote,
    HelpRequest,
    Invitee,
    LearningPoint,
    Meeting,
    Note,
    NoteSectionVersion,
    OfficeMethod,
    OfficeStep,
    OnboardingPath,
    PrivateEntry,
    SideBySide,
)
from reflection.reach import Reach

State = Meeting.State
# In an order in which each can be deleted.
WRITTEN = [
    AgreedAction,
    Todo,
    LearningPoint,
    Barrier,
    HandedNote,
    Note,
    OnboardingPath,
    OfficeStep,
    OfficeMethod,
    PrivateEntry,
    HelpRequest,
    Meeting,
    Group,
]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """How many meetings; everything is rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        staffed_offices(random.Random(1), timezone.localdate())
        yield load(timezone.localdate())
        transaction.set_rollback(True)


@pytest.fixture
def ada(db):
    return Membership.objects.get(user__email="ada@demo.example")


def test_all_offices_but_one_meet_and_the_county_gathers(db, demo):
    meeting = Group.objects.exclude(office=None).values("office")
    assert Office.objects.exclude(pk__in=meeting).count() == 1
    assert Group.objects.filter(office=None).count() == 1
    assert Meeting.objects.count() == demo > 100


def test_an_office_that_left_meets_no_more(db):
    [group] = Group.objects.filter(office__status=Office.Status.LEFT)
    assert group.ended_on
    assert not group.meetings.filter(starts_at__date__gt=group.ended_on).exists()


def test_leaders_come_at_some_offices_only(db):
    came = Invitee.objects.who_came().leaders().values("meeting__office")
    offices = Office.objects.filter(pk__in=came).count()
    assert 0 < offices < Office.objects.count() - 1


def test_the_turn_to_lead_goes_round(db):
    group = Group.objects.get(office__name="Nav Fjordby", kind=Group.Kind.REFLECTION)
    leads = group.meetings.order_by("starts_at").values_list("facilitator", flat=True)
    assert all(one != next_one for one, next_one in pairwise(leads))


def test_an_agenda_opens_on_the_theme_and_ends_on_what_it_taught(db):
    for meeting in Meeting.objects.prefetch_related("items"):
        kinds = [item.kind for item in meeting.items.all()]
        opening = [kind for kind in kinds if kind != AgendaItem.Kind.LOOK_BACK]
        assert opening[0] == AgendaItem.Kind.THEME
        assert kinds[-1] == AgendaItem.Kind.LEARNING


def test_an_agenda_fits_into_its_meeting(db):
    for meeting in Meeting.objects.prefetch_related("items"):
        assert sum(item.minutes for item in meeting.items.all()) <= meeting.minutes


def test_what_was_shared_says_what_it_taught_and_how_far_it_goes(db):
    shared = Meeting.objects.filter(state=State.SHARED)
    assert all(meeting.summary and meeting.shared_at for meeting in shared)
    assert set(shared.values_list("reach", flat=True)) == set(Reach.values)
    assert not Meeting.objects.filter(office=None, reach=Reach.OFFICE).exists()


def test_what_is_over_lies_before_today_and_what_is_prepared_does_not(db):
    today = timezone.localdate()
    assert not Meeting.objects.over().filter(starts_at__date__gte=today).exists()
    assert not Meeting.objects.filter(state=State.DRAFT, starts_at__date__lt=today).exists()


def test_nobody_meets_on_a_holiday_or_in_july(db):
    held = Meeting.objects.taking_place()
    days = [timezone.localdate(meeting.starts_at) for meeting in held]
    assert all(is_working_day(day) and day.month != 7 for day in days)


def test_ada_has_a_next_meeting_one_to_share_and_others_to_read(ada):
    seen = Meeting.objects.visible_to(ada)
    assert seen.ahead(timezone.now()).first().topic
    assert seen.read_by(ada).unshared().count() == 1
    assert seen.over().exclude(office=ada.office).exists()


def test_the_plan_finds_nothing_to_add(db, demo):
    with transaction.atomic():
        plan_all_ahead(timezone.now())
        assert Meeting.objects.count() == demo
        transaction.set_rollback(True)


def test_every_plan_can_be_said_in_words(db):
    assert all(plan_in_words(group) for group in Group.objects.all())


def test_what_a_meeting_looks_back_on_is_on_its_agenda(db):
    ahead = Meeting.objects.ahead(timezone.now())
    for meeting in ahead.filter(began_at=None, group__kind=Group.Kind.REFLECTION):
        has_item = meeting.items.filter(kind=AgendaItem.Kind.LOOK_BACK).exists()
        assert has_item == to_look_back_on(meeting).exists()


def test_what_was_agreed_is_open_carried_done_and_dropped_and_ada_has_some(ada):
    agreed = AgreedAction.objects.all()
    assert agreed.open().filter(times_carried=1).exists()
    assert agreed.open().filter(times_carried=2).exists()
    assert agreed.exclude(todo__done_on=None).exists()
    assert agreed.exclude(todo__dropped_on=None).exists()
    todos = Todo.objects.filter(kind=Todo.Kind.FROM_MEETING)
    assert todos.waiting_for(ada).exists()
    benches = agreed.open().filter(meeting__office=ada.office).values("todo__owner").distinct()
    assert benches.count() == 2


def test_who_has_something_to_do_has_a_bench_at_that_office(db):
    for action in AgreedAction.objects.select_related("meeting", "todo"):
        assert benches_of(action.meeting)[action.todo.owner_id] == action.todo.office_id


def test_learning_is_of_both_kinds_and_goes_as_far_as_it_can(ada):
    points = LearningPoint.objects.all()
    assert set(points.values_list("loop", flat=True)) == set(LearningPoint.Loop.values)
    assert set(points.values_list("reach", flat=True)) == set(Reach.values)
    assert points.filter(meeting=None).exists()
    assert points.exclude(need="").exclude(workplace_type="").exists()
    seen = points.visible_to(ada)
    assert seen.filter(reach=Reach.EVERYBODY).exclude(office=ada.office).exists()
    told = [point.happened for point in seen]
    assert len(set(told)) == len(told)


def test_barriers_go_another_way_at_each_office(db):
    today = timezone.localdate()
    offices = Office.objects.filter(pk__in=Barrier.objects.values("office"))
    trends = [quarters_of(Barrier.objects.filter(office=office), today) for office in offices]
    assert all(len(quarters) >= 3 for quarters in trends)
    assert len({in_words(quarters) for quarters in trends}) >= 3


def test_a_county_is_told_what_is_in_the_way_at_three_offices(db):
    kari = Membership.objects.get(user__email="kari@demo.example")
    assert headings_in_the_way(kari)


def test_a_note_is_being_written_and_what_was_agreed_is_read_by_researchers(ada):
    [note] = Note.objects.written_by(ada).filter(state=Note.State.WRITING)
    assert note.writers.count() >= 3
    assert note.version == NoteSectionVersion.objects.filter(section__note=note).count()
    [pair] = SideBySide.objects.written_by(ada).to_tidy()
    assert pair.earlier in pair.section.text
    assert pair.later in pair.section.text
    handed = HandedNote.objects.standing()
    assert {each.language for each in handed} == {"nb", "nn"}
    assert all(each.note.is_agreed for each in handed)


def test_somebody_new_has_ada_as_buddy(ada):
    [path] = OnboardingPath.objects.visible_to(ada).under_way()
    assert path.buddy == ada.user
    assert path.next_step.code == "reflection_meeting"
    hers = Invitee.objects.filter(user=path.newcomer)
    assert hers.exists()
    assert not hers.who_came().exists()


def test_ada_writes_for_herself_and_nobody_else_does(ada):
    assert ada.user.private_prompt
    assert PrivateEntry.objects.visible_to(ada).count() == PrivateEntry.objects.count() == 3
    assert all(entry.text for entry in PrivateEntry.objects.all())


def test_an_office_has_its_own_version_of_a_method_and_agendas_have_chosen_methods(ada):
    changed = [method for method in methods_for(ada.office_id, "nb") if method.is_changed]
    assert len(changed) == 1
    chosen = AgendaItem.objects.exclude(method="").values_list("method", flat=True)
    assert set(chosen) <= set(SHIPPED)
    assert chosen


def test_meetings_that_are_soon_are_told(ada):
    assert Notification.objects.filter(kind=Notification.Kind.MEETING).exists()


def test_no_text_names_anybody_who_works_there(db):
    names = {part for user in User.objects.all() for part in user.name.split()}
    told = [f"{meeting.theme} {meeting.summary}" for meeting in Meeting.objects.all()]
    told += [f"{item.title} {item.called} {item.notes}" for item in AgendaItem.objects.all()]
    told += [todo.what + todo.done_how + todo.dropped_why for todo in Todo.objects.all()]
    told += [f"{p.happened} {p.assumed} {p.change}" for p in LearningPoint.objects.all()]
    told += [f"{b.words} {b.what_is_done}" for b in Barrier.objects.all()]
    told += [version.text for version in NoteSectionVersion.objects.all()]
    words = {word.strip(".,:?«»") for text in told for word in text.split()}
    assert not words & names


def test_the_same_day_gives_the_same_rows(db):
    before = {model: _ids(model) for model in WRITTEN}
    with transaction.atomic():
        for model in WRITTEN:
            model.objects.all().delete()
        Membership.objects.filter(user__email="eli@demo.example").delete()
        User.objects.filter(email="eli@demo.example").delete()
        load(timezone.localdate())
        assert {model: _ids(model) for model in WRITTEN} == before
        transaction.set_rollback(True)


def _ids(model):
    return set(model.objects.values_list("pk", flat=True))
