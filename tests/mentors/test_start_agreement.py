"""The start agreement: made by candidate, mentor and advisor, printed, looked at again."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from mentors import actions
from mentors.endings.actions import end_placement
from mentors.models import StartAgreement
from mentors.start_agreement.actions import AgreedMeanwhile
from tests.factories import (
    make_contact,
    make_mentor,
    make_placement,
    make_start_agreement,
    make_workplace,
)

TODAY = timezone.localdate()
SAID = {
    "goal": "Fast makker på lageret",
    "training_plan": "Truck i uke to",
    "at_work": "Mentor viser, kandidaten prøver",
    "outside_work": "Ada ordner skyss",
    "when_to_call": "Mentor ringer Ada ved fravær",
    "contact": "Besøk annenhver tirsdag",
    "background": "nothing",
    "contact_agreed_on": TODAY,
    "present": "Blid, Solveig og Ada",
    "agreed_on": TODAY,
}


@pytest.fixture
def placement(ada, lampe):
    return make_placement(ada, lampe)


def write_url(placement):
    return f"/placements/{placement.pk}/start-agreement/write/"


def read_url(placement):
    return f"/placements/{placement.pk}/start-agreement/"


def filled(client, placement, **changes):
    form = client.get(write_url(placement)).context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value not in (None, "")} | changes


def panel_of(client, lampe):
    return client.get(f"/participants/{lampe.pk}/workplaces/").content.decode()


def test_it_is_made_at_the_start_meeting_and_linked_from_the_panel(log_in, ada, lampe, placement):
    client = log_in(ada)
    assert write_url(placement) in panel_of(client, lampe)
    form = client.get(write_url(placement)).context["form"]
    mentor = placement.mentorships.get().mentor
    assert form["mentor"].value() == mentor.pk
    assert form["present"].value() == "Blid Lampe, Solveig Hansen, Ada"
    response = client.post(write_url(placement), filled(client, placement, **SAID))
    assert response.url == read_url(placement)
    agreement = placement.start_agreements.get()
    assert (agreement.number, agreement.mentor, agreement.written_by) == (1, mentor, ada.user)
    assert read_url(placement) in panel_of(client, lampe)
    page = client.get(response.url).content.decode()
    for text in [value for value in SAID.values() if isinstance(value, str) and " " in value]:
        assert text in page
    assert lampe.changes.filter(kind="start_agreement").count() == 1


def test_the_goal_is_the_placements_from_then_on(log_in, ada, placement):
    client = log_in(ada)
    client.post(write_url(placement), filled(client, placement, **SAID))
    placement.refresh_from_db()
    assert placement.goal == "Fast makker på lageret"


def test_what_is_written_is_encrypted(ada, placement):
    make_start_agreement(ada, placement, outside_work="Hemmelig skyss")
    with connection.cursor() as cursor:
        cursor.execute("SELECT outside_work FROM mentors_startagreement")
        assert b"skyss" not in bytes(cursor.fetchone()[0])


def test_agreed_anew_it_starts_from_the_last_and_keeps_it(log_in, ada, placement):
    client = log_in(ada)
    client.post(write_url(placement), filled(client, placement, **SAID))
    client.post(write_url(placement), filled(client, placement, goal="Fagbrev på jobb"))
    newest, first = placement.start_agreements.all()
    assert (newest.number, newest.goal, newest.contact) == (2, "Fagbrev på jobb", SAID["contact"])
    assert (first.number, first.goal) == (1, SAID["goal"])
    assert newest.contact_agreed_on == TODAY
    assert SAID["goal"] in client.get(read_url(placement)).content.decode()


def test_the_later_of_two_keeps_her_text_and_saves_knowingly(log_in, ada, placement):
    client = log_in(ada)
    hers = filled(client, placement, **SAID | {"goal": "Mitt mål"})
    client.post(write_url(placement), filled(client, placement, **SAID))
    response = client.post(write_url(placement), hers)
    assert response.status_code == 422
    assert response.context["agreed_meanwhile"]
    form = response.context["form"]
    again = {name: form[name].value() for name in hers}
    assert again["goal"] == "Mitt mål"
    assert placement.start_agreements.count() == 1
    assert client.post(write_url(placement), again).status_code == 302
    assert [a.goal for a in placement.start_agreements.all()] == ["Mitt mål", SAID["goal"]]


def test_a_double_click_is_one_version(log_in, ada, lampe, placement):
    client = log_in(ada)
    data = filled(client, placement, **SAID)
    for _ in range(2):
        assert client.post(write_url(placement), data).status_code == 302
    assert placement.start_agreements.count() == 1
    assert lampe.changes.filter(kind="start_agreement").count() == 1


def test_a_colleague_with_the_same_words_is_told_all_the_same(ada, bo, placement):
    make_start_agreement(ada, placement)
    with pytest.raises(AgreedMeanwhile):
        make_start_agreement(bo, placement)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"goal": ""}, "goal"),
        ({"goal": "x" * 1001}, "goal"),
        ({"training_plan": "a\u202eb"}, "training_plan"),
        ({"background": ""}, "background"),
        ({"background": "gossip"}, "background"),
        ({"agreed_on": TODAY + datetime.timedelta(days=1)}, "agreed_on"),
        ({"contact_agreed_on": "0001-01-01"}, "contact_agreed_on"),
        ({"look_again_on": TODAY}, "look_again_on"),
        ({"look_again_on": "9999-12-31"}, "look_again_on"),
        ({"mentor": "x"}, "mentor"),
    ],
)
def test_bad_input_is_told_by_the_field_and_kept(log_in, ada, placement, typed, field):
    client = log_in(ada)
    response = client.post(write_url(placement), filled(client, placement, **SAID | typed))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert SAID["contact"] in response.content.decode()
    assert not StartAgreement.objects.exists()


@pytest.mark.parametrize("version", ["", "x", "-1", "7", "9" * 40])
def test_a_broken_version_overwrites_nothing(log_in, ada, placement, version):
    client = log_in(ada)
    make_start_agreement(ada, placement)
    data = filled(client, placement, **SAID | {"version": version})
    assert client.post(write_url(placement), data).status_code == 422
    assert placement.start_agreements.count() == 1


def test_only_mentors_of_this_placement_can_have_agreed(log_in, ada, placement):
    stranger = make_mentor(ada, make_workplace(ada, "Bygdevarme"))
    client = log_in(ada)
    data = filled(client, placement, **SAID | {"mentor": stranger.pk})
    assert client.post(write_url(placement), data).status_code == 422


def test_a_new_mentor_and_a_day_that_has_come_ask_to_look_again(log_in, ada, lampe, placement):
    agreement = make_start_agreement(
        ada, placement, mentor=placement.mentorships.get().mentor, look_again_on=TODAY
    )
    assert agreement.is_due and not agreement.was_with_another_mentor
    actions.end_mentorship(ada, placement.mentorships.get(), ended_on=TODAY)
    amir = make_mentor(ada, placement.workplace, "Amir Khan")
    actions.add_mentor(ada, placement, mentor=amir)
    assert placement.start_agreements.get().was_with_another_mentor
    form = log_in(ada).get(write_url(placement)).context["form"]
    assert form["mentor"].value() == amir.pk


def test_after_the_end_it_can_be_read_but_not_changed(log_in, ada, placement):
    make_start_agreement(ada, placement)
    end_placement(ada, placement, ended_on=TODAY, outcome="better_prepared")
    client = log_in(ada)
    assert client.post(write_url(placement), SAID).url == read_url(placement)
    page = client.get(read_url(placement)).content.decode()
    assert write_url(placement) not in page
    assert placement.start_agreements.count() == 1


def test_the_paper_holds_nothing_the_mentor_must_not_see(log_in, ada, lampe, placement):
    """Nothing from other pages, and what was agreed earlier is not printed."""
    lampe.support_outside_work, lampe.benefit = "Gjeld", "social_assistance"
    lampe.save()
    make_contact(ada, lampe, note="Lurer på helsa", needs_something="mentor")
    make_start_agreement(ada, placement, goal="Det gamle målet")
    make_start_agreement(ada, placement, version=1, goal="Det nye målet")
    page = log_in(ada).get(read_url(placement)).content.decode()
    for secret in ["Gjeld", "sosial", "Lurer på helsa", "trenger noe", "hn-tabs"]:
        assert secret not in page
    paper = page[page.index("<article") : page.index("</article>")]
    assert "Det nye målet" in paper
    assert "Det gamle målet" not in paper
    assert 'class="hn-more hn-no-print"' in page[page.index("</article>") :]


def test_reading_it_is_logged(log_in, ada, lampe, placement):
    make_start_agreement(ada, placement)
    log_in(ada).get(read_url(placement))
    line = AuditEntry.objects.get(action="start_agreement.open")
    assert line.subject_id == str(lampe.pk)


def test_the_panel_asks_the_database_equally_often(
    log_in, ada, lampe, placement, django_assert_num_queries
):
    client = log_in(ada)
    make_start_agreement(ada, placement)
    panel_of(client, lampe)
    with CaptureQueriesContext(connection) as queries:
        panel_of(client, lampe)
    for n in range(3):
        another = make_placement(ada, lampe, workplace=make_workplace(ada, f"Sted {n}"))
        make_start_agreement(ada, another)
        make_start_agreement(ada, another, version=1)
    with django_assert_num_queries(len(queries)):
        panel_of(client, lampe)
