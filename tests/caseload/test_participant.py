"""One participant: the wish first, edited without losing anybody's text."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from caseload.actions import let_follow
from caseload.measures.actions import answer_about_income
from caseload.measures.models import MeasureType
from caseload.models import Handover, Participant
from mentors.support.actions import note_mentor_need
from tests.factories import (
    make_closer,
    make_contact,
    make_measure,
    make_member,
    make_opening,
    make_participant,
    make_placement,
    make_start_agreement,
    make_workplace,
)

TODAY = timezone.localdate()


def filled(client, url, **changes):
    """What a browser sends from this page when only these fields are changed."""
    return filled_from(client.get(url), **changes)


def filled_from(response, **changes):
    form = response.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "")} | changes


@pytest.fixture
def edit(lampe):
    return f"/participants/{lampe.pk}/edit/"


def test_only_the_name_is_needed(log_in, ada):
    response = log_in(ada).post("/participants/new/", {"name": "Modig Sykkel", "phase": "wish"})
    participant = Participant.objects.get()
    assert response.url == participant.get_absolute_url()
    assert (participant.office, participant.advisor) == (ada.office, ada.user)
    assert participant.assignments.get().advisor == ada.user


def test_a_double_click_adds_one_person(log_in, ada):
    client = log_in(ada)
    form = filled(client, "/participants/new/", name="Modig Sykkel")
    first, second = (client.post("/participants/new/", form) for _click in range(2))
    assert first.url == second.url == Participant.objects.get().get_absolute_url()
    assert Participant.objects.get().assignments.count() == 1


def test_a_form_with_the_id_of_somebody_elses_person_tells_nothing(log_in, ada, tor):
    hers = Participant.objects.get(advisor=tor.user)
    sent = {"name": "Modig Sykkel", "phase": "wish", "submission": hers.pk}
    response = log_in(ada).post("/participants/new/", sent)
    assert response.status_code == 404
    assert str(hers) not in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"birth_year": "1899"}, "birth_year"),
        ({"birth_year": str(TODAY.year + 1)}, "birth_year"),
        ({"birth_year": "9" * 30}, "birth_year"),
        ({"phone": "ring meg"}, "phone"),
        ({"email": "nei"}, "email"),
        ({"phase": "gone"}, "phase"),
        ({"phase": "ended"}, "phase"),
        ({"benefit_ends_on": "30.02.2027"}, "benefit_ends_on"),
        ({"benefit": "gold"}, "benefit"),
        ({"wish": "x" * 1001}, "wish"),
    ],
)
def test_bad_input_is_told_by_the_field_and_kept(log_in, ada, typed, field):
    data = {"name": "Modig Sykkel", "phase": "wish", "interests": "Dyr og friluft"} | typed
    response = log_in(ada).post("/participants/new/", data)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Dyr og friluft" in response.content.decode()
    assert not Participant.objects.exists()


def test_a_changed_phase_is_in_the_timeline(log_in, ada, lampe, edit):
    client = log_in(ada)
    client.post(edit, filled(client, edit, phase="finding"))
    change = lampe.changes.get(kind="phase")
    assert (change.before, change.after) == ("wish", "finding")


def test_the_later_of_two_editors_keeps_her_text_and_saves_knowingly(log_in, ada, lampe, edit):
    client = log_in(ada)
    hers = filled(client, edit, wish="Vil bli kokk")
    client.post(edit, filled(client, edit, wish="Vil bli snekker"))
    response = client.post(edit, hers)
    assert response.status_code == 422
    assert "Vil bli kokk" in response.content.decode()
    lampe.refresh_from_db()
    assert lampe.wish == "Vil bli snekker"
    again = {name: response.context["form"][name].value() for name in hers}
    assert client.post(edit, again).status_code == 302
    lampe.refresh_from_db()
    assert lampe.wish == "Vil bli kokk"


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40])
def test_a_broken_version_overwrites_nothing(log_in, ada, lampe, edit, version):
    client = log_in(ada)
    response = client.post(edit, filled(client, edit, wish="Nytt", version=version))
    assert response.status_code == 422
    lampe.refresh_from_db()
    assert lampe.wish == ""


def fill_every_panel(ada, bo, person, n=1):
    """Something in each place of the page that asks the database."""
    placement = make_placement(ada, person, workplace=make_workplace(ada, f"Sted {n}"))
    make_start_agreement(ada, placement)
    mentor, due_on = placement.mentorships.get().mentor, day(n)
    note_mentor_need(ada, placement, mentor=mentor, kind="course", what="Kurs", due_on=due_on)
    contact = make_contact(ada, person, on=day(-n), needs_something="mentor", topics=["tasks"])
    make_contact(ada, person, on=day(-n), corrects=contact, learned="Trives på lageret.")
    make_measure(ada, person, ends_in=20 + n, type=MeasureType.values[n])
    answer_about_income(ada, person, answer="not_yet", done="")
    let_follow(ada, person, colleague=make_member(f"Kollega {n}", office=ada.office).user)
    handover = Handover.objects.create(office=ada.office, giver=bo.user, by=bo.user, at=ago(n))
    handover.people.create(participant=person, receiver=ada.user, status="accepted")


def day(n):
    return TODAY + datetime.timedelta(days=n)


def ago(n):
    return timezone.now() - datetime.timedelta(days=n)


def queries_of(client, person):
    with CaptureQueriesContext(connection) as captured:
        page = client.get(person.get_absolute_url())
    return len(captured), page.content.decode()


def test_the_page_asks_twelve_questions_at_most_however_much_there_is(log_in, ada, bo):
    person = make_participant(
        ada, "Rask Ravn", benefit="social_assistance", benefit_ends_on=day(20)
    )
    make_closer(ada, person)
    client = log_in(ada)
    queries_of(client, person)
    empty, _page = queries_of(client, person)
    fill_every_panel(ada, bo, person)
    filled, page = queries_of(client, person)
    for said in ["Kurs", "Trives på lageret.", "Kollega 1", "Bo", "Solveig Hansen", "Rettet"]:
        assert said in page
    for n in [2, 3]:
        fill_every_panel(ada, bo, person, n)
    assert queries_of(client, person)[0] == filled <= 12
    assert empty < filled


@pytest.mark.parametrize("who", ["follower", "leader"])
def test_who_follows_along_and_who_leads_find_her_too(log_in, ada, bo, lars, lampe, who):
    let_follow(ada, lampe, colleague=bo.user)
    make_opening(lars, lampe)
    page = log_in({"follower": bo, "leader": lars}[who]).get(lampe.get_absolute_url())
    assert page.status_code == 200 and "Bo" in page.content.decode()


def test_follow_up_ends_with_a_reason_and_can_be_opened_again(log_in, ada, lampe):
    client = log_in(ada)
    assert client.post(f"/participants/{lampe.pk}/end/", {}).status_code == 422
    client.post(f"/participants/{lampe.pk}/end/", {"why": "Har fått fast jobb"})
    lampe.refresh_from_db()
    assert (lampe.ended_on, lampe.phase) == (TODAY, "ended")
    client.post(f"/participants/{lampe.pk}/reopen/")
    lampe.refresh_from_db()
    assert (lampe.ended_on, lampe.phase) == (None, "wish")


def test_how_it_ended_at_the_workplace_is_written_before_the_follow_up_ends(log_in, ada, lampe):
    make_placement(ada, lampe)
    client = log_in(ada)
    client.post(f"/participants/{lampe.pk}/end/", {"why": "Har fått fast jobb"})
    lampe.refresh_from_db()
    assert lampe.ended_on is None


@pytest.mark.parametrize(
    "path",
    ["/participants/x/", "/participants/00000000-0000-0000-0000-000000000000/", "/participants/1/"],
)
def test_unknown_ids_are_absent(log_in, ada, path):
    assert log_in(ada).get(path).status_code == 404
