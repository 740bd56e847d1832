"""`manage.py demo`: invented people in the report's proportions, as the product itself writes them.

The demo is loaded once for all tests here; none of them changes anything.
"""

import datetime
import io
import re
from collections import Counter

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.utils import timezone
from stdnum.no import orgnr

from accounts.demo import CAST
from accounts.models import Membership, Office, User
from accounts.names import sort_key
from caseload.measures.limits import limit_of
from caseload.models import (
    Assignment,
    Change,
    CloserFollowUp,
    Connection,
    Goal,
    HandedOver,
    Hindrance,
    Measure,
    MentorGrant,
    Participant,
    PortfolioReview,
    ReviewItem,
    RoomAgreement,
    RoomRequest,
    StandIn,
    Todo,
)
from caseload.notices import notices
from caseload.rhythm import Rhythm
from caseload.status import Status
from mentors.actions import AT_THE_WORKPLACE
from mentors.demo import reasons, texts
from mentors.endings.learnings import learnings_at
from mentors.models import (
    Call,
    CheckIn,
    ClosingForm,
    Contact,
    ContactPerson,
    MentorNeed,
    MentorRelation,
    Mentorship,
    Placement,
    Workplace,
    WorkplaceNeed,
    WorkplaceVisit,
)
from notifications.models import Link, Notification

