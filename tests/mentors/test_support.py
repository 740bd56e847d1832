"""What a mentor needs for her own part becomes something somebody does by a day."""

import datetime

import pytest
from django.utils import timezone

from caseload.notices import notices
from caseload.todos.actions import drop_todo, finish_todo
from mentors.actions import add_mentor
from mentors.models import MentorNeed
from mentors.support.actions import note_mentor_need
from tests.factories import make_contact, make_mentor, make_placement

TODAY = timezone.localdate()
SOON = TODAY + datetime.timedelta(days=5)


def note(log_in, member, placement, **typed):
    sent = {"kind": "course", "what": "Melde på mentorkurs", "due_on": SOON} | typed
    return log_in(member).post(f"/placements/{placement.pk}/mentor-needs/new/", sent)


def panel(log_in, ada, lampe):
    return log_in(ada).get(f"/participants/{lampe.pk}/workplaces/").content.decode()


def test_what_the_mentor_needs_is_on_the_bench_and_at_the_mentor(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    assert note(log_in, ada, placement).url == lampe.get_absolute_url()
    need = MentorNeed.objects.get()
    assert need.mentor == placement.mentorships.get().mentor
    [notice] = notices(ada, TODAY)
    assert "Melde på mentorkurs" in notice.text and notice.due_on == SOON
    assert "Melde på mentorkurs" in panel(log_in, ada, lampe)


def test_a_form_sent_twice_is_one_need(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    assert note(log_in, ada, placement).status_code == 302
    assert note(log_in, ada, placement).status_code == 302
    assert MentorNeed.objects.count() == 1


def test_how_it_went_is_told_at_the_mentor(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    mentor = placement.mentorships.get().mentor
    needs = [
        note_mentor_need(ada, placement, mentor=mentor, kind="advice", what=what, due_on=SOON)
        for what in ["Ringe Nav Hjelpemidler", "Be om tid hos leder"]
    ]
    finish_todo(ada, needs[0].todo, how="De kommer på tirsdag.")
    drop_todo(ada, needs[1].todo, why="Leder ordnet det selv.")
    page = panel(log_in, ada, lampe)
    assert "De kommer på tirsdag." in page and "Leder ordnet det selv." in page


def test_which_mentor_is_asked_where_there_are_several(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    amir = make_mentor(ada, placement.workplace, "Amir Khan")
    add_mentor(ada, placement, mentor=amir, is_backup=True)
    assert note(log_in, ada, placement).status_code == 422
    assert note(log_in, ada, placement, mentor=amir.pk).status_code == 302
    assert MentorNeed.objects.get().mentor == amir


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"kind": "money"}, "kind"),
        ({"what": ""}, "what"),
        ({"due_on": ""}, "due_on"),
        ({"due_on": TODAY - datetime.timedelta(days=1)}, "due_on"),
    ],
)
def test_what_is_wrong_is_told_by_the_field(log_in, ada, lampe, typed, field):
    response = note(log_in, ada, make_placement(ada, lampe), **typed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not MentorNeed.objects.exists()


def test_without_a_mentor_there_is_nobody_who_needs(log_in, ada, lampe):
    assert note(log_in, ada, make_placement(ada, lampe, mentor=False)).status_code == 302
    assert not MentorNeed.objects.exists()


def test_a_contact_about_the_mentors_own_support_leads_there(log_in, ada, lampe):
    placement = make_placement(ada, lampe)
    url, link = f"/participants/{lampe.pk}/timeline/", f"/placements/{placement.pk}/mentor-needs/"
    make_contact(ada, lampe, topics=["tasks"])
    assert link not in log_in(ada).get(url).content.decode()
    make_contact(ada, lampe, topics=["mentor_support"])
    assert link in log_in(ada).get(url).content.decode()


def test_more_needs_are_no_more_queries(log_in, ada, lampe, django_assert_max_num_queries):
    placement = make_placement(ada, lampe)
    mentor, client, counted = placement.mentorships.get().mentor, log_in(ada), []
    for n in range(3):
        note_mentor_need(ada, placement, mentor=mentor, kind="time", what=f"{n}", due_on=SOON)
        with django_assert_max_num_queries(60) as captured:
            client.get(f"/participants/{lampe.pk}/workplaces/")
        counted.append(len(captured))
    assert counted[1] == counted[2]
