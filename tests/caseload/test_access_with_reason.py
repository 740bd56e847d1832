"""Somebody of the own office who is not one's own: an exact look-up, a reason, seven days."""

import datetime
import re

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Department, Membership
from caseload import access, actions
from caseload.models import AccessWithReason, Participant
from caseload.status import Status
from caseload.with_reason.actions import LOOK_UPS_AN_HOUR
from tests.factories import make_member, make_opening, make_participant

TODAY = timezone.localdate()
REASON = "Ringte i dag mens veilederen er syk."
LAMPE = {"name": "Blid Lampe", "birth_year": "1991"}


def look_up(client, **typed):
    return client.post("/look-up/", LAMPE | typed)


def opened(client, lampe):
    look_up(client)
    return client.post(f"/participants/{lampe.pk}/reason/", {"reason": REASON})


# Looking up


def test_the_answer_is_the_advisor_and_the_question_why(log_in, bo, lampe):
    client = log_in(bo)
    response = look_up(client)
    assert response.url == f"/participants/{lampe.pk}/reason/"
    page = client.get(response.url).content.decode()
    assert "Ada" in page
    assert client.get(lampe.get_absolute_url()).status_code == 404


def test_a_name_is_found_however_it_is_cased_and_spaced(log_in, bo, lampe):
    assert look_up(log_in(bo), name="  blid   LAMPE ").status_code == 302


@pytest.mark.parametrize("typed", [{"name": "Blid"}, {"name": "Lampe"}, {"birth_year": "1990"}])
def test_half_a_name_or_another_year_finds_nobody(log_in, bo, lampe, typed):
    response = look_up(log_in(bo), **typed)
    assert response.context["answer"] == "nobody"


def test_protected_elsewhere_several_and_nobody_are_one_answer(log_in, ada, bo, tor, lampe):
    for protection in Participant.Protection:
        if protection != Participant.Protection.OPEN:
            make_participant(ada, f"Skjult {protection}", birth_year=1980, protection=protection)
    make_participant(tor, "Fjern Fjelltopp", birth_year=1980)
    for _ in range(2):
        make_participant(ada, "Lik Navnebror", birth_year=1980)
    client = log_in(bo)
    names = ["Skjult confidential", "Skjult shielded", "Skjult sealed", "Fjern Fjelltopp"]
    answers = set()
    for name in [*names, "Lik Navnebror", "Finnes Ikke"]:
        response = look_up(client, name=name, birth_year="1980")
        token = str(response.context["csrf_token"])
        page = response.content.decode().replace(name, "").replace(token, "")
        # The second the page was made may tick between two answers and tells nobody anything.
        answers.add((response.status_code, re.sub(r'data-made="\d+"', "", page)))
        assert client.session.get(f"looked_up.{bo.pk}") is None
    assert len(answers) == 1


def test_a_namesake_who_is_protected_does_not_hide_the_other(log_in, ada, bo, lampe):
    make_participant(ada, "Blid Lampe", birth_year=1991, protection="shielded")
    assert look_up(log_in(bo)).status_code == 302


def test_who_is_ones_own_is_simply_opened(log_in, ada, lampe):
    assert look_up(log_in(ada)).url == lampe.get_absolute_url()


def test_names_stay_out_of_addresses_and_of_the_log(log_in, bo, lampe):
    client = log_in(bo)
    assert look_up(client, name="Finnes Ikke").status_code == 200
    look_up(client)
    lines = AuditEntry.objects.filter(action="participant.look_up").order_by("pk")
    assert [(line.permitted, line.subject_id) for line in lines] == [
        (False, ""),
        (True, str(lampe.pk)),
    ]
    assert client.get("/look-up/", LAMPE).context["form"].is_bound is False


