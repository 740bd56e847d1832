"""The county's page: help and learning first, then conditions at the offices by half-years."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from accounts.models import Membership, Office
from caseload.models import CloserFollowUp, Connection, Participant
from insight.county.counting import count_half_year, count_what_is_over
from insight.county.disclosure import conditions, may_be_shown
from insight.county.halves import Half, halves_over
from insight.models import HalfYear
from mentors.models import Mentorship, Placement
from reflection.models import Group, Meeting
from tests.factories import (
    make_agreement,
    make_barrier,
    make_closer,
    make_connection,
    make_group,
    make_half_year,
    make_learning,
    make_meeting,
    make_member,
    make_office,
    make_participant,
    make_placement,
)

TODAY = date(2026, 11, 25)
SPRING = Half(2026, 1)
LAST_DAY = date(2026, 6, 30)
DAY = timedelta(days=1)


@pytest.fixture
def people(ada):
    """People at Fjordby since long before the spring of 2026."""

    def people(number):
        made = [make_participant(ada, f"Blid Lampe {n}") for n in range(number)]
        Participant.objects.update(created_on=date(2025, 1, 1))
        return made

    return people


def counted(ada):
    return count_half_year(ada.office_id, SPRING)


# Half-years


def test_a_half_year_ends_with_june_and_with_december():
    assert (SPRING.first_day, SPRING.last_day) == (date(2026, 1, 1), LAST_DAY)
    autumn = Half(2025, 2)
    assert (autumn.first_day, autumn.last_day) == (date(2025, 7, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("today", "newest"),
    [
        (date(2026, 6, 30), Half(2025, 2)),
        (date(2026, 7, 1), Half(2026, 1)),
        (date(2026, 12, 31), Half(2026, 1)),
        (date(2027, 1, 1), Half(2026, 2)),
    ],
)
def test_only_those_that_are_over_are_counted(today, newest):
    assert halves_over(today, 2) == [newest, newest.before]


# What is counted, as it was on the last day


def test_who_was_followed_up_on_the_last_day_is_counted(ada, people):
    before, at_the_end, later, new, _still = people(5)
    for person, ended_on in [(before, LAST_DAY - DAY), (at_the_end, LAST_DAY), (later, TODAY)]:
        Participant.objects.filter(pk=person.pk).update(ended_on=ended_on)
    Participant.objects.filter(pk=new.pk).update(created_on=LAST_DAY + DAY)
    assert counted(ada).followed == 2


def test_closer_follow_up_is_counted_as_it_was(ada, people):
    still, ended_since, ended_before, begun_since, _never = people(5)
    for person in (still, ended_since, ended_before, begun_since):
        make_closer(ada, person)
    CloserFollowUp.objects.update(started_on=LAST_DAY)
    ends = [(ended_since, {"ended_on": LAST_DAY + DAY}), (ended_before, {"ended_on": LAST_DAY})]
    for person, fields in [*ends, (begun_since, {"started_on": LAST_DAY + DAY})]:
        CloserFollowUp.objects.filter(participant=person).update(**fields)
    assert counted(ada).closely == 2


def test_somebody_with_two_mentors_is_one_person(ada, people):
    two, placement_over, mentor_gone, no_mentor = people(4)
    for person in (two, placement_over, mentor_gone):
        make_placement(ada, person)
    make_placement(ada, two)
    make_placement(ada, no_mentor, mentor=False)
    Placement.objects.update(started_on=date(2026, 2, 1))
    Mentorship.objects.update(started_on=date(2026, 2, 1))
    Placement.objects.filter(participant=placement_over).update(ended_on=LAST_DAY, outcome="other")
    Mentorship.objects.filter(placement__participant=mentor_gone).update(ended_on=LAST_DAY)
    assert counted(ada).with_mentor == 1


def test_people_with_a_helper_are_counted_not_helpers(ada, mia, people):
    two, over, _none = people(3)
    make_connection(ada, two)
    make_connection(ada, two, user=mia.user)
    make_connection(ada, over)
    Connection.objects.update(since=date(2026, 2, 1))
    Connection.objects.filter(participant=over).update(until=LAST_DAY)
    assert counted(ada).with_helper == 1


def test_room_is_what_the_agreements_in_force_come_to(ada, bo, lena, lars):
    period = {"from_on": date(2026, 1, 15), "until_on": LAST_DAY, "look_again_on": LAST_DAY}
    make_agreement(lars, ada, up_to=4, **period)
    make_agreement(lars, bo, up_to=3, **period | {"until_on": LAST_DAY - DAY})
    ended = make_agreement(lars, lena, up_to=5, **period)
    ended.ended_on = LAST_DAY
    ended.save()
    assert counted(ada).room == 4


def test_meetings_held_within_the_half_year_are_counted(ada, bo):
    held = Meeting.State.HELD
    group = make_group(ada, bo)
    times = [datetime(2026, 1, 1), datetime(2026, 6, 30, 23, 30), datetime(2026, 7, 1)]
    for starts_at in map(timezone.make_aware, times):
        group.meetings.create(
            office=ada.office, county=ada.office.county, starts_at=starts_at, state=held
        )
    group.meetings.create(
        office=ada.office, county=ada.office.county, starts_at=timezone.make_aware(times[0])
    )
    assert counted(ada).meetings == 2


def test_meeting_places_are_kinds_that_met_on_the_last_day(ada, bo):
    since = make_group(ada, bo, kind=Group.Kind.SMALL)
    Group.objects.update(created_at=timezone.make_aware(datetime(2026, 7, 1)))
    ended = make_group(ada, bo, kind=Group.Kind.OFFICE)
    make_group(ada, bo, kind=Group.Kind.REFLECTION)
    make_group(ada, bo, kind=Group.Kind.REFLECTION)
    Group.objects.exclude(pk=since.pk).update(
        created_at=timezone.make_aware(datetime(2026, 6, 30, 12))
    )
    Group.objects.filter(pk=ended.pk).update(ended_on=LAST_DAY)
    assert counted(ada).kinds == ["reflection"]


def test_a_protected_person_is_in_no_figure(ada, people):
    [person] = people(1)
    make_closer(ada, person)
    CloserFollowUp.objects.update(started_on=date(2026, 2, 1))
    Participant.objects.update(protection=Participant.Protection.CONFIDENTIAL)
    assert (counted(ada).followed, counted(ada).closely) == (0, 0)


def test_another_office_is_in_none_either(ada, tor, people):
    people(2)
    Participant.objects.update(created_on=date(2025, 1, 1))
    assert count_half_year(tor.office_id, SPRING).followed == 1


def test_an_office_is_counted_in_few_queries(ada, people, django_assert_num_queries):
    people(3)
    with django_assert_num_queries(4):
        counted(ada)


# Once and for all


def test_what_was_counted_stays_whatever_is_written_later(ada, people):
    people(3)
    assert count_what_is_over(TODAY) == 4
    Participant.objects.all()[0].delete()
    assert count_what_is_over(TODAY) == 0
    assert HalfYear.objects.of(SPRING).get().followed == 3


def test_the_next_half_year_is_counted_when_it_is_over(ada):
    count_what_is_over(TODAY)
    assert count_what_is_over(date(2026, 12, 31)) == 0
    assert count_what_is_over(date(2027, 1, 1)) == 1


@pytest.mark.parametrize("status", [Office.Status.GUEST, Office.Status.LEFT])
def test_an_office_that_does_not_take_part_is_not_counted(ada, status):
    Office.objects.update(status=status)
    assert count_what_is_over(TODAY) == 0


# What is shown of it


@pytest.mark.parametrize(
    ("followed", "closely", "shown"),
    [
        (5, 0, False),
        (6, 0, True),
        (40, 5, False),
        (40, 6, True),
        (40, 34, True),
        (40, 35, False),
        (40, 40, True),
        (7, 6, False),
    ],
)
def test_a_number_and_what_is_left_are_nobody_or_six_and_more(followed, closely, shown):
    for name in ("closely", "with_mentor", "with_helper"):
        row = HalfYear(followed=followed, closely=0, with_mentor=0, with_helper=0)
        setattr(row, name, closely)
        assert may_be_shown(row) is shown


def test_a_total_is_over_the_offices_that_are_shown(kari):
    county = kari.county
    made = [("Nav B", 6), ("Nav C", 3), ("Nav Å", 9)]
    rows = [make_half_year(make_office(name, county), SPRING, closely=n) for name, n in made]
    shown = conditions(rows)
    assert shown.total["closely"] == 15
    assert [line.figures and line.figures.closely for line in shown.lines] == [6, None, 9]


def test_one_office_alone_has_no_total(kari):
    offices = make_office("Nav B", kari.county), make_office("Nav C", kari.county)
    rows = [make_half_year(offices[0], SPRING), make_half_year(offices[1], SPRING, closely=1)]
    assert conditions(rows).total is None


def test_offices_stand_in_the_order_of_the_alphabet(kari):
    names = ["Nav Åsen", "Nav Berg", "Nav Ørland"]
    rows = [
        make_half_year(make_office(name, kari.county), SPRING, closely=10 * n)
        for n, name in enumerate(names)
    ]
    assert [line.office for line in conditions(rows).lines] == [
        "Nav Berg",
        "Nav Ørland",
        "Nav Åsen",
    ]


# The page


@pytest.fixture
def page(log_in, kari):
    """The text of the county's page in English."""
    kari.user.language = "en"
    kari.user.save()

    def page(path="/insight/county/"):
        return log_in(kari).get(path).content.decode()

    return page


