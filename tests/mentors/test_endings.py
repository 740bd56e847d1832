"""How a placement ends: for whom it was right, what goes on, who is called, what was learned."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone

from caseload.models import Todo
from caseload.notices import notices
from mentors.endings.actions import end_placement
from mentors.endings.learnings import learnings_at, learnings_like
from mentors.models import Placement, Workplace
from notifications.working_days import working_days_after
from tests.factories import (
    make_closer,
    make_participant,
    make_placement,
    make_workplace,
)

TODAY = timezone.localdate()
Outcome = Placement.Outcome


def end(log_in, member, placement, **answers):
    return log_in(member).post(
        f"/placements/{placement.pk}/end/",
        {"ended_on": TODAY, "outcome": "better_prepared", "rhythm": "as_agreed"} | answers,
    )


def make_ended(ada, workplace, name, learned="", *, days_ago=0, **told):
    """Somebody was here and it ended so many days ago."""
    placement = make_placement(ada, make_participant(ada, name), workplace=workplace, mentor=False)
    ended_on = TODAY - datetime.timedelta(days=days_ago)
    told = {"outcome": Outcome.BETTER_PREPARED, "learned": learned} | told
    end_placement(ada, placement, ended_on=ended_on, **told)
    return placement


def told(lampe):
    lampe.refresh_from_db()
    return lampe.workplace_name, lampe.mentor_name


# What is said


def test_an_end_says_how_for_whom_it_was_right_and_what_was_learned(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    url = f"/placements/{placement.pk}/end/"
    assert log_in(ada).get(url).context["form"]["ended_on"].value() == TODAY
    answers = {
        "right_for": ["participant", "mentor"],
        "how_it_ended": "Ville ut.",
        "learned": "Faste oppgaver må til fra første dag.",
    }
    assert end(log_in, ada, placement, **answers).url == lampe.get_absolute_url()
    placement.refresh_from_db()
    assert placement.outcome == "better_prepared"
    assert placement.right_for == ["participant", "mentor"]
    assert placement.learned == "Faste oppgaver må til fra første dag."
    assert placement.mentorships.get().ended_on == TODAY
    assert told(lampe) == ("", "")


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"ended_on": ""}, "ended_on"),
        ({"ended_on": "1999-01-01"}, "ended_on"),
        ({"ended_on": "2999-01-01"}, "ended_on"),
        ({"ended_on": "x"}, "ended_on"),
        ({"outcome": ""}, "outcome"),
        ({"outcome": "fired"}, "outcome"),
        ({"outcome": "other"}, "how_it_ended"),
        ({"right_for": ["everybody"]}, "right_for"),
        ({"learned": "Blid trengte faste oppgaver."}, "learned"),
        ({"learned": "Det var blid lampes ønske."}, "learned"),
        ({"outcome": "hired_here", "rhythm": "own"}, "days"),
        ({"outcome": "hired_here", "rhythm": "own", "days": "0"}, "days"),
        ({"outcome": "other_job", "rhythm": "when_needed"}, "look_again_on"),
        ({"outcome": "hired_here", "rhythm": "sometimes"}, "rhythm"),
    ],
)
def test_what_is_wrong_is_told_by_the_field_and_nothing_ends(log_in, ada, lampe, typed, field):
    placement = make_placement(ada, lampe)
    response = end(log_in, ada, placement, **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    placement.refresh_from_db()
    assert placement.ended_on is None
    assert not Todo.objects.exists()


def test_a_rhythm_typed_before_another_outcome_was_chosen_is_no_longer_meant(log_in, ada, lampe):
    make_closer(ada, lampe, rhythm="weekly")
    placement = make_placement(ada, lampe)
    answers = {"rhythm": "own", "days": "mange", "look_again_on": "x"}
    assert end(log_in, ada, placement, **answers).status_code == 302
    lampe.refresh_from_db()
    assert lampe.closer_follow_up.rhythm == "weekly"


def test_it_ends_once(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    stale = Placement.objects.get()
    end(log_in, ada, placement, outcome="hired_here")
    assert end(log_in, ada, placement, outcome="stopped_by_person").url == lampe.get_absolute_url()
    assert not end_placement(ada, stale, ended_on=TODAY, outcome=Outcome.STOPPED_BY_PERSON)
    assert lampe.placements.filter(is_job=True).count() == 1
    assert not Todo.objects.exists()


# Hired is not the end


def test_hired_here_goes_on_as_a_job_with_the_same_mentor(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    end(log_in, ada, placement, outcome="hired_here")
    job = lampe.placements.get(ended_on=None)
    assert job.is_job and job.workplace == placement.workplace
    assert job.mentorships.get().mentor == placement.mentorships.get().mentor
    assert told(lampe) == ("Fjordbygg", "Solveig Hansen")
    assert lampe.phase == "in_job" and lampe.is_active


def test_in_a_job_the_rhythm_is_agreed_anew_and_counts_from_today(log_in, ada, lampe):
    began_on = TODAY - datetime.timedelta(days=200)
    make_closer(ada, lampe, rhythm="weekly", started_on=began_on, why="Ønsker lager")
    placement = make_placement(ada, lampe)
    end(log_in, ada, placement, outcome="hired_here", rhythm="own", days="40")
    lampe.refresh_from_db()
    agreed = lampe.closer_follow_up
    assert (agreed.rhythm, agreed.days, agreed.why) == ("own", 40, "Ønsker lager")
    assert lampe.next_contact_on >= TODAY + datetime.timedelta(days=40)


def test_in_a_job_without_an_earlier_agreement_closer_follow_up_begins(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    end(log_in, ada, placement, outcome="other_job", rhythm="every_second_month")
    lampe.refresh_from_db()
    assert lampe.closer_follow_up.rhythm == "every_second_month"
    assert lampe.phase == "in_job"
    assert told(lampe) == ("", "")


def test_what_was_agreed_is_kept_unless_something_else_is_chosen(log_in, ada, lampe):
    make_closer(ada, lampe, rhythm="monthly")
    before = lampe.next_contact_on
    end(log_in, ada, make_placement(ada, lampe), outcome="hired_here")
    lampe.refresh_from_db()
    assert (lampe.closer_follow_up.rhythm, lampe.next_contact_on) == ("monthly", before)


def test_a_job_ends_like_a_placement_but_nobody_is_hired_twice(log_in, ada, lampe):
    end(log_in, ada, make_placement(ada, lampe), outcome="hired_here")
    job = lampe.placements.get(ended_on=None)
    assert end(log_in, ada, job, outcome="hired_here").status_code == 422
    assert end(log_in, ada, job, outcome="stopped_by_workplace").status_code == 302
    assert told(lampe) == ("", "")


def test_the_follow_up_of_somebody_in_a_job_ends_without_ending_the_job(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    client, url = log_in(ada), f"/participants/{lampe.pk}/end/"
    assert client.get(url).status_code == 302
    end(log_in, ada, placement, outcome="hired_here")
    client.post(url, {"why": "Klarer seg fint"})
    lampe.refresh_from_db()
    assert not lampe.is_active and lampe.placements.filter(ended_on=None).exists()
    page = client.get(placement.workplace.get_absolute_url())
    assert page.context["placed_now"] == 0


# A sudden stop


@pytest.mark.parametrize(
    "answers",
    [
        {"outcome": "stopped_by_workplace"},
        {"outcome": "stopped_by_person"},
        {"outcome": "measure_ended", "was_sudden": "on"},
    ],
)
def test_a_sudden_stop_puts_two_calls_on_the_advisors_bench(log_in, ada, bo, lampe, answers):
    lampe.followers.create(user=bo.user)
    end(log_in, bo, make_placement(ada, lampe), **answers)
    due_on = working_days_after(TODAY, 2)
    waiting = notices(ada, TODAY)
    assert {notice.due_on for notice in waiting} == {due_on}
    assert {notice.text for notice in waiting} == {
        f"Blid Lampe: {Todo.Kind.CALL_MENTOR.label}: Solveig Hansen, Fjordbygg",
        f"Blid Lampe: {Todo.Kind.CALL_PERSON.label}",
    }


def test_without_a_mentor_only_the_person_is_called(log_in, ada, lampe):
    end(log_in, ada, make_placement(ada, lampe, mentor=False), outcome="stopped_by_person")
    assert Todo.objects.get().kind == Todo.Kind.CALL_PERSON


def test_an_ordinary_end_calls_nobody(log_in, ada, lampe):
    end(log_in, ada, make_placement(ada, lampe))
    assert not Todo.objects.exists()


def test_who_should_know_becomes_something_to_do(log_in, ada, lampe):
    end(log_in, ada, make_placement(ada, lampe), should_know="Mia og jobbspesialisten")
    todo = Todo.objects.get()
    assert "Mia og jobbspesialisten" in todo.what
    assert todo.owner == ada.user
    assert todo.due_on > TODAY


# What was learned comes back


def texts(learnings):
    return sorted(learning.text for learning in learnings if learning.text)


def test_what_one_person_taught_is_not_told_at_that_workplace(log_in, ada, mia):
    workplace = make_workplace(ada)
    make_ended(ada, workplace, "Varm Vott", "Fast plass hjalp.")
    make_ended(ada, workplace, "Rask Bro", "Ring før lunsj.")
    page = log_in(mia).get(workplace.get_absolute_url()).content.decode()
    assert "Fast plass hjalp." in page and "Ring før lunsj." in page
    assert "Varm Vott" not in page and "Rask Bro" not in page


def test_two_endings_of_one_person_are_still_about_one(ada, lampe):
    workplace = make_workplace(ada)
    for learned in ["Fast plass hjalp.", "Ring før lunsj."]:
        placement = make_placement(ada, lampe, workplace=workplace, mentor=False)
        end_placement(
            ada, placement, ended_on=TODAY, outcome=Outcome.BETTER_PREPARED, learned=learned
        )
    assert learnings_at(workplace) == []


@pytest.mark.parametrize("earlier", [0, 5])
def test_the_last_one_is_never_told_alone(ada, earlier):
    workplace = make_workplace(ada)
    make_ended(ada, workplace, "Varm Vott", days_ago=earlier)
    make_ended(ada, workplace, "Rask Bro", "Ring før lunsj.")
    assert texts(learnings_at(workplace)) == []
    outcomes = [learning.outcome for learning in learnings_at(workplace)]
    assert outcomes == [Outcome.BETTER_PREPARED.label]
    make_ended(ada, workplace, "Stø Stige", "Faste oppgaver.")
    assert texts(learnings_at(workplace)) == ["Faste oppgaver.", "Ring før lunsj."]


def test_nobody_protected_is_learned_from(ada):
    workplace = make_workplace(ada)
    make_ended(ada, workplace, "Varm Vott", "Fast plass hjalp.")
    hidden = make_ended(ada, workplace, "Rask Bro", "Ring før lunsj.").participant
    hidden.protection = "confidential"
    hidden.save(update_fields=["protection"])
    assert learnings_at(workplace) == []


def test_it_comes_back_for_a_like_wish_or_industry_at_the_same_office(ada, tor):
    cafe = make_workplace(ada, "Kai Kafé", section="I", offers="Servering og baking")
    elsewhere = make_workplace(tor, "Skogvik Kafé", section="I", offers="Servering")
    for member, workplace, learned in [
        (ada, cafe, "Start om morgenen."),
        (ada, cafe, "Vis fram kjøkkenet først."),
        (tor, elsewhere, "Et annet kontors erfaring."),
        (tor, elsewhere, "En til."),
    ]:
        make_ended(member, workplace, learned.split()[0], learned)
    here = Workplace.objects.visible_to(ada)
    both = ["Start om morgenen.", "Vis fram kjøkkenet først."]
    assert texts(learnings_like(here, wish="Vil jobbe med baking")) == both
    assert texts(learnings_like(here, section="I")) == both
    assert learnings_like(here, section="I", besides=cafe) == []
    assert learnings_like(here, wish="Snekker") == []


def test_it_stands_beside_the_form_that_places_somebody(log_in, ada, lampe):
    lampe.wish = "Baking"
    lampe.save(update_fields=["wish"])
    cafe = make_workplace(ada, "Kai Kafé", section="I", offers="Baking")
    make_ended(ada, cafe, "Varm Vott", "Start om morgenen.")
    make_ended(ada, cafe, "Rask Bro", "Vis fram kjøkkenet først.")
    client, url = log_in(ada), f"/participants/{lampe.pk}/learnings/"
    assert url in client.get(f"/participants/{lampe.pk}/workplaces/new/").content.decode()
    assert "Start om morgenen." in client.get(url).content.decode()
    assert "Start om morgenen." in client.get(url, {"workplace": cafe.pk}).content.decode()
    for rubbish in ["x", "", "00000000-0000-0000-0000-000000000000"]:
        assert client.get(url, {"workplace": rubbish}).status_code == 200


def test_more_endings_are_no_more_queries(log_in, ada, django_assert_max_num_queries):
    workplace = make_workplace(ada, section="I")
    client, counted = log_in(ada), []
    for n in range(3):
        make_ended(ada, workplace, f"Person {n}", f"Lært {n}")
        client.get(workplace.get_absolute_url())
        with django_assert_max_num_queries(60) as captured:
            client.get(workplace.get_absolute_url())
        counted.append(len(captured))
    assert len(set(counted)) == 1


# Outcomes of the former version


@pytest.mark.parametrize(
    ("former", "outcome", "words"),
    [
        ("hired", "hired_here", ""),
        ("hired_partly", "hired_here", "Ble ansatt i deltidsstilling"),
        ("education", "education", ""),
        ("moved_on", "other", "Videre til en annen arbeidsplass"),
        ("learned", "better_prepared", "Fant ut hvilket arbeid som passer"),
        ("daily_life", "better_prepared", "Bedre helse eller hverdag"),
        ("not_now", "other", "Stoppet inntil videre"),
        ("workplace_ended", "stopped_by_workplace", "Arbeidsplassen kunne ikke fortsette"),
    ],
)
def test_an_outcome_of_the_former_version_is_said_anew_without_losing_words(
    ada, lampe, former, outcome, words
):
    placement = make_placement(ada, lampe)
    Placement.objects.update(outcome=former, ended_on=TODAY)
    migration = import_module("mentors.migrations.0004_endings")
    migration.say_outcomes_anew(apps, None)
    placement.refresh_from_db()
    assert (placement.outcome, placement.how_it_ended) == (outcome, words)
