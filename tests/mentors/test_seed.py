"""`manage.py seed`: invented offices and people in any number, each row as the product writes it.

The seed is run once for all tests here, beside what was there; none of them changes anything.
"""

import datetime
import io
import random
from statistics import mean, median

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, models, transaction
from django.utils import timezone

from accounts.encryption import keyed_hash
from accounts.models import Membership, Office, User
from accounts.names import sort_key
from caseload.models import Assignment, Change, CloserFollowUp, Participant
from mentors.actions import AT_THE_WORKPLACE
from mentors.models import (
    Contact,
    ContactPerson,
    Mentorship,
    Placement,
    Workplace,
    phone_digits,
)
from mentors.seed import bulk
from mentors.seed.places import office_sizes, portfolio_sizes
from mentors.seed.tables import Table, UnfilledColumn
from notifications.working_days import next_working_day
from tests.factories import make_contact, make_member, make_office, make_participant

Role = Membership.Role
TODAY = timezone.localdate()
WANTED = {"participants": 400, "offices": 3, "contacts": 3000, "placements": 90}
WRITTEN = [
    *(Office, User, Membership, Participant, Assignment, Change, CloserFollowUp),
    *(Workplace, ContactPerson, Placement, Mentorship, Contact),
]


def run(**changes):
    said = io.StringIO()
    call_command("seed", stdout=said, **WANTED | changes)
    return said.getvalue()


def seeded(model, at="office__"):
    """Rows at the offices that were added."""
    return model.objects.exclude(**{f"{at}name": "Nav Fjordby"})


def everything():
    """What can be compared between two runs: ids of the database and ciphertexts differ."""
    contacts = Contact.objects.order_by("pk").values_list(
        *("pk", "participant", "placement", "submission", "on", "how", "people", "topics"),
        *("logged_at", "needs_something", "next_contact_on", "before", "by__email"),
    )
    people = Participant.objects.order_by("pk").values_list(
        *("pk", "name", "office__name", "advisor__email", "phase", "next_contact_on", "wish"),
        *("created_on", "birth_year", "workplace_name", "mentor_name", "last_person_contact_on"),
    )
    notes = [contact.note for contact in Contact.objects.order_by("pk")]
    return [list(contacts), list(people), notes]


def indexes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1")
        return cursor.fetchall()


@pytest.fixture(scope="module", autouse=True)
def runs(django_db_setup, django_db_blocker):
    """Two runs: first as a user who may not leave out checks, then with all that makes it quick."""
    with django_db_blocker.unblock(), transaction.atomic():
        bystander = make_participant(make_member("Ada", office=make_office("Nav Fjordby")))
        make_contact(Membership.objects.get(), bystander)
        connection.check_constraints()
        before = indexes()
        with pytest.MonkeyPatch.context() as patched, transaction.atomic():
            patched.setattr(bulk, "_foreign_keys_unchecked", lambda _cursor: False)
            run()
            connection.check_constraints()
            first = everything()
            transaction.set_rollback(True)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(bulk, "INDEXES_FROM", 0)
            said = run()
        yield {"first": first, "said": said, "indexes": before}
        transaction.set_rollback(True)


@pytest.fixture
def advisor(db):
    return Membership.objects.get(user__email="advisor1.office1@demo.example")


# How many, and how skewed


def test_there_are_exactly_as_many_as_wanted(db, runs):
    assert seeded(Participant).count() == 400
    assert seeded(Office, "").count() == 3
    assert seeded(Contact, "participant__office__").count() == 3000
    assert seeded(Placement, "participant__office__").count() == 90
    assert "3 offices, 400 participants, 3000 contacts and 90 placements" in runs["said"]


def test_who_was_there_is_untouched(db):
    office = Office.objects.get(name="Nav Fjordby")
    assert Participant.objects.get(office=office).contacts.count() == 1
    assert Membership.objects.get(office=office).user.name == "Ada"


def test_the_same_numbers_on_the_same_day_give_the_same_people(db, runs):
    assert everything() == runs["first"]


def test_a_nation_has_many_ordinary_offices_and_a_few_very_large_ones():
    sizes = office_sizes(random.Random(1), 264, 600_000)
    assert (len(sizes), sum(sizes), sizes) == (264, 600_000, sorted(sizes, reverse=True))
    assert 1_400 <= median(sizes) <= 1_700
    assert 10_000 <= sizes[0] <= 15_000
    assert sizes[-1] > 50


def test_portfolios_are_those_of_the_report():
    sizes = portfolio_sizes(random.Random(1), 100_000)
    assert sum(sizes) == 100_000
    shares = [sum(low <= size <= high for size in sizes) / len(sizes)
              for low, high in [(0, 30), (31, 60), (61, 100), (101, 124)]]  # fmt: skip
    assert shares == pytest.approx([7 / 32, 10 / 32, 8 / 32, 7 / 32], abs=0.04)


def test_the_largest_office_is_in_oslo_and_comes_first(db, advisor):
    largest = seeded(Office, "").annotate(n=models.Count("participants")).order_by("-n")[0]
    assert advisor.office == largest
    assert largest.county.name == "Oslo"


