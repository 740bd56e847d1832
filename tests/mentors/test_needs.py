"""A need for a workplace that names nobody, and the workplaces proposed for it."""

import datetime

import pytest
from django.utils import timezone

from caseload.models import Todo
from caseload.notices import notices
from caseload.todos.actions import finish_todo
from mentors.models import NeedAnswer, WorkplaceNeed
from mentors.needs.actions import answer_need, close_need
from tests.factories import (
    make_connection,
    make_need,
    make_participant,
    make_workplace,
)

TODAY = timezone.localdate()


def propose(log_in, member, need, **typed):
    return log_in(member).post(f"/needs/{need.pk}/", typed)


# Asking


def test_an_advisor_posts_a_need_that_colleagues_and_liaisons_see(log_in, ada, bo, mia, tor):
    sent = {
        "tasks": "Lagerarbeid, gjerne med truck",
        "where": "Sentrum",
        "hours": "To dager i uka",
        "from_on": TODAY + datetime.timedelta(days=30),
    }
    need_url = log_in(ada).post("/needs/new/", sent).url
    for member in [bo, mia]:
        for url in ["/needs/", "/workplaces/", need_url]:
            page = log_in(member).get(url).content.decode()
            assert "Lagerarbeid, gjerne med truck" in page and "To dager i uka" in page
    assert "Lagerarbeid" not in log_in(tor).get("/needs/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"tasks": ""}, "tasks"),
        ({"tasks": "x" * 501}, "tasks"),
        ({"from_on": "2206-01-01"}, "from_on"),
        ({"from_on": "1899-01-01"}, "from_on"),
        ({"from_on": "straks"}, "from_on"),
        ({"tasks": "Blid vil ut i skogen"}, "tasks"),
        ({"hours": "Så mye som blid lampe orker"}, "hours"),
        ({"where": "Nær Blids skole"}, "where"),
        ({"tasks": "Samme som Varm Vott hadde"}, None),
    ],
)
def test_a_name_of_her_own_people_is_refused_in_plain_words(log_in, ada, bo, lampe, typed, field):
    """Varm Vott is Bo's: Ada cannot be stopped from a name she does not know."""
    response = log_in(ada).post("/needs/new/", {"tasks": "Skogsarbeid"} | typed)
    if field is None:
        assert response.status_code == 302
        return
    assert response.status_code == 422
    form = response.context["form"]
    assert list(form.errors) == [field]
    assert form[field].value() == typed[field]
    assert not WorkplaceNeed.objects.exists()


def test_from_a_persons_page_the_wish_stands_beside_and_who_it_was_is_not_kept(
    log_in, ada, mia, lampe
):
    type(lampe).objects.update(wish="Jobbe med trær")
    url = f"/participants/{lampe.pk}/needs/new/"
    client = log_in(ada)
    assert url in client.get(f"/participants/{lampe.pk}/workplaces/").content.decode()
    assert "Jobbe med trær" in client.get(url).content.decode()
    need_url = client.post(url, {"tasks": "Skogsarbeid"}).url
    assert "Blid Lampe" not in log_in(mia).get(need_url).content.decode()
    fields = {field.name for field in WorkplaceNeed._meta.get_fields()}
    assert "participant" not in fields


# Proposing


