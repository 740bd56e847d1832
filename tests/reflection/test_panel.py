"""An office sees that it meets and what came of it; its county sees what was shared."""

import datetime

from django.utils import timezone

from accounts.models import Membership
from caseload.todos import actions as todo_actions
from reflection.agreed.actions import carry_on
from reflection.models import Group, Invitee, Meeting
from reflection.reach import Reach
from tests.factories import make_agreed, make_group, make_meeting, make_member, make_office

OFFICE, COUNTY = "/reflection/panel/", "/reflection/panel/county/"
TODAY = timezone.localdate()


def ago(days):
    return timezone.now() - datetime.timedelta(days=days)


def held(*members, days=7, reach=None, summary="Vi spurte for sent.", **group):
    """A meeting of these members; with a reach it was shared."""
    meeting = make_meeting(*members, starts_at=ago(days), **group)
    state = {"state": Meeting.State.HELD, "held_at": ago(days), "theme": "Hemmelig tema"}
    if reach:
        state |= {"state": Meeting.State.SHARED, "shared_at": ago(days), "reach": reach}
    Meeting.objects.filter(pk=meeting.pk).update(summary=summary, **state)
    meeting.refresh_from_db()
    return meeting


def came(meeting, *members):
    users = [member.user_id for member in members]
    Invitee.objects.filter(meeting=meeting, user__in=users).update(was_there=True)


def page(client, url=OFFICE):
    return client.get(url).content.decode()


# The office


def test_leader_and_members_see_the_same_of_the_office(log_in, ada, bo, lars, mia):
    held(ada, bo)
    make_meeting(ada, bo, name="Smågruppa", kind=Group.Kind.SMALL)
    department = ada.office.departments.create(name="Ung")
    dina = make_member("Dina", office=ada.office)
    dina.role, dina.department = Membership.Role.DEPARTMENT_LEADER, department
    dina.save()
    for member in (lars, dina, mia, bo):
        text = page(log_in(member))
        assert "Hybridgruppa" in text
        assert "Liten samtalegruppe" in text


def test_nothing_of_a_meeting_that_is_not_shared_stands_there(log_in, ada, bo, lars):
    meeting = held(ada, bo)
    came(meeting, ada)
    text = page(log_in(lars))
    for unsaid in ("Vi spurte for sent.", "Hemmelig tema", "Ada", "Bo<"):
        assert unsaid not in text


def test_that_a_leader_was_there_is_a_fact_and_that_none_was_is_not_said(log_in, ada, lars):
    meeting = held(ada, lars)
    assert "en leder var med" not in page(log_in(ada))
    came(meeting, lars)
    assert "en leder var med" in page(log_in(ada))


def test_whoever_was_not_invited_is_not_told_whether_the_leader_was_there(log_in, ada, bo, lars):
    """With one leader at the office, what is said of one meeting is denied of another."""
    came(held(ada, lars), lars)
    assert "en leder var med" not in page(log_in(bo))


def test_a_summary_is_reached_by_its_link_where_it_was_shared_with_the_office(log_in, ada, mia):
    inside = held(ada, reach=Reach.GROUP)
    shared = held(ada, reach=Reach.OFFICE)
    text = page(log_in(mia))
    assert shared.get_absolute_url() in text
    assert inside.get_absolute_url() not in text


def test_what_was_agreed_is_told_in_numbers_of_the_office(log_in, ada, bo, lars):
    meeting = held(ada, bo)
    for what in ("En", "To"):
        make_agreed(ada, meeting, what)
    carried, done = make_agreed(ada, meeting, "Tre"), make_agreed(ada, meeting, "Fire", owner=bo)
    carry_on(ada, carried, owner=ada.user, due_on=TODAY + datetime.timedelta(days=30))
    todo_actions.finish_todo(bo, done.todo)
    response = log_in(lars).get(OFFICE)
    assert response.context["agreed"] == {
        "open": 3,
        "carried": 1,
        "carried_again": 0,
        "done": 1,
        "dropped": 0,
    }
    text = response.content.decode()
    assert "3 ting er i gang, 1 av dem ført videre fra et tidligere møte" in text
    assert "Fire" not in text


def test_another_office_is_not_in_it(log_in, ada, tor, liv):
    held(ada, reach=Reach.EVERYBODY)
    make_agreed(ada, make_meeting(ada))
    response = log_in(liv).get(OFFICE)
    assert "Hybridgruppa" not in response.content.decode()
    assert set(response.context["agreed"].values()) == {0}


def test_what_was_long_ago_is_not_in_it(log_in, ada, lars):
    held(ada, days=100)
    assert "Hybridgruppa" not in page(log_in(lars))


def test_another_page_loads_the_panel_alone(log_in, lars):
    panel = log_in(lars).get(OFFICE, headers={"HX-Request": "true"}).content.decode()
    assert '<div id="office-panel"' in panel
    assert "<html" not in panel


# The county


def test_the_county_reads_what_its_offices_shared_the_newest_first(log_in, ada, kari):
    naboen = make_member("Naboen", office=make_office("Nav Nabo", ada.office.county))
    held(ada, days=9, reach=Reach.COUNTY, summary="Vi ringer før vi skriver.")
    held(naboen, days=2, reach=Reach.EVERYBODY, summary="Mentor spør oss.")
    text = page(log_in(kari), COUNTY)
    assert text.index("Mentor spør oss.") < text.index("Vi ringer før vi skriver.")
    assert "Naboen" not in text


def test_what_was_shared_less_far_or_elsewhere_is_not_there(log_in, ada, tor, kari):
    held(ada, reach=Reach.OFFICE)
    held(ada)
    held(tor, reach=Reach.EVERYBODY)
    assert "Vi spurte for sent." not in page(log_in(kari), COUNTY)


def test_the_county_sees_which_offices_have_meeting_places(log_in, ada, bo, tor, kari):
    make_office("Nav Uten", ada.office.county)
    make_group(ada, bo)
    make_group(ada, name="Adas gruppe")
    make_group(ada, kind=Group.Kind.OFFICE, name="Fredag")
    make_group(tor)
    response = log_in(kari).get(COUNTY)
    assert [(office, len(kinds)) for office, kinds in response.context["places"]] == [
        ("Nav Fjordby", 2)
    ]
    text = response.content.decode()
    assert "Nav Fjordby" in text
    assert "Adas gruppe" not in text