def test_those_followed_closely_are_few_and_have_most_contacts(db):
    people = seeded(Participant).annotate(logged=models.Count("contacts"))
    closely = people.exclude(closer_follow_up=None).values_list("logged", flat=True)
    others = people.filter(closer_follow_up=None).values_list("logged", flat=True)
    assert 0 < len(closely) < len(others) / 5
    assert mean(closely) > 3 * mean(others)
    assert 0 in others


# Who works there


def test_everybody_has_an_advisor_who_works_at_her_office_today(db):
    active = Membership.objects.active(TODAY).filter(role=Role.ADVISOR)
    at_her_office = active.filter(user=models.OuterRef("advisor"), office=models.OuterRef("office"))
    assert not seeded(Participant).filter(~models.Exists(at_her_office)).exists()


def test_each_office_has_one_leader_and_a_large_one_a_liaison(db):
    for office in Office.objects.exclude(name="Nav Fjordby"):
        roles = list(office.memberships.values_list("role", flat=True))
        assert roles.count(Role.OFFICE_LEADER) == 1
        assert roles.count(Role.EMPLOYER_LIAISON) == (roles.count(Role.ADVISOR) >= 7)


def test_nobody_has_a_password_and_all_addresses_are_invented(db):
    for user in User.objects.filter(memberships__office__in=seeded(Office, "")):
        assert not user.has_usable_password()
        assert user.email.endswith("@demo.example")


def test_an_advisor_works_with_her_people(log_in, advisor):
    client = log_in(advisor)
    assert client.get("/bench/").status_code == 200
    for condition in [{"closer_follow_up": None}, {"closer_follow_up__isnull": False}]:
        people = Participant.objects.visible_to(advisor).filter(ended_on=None, **condition)
        person = people.order_by("pk").first()
        for page in ["", "timeline/", "contacts/new/"]:
            assert client.get(f"/participants/{person.pk}/{page}").status_code == 200
        form = client.get(f"/participants/{person.pk}/contacts/new/").context["form"]
        sent = {name: form[name].value() for name in form.fields if form[name].value()}
        number = person.contacts.count()
        client.post(f"/participants/{person.pk}/contacts/new/", sent | {"needs": "nobody"})
        assert person.contacts.count() == number + 1
        person.refresh_from_db()
        assert TODAY in (person.last_person_contact_on, person.last_workplace_contact_on)


def test_her_leader_and_the_liaison_see_their_pages(log_in, advisor):
    leader = Membership.objects.get(office=advisor.office, role=Role.OFFICE_LEADER)
    assert log_in(leader).get("/bench/office/").status_code == 200
    workplace = Workplace.objects.filter(office=advisor.office).first()
    assert log_in(advisor).get(f"/workplaces/{workplace.pk}/").status_code == 200


# Rows that hold


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_every_value_is_one_the_model_allows(db, model):
    relations = {field.name for field in model._meta.fields if field.is_relation}
    for row in model.objects.order_by("pk")[:500]:
        empty = {field.name for field in model._meta.fields if field.value_from_object(row) is None}
        row.clean_fields(exclude={"password", *relations, *empty})


@pytest.mark.parametrize("model", WRITTEN, ids=lambda model: model.__name__)
def test_every_foreign_key_points_at_a_row(db, model):
    for field in model._meta.fields:
        if field.is_relation:
            there = field.related_model.objects.filter(pk=models.OuterRef(field.attname))
            dangling = model.objects.exclude(**{field.attname: None}).filter(~models.Exists(there))
            assert not dangling.exists(), field


def test_the_indexes_are_as_before(db, runs):
    assert indexes() == runs["indexes"]


def test_each_row_says_what_its_contacts_say(db):
    for person in Participant.objects.prefetch_related("contacts"):
        contacts = sorted(
            person.contacts.all(), key=lambda contact: (contact.on, contact.logged_at)
        )
        with_person = [c for c in contacts if Contact.Who.PARTICIPANT in c.people]
        at_work = [c for c in contacts if not AT_THE_WORKPLACE.isdisjoint(c.people)]
        for told, those in [
            ((person.last_person_contact_on, person.last_person_contact_how), with_person),
            ((person.last_workplace_contact_on, person.last_workplace_contact_how), at_work),
        ]:
            assert told == ((those[-1].on, those[-1].how) if those else (None, ""))
        needs = [c for c in contacts if c.needs_something and not c.need_met_on]
        told = person.needs_something, person.needs_since
        assert told == ((needs[-1].needs_something, needs[-1].on) if needs else ("", None))


def test_each_contact_kept_what_the_row_said_before(db):
    for person in seeded(Participant).prefetch_related("contacts"):
        said = {"person": [None, ""], "workplace": [None, ""]}
        for contact in sorted(person.contacts.all(), key=lambda contact: contact.logged_at):
            assert {key: contact.before[key] for key in said} == said
            told = [contact.on.isoformat(), contact.how]
            if Contact.Who.PARTICIPANT in contact.people:
                said["person"] = told
            if not AT_THE_WORKPLACE.isdisjoint(contact.people):
                said["workplace"] = told