def test_guessing_stops_after_some_look_ups_an_hour(log_in, bo, lampe):
    client = log_in(bo)
    for _ in range(LOOK_UPS_AN_HOUR):
        assert look_up(client, birth_year="1985").status_code == 200
    refused = look_up(client)
    assert refused.status_code == 429
    assert refused.context["answer"] == "too_many"
    assert client.get(f"/participants/{lampe.pk}/reason/").status_code == 404
    with connection.cursor() as cursor, transaction.atomic():
        # The log refuses UPDATE, so the hour passes by moving the clock of the count.
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE accounts_auditentry SET at = at - interval '61 minutes'")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
    assert look_up(client).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"name": "Blid\u202eLampe"}, "name"),
        ({"birth_year": ""}, "birth_year"),
        ({"birth_year": "91"}, "birth_year"),
        ({"birth_year": "9" * 30}, "birth_year"),
        ({"birth_year": "x"}, "birth_year"),
    ],
)
def test_a_look_up_with_something_missing_is_told_and_not_counted(log_in, bo, typed, field):
    response = look_up(log_in(bo), **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not AuditEntry.objects.filter(action="participant.look_up").exists()


# The reason


def test_only_whom_the_look_up_found_can_be_opened(log_in, bo, ada, lampe):
    other = make_participant(ada, "Rolig Kopp", birth_year=1970)
    client = log_in(bo)
    look_up(client)
    assert client.post(f"/participants/{other.pk}/reason/", {"reason": REASON}).status_code == 404
    assert not AccessWithReason.objects.exists()


@pytest.mark.parametrize("reason", ["", "kort", "          x", "x" * 256])
def test_a_reason_has_10_to_255_characters(log_in, bo, lampe, reason):
    client = log_in(bo)
    look_up(client)
    response = client.post(f"/participants/{lampe.pk}/reason/", {"reason": reason})
    assert response.status_code == 422
    assert reason.strip() in response.content.decode()
    assert not AccessWithReason.objects.exists()


@pytest.mark.parametrize("who", ["bo", "lars"])
def test_it_opens_for_seven_days_and_the_reason_is_in_the_log(log_in, lampe, who, request):
    client = log_in(request.getfixturevalue(who))
    assert opened(client, lampe).url == lampe.get_absolute_url()
    assert client.get(lampe.get_absolute_url()).status_code == 200
    access_given = AccessWithReason.objects.get()
    assert access_given.expires_at - access_given.given_at == datetime.timedelta(days=7)
    line = AuditEntry.objects.get(action="participant.give_reason")
    assert (line.reason, line.subject_id) == (REASON, str(lampe.pk))
    AccessWithReason.objects.update(expires_at=timezone.now())
    assert client.get(lampe.get_absolute_url()).status_code == (403 if who == "lars" else 404)


def test_a_double_click_opens_once(bo, lampe):
    assert make_opening(bo, lampe) == make_opening(bo, lampe)


def test_the_database_refuses_more_than_three_months(bo, lampe):
    given = make_opening(bo, lampe)
    late = given.given_at + datetime.timedelta(days=93)
    with pytest.raises(IntegrityError), transaction.atomic():
        AccessWithReason.objects.filter(pk=given.pk).update(expires_at=late)


# What it opens


def test_she_is_on_no_bench_and_in_no_count(log_in, bo, lampe):
    client = log_in(bo)
    client.get("/bench/")
    opened(client, lampe)
    bench = client.get("/bench/").context["bench"]
    assert lampe not in bench.page.object_list
    people = Participant.objects.visible_to(bo)
    assert lampe not in people
    assert people.in_status(Status.ACTIVE, TODAY).count() == 1
    assert bench.total == 1
    client.post("/bench/search/", {"words": "lampe"})
    assert client.get("/bench/").context["bench"].page.paginator.count == 0


def test_her_page_shows_no_way_to_change_anything(log_in, bo, lampe):
    client = log_in(bo)
    opened(client, lampe)
    page = client.get(lampe.get_absolute_url()).content.decode()
    for way in ["/edit/", "/contacts/new/", "/end/?", "/followers/new/", "/closer-follow-up/"]:
        assert f"{lampe.pk}{way}" not in page
    assert f"/participants/{lampe.pk}/end/" not in page


def test_a_reason_opens_one_person_only(log_in, bo, ada, lampe):
    other = make_participant(ada, "Rolig Kopp")
    client = log_in(bo)
    opened(client, lampe)
    assert client.get(other.get_absolute_url()).status_code == 404


def test_protection_closes_at_once(log_in, bo, lampe):
    client = log_in(bo)
    opened(client, lampe)
    Participant.objects.filter(pk=lampe.pk).update(protection="confidential")
    assert client.get(lampe.get_absolute_url()).status_code == 404
    assert "Blid Lampe" not in client.get("/look-up/").content.decode()


def test_another_role_or_office_must_ask_anew(bo, lampe, tor):
    make_opening(bo, lampe)
    as_leader = Membership.objects.create(
        user=bo.user, office=bo.office, role=Membership.Role.OFFICE_LEADER
    )
    elsewhere = Membership.objects.create(
        user=bo.user, office=tor.office, role=Membership.Role.ADVISOR
    )
    assert access.opening(bo, lampe)
    assert access.opening(as_leader, lampe) is None
    assert lampe not in Participant.objects.open_to(elsewhere)
    Participant.objects.filter(pk=lampe.pk).update(office=tor.office)
    assert lampe not in Participant.objects.open_to(bo)


def test_who_becomes_her_advisor_may_change(bo, lampe):
    make_opening(bo, lampe)
    assert not access.can_change(bo, lampe)
    actions.reassign(bo, [lampe], to=bo)
    assert access.can_change(bo, lampe)


def test_whoever_is_finished_closes_again(log_in, bo, lampe):
    client = log_in(bo)
    opened(client, lampe)
    client.post(f"/look-up/opened/{AccessWithReason.objects.get().pk}/end/")
    assert client.get(lampe.get_absolute_url()).status_code == 404
    assert AuditEntry.objects.filter(action="participant.end_access").count() == 1


# The leader


def leader_of(name, department):
    user = make_member(name, office=department.office).user
    role = Membership.Role.DEPARTMENT_LEADER
    return Membership.objects.create(
        user=user, office=department.office, department=department, role=role
    )


def test_the_leader_sees_who_opened_whom_and_why_and_may_end_it(log_in, lars, bo, lampe):
    given = make_opening(bo, lampe, reason=REASON)
    client = log_in(lars)
    page = client.get("/look-up/opened/").content.decode()
    for said in ["Bo", "Blid Lampe", "Ada", REASON]:
        assert said in page
    client.post(f"/look-up/opened/{given.pk}/end/")
    given.refresh_from_db()
    assert not given.is_active


def test_above_the_leaders_bench_stands_how_many_are_open(log_in, lars, bo, lena, ada, lampe):
    make_opening(bo, lampe)
    make_opening(lena, lampe)
    make_opening(lars, make_participant(ada, "Rolig Kopp"))
    [notice] = log_in(lars).get("/bench/waiting/").context["notices"]
    assert notice.url == "/look-up/opened/"
    assert "1" in notice.text
    AccessWithReason.objects.update(expires_at=timezone.now())
    assert log_in(lars).get("/bench/waiting/").context["notices"] == []


def test_leaders_see_their_own_office_or_department_only(ada, bo, lampe, liv):
    here = Department.objects.create(office=ada.office, name="Ungdom")
    there = Department.objects.create(office=ada.office, name="Voksne")
    Participant.objects.filter(pk=lampe.pk).update(department=here)
    given = make_opening(bo, lampe)
    assert given in AccessWithReason.objects.visible_to(leader_of("Una", here))
    assert given not in AccessWithReason.objects.visible_to(leader_of("Vera", there))
    assert given not in AccessWithReason.objects.visible_to(liv)


def test_a_department_leader_reads_elsewhere_at_the_office_but_decides_nothing(ada, lampe):
    there = Department.objects.create(office=ada.office, name="Voksne")
    vera = leader_of("Vera", there)
    make_opening(vera, lampe)
    assert access.may_open(vera, lampe)
    assert not access.can_end(vera, lampe)


def test_the_list_asks_the_database_equally_often(
    log_in, lars, bo, ada, lampe, django_assert_num_queries
):
    make_opening(bo, lampe)
    client = log_in(lars)
    client.get("/look-up/opened/")
    with CaptureQueriesContext(connection) as queries:
        client.get("/look-up/opened/")
    for n in range(3):
        make_opening(bo, make_participant(ada, f"Rolig Kopp {n}"))
    with django_assert_num_queries(len(queries)):
        client.get("/look-up/opened/")