Role = Membership.Role
# Table 3: industry, by the sections that the demo draws it from, and size of the unit.
INDUSTRY = dict.fromkeys("GHNOST", "trade") | {"I": "food", "R": "health", "C": "manufacturing"}
TABLE_3 = {
    "trade": {"1-4": 1, "5-9": 1, "10-19": 4, "20-49": 3, "50-99": 1},
    "food": {"5-9": 2, "10-19": 2},
    "health": {"1-4": 1, "5-9": 5, "10-19": 2, "20-49": 2},
    "manufacturing": {"1-4": 3, "5-9": 1, "10-19": 1, "20-49": 1, "100-249": 1},
}


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """What the command says after loading; everything is rolled back after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        said = io.StringIO()
        call_command("demo", stdout=said)
        # Once, here: what is deferred to the end would be checked anew after each test.
        connection.check_constraints()
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def today(db):
    return timezone.localdate()


@pytest.fixture
def ada(db):
    return Membership.objects.get(user__email="ada@demo.example")


def caseload_sizes(members):
    counted = Counter(Participant.objects.filter(ended_on=None).values_list("advisor", flat=True))
    return [counted[member.user_id] for member in members]


def test_the_cast_is_there_in_its_roles(db):
    expected = {
        "ada": (Role.ADVISOR, "Nav Fjordby"),
        "bo": (Role.ADVISOR, "Nav Fjordby"),
        "lars": (Role.OFFICE_LEADER, "Nav Fjordby"),
        "mia": (Role.EMPLOYER_LIAISON, "Nav Fjordby"),
        "fia": (Role.RESEARCHER, "Nav Fjordby"),
        "kari": (Role.COUNTY_CONTACT, "Vestland"),
        "pia": (Role.PRIVACY_COORDINATOR, "Nav Fjordby"),
        "nina": (Role.LOCAL_CONTACT, "Nav Fjordby"),
        "olav": (Role.OPERATOR, "Nav Fjordby"),
        "tor": (Role.ADVISOR, "Nav Skogvik"),
        "liv": (Role.OFFICE_LEADER, "Nav Skogvik"),
    }
    found = {
        member.user.email.split("@")[0]: (member.role, member.place.name)
        for member in Membership.objects.filter(user__email__in=dict(CAST))
    }
    assert found == expected
    assert User.objects.get(email="tor@demo.example").language == "nn"


def test_nobody_in_the_demo_has_a_password_or_a_real_address(db):
    users = User.objects.all()
    assert not any(user.has_usable_password() for user in users)
    addresses = [user.email for user in users]
    addresses += [person.email for person in ContactPerson.objects.all()]
    assert all(address.endswith("@demo.example") for address in addresses)


def test_offices_and_advisors_are_as_many_as_in_the_project(db):
    offices = Office.objects.exclude(name="Nav Fjordby")
    assert Counter(offices.values_list("county__name", flat=True)) == {
        "Trøndelag": 2, "Agder": 2, "Vestland": 2, "Øst-Viken": 2
    }  # fmt: skip
    assert offices.filter(status=Office.Status.LEFT).count() == 1
    advisors = Membership.objects.filter(office__in=offices, role=Role.ADVISOR)
    by_office = Counter(advisors.values_list("office__name", flat=True))
    assert sorted(by_office.values()) == sorted([4, 6, 3, 14, 8, 12, 7, 11])
    assert all(office.memberships.filter(role=Role.OFFICE_LEADER).exists() for office in offices)
    leaders = Membership.objects.filter(role=Role.DEPARTMENT_LEADER)
    assert leaders.values("office").distinct().count() == 2


def test_caseloads_have_the_published_sizes(db):
    """Table 12, of 32: 0–30: 7, 31–60: 10, 60–100: 8, 100+: 7."""
    advisors = Membership.objects.filter(role=Role.ADVISOR).exclude(office__name="Nav Fjordby")
    sizes = caseload_sizes(advisors)
    bands = [
        sum(size <= 30 for size in sizes),
        sum(30 < size <= 60 for size in sizes),
        sum(60 < size <= 100 for size in sizes),
        sum(size > 100 for size in sizes),
    ]
    for band, published in zip(bands, [7, 10, 8, 7], strict=True):
        assert abs(band - published / 32 * 65) < 1


def test_mentors_are_in_the_proportions_of_table_3_and_14(db):
    mentors = ContactPerson.objects.filter(role=ContactPerson.Role.MENTOR)
    cells = Counter(
        (INDUSTRY[section], size)
        for section, size in mentors.values_list("workplace__section", "workplace__size")
    )
    each = len(mentors) / 31
    assert 110 <= len(mentors) <= 130
    published = {
        (industry, size): number
        for industry, sizes in TABLE_3.items()
        for size, number in sizes.items()
    }
    assert cells == {cell: number * each for cell, number in published.items()}
    positions = Counter(mentors.values_list("position", flat=True))
    assert positions == {"owner": 16 * each, "department_leader": 7 * each, "employee": 8 * each}


def test_table_5_is_a_total_and_today_is_less(db):
    """Of 32 advisors 2 had nobody with a mentor, 4 more than ten; nobody has that many today."""
    advisors = Membership.objects.filter(role=Role.ADVISOR).exclude(office__name="Nav Fjordby")
    with_mentor = Mentorship.objects.values_list(
        "placement__participant__advisor", "placement__participant"
    )
    ever = Counter(advisor for advisor, _participant in set(with_mentor))
    followed = with_mentor.filter(ended_on=None, placement__participant__ended_on=None)
    today = Counter(advisor for advisor, _participant in set(followed))
    totals = [ever[member.user_id] for member in advisors]
    assert abs(sum(total > 10 for total in totals) - 4 / 32 * 65) <= 1
    assert abs(sum(total in (6, 7, 8) for total in totals) - 9 / 32 * 65) <= 2
    assert max(today[member.user_id] for member in advisors) <= 3


def test_every_status_on_adas_bench_has_somebody(ada, today):
    people = Participant.objects.visible_to(ada)
    counts = {status: people.in_status(status, today).count() for status in Status}
    assert [status for status in Status if not counts[status]] == []
    assert 24 <= counts[Status.ACTIVE] <= 60
    assert counts[Status.NEEDS] == 3
    closely = people.in_status(Status.CLOSER, today)
    assert set(closely.values_list("closer_follow_up__rhythm", flat=True)) == set(Rhythm.values)
    assert people.filter(next_contact_on=today).exists()
    assert people.filter(followers__user=ada.user).count() == 2
    assert Participant.objects.filter(advisor=ada.user).exclude(protection="open").exists()


def test_somebody_stands_in_and_some_are_followed_closely_no_longer(today):
    assert StandIn.objects.active(today).filter(stand_in__email="bo@demo.example").exists()
    asked = CloserFollowUp.objects.values_list("asked", flat=True)
    assert set(asked) == set(CloserFollowUp.Asked.values)
    assert CloserFollowUp.objects.exclude(ended_on=None).exclude(ended_why="").exists()
    outcomes = Placement.objects.exclude(ended_on=None).values_list("outcome", flat=True)
    assert set(outcomes) == set(Placement.Outcome.values)


def test_something_is_handed_over_to_ada_and_something_came_back_to_her(ada):
    handed = HandedOver.objects.visible_to(ada)
    assert handed.waiting_for(ada).count() == 3
    assert handed.returned_to(ada).count() == 1
    assert handed.filter(was_closely=True).exclude(participant__mentor_name="").exists()


def test_ada_can_look_at_a_review_and_at_an_agreement(ada, today):
    reviews = PortfolioReview.objects.visible_to(ada)
    assert reviews.filter(advisor=ada.user).exclude(ended_at=None).exists()
    [invited_to] = reviews.exclude(advisor=ada.user)
    assert ReviewItem.objects.visible_to(ada).filter(review=invited_to).exists()
    assert RoomAgreement.objects.visible_to(ada).current(today).exists()
    lars = Membership.objects.get(user__email="lars@demo.example")
    agreements = RoomAgreement.objects.visible_to(lars).current(today).with_renewal()
    assert [agreement.advisor.name for agreement in agreements if agreement.expires_soon] == [
        "Bo Nyhaugen"
    ]
    assert RoomRequest.objects.visible_to(lars).filter(settled_on=None).exists()


def test_there_is_something_to_do_somebody_who_helps_and_a_need_for_a_workplace(ada, today):
    assert 2 <= len(notices(ada, today)) <= 20
    mia = Membership.objects.get(user__email="mia@demo.example")
    assert Connection.objects.visible_to(mia).filter(participant__advisor=ada.user).exists()
    assert MentorNeed.objects.filter(todo__owner=ada.user, todo__done_on=None).exists()
    needs = WorkplaceNeed.objects.visible_to(mia)
    assert needs.open().count() == 2 and needs.exclude(closed_on=None).count() == 1
    calls = Todo.objects.filter(kind__in=[Todo.Kind.CALL_MENTOR, Todo.Kind.CALL_PERSON])
    assert calls.exists() and not calls.open().exists()
    assert any(learnings_at(workplace) for workplace in Workplace.objects.visible_to(mia))


def test_some_mentors_want_check_ins_and_some_have_said_how_it_was(ada):
    asked = CheckIn.objects.filter(relation__in=MentorRelation.objects.may_be_written_to())
    assert asked.filter(relation__advisor=ada.user, next_at__isnull=False).count() == 2
    answered = ClosingForm.objects.exclude(answered_at=None)
    assert {form.filled_in_by is None for form in answered} == {True, False}
    assert ClosingForm.objects.open().count() == 1


def test_a_mentor_waits_for_a_call_by_ada(ada, today):
    call = Call.objects.waiting_for(ada).get()
    assert call.relation in MentorRelation.objects.may_be_written_to()
    assert call.colleagues_due_at > timezone.now()
    assert Notification.objects.visible_to(ada).filter(about=call.pk).exists()
    assert Link.objects.usable(timezone.now()).filter(about=call.relation_id).exists()


def test_only_what_is_agreed_lies_ahead(today):
    happened = {
        Participant: ["created_on", "ended_on", "last_person_contact_on", "needs_since"],
        CloserFollowUp: ["started_on", "ended_on"],
        Assignment: ["from_on", "until_on"],
        Placement: ["started_on", "ended_on"],
        Mentorship: ["started_on", "ended_on"],
        Contact: ["on", "need_met_on"],
        WorkplaceVisit: ["on"],
    }
    for model, fields in happened.items():
        for name in fields:
            assert not model.objects.filter(**{f"{name}__gt": today}).exists(), (model, name)
    now = timezone.now()
    assert not Contact.objects.filter(logged_at__gt=now).exists()
    assert not Change.objects.filter(at__gt=now).exists()


def test_fjordby_has_measures_within_their_longest_time_and_plans(ada, today):
    measures = Measure.objects.select_related("participant")
    for measure in measures:
        limit = limit_of(measure.type, measure.participant)
        assert measure.starts_on <= measure.ends_on <= limit.last_day(measure.starts_on)
    asking = [measure for measure in measures if measure.asks_about_job]
    hers = {m.participant.name for m in asking if m.participant.advisor == ada.user}
    assert hers == {"Blid Lampe", "Munter Trompet"}
    assert MentorGrant.objects.exclude(hours_told=None).exists()
    assert not MentorGrant.objects.filter(answered_on__gt=today).exists()
    certificates = [Goal.Kind.TRADE_CERTIFICATE, Goal.Kind.PRACTICE_CERTIFICATE]
    assert Goal.objects.filter(participant__advisor=ada.user, kind__in=certificates).exists()
    assert Hindrance.objects.filter(participant__advisor=ada.user).exists()


def test_contacts_are_on_days_when_people_work(db):
    days = Counter(Contact.objects.values_list("on", flat=True))
    assert not [day for day in days if day.weekday() >= 5]
    assert not [day for day in days if (day.month, day.day) in {(12, 25), (1, 1), (5, 1), (5, 17)}]
    by_weekday = Counter()
    for day, number in days.items():
        by_weekday[day.weekday()] += number
    assert by_weekday[2] > by_weekday[0] > 0 and by_weekday[2] > by_weekday[4] > 0
    july = sum(number for day, number in days.items() if day.month == 7)
    assert july < sum(number for day, number in days.items() if day.month == 5)
    assert set(Contact.objects.values_list("how", flat=True)) == set(Participant.Channel.values)


def test_organisation_numbers_are_valid_and_never_those_of_real_units(db):
    numbers = list(Workplace.objects.values_list("org_number", flat=True))
    assert all(orgnr.is_valid(number) and number.startswith("3") for number in numbers)
    assert len(set(numbers)) == len(numbers)


def test_workplaces_are_remembered(db):
    workplaces = Workplace.objects.all()
    assert not workplaces.filter(models.Q(offers="") | models.Q(contact_wish="")).exists()
    assert not workplaces.filter(known_by=None).exists()
    assert workplaces.filter(placements=None).exclude(visits=None).exists()
    assert {p.role for p in ContactPerson.objects.all()} == set(ContactPerson.Role.values)
    for visit in WorkplaceVisit.objects.select_related("workplace")[:20]:
        assert visit.workplace.known_by.filter(pk=visit.by_id).exists()


def test_what_was_written_is_varied_and_says_nothing_about_health_or_names(db):
    written = [
        line
        for contact in Contact.objects.all()
        for line in [contact.note, contact.learned, contact.need_met_how]
    ]
    assert len({contact.note for contact in Contact.objects.all()}) > 40
    assert len({contact.learned for contact in Contact.objects.all()}) > 40
    lines = set(written) | {line for each in reasons.OUTCOMES.values() for line in each}
    health = re.compile(r"syk|helse|\blege|smerte|angst|depres|diagnos|medisin|psyk|rus\b", re.I)
    assert not [line for line in lines if health.search(line)]
    everybody = {name.split()[0] for name in ContactPerson.objects.values_list("name", flat=True)}
    everybody |= {name.split()[0] for name in User.objects.values_list("name", flat=True)}
    # "Stein", "Dag" and the like are words as well: only a name inside a sentence counts.
    words = {word for line in lines for word in re.findall(r"(?<=[a-zæøå,] )[A-ZÆØÅ]\w+", line)}
    assert not words & everybody
    assert set(texts.NOTES) == set(texts.LEARNED) == set(Contact.Topic.values)


# The row says what the product's own actions would have made it say.


def test_the_row_of_each_person_is_what_the_log_tells(db):
    people = Participant.objects.prefetch_related(
        "contacts__correction", "placements__workplace", "placements__mentorships__mentor"
    )
    for person in people.filter(office__name__in=["Nav Fjordby", "Nav Straumdal"]):
        standing = [c for c in person.contacts.all() if not hasattr(c, "correction")]
        standing.sort(key=lambda contact: (contact.on, contact.logged_at))
        assert_last_contacts(person, standing)
        needs = [c for c in standing if c.needs_something and c.need_met_on is None]
        assert person.needs_something == (needs[-1].needs_something if needs else "")
        assert person.needs_since == (needs[-1].on if needs else None)
        assert_workplace(person)
        assert person.sort_key == sort_key(person.name)


def assert_last_contacts(person, standing):
    with_person = [c for c in standing if Contact.Who.PARTICIPANT in c.people]
    at_work = [c for c in standing if not AT_THE_WORKPLACE.isdisjoint(c.people)]
    for contacts, told in [
        (with_person, (person.last_person_contact_on, person.last_person_contact_how)),
        (at_work, (person.last_workplace_contact_on, person.last_workplace_contact_how)),
    ]:
        assert told == ((contacts[-1].on, contacts[-1].how) if contacts else (None, ""))


def assert_workplace(person):
    current = [placement for placement in person.placements.all() if placement.ended_on is None]
    mentors = [
        mentorship.mentor.name
        for placement in current
        for mentorship in sorted(placement.mentorships.all(), key=lambda m: m.is_backup)
        if mentorship.ended_on is None
    ]
    assert person.workplace_name == (current[0].workplace.name if current else "")
    assert person.mentor_name == (mentors[0] if mentors else "")


def test_the_next_contact_is_what_was_agreed_last(ada):
    """In the last contact, when closer follow-up began, or as set by hand after that."""
    for person in Participant.objects.filter(advisor=ada.user):
        agreed = [(c.logged_at, c.next_contact_on) for c in person.contacts.all()]
        agreed += [
            (change.at, datetime.date.fromisoformat(change.after) if change.after else None)
            for change in person.changes.filter(kind=Change.Kind.NEXT_CONTACT)
        ]
        agreed += [(change.at, None) for change in person.changes.filter(kind=Change.Kind.ENDED)]
        follow_up = person.closer_follow_up
        began_on = follow_up and person.changes.filter(kind=Change.Kind.CLOSER_STARTED).last().at
        if follow_up and not [at for at, _next in agreed if at > began_on]:
            assert person.next_contact_on == follow_up.next_contact_on(person.last_contact_on)
        else:
            assert person.next_contact_on == (max(agreed)[1] if agreed else None)


def test_each_contact_kept_what_the_row_said_before(ada):
    for person in Participant.objects.filter(advisor=ada.user):
        said = {"person": [None, ""], "workplace": [None, ""]}
        for contact in person.contacts.order_by("logged_at"):
            assert {key: contact.before[key] for key in said} == said
            told = [contact.on.isoformat(), contact.how]
            if Contact.Who.PARTICIPANT in contact.people:
                said["person"] = told
            if not AT_THE_WORKPLACE.isdisjoint(contact.people):
                said["workplace"] = told


def test_everybody_has_one_advisor_today_and_a_beginning(db):
    people = Participant.objects.all()
    today = Assignment.objects.filter(until_on=None, advisor=models.F("participant__advisor"))
    assert today.count() == people.count()
    assert Assignment.objects.exclude(until_on=None).exists()
    assert Change.objects.filter(kind=Change.Kind.CREATED).count() == people.count()
    closely = CloserFollowUp.objects.filter(ended_on=None)
    pointed_at = people.filter(closer_follow_up__participant=models.F("pk"))
    assert closely.count() == pointed_at.count() == people.exclude(closer_follow_up=None).count()


# The command


def test_it_says_in_one_line_what_there_is(demo):
    assert re.fullmatch(r"Demo data: 9 offices, \d+ users, 4\d\d\d participants, .*\n", demo)


def test_a_second_run_changes_nothing(db):
    def rows():
        counted = [User, Participant, Contact, Change, Workplace]
        return [model.objects.count() for model in counted]

    before, said = rows(), io.StringIO()
    call_command("demo", stdout=said)
    assert rows() == before
    assert "Nothing was changed" in said.getvalue()


def test_it_refuses_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("demo")