def test_contacts_are_on_working_days_of_two_years_while_she_was_followed_up(db):
    contacts = seeded(Contact, "participant__office__").select_related("participant")
    for contact in contacts:
        assert next_working_day(contact.on) == contact.on < TODAY
        assert contact.on > TODAY - datetime.timedelta(days=2 * 365 + 1)
        assert contact.participant.created_on < contact.on
        assert contact.on <= (contact.participant.ended_on or TODAY)
        assert timezone.localdate(contact.logged_at) == contact.on


def test_a_contact_belongs_to_the_placement_of_that_day(db):
    contacts = seeded(Contact, "participant__office__").select_related("placement")
    placed = 0
    for contact in contacts:
        at_work = not AT_THE_WORKPLACE.isdisjoint(contact.people)
        assert contact.placement or not at_work
        if contact.placement:
            placed += 1
            placement = contact.placement
            assert placement.participant_id == contact.participant_id
            assert placement.started_on < contact.on <= (placement.ended_on or TODAY)
    assert placed


def test_the_next_contact_is_the_agreed_one(db):
    closely = seeded(Participant).exclude(closer_follow_up=None).select_related("closer_follow_up")
    for person in closely:
        follow_up = person.closer_follow_up
        assert follow_up.participant_id == person.pk
        assert person.next_contact_on == follow_up.next_contact_on(person.last_contact_on)
        assert person.created_on <= follow_up.started_on
    for person in seeded(Participant).exclude(next_contact_on=None):
        assert next_working_day(person.next_contact_on) == person.next_contact_on
        assert person.is_active
    some = closely.filter(next_contact_on__lt=TODAY).count()
    assert 0 < some < closely.count() / 2


def test_everybody_has_a_beginning_and_one_advisor(db):
    for person in seeded(Participant).prefetch_related("changes", "assignments"):
        changes = sorted(person.changes.all(), key=lambda change: change.at)
        assert changes[0].kind == Change.Kind.CREATED
        assert timezone.localdate(changes[0].at) == person.created_on
        [assignment] = person.assignments.all()
        assert assignment.advisor_id == person.advisor_id
        assert assignment.from_on == person.created_on
        assert (person.phase == Participant.Phase.ENDED) == (person.ended_on is not None)
        phases = [change.after for change in changes if change.kind == Change.Kind.PHASE]
        assert person.ended_on or person.phase == (phases[-1] if phases else "wish")


def test_the_bench_names_workplace_and_mentor_of_who_is_placed(db):
    for person in seeded(Participant).prefetch_related("placements__mentorships__mentor"):
        current = [p for p in person.placements.all() if p.ended_on is None]
        names = [
            (placement.workplace.name, mentorship.mentor.name)
            for placement in current
            for mentorship in placement.mentorships.all()
        ]
        assert (person.workplace_name, person.mentor_name) == (names[0] if names else ("", ""))
        for placement in current:
            assert placement.workplace.office_id == person.office_id
            assert placement.mentorships.get().mentor.workplace_id == placement.workplace_id


def test_names_are_sorted_and_encrypted_columns_can_be_read(db):
    for person in Participant.objects.all():
        assert person.sort_key == sort_key(person.name)
    for workplace in Workplace.objects.all():
        assert workplace.sort_key == sort_key(workplace.name)
        assert workplace.known_by.exists()
    for mentor in ContactPerson.objects.all():
        assert mentor.phone_hash == keyed_hash(phone_digits(mentor.phone))
        assert mentor.email_hash == keyed_hash(mentor.email.casefold())


# The command


def test_a_second_run_is_refused(db):
    with pytest.raises(CommandError, match="seeded already.*Nothing was changed"):
        run()


def test_it_refuses_in_production(db, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        run()


@pytest.mark.parametrize(
    "impossible",
    [
        {"offices": 0},
        {"offices": 1000, "participants": 5000},
        {"offices": 3, "participants": 2},
        {"contacts": 400 * 21},
        {"contacts": -1},
        {"placements": 401},
    ],
)
def test_impossible_numbers_are_refused_in_words(db, impossible):
    with pytest.raises(CommandError, match=r"(Between|Each office).*Nothing was changed"):
        run(**impossible)


def test_an_interrupted_run_leaves_nothing(db, monkeypatch):
    def interrupted(*_args, **_wanted):
        make_office("Nav Halvveis")
        raise KeyboardInterrupt

    monkeypatch.setattr("mentors.seed.load.is_seeded", lambda: False)
    monkeypatch.setattr("mentors.seed.load.staffed_offices", interrupted)
    with pytest.raises(CommandError, match=r"Interrupted\. Nothing was changed"):
        run()
    assert not Office.objects.filter(name="Nav Halvveis").exists()


def test_a_new_column_without_a_default_is_named(db):
    with pytest.raises(UnfilledColumn, match=r"Contact\.on has no default.*mentors/seed"):
        Table(Contact, "id", "submission", "participant", "by", "how", "people")