def test_a_county_contact_begins_there(log_in, kari):
    assert log_in(kari).get("/").headers["Location"] == "/insight/county/"


def test_it_is_there_before_anything_is_counted(page):
    assert "The first half-year is counted on the night after it has ended." in page()


def test_it_shows_conditions_at_offices_and_no_person(page, ada, lars, people):
    for person in people(8):
        make_closer(ada, person)
    CloserFollowUp.objects.update(started_on=date(2026, 2, 1))
    count_what_is_over(TODAY)
    text = page()
    assert "Nav Fjordby" in text and ">8<" in text
    assert not any(name in text for name in ["Lampe", ada.user.name, lars.user.name + "<"])


def test_nothing_of_an_office_that_is_withheld_is_in_the_page(page, ada):
    make_half_year(ada.office, SPRING, closely=3, meetings=77777, room=88888)
    text = page()
    assert "Too few to show" in text
    assert "77777" not in text and "88888" not in text


def test_an_office_of_another_county_is_not_there(page, tor):
    make_half_year(tor.office, SPRING)
    assert tor.office.name not in page()


def test_an_earlier_half_year_has_a_page_of_its_own(page, ada):
    make_half_year(ada.office, SPRING, closely=12)
    make_half_year(ada.office, Half(2025, 2), closely=11)
    assert 'href="/insight/county/2025-2/"' in page()
    assert ">11<" in page("/insight/county/2025-2/")


