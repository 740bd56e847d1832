"""The office's memory of workplaces and the people there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from caseload.models import Participant
from mentors.models import ContactPerson, Workplace
from tests.factories import make_mentor, make_workplace

NEW = {"name": "Elvebakken Kafé", "org_number": "974 760 673", "division": "56"}


def test_a_workplace_is_written_down(log_in, ada):
    response = log_in(ada).post("/workplaces/new/", NEW | {"known_by": [ada.user_id]})
    workplace = Workplace.objects.get()
    assert response.url == f"/workplaces/{workplace.pk}/"
    assert (workplace.org_number, workplace.section, workplace.office) == (
        "974760673",
        "I",
        ada.office,
    )
    assert list(workplace.known_by.all()) == [ada.user]


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"org_number": "123456789"}, "org_number"),
        ({"org_number": "97476067"}, "org_number"),
        ({"division": "04"}, "division"),
        ({"division": "x"}, "division"),
        ({"size": "huge"}, "size"),
        ({"known_by": ["1' OR 1"]}, "known_by"),
        ({"known_by": ["99999999999999999999"]}, "known_by"),
        ({"name": "x" * 121}, "name"),
    ],
)
def test_bad_input_is_told_by_the_field(log_in, ada, typed, field):
    response = log_in(ada).post("/workplaces/new/", NEW | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not Workplace.objects.exists()


def test_the_same_unit_is_written_down_once_in_an_office(log_in, ada, tor):
    make_workplace(ada, org_number="974760673")
    assert log_in(ada).post("/workplaces/new/", NEW).status_code == 422
    assert log_in(tor).post("/workplaces/new/", NEW).status_code == 302


@pytest.mark.parametrize("words", ["kaffe", "KAFFE gjester", "elvebakken", "elve kaffe"])
def test_a_wish_finds_the_workplace(log_in, ada, words):
    make_workplace(ada, "Elvebakken Kafé", offers="Lage kaffe og ta imot gjester")
    make_workplace(ada, "Bygdevarme", offers="Lagerarbeid")
    page = log_in(ada).get("/workplaces/", {"q": words}).context["page"]
    assert [workplace.name for workplace in page] == ["Elvebakken Kafé"]


def test_the_wish_of_a_person_finds_workplaces_the_best_match_first(log_in, ada, lampe):
    make_workplace(ada, "Bygdevarme", offers="Lager og truck")
    make_workplace(ada, "Havgløtt", offers="Pass av barn")
    make_workplace(ada, "Lia gård", offers="Stell av dyr, arbeid ute med barn på besøk")
    Participant.objects.filter(pk=lampe.pk).update(
        wish="Vil gjerne jobbe med dyrene.", interests="Liker barn og å være ute"
    )
    response = log_in(ada).get(f"/participants/{lampe.pk}/workplaces/from-wish/")
    assert [w.name for w in response.context["page"]] == ["Lia gård", "Havgløtt"]


def test_an_empty_wish_finds_nothing_rather_than_everything(log_in, ada, lampe):
    make_workplace(ada)
    response = log_in(ada).get(f"/participants/{lampe.pk}/workplaces/from-wish/")
    assert list(response.context["page"]) == []


def test_another_office_has_a_memory_of_its_own(log_in, ada, tor):
    make_workplace(ada)
    assert list(log_in(tor).get("/workplaces/").context["page"]) == []


def test_a_visit_without_a_candidate_makes_the_visitor_know_it(log_in, mia, ada):
    workplace = make_workplace(ada)
    log_in(mia).post(
        f"/workplaces/{workplace.pk}/visits/new/",
        {"on": timezone.localdate(), "note": "Trenger folk til våren."},
    )
    assert list(workplace.known_by.all()) == [mia.user]
    assert workplace.visits.get().note == "Trenger folk til våren."


def test_phone_and_e_mail_are_shown_by_a_click_that_is_logged(log_in, ada):
    mentor = make_mentor(ada, make_workplace(ada), phone="22 22 22 22", email="s@bygg.example")
    client = log_in(ada)
    page = client.get(mentor.workplace.get_absolute_url()).content.decode()
    assert "22 22 22 22" not in page
    assert "s@bygg.example" not in page
    shown = client.post(f"/contact-persons/{mentor.pk}/show/").content.decode()
    assert "22 22 22 22" in shown
    line = AuditEntry.objects.get(action="contact_person.show")
    assert line.subject_id == str(mentor.pk)


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"phone": "ring meg"}, "phone"), ({"email": "nei"}, "email"), ({"role": "boss"}, "role")],
)
def test_a_contact_person_is_checked(log_in, ada, typed, field):
    url = f"/workplaces/{make_workplace(ada).pk}/people/new/"
    response = log_in(ada).post(url, {"name": "Solveig Hansen", "role": "mentor"} | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not ContactPerson.objects.exists()


def test_more_workplaces_cost_no_more_queries(log_in, ada, django_assert_num_queries):
    client = log_in(ada)
    make_workplace(ada, "A")
    client.get("/workplaces/")
    with CaptureQueriesContext(connection) as queries_for_one:
        client.get("/workplaces/")
    for name in "BCD":
        make_workplace(ada, name)
    with django_assert_num_queries(len(queries_for_one)):
        client.get("/workplaces/")