def test_a_liaison_proposes_workplaces_with_a_word(log_in, ada, mia):
    need = make_need(ada, "Rydding i skog")
    alike = make_workplace(ada, "Bygdevarme", offers="Rydding av skog og ved")
    other = make_workplace(ada, "Fjordbygg")
    form = log_in(mia).get(f"/needs/{need.pk}/").context["form"]
    assert list(form.fields["alike"].queryset) == [alike]
    sent = {"alike": [alike.pk], "other": other.pk, "word": "Spør etter lederen."}
    assert propose(log_in, mia, need, **sent).status_code == 302
    page = log_in(ada).get(f"/needs/{need.pk}/").content.decode()
    assert "Spør etter lederen." in page
    assert {*NeedAnswer.objects.get().workplaces.all()} == {alike, other}


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "other"),
        ({"other": "x"}, "other"),
        ({"alike": ["x"]}, "alike"),
        ({"word": "x" * 501}, "word"),
        ({"word": "Passer for Blid"}, "word"),
    ],
)
def test_a_proposal_without_a_workplace_or_with_a_name_is_refused(
    log_in, ada, lampe, mia, typed, field
):
    make_connection(ada, lampe, user=mia.user)
    need = make_need(ada, "Skogsarbeid")
    workplace = make_workplace(ada, "Bygdevarme", offers="Skogsarbeid")
    valid = {} if field == "other" else {"other": workplace.pk}
    response = propose(log_in, mia, need, **valid | typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not NeedAnswer.objects.exists()


def test_a_workplace_of_another_office_is_not_proposed(log_in, ada, mia, tor):
    need, elsewhere = make_need(ada), make_workplace(tor, "Skogvik Sag")
    assert propose(log_in, mia, need, other=elsewhere.pk).status_code == 422


def test_whoever_asked_is_told_once_until_she_has_looked(ada, bo, mia):
    need, workplace = make_need(ada), make_workplace(ada)
    answer_need(ada, need, workplaces=[workplace])
    assert notices(ada, TODAY) == []
    answer_need(mia, need, workplaces=[workplace])
    answer_need(bo, need, workplaces=[workplace])
    [notice] = notices(ada, TODAY)
    assert "Lagerarbeid med truck" in notice.text
    assert Todo.objects.get().link == need.get_absolute_url()
    finish_todo(ada, Todo.objects.get())
    answer_need(mia, need, workplaces=[workplace], word="Fortsatt ledig.")
    assert len(notices(ada, TODAY)) == 1


def test_a_form_sent_twice_is_one_need_and_one_proposal(log_in, ada, mia):
    workplace = make_workplace(ada)
    for _ in range(2):
        need_url = log_in(ada).post("/needs/new/", {"tasks": "Skogsarbeid"}).url
        log_in(mia).post(need_url, {"other": workplace.pk})
    assert WorkplaceNeed.objects.count() == NeedAnswer.objects.count() == 1


# Closing


def test_whoever_asked_closes_it_and_has_nothing_more_to_look_at(log_in, ada, mia):
    need, workplace = make_need(ada), make_workplace(ada)
    answer_need(mia, need, workplaces=[workplace])
    assert log_in(mia).post(f"/needs/{need.pk}/close/").status_code == 403
    log_in(ada).post(f"/needs/{need.pk}/close/")
    need.refresh_from_db()
    assert need.closed_on == TODAY
    assert notices(ada, TODAY) == []
    assert not close_need(ada, need)
    assert propose(log_in, mia, need, other=workplace.pk).status_code == 302
    assert NeedAnswer.objects.count() == 1


def test_a_leader_closes_what_nobody_asks_for_any_longer(log_in, ada, lars):
    need = make_need(ada)
    log_in(lars).post(f"/needs/{need.pk}/close/")
    need.refresh_from_db()
    assert not need.is_open


@pytest.mark.parametrize("url", ["/needs/", "/workplaces/", "one"])
def test_more_needs_and_proposals_are_no_more_queries(
    log_in, ada, mia, url, django_assert_max_num_queries
):
    client, counted = log_in(mia), []
    need = make_need(ada)
    url = f"/needs/{need.pk}/" if url == "one" else url
    for n in range(3):
        make_participant(ada, f"Rask Bro {n}")
        answer_need(
            ada, make_need(ada, f"Lager {n}"), workplaces=[make_workplace(ada, f"Bygg {n}")]
        )
        answer_need(ada, need, workplaces=[make_workplace(ada, f"Hus {n}")])
        client.get(url)
        with django_assert_max_num_queries(60) as captured:
            client.get(url)
        counted.append(len(captured))
    assert len(set(counted)) == 1