def test_a_half_year_that_is_not_there_is_not_found(log_in, kari, ada):
    make_half_year(ada.office, SPRING)
    for path in ("2024-1", "2026-3", "9", "x"):
        assert log_in(kari).get(f"/insight/county/{path}/").status_code == 404


def test_it_shows_what_was_shared_and_the_next_gathering(page, ada, kari):
    make_learning(ada, change="Vi spør tidligere.", reach="county")
    make_learning(ada, change="Bare for kontoret.", reach="office")
    make_meeting(kari, name="Fylkessamling", kind=Group.Kind.COUNTY)
    text = page()
    assert "Vi spør tidligere." in text and "Fylkessamling" in text
    assert "Bare for kontoret." not in text


def test_barriers_are_told_from_three_offices_on(page, ada):
    offices = [ada.office, make_office(), make_office()]
    for number, office in enumerate(offices):
        assert "There is no such heading now." in page()
        make_barrier(make_member(f"Ny {number}", office=office))
    assert "There is no such heading now." not in page()


def test_the_page_asks_as_often_for_many_offices(page, ada):
    make_half_year(ada.office, SPRING)
    page()
    with CaptureQueriesContext(connection) as one:
        page()
    for _ in range(3):
        make_half_year(make_office(county=ada.office.county), SPRING)
    with CaptureQueriesContext(connection) as four:
        page()
    assert len(four) == len(one)


def test_half_years_have_names_in_each_language():
    with translation.override("nb"):
        assert str(SPRING) == "januar til juni 2026"


def test_nobody_but_a_county_contact_sees_half_years(ada, lars, fia, olav):
    make_half_year(ada.office, SPRING)
    for member in (ada, lars, fia, olav, Membership(role="county_contact", office=ada.office)):
        assert not HalfYear.objects.visible_to(member).exists()
