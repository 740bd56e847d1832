"""The first steps of somebody new: seen by her, her buddy and her leader; no date to meet."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import Department, Membership
from caseload.models import Todo
from reflection.models import Meeting, OfficeStep, OnboardingPath, PathStep
from reflection.onboarding.actions import StartedAlready, add_office_step, start_path
from tests.factories import make_closer, make_meeting, make_member, make_path

TODAY = timezone.localdate()
NEW = "/reflection/onboarding/new/"
LIST = "/reflection/onboarding/"


@pytest.fixture
def path(ada, bo):
    """Ada is new; Bo is her buddy."""
    return make_path(ada, buddy=bo)


def step_of(path, code):
    return path.steps.get(code=code)


def tick(client, step, on=TODAY, who=""):
    return client.post(
        f"/reflection/onboarding/steps/{step.pk}/", {"done_on": on, "done_with": who}
    )


def page_of(client, path):
    return client.get(path.get_absolute_url()).content.decode()


def test_the_steps_are_four_and_the_offices_own_come_last(lars, ada):
    add_office_step(lars, text="Bli med på et oppstartsmøte")
    texts = [str(step.text) for step in make_path(ada).steps.all()]
    assert texts == [
        "Første besøk på en arbeidsplass, sammen med en kollega",
        "Første prat med en mentor",
        "Første refleksjonsmøte",
        "Den første du følger opp tett",
        "Bli med på et oppstartsmøte",
    ]


def test_she_starts_it_for_herself(log_in, ada, bo):
    log_in(ada).post(NEW, {"newcomer": ada.user_id, "buddy": bo.user_id})
    path = OnboardingPath.objects.get()
    assert (path.newcomer, path.buddy) == (ada.user, bo.user)


def test_a_colleague_starts_it_as_the_buddy_only(log_in, ada, bo, lena):
    client = log_in(bo)
    assert client.post(NEW, {"newcomer": ada.user_id, "buddy": lena.user_id}).status_code == 422
    assert client.post(NEW, {"newcomer": ada.user_id, "buddy": ""}).status_code == 422
    assert client.post(NEW, {"newcomer": ada.user_id, "buddy": bo.user_id}).status_code == 302


def test_her_leader_starts_it_with_or_without_a_buddy(log_in, ada, lars):
    assert log_in(lars).post(NEW, {"newcomer": ada.user_id, "buddy": ""}).status_code == 302
    assert OnboardingPath.objects.get().started_by == lars.user


def test_nobody_is_her_own_buddy(log_in, ada):
    sent = {"newcomer": ada.user_id, "buddy": ada.user_id}
    assert log_in(ada).post(NEW, sent).status_code == 422


def test_nobody_of_another_office_can_be_chosen(log_in, ada, tor):
    assert log_in(ada).post(NEW, {"newcomer": tor.user_id}).status_code == 422
    sent = {"newcomer": ada.user_id, "buddy": tor.user_id}
    assert log_in(ada).post(NEW, sent).status_code == 422


def test_there_is_one_path_at_a_time(log_in, ada, path):
    with pytest.raises(StartedAlready):
        start_path(ada, newcomer=ada.user)
    assert log_in(ada).post(NEW, {"newcomer": ada.user_id}).status_code == 422


def test_she_her_buddy_and_her_leader_see_it_and_nobody_else(
    path, ada, bo, lars, lena, mia, kari, tor, liv
):
    who = [ada, bo, lars, lena, mia, kari, tor, liv]
    seen = [each for each in who if OnboardingPath.objects.visible_to(each).exists()]
    assert seen == [ada, bo, lars]


def test_a_leader_of_another_department_does_not_see_it(ada, path):
    hers, other = (Department.objects.create(office=ada.office, name=name) for name in "AB")
    Membership.objects.filter(pk=ada.pk).update(department=hers)
    for department, sees in ((hers, True), (other, False)):
        leader = make_member(f"Leder {department}", office=ada.office)
        leader.role, leader.department = Membership.Role.DEPARTMENT_LEADER, department
        leader.save(update_fields=["role", "department"])
        assert OnboardingPath.objects.visible_to(leader).exists() is sees


def test_the_next_step_is_the_first_that_is_not_done(log_in, ada, path):
    client = log_in(ada)
    assert "Neste: Første besøk" in client.get(LIST).content.decode()
    tick(client, step_of(path, "mentor_call"))
    assert "Neste: Første besøk" in client.get(LIST).content.decode()
    tick(client, step_of(path, "workplace_visit"))
    assert "Neste: Første refleksjonsmøte" in client.get(LIST).content.decode()


def test_she_or_her_buddy_ticks_with_a_day_and_a_colleague(log_in, ada, bo, lars, path):
    visit, call = step_of(path, "workplace_visit"), step_of(path, "mentor_call")
    tick(log_in(bo), visit, who=bo.user_id)
    tick(log_in(ada), call)
    visit.refresh_from_db()
    call.refresh_from_db()
    assert (visit.done_on, visit.done_with) == (TODAY, bo.user)
    assert (call.done_on, call.done_with) == (TODAY, None)
    third = step_of(path, "reflection_meeting")
    assert tick(log_in(lars), third).status_code == 403
    assert "sammen med Bo" in page_of(log_in(lars), path)


@pytest.mark.parametrize("on", ["", TODAY + datetime.timedelta(days=1), "1999-01-01", "i går"])
def test_a_tick_has_a_day_that_has_been(log_in, ada, path, on):
    assert tick(log_in(ada), step_of(path, "mentor_call"), on=on).status_code == 422


def test_a_tick_can_be_taken_back(log_in, ada, path):
    step = step_of(path, "mentor_call")
    client = log_in(ada)
    tick(client, step)
    client.post(f"/reflection/onboarding/steps/{step.pk}/undo/")
    step.refresh_from_db()
    assert not step.is_done


def test_nothing_is_late_and_nothing_is_a_share(log_in, lars, path):
    OnboardingPath.objects.update(started_on=TODAY - datetime.timedelta(days=400))
    page = page_of(log_in(lars), path) + log_in(lars).get(LIST).content.decode()
    main = page.split("<main")[1]
    assert "%" not in main
    assert "frist" not in main.lower()
    assert "danger" not in main


def test_it_is_over_when_all_is_done(log_in, ada, path):
    client = log_in(ada)
    for step in path.steps.all():
        tick(client, step)
    path.refresh_from_db()
    assert path.ended_on == TODAY
    assert "Alt er gjort" in client.get(LIST).content.decode()
    first = path.steps.first()
    client.post(f"/reflection/onboarding/steps/{first.pk}/undo/")
    assert PathStep.objects.get(pk=first.pk).is_done


def test_it_ends_by_a_word_too(log_in, bo, ada, path):
    log_in(bo).post(f"{path.get_absolute_url()}end/", {"word": "Går fint uten"})
    path.refresh_from_db()
    assert (path.ended_on, path.ended_word) == (TODAY, "Går fint uten")
    assert tick(log_in(ada), step_of(path, "mentor_call")).url == path.get_absolute_url()
    assert not step_of(path, "mentor_call").is_done


def test_a_buddy_whom_somebody_else_chose_is_to_say_hello(log_in, ada, bo, path):
    todo = Todo.objects.get()
    assert (todo.owner, todo.link) == (bo.user, path.get_absolute_url())
    assert "Ada" not in todo.what


def test_another_buddy_is_told_and_the_former_no_longer_sees_it(log_in, ada, bo, lena, path):
    log_in(ada).post(f"{path.get_absolute_url()}buddy/", {"buddy": lena.user_id})
    assert Todo.objects.filter(owner=lena.user).count() == 1
    assert not OnboardingPath.objects.visible_to(bo).exists()


def test_whoever_makes_herself_the_buddy_is_told_nothing(log_in, ada, bo):
    log_in(bo).post(NEW, {"newcomer": ada.user_id, "buddy": bo.user_id})
    assert not Todo.objects.exists()


def test_what_is_known_is_offered_to_her_alone_and_never_set_by_itself(
    log_in, ada, bo, lars, lampe, path
):
    meeting = make_meeting(
        bo, ada, starts_at=timezone.make_aware(datetime.datetime(2026, 11, 3, 9))
    )
    Meeting.objects.filter(pk=meeting.pk).update(state="held", held_at=timezone.now())
    client = log_in(ada)
    assert "Du var på et møte" not in page_of(client, path)
    meeting.invitees.filter(user=ada.user).update(was_there=True)
    make_closer(ada, lampe)
    page = page_of(client, path)
    assert "Du var på et møte 3. november" in page
    assert "Du har fulgt noen tett siden" in page
    assert "Blid" not in page
    assert not path.steps.exclude(done_on=None).exists()
    for other in (bo, lars):
        assert "var på et møte" not in page_of(log_in(other), path)
    tick(client, step_of(path, "reflection_meeting"), on="2026-11-03")
    assert "Du var på et møte" not in page_of(client, path)


def test_a_person_who_was_followed_closely_before_she_came_is_no_first_of_hers(
    log_in, ada, lampe, path
):
    make_closer(ada, lampe)
    lampe.follow_ups.update(started_on=TODAY - datetime.timedelta(days=300))
    assert "Du har fulgt noen tett" not in page_of(log_in(ada), path)


def test_a_step_taken_away_stays_on_paths_under_way(log_in, lars, ada, bo):
    client = log_in(lars)
    client.post("/reflection/onboarding/office-steps/", {"text": "Sitt i skranken"})
    path = make_path(ada)
    step = OfficeStep.objects.get()
    client.post(f"/reflection/onboarding/office-steps/{step.pk}/drop/")
    assert path.steps.filter(words="Sitt i skranken").exists()
    assert not make_path(bo).steps.filter(words="Sitt i skranken").exists()


def test_the_page_reflection_leads_there_for_whoever_follows_people_up_or_leads(
    log_in, ada, lars, mia
):
    link = 'href="/reflection/onboarding/"'
    for member, leads_there in [(ada, True), (lars, True), (mia, False)]:
        assert (link in log_in(member).get("/reflection/").content.decode()) == leads_there


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, lars, bo, number, django_assert_num_queries
):
    for each in range(number):
        newcomer = make_member(f"Ny {each}", office=lars.office)
        make_path(newcomer, buddy=bo)
        over = make_path(make_member(f"Før {each}", office=lars.office), buddy=bo)
        OnboardingPath.objects.filter(pk=over.pk).update(ended_on=TODAY)
    client = log_in(lars)
    client.get(LIST)
    with django_assert_num_queries(6):
        client.get(LIST)
