"""Income cannot wait: as a benefit's end comes near, is the next decision started?"""

import datetime

import pytest
from django.utils import timezone

from caseload import actions as caseload_actions
from caseload.measures import actions
from caseload.measures.models import IncomeAnswer
from caseload.measures.notices import income_notices
from caseload.models import StandIn
from tests.factories import make_participant

TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


def ends(participant, on):
    participant.benefit, participant.benefit_ends_on = "work_assessment_allowance", on
    participant.save(update_fields=["benefit", "benefit_ends_on"])
    return participant


def waiting(membership):
    return [notice.url for notice in income_notices(membership, timezone.localdate())]


@pytest.fixture
def url(lampe):
    ends(lampe, day(20))
    return f"/participants/{lampe.pk}/income/"


@pytest.mark.parametrize(
    ("left", "asked"), [(61, 0), (60, 1), (14, 1), (0, 1), (-5, 1), (-30, 1), (-31, 0)]
)
def test_it_is_asked_from_60_days_before_and_for_a_while_after(ada, lampe, left, asked):
    ends(lampe, day(left))
    assert len(waiting(ada)) == asked


def test_the_question_stands_above_the_bench_and_on_her_page(log_in, ada, lampe, url):
    client = log_in(ada)
    for page in [
        "/bench/waiting/",
        f"/participants/{lampe.pk}/",
        f"/participants/{lampe.pk}/measures/",
    ]:
        assert url in client.get(page).content.decode()


@pytest.mark.parametrize("answer", ["started", "not_needed"])
def test_the_answer_stays_until_the_date_changes(log_in, ada, lampe, url, answer):
    client = log_in(ada)
    client.post(url, {"answer": answer, "done": "Søknad sendt 3.11."})
    assert waiting(ada) == []
    said = lampe.income_answers.get()
    assert (said.answer, said.done, said.by) == (answer, "Søknad sendt 3.11.", ada.user)
    assert (
        "Søknad sendt 3.11." in client.get(f"/participants/{lampe.pk}/measures/").content.decode()
    )
    ends(lampe, day(40))
    assert len(waiting(ada)) == 1
    assert "Søknad sendt" not in client.get(url).content.decode()


def test_not_yet_is_kept_and_does_not_silence(log_in, ada, lampe, url):
    client = log_in(ada)
    client.post(url, {"answer": "not_yet", "done": "Venter på brev"})
    assert len(waiting(ada)) == 1
    assert "Venter på brev" in client.get(url).content.decode()
    client.post(url, {"answer": "started", "done": ""})
    assert waiting(ada) == []
    assert lampe.income_answers.count() == 1


@pytest.mark.parametrize("typed", [{"answer": ""}, {"answer": "x"}, {"answer": "started"}])
def test_bad_input_writes_nothing(log_in, ada, lampe, url, typed):
    done = "x" * 501
    assert log_in(ada).post(url, {"done": done} | typed).status_code == 422
    assert not IncomeAnswer.objects.exists()


def test_without_an_end_there_is_nothing_to_answer(log_in, ada, lampe, url):
    ends(lampe, None)
    response = log_in(ada).post(url, {"answer": "started"})
    assert response.status_code == 302
    assert not IncomeAnswer.objects.exists()


def test_it_waits_for_the_advisor_and_who_stands_in(ada, bo, lars, tor, lampe, url):
    assert [len(waiting(each)) for each in (ada, bo, lars, tor)] == [1, 0, 0, 0]
    StandIn.objects.create(advisor=ada.user, stand_in=bo.user, until_on=day(3))
    assert waiting(bo) == [url]


def test_nobody_is_asked_about_somebody_no_longer_followed(log_in, ada, lampe, url):
    caseload_actions.end_follow_up(ada, lampe, why="Fast jobb")
    assert waiting(ada) == []
    assert url not in log_in(ada).get(f"/participants/{lampe.pk}/").content.decode()


def test_more_people_cost_one_query(ada, lampe, url, django_assert_num_queries):
    for name in ["Grei Kopp", "Stø Stige"]:
        ends(make_participant(ada, name), day(10))
    answered = ends(make_participant(ada, "Rask Bro"), day(10))
    actions.answer_about_income(ada, answered, answer="started", done="")
    with django_assert_num_queries(1):
        assert len(waiting(ada)) == 3
