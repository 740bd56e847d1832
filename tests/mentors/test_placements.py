"""Who is at which workplace, and who is mentor there."""

from django.utils import timezone

from mentors import actions
from mentors.models import ContactPerson
from tests.factories import make_mentor, make_placement, make_workplace

TODAY = timezone.localdate()


def told(lampe):
    lampe.refresh_from_db()
    return lampe.workplace_name, lampe.mentor_name


def test_a_person_begins_at_a_workplace_without_any_measure(log_in, ada, lampe):
    workplace = make_workplace(ada, "Fjordbygg")
    response = log_in(ada).post(
        f"/participants/{lampe.pk}/workplaces/new/",
        {"workplace": workplace.pk, "started_on": TODAY, "goal": "Prøve lagerarbeid"},
    )
    assert response.url == lampe.get_absolute_url()
    assert told(lampe) == ("Fjordbygg", "")
    assert lampe.phase == "start"


def test_a_workplace_of_another_office_cannot_be_chosen(log_in, ada, tor, lampe):
    elsewhere = make_workplace(tor, "Skogvik Sag")
    response = log_in(ada).post(
        f"/participants/{lampe.pk}/workplaces/new/",
        {"workplace": elsewhere.pk, "started_on": TODAY},
    )
    assert response.status_code == 422
    assert not lampe.placements.exists()


def test_the_first_mentor_needs_no_question_a_change_asks_the_person(log_in, ada, lampe):
    placement = make_placement(ada, lampe, mentor=False)
    solveig = make_mentor(ada, placement.workplace, "Solveig Hansen")
    amir = make_mentor(ada, placement.workplace, "Amir Khan")
    client, url = log_in(ada), f"/placements/{placement.pk}/mentors/new/"
    assert client.post(url, {"mentor": solveig.pk}).status_code == 302
    assert client.post(url, {"mentor": amir.pk}).status_code == 422
    assert client.post(url, {"mentor": amir.pk, "person_asked": "on"}).status_code == 302
    assert placement.mentorships.count() == 2


def test_the_primary_mentor_is_on_the_bench_and_a_backup_only_without_one(ada, log_in, lampe):
    placement = make_placement(ada, lampe)
    backup = make_mentor(ada, placement.workplace, "Amir Khan")
    client = log_in(ada)
    client.post(
        f"/placements/{placement.pk}/mentors/new/",
        {"mentor": backup.pk, "is_backup": "on", "person_asked": "on"},
    )
    assert told(lampe) == ("Fjordbygg", "Solveig Hansen")
    primary = placement.mentorships.get(is_backup=False)
    client.post(f"/mentorships/{primary.pk}/end/")
    assert told(lampe) == ("Fjordbygg", "Amir Khan")


def test_only_mentors_of_that_workplace_can_be_chosen(log_in, ada, lampe):
    placement = make_placement(ada, lampe, mentor=False)
    stranger = make_mentor(ada, make_workplace(ada, "Bygdevarme"))
    employer = make_mentor(ada, placement.workplace, "Mona Vik", role=ContactPerson.Role.EMPLOYER)
    for person in [stranger, employer]:
        response = log_in(ada).post(
            f"/placements/{placement.pk}/mentors/new/", {"mentor": person.pk}
        )
        assert response.status_code == 422


def test_a_new_name_reaches_the_bench(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    mentor = placement.mentorships.get().mentor
    client = log_in(ada)
    client.post(f"/workplaces/{placement.workplace_id}/edit/", {"name": "Fjordbygg Sør"})
    client.post(
        f"/contact-persons/{mentor.pk}/edit/",
        {"name": "Solveig Lie", "role": "mentor", "language": "nb"},
    )
    assert told(lampe) == ("Fjordbygg Sør", "Solveig Lie")


def test_a_double_click_places_once_and_adds_one_mentor(ada, lampe):
    """The second of two forms sent at once has passed its checks before the first has saved."""
    placement = make_placement(ada, lampe)
    mentor = placement.mentorships.get().mentor
    assert actions.place(ada, lampe, workplace=placement.workplace) == placement
    assert actions.add_mentor(ada, placement, mentor=mentor) == placement.mentorships.get()


def test_another_workplace_is_told_when_the_first_ends(log_in, ada, lampe):
    first = make_placement(ada, lampe)
    make_placement(ada, lampe, workplace=make_workplace(ada, "Bygdevarme"), mentor=False)
    log_in(ada).post(
        f"/placements/{first.pk}/end/", {"ended_on": TODAY, "outcome": "better_prepared"}
    )
    assert told(lampe) == ("Bygdevarme", "")


def test_nobody_is_placed_twice_at_one_workplace_or_given_the_same_mentor_twice(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    mentor = placement.mentorships.get().mentor
    client = log_in(ada)
    again = client.post(
        f"/participants/{lampe.pk}/workplaces/new/",
        {"workplace": placement.workplace_id, "started_on": TODAY},
    )
    assert "workplace" in again.context["form"].errors
    again = client.post(
        f"/placements/{placement.pk}/mentors/new/", {"mentor": mentor.pk, "person_asked": "on"}
    )
    assert "mentor" in again.context["form"].errors
