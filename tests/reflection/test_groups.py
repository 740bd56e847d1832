"""A group at the office or across the county: who belongs, who leads in turn, when it meets."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from accounts.models import Membership
from notifications.models import Mail
from reflection.groups.forms import GroupForm
from reflection.models import Group
from tests.factories import make_group, make_member, make_office
from tests.reflection.test_plan import TUESDAY, at

Role = Membership.Role
NEW = "/reflection/groups/new/"


@pytest.fixture
def clock():
    with time_machine.travel(at(TUESDAY, "06:00"), tick=False) as clock:
        yield clock


def filled_in(*leading, listening=(), **fields):
    return {
        "kind": "reflection",
        "name": "Hybridgruppa",
        "leading": [each.user_id for each in leading],
        "listening": [each.user_id for each in listening],
        "rhythm": "weekly",
        "first_on": "2026-09-01",
        "first_time": "10:00",
        "minutes": "60",
        "place": "Fjorden",
    } | fields


def page_of(group, does=""):
    return f"/reflection/groups/{group.pk}/{does}"


def turns(group):
    return [(each.user.name, each.leads) for each in group.members.current()]


def test_she_makes_a_group_and_it_is_planned(log_in, ada, bo, lars, clock):
    log_in(ada).post(NEW, filled_in(ada, bo, listening=[lars]))
    group = Group.objects.get()
    assert turns(group) == [("Ada", True), ("Bo", True), ("Lars", False)]
    assert group.meetings.count() == 13
    assert group.first_at == at(TUESDAY)
    assert {each.facilitator.name for each in group.meetings.all()} == {"Ada", "Bo"}
    assert Mail.objects.filter(kind="group_calendar").count() == 3
    assert ada.user.audit_entries.filter(action="group.create").count() == 1


def test_a_form_sent_twice_is_one_group(log_in, ada, bo, clock):
    client = log_in(ada)
    for _each in range(2):
        client.post(NEW, filled_in(ada, bo))
    assert Group.objects.count() == 1


def test_a_local_contact_calls_meetings_too(log_in, ada, bo, clock):
    contact = make_member("Lokal", office=ada.office, role=Role.LOCAL_CONTACT)
    log_in(contact).post(NEW, filled_in(bo, ada))
    group = Group.objects.get()
    assert turns(group) == [("Bo", True), ("Ada", True)] or turns(group) == [
        ("Ada", True),
        ("Bo", True),
    ]
    assert log_in(contact).get(page_of(group, "edit/")).status_code == 200


def test_three_are_enough_and_the_form_says_so(log_in, ada):
    page = log_in(ada).get(NEW).content.decode()
    assert "En liten samtalegruppe er tre personer." in page


def test_leaders_of_the_office_come_first_among_those_who_come_along(ada, bo, lars, lena):
    group = Group(office=ada.office, county=ada.office.county, created_by=ada.user)
    form = GroupForm(instance=group)
    assert form.fields["listening"].choices[0][0] == lars.user_id
    assert form.fields["leading"].choices[0][0] == ada.user_id
    assert form.fields["leading"].choices[-1][0] == lars.user_id


def test_a_county_contact_makes_a_gathering_with_people_of_its_offices(
    log_in, kari, ada, tor, clock
):
    naboen = make_member("Naboen", office=make_office(county=ada.office.county))
    client = log_in(kari)
    page = client.get(NEW).content.decode()
    assert "Dialogkonferanse" in page
    assert "Naboen" in page
    assert "Tor" not in page
    once = {"kind": "county", "rhythm": "once"}
    client.post(NEW, filled_in(kari, naboen, ada, **once))
    group = Group.objects.get()
    assert group.office is None
    assert group.meetings.get().starts_at == at(TUESDAY)
    assert group.meetings.get().invitees.count() == 3


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"leading": []}, "Velg hvem som hører til."),
        ({"name": ""}, "Skriv hva dere kaller det."),
        ({"first_on": ""}, "Skriv når det første møtet er."),
        ({"first_time": ""}, "Skriv klokkeslettet."),
        ({"first_on": "2026-09-05"}, "Velg en arbeidsdag."),
        ({"first_on": "2026-12-25"}, "Velg en arbeidsdag."),
        ({"first_on": "2026-08-31"}, "Velg i dag eller en senere dag."),
        ({"minutes": "0"}, "Skriv mellom 15 og 600 minutter."),
        ({"kind": ""}, "Velg hva slags møte det er."),
    ],
)
def test_what_is_missing_is_said(log_in, ada, clock, wrong, said):
    answer = log_in(ada).post(NEW, filled_in(ada, **wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Group.objects.exists()


def test_nobody_both_leads_and_comes_along(log_in, ada, clock):
    answer = log_in(ada).post(NEW, filled_in(ada, listening=[ada]))
    assert answer.status_code == 422


def test_nobody_of_another_office_can_belong(log_in, ada, tor, clock):
    assert log_in(ada).post(NEW, filled_in(ada, tor)).status_code == 422


def test_a_group_can_be_made_before_anybody_knows_when(log_in, ada, bo):
    nothing = {"rhythm": "once", "first_on": "", "first_time": ""}
    log_in(ada).post(NEW, filled_in(ada, bo, **nothing))
    group = Group.objects.get()
    assert not group.meetings.exists()
    assert not Mail.objects.exists()
    assert "Ingenting er planlagt ennå." in log_in(bo).get(page_of(group)).content.decode()


# Changing


@pytest.fixture
def group(clock, ada, bo, lena):
    return make_group(ada, bo, lena, rule="FREQ=WEEKLY;INTERVAL=1", first_at=at(TUESDAY))


def test_the_form_begins_with_what_is_so_now(log_in, bo, ada, lena, group):
    form = log_in(bo).get(page_of(group, "edit/")).context["form"]
    assert form["leading"].value() == [ada.user_id, bo.user_id, lena.user_id]
    assert form["rhythm"].value() == "weekly"
    assert form["first_on"].value() == TUESDAY


def test_a_plan_from_long_ago_can_be_kept(log_in, ada, bo, lena, group, clock):
    clock.move_to(at(TUESDAY + datetime.timedelta(days=100)))
    answer = log_in(ada).post(
        page_of(group, "edit/"), filled_in(ada, bo, lena, place="", name="Nytt navn")
    )
    assert answer.status_code == 302
    group.refresh_from_db()
    assert group.name == "Nytt navn"


def test_another_name_alone_writes_to_nobody(log_in, ada, bo, lena, group):
    Mail.objects.all().delete()
    log_in(ada).post(page_of(group, "edit/"), filled_in(ada, bo, lena, place="", name="Nytt"))
    assert not Mail.objects.exists()


def test_who_does_not_belong_changes_nothing(log_in, lars, group):
    assert log_in(lars).post(page_of(group, "edit/"), filled_in(lars)).status_code == 403


def test_two_who_change_it_at_once(log_in, ada, bo, lena, group):
    sent = filled_in(ada, bo, lena, version=0)
    log_in(ada).post(page_of(group, "edit/"), sent | {"name": "Adas"})
    answer = log_in(bo).post(page_of(group, "edit/"), sent | {"name": "Bos"})
    assert answer.status_code == 422
    group.refresh_from_db()
    assert group.name == "Adas"
    assert 'value="Bos"' in answer.content.decode()


def test_the_page_says_which_meetings_stay(log_in, ada, bo, lena, group):
    meeting = group.meetings.latest("starts_at")
    group.meetings.filter(pk=meeting.pk).update(theme="Hva nå?")
    answer = log_in(ada).post(
        page_of(group, "edit/"), filled_in(ada, bo, lena, first_on="2026-09-02"), follow=True
    )
    assert "24. november" in answer.content.decode()


def test_the_turn_to_lead_can_be_moved_forward(log_in, ada, lena, group):
    hers = group.members.get(user=lena.user)
    log_in(ada).post(page_of(group, "earlier/"), {"member": hers.pk})
    assert [name for name, _leads in turns(group)] == ["Ada", "Lena", "Bo"]
    leading = [each.facilitator.name for each in group.meetings.order_by("starts_at")]
    assert leading[:3] == ["Ada", "Lena", "Bo"]


@pytest.mark.parametrize("rubbish", ["", "x", "٣", "9" * 40, "9" * 5000, "0"])
def test_rubbish_moves_nobody(log_in, ada, group, rubbish):
    assert log_in(ada).post(page_of(group, "earlier/"), {"member": rubbish}).status_code == 404


def test_a_group_that_ended_is_in_no_list_and_takes_no_more(log_in, ada, group):
    client = log_in(ada)
    client.post(page_of(group, "end/"))
    group.refresh_from_db()
    assert group.ended_on == timezone.localdate()
    assert "Hybridgruppa" not in client.get("/reflection/groups/").content.decode()
    assert client.get(page_of(group)).status_code == 200
    for does in ("edit/", "meetings/new/"):
        assert client.post(page_of(group, does), filled_in(ada)).status_code == 302
    assert not group.meetings.exists()


def test_one_more_meeting_is_planned_once(log_in, ada, group):
    sent = {"on": "2026-09-03", "time": "12:00", "minutes": "30", "place": "Skogen"}
    client = log_in(ada)
    for _each in range(2):
        client.post(page_of(group, "meetings/new/"), sent)
    extra = group.meetings.get(place="Skogen")
    assert extra.invitees.count() == 3
    assert Mail.objects.filter(about=extra.pk).count() == 3


def test_a_colleague_sees_that_a_group_meets_and_none_of_its_meetings(log_in, mia, group):
    page = log_in(mia).get(page_of(group)).content.decode()
    assert "Ada" in page
    assert "leder" not in page.partition("Neste møter")[2]
    assert "/edit/" not in page


@pytest.mark.parametrize("number", [1, 4])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, ada, bo, number, django_assert_num_queries
):
    for each in range(number):
        make_group(ada, bo, name=f"Gruppe {each}")
    client = log_in(ada)
    client.get("/reflection/groups/")
    with django_assert_num_queries(5):
        client.get("/reflection/groups/")
