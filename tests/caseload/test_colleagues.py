"""Colleagues who follow along, and who stand in while an advisor is away."""

import datetime

import pytest
from django.utils import timezone

from caseload.models import Follower, StandIn
from tests.factories import make_contact

TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


def test_a_colleague_follows_along_until_she_no_longer_does(log_in, ada, bo, lampe):
    add = f"/participants/{lampe.pk}/followers/new/"
    log_in(ada).post(add, {"colleague": bo.user_id})
    assert log_in(bo).get(lampe.get_absolute_url()).status_code == 200
    follower = Follower.objects.get()
    log_in(ada).post(f"/followers/{follower.pk}/remove/")
    assert log_in(bo).get(lampe.get_absolute_url()).status_code == 404
    assert lampe.changes.filter(kind="follower").count() == 2


def test_following_twice_is_once(log_in, ada, bo, lampe):
    for _ in range(2):
        log_in(ada).post(f"/participants/{lampe.pk}/followers/new/", {"colleague": bo.user_id})
    assert Follower.objects.count() == 1


def test_only_advisors_of_the_office_can_follow_along_or_stand_in(log_in, ada, mia, tor, lampe):
    for wrong in [mia.user_id, tor.user_id, ada.user_id, "x", "9" * 30]:
        follow = {"colleague": wrong}
        stand_in = {"stand_in": wrong, "from_on": TODAY, "until_on": day(3)}
        client = log_in(ada)
        assert client.post(f"/participants/{lampe.pk}/followers/new/", follow).status_code == 422
        assert client.post("/stand-ins/", stand_in).status_code == 422


def test_a_stand_in_sees_and_logs_from_the_first_to_the_last_day(log_in, ada, bo, lampe):
    arranged = {"stand_in": bo.user_id, "from_on": TODAY, "until_on": day(7)}
    log_in(ada).post("/stand-ins/", arranged)
    client = log_in(bo)
    assert client.get(lampe.get_absolute_url()).status_code == 200
    contact = make_contact(bo, lampe)
    assert contact.by == bo.user
    log_in(ada).post(f"/stand-ins/{StandIn.objects.get().pk}/cancel/")
    assert client.get(lampe.get_absolute_url()).status_code == 404


def test_the_bench_of_a_stand_in_shows_the_people_and_whose_they_are(log_in, ada, bo, lampe):
    StandIn.objects.create(advisor=ada.user, stand_in=bo.user, until_on=day(7))
    of_the_stand_in = log_in(bo).get("/bench/")
    assert lampe in of_the_stand_in.context["bench"].page.object_list
    assert ": Ada</span>" in of_the_stand_in.content.decode()
    assert ": Ada</span>" not in log_in(ada).get("/bench/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"until_on": day(-1)}, "until_on"),
        ({"until_on": ""}, "until_on"),
        ({"until_on": "9999-12-31"}, "until_on"),
        ({"from_on": "0001-01-01"}, "from_on"),
        ({"from_on": day(9)}, "until_on"),
    ],
)
def test_odd_periods_are_told_by_the_field(log_in, ada, bo, typed, field):
    arranged = {"stand_in": bo.user_id, "from_on": TODAY, "until_on": day(7)} | typed
    response = log_in(ada).post("/stand-ins/", arranged)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert not StandIn.objects.exists()
