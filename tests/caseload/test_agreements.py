"""Leader and advisor agree room for closer follow-up, and say aloud that others get less."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry, Membership
from caseload.agreements.models import RoomAgreement, RoomRequest
from caseload.notices import notices
from tests.factories import make_agreement, make_closer, make_member

TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


def agreed_with(member, **typed):
    return {
        "advisor": member.user_id,
        "up_to": "4",
        "from_on": TODAY,
        "until_on": day(90),
        "others_get_less": "De andre får færre samtaler",
        "look_again_on": day(45),
    } | typed


def english(member):
    member.user.language = "en"
    member.user.save(update_fields=["language"])


def test_a_leader_makes_one_and_it_stands_above_the_advisors_bench(log_in, ada, lars):
    response = log_in(lars).post("/agreements/new/", agreed_with(ada))
    agreement = RoomAgreement.objects.get()
    assert response.url == agreement.get_absolute_url()
    assert (agreement.advisor, agreement.leader, agreement.up_to) == (ada.user, lars.user, 4)
    english(ada)
    page = log_in(ada).get("/bench/").content.decode()
    assert "Room for up to 4 closer follow-ups until" in page
    assert "others get less meanwhile" in page
    assert agreement.get_absolute_url() in page


def test_income_never_waits_whatever_is_written(log_in, ada, lars):
    english(ada)
    page = log_in(ada).get(make_agreement(lars, ada).get_absolute_url()).content.decode()
    assert "Decisions on income come before everything." in page


def test_the_two_of_them_see_how_many_are_followed_closely_and_no_share(
    log_in, ada, lars, lampe, bo
):
    make_closer(ada, lampe)
    url = make_agreement(lars, ada, up_to=4).get_absolute_url()
    for who in (ada, lars):
        english(who)
        page = log_in(who).get(url).content.decode()
        assert "Ada follows 1 person closely now" in page
        assert "1 of 4" not in page
    assert log_in(bo).get(url).status_code == 404


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"up_to": "0"}, "up_to"),
        ({"up_to": "-3"}, "up_to"),
        ({"up_to": "100"}, "up_to"),
        ({"up_to": "mange"}, "up_to"),
        ({"up_to": ""}, "up_to"),
        ({"advisor": ""}, "advisor"),
        ({"from_on": "0001-01-01"}, "from_on"),
        ({"until_on": ""}, "until_on"),
        ({"until_on": day(-1)}, "until_on"),
        ({"until_on": "9999-12-31"}, "until_on"),
        ({"from_on": day(91)}, "until_on"),
        ({"others_get_less": " "}, "others_get_less"),
        ({"others_get_less": "x" * 501}, "others_get_less"),
        ({"look_again_on": ""}, "look_again_on"),
        ({"look_again_on": day(91)}, "look_again_on"),
        ({"look_again_on": day(-1)}, "look_again_on"),
    ],
)
def test_bad_input_is_told_by_the_field_and_keeps_what_was_typed(log_in, ada, lars, typed, field):
    sent = {"may_wait": "Kartlegginger"} | typed
    response = log_in(lars).post("/agreements/new/", agreed_with(ada, **sent))
    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert "Kartlegginger" in response.content.decode()
    assert not RoomAgreement.objects.exists()


def test_nobody_agrees_with_herself(log_in, ada, lars):
    Membership.objects.create(user=lars.user, office=lars.office, role=Membership.Role.ADVISOR)
    english(lars)
    response = log_in(lars).post("/agreements/new/", agreed_with(lars))
    assert response.status_code == 422
    assert "you cannot agree with yourself" in response.content.decode()
    agreement = make_agreement(lars, ada)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomAgreement.objects.filter(pk=agreement.pk).update(leader=ada.user)


@pytest.mark.parametrize(
    ("from_on", "until_on"), [(0, 10), (-30, 0), (90, 100), (10, 20), (-10, 200)]
)
def test_two_agreements_for_one_advisor_do_not_overlap(log_in, ada, lars, from_on, until_on):
    make_agreement(lars, ada)
    typed = {"from_on": day(from_on), "until_on": day(until_on), "look_again_on": day(until_on)}
    response = log_in(lars).post("/agreements/new/", agreed_with(ada, **typed))
    assert response.status_code == 422
    assert "from_on" in response.context["form"].errors
    assert RoomAgreement.objects.count() == 1


def test_the_database_refuses_an_overlap_nobody_saw(ada, bo, lars):
    make_agreement(lars, ada)
    make_agreement(lars, bo)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomAgreement.objects.create(
            office=ada.office,
            advisor=ada.user,
            leader=lars.user,
            up_to=1,
            until_on=day(1),
            others_get_less="x",
            look_again_on=day(1),
        )


def test_an_ended_agreement_makes_room_for_another_the_same_day(log_in, ada, lars):
    agreement = make_agreement(lars, ada)
    client = log_in(lars)
    client.post(f"{agreement.get_absolute_url()}end/")
    agreement.refresh_from_db()
    assert agreement.ended_on == TODAY
    assert client.post("/agreements/new/", agreed_with(ada)).status_code == 302
    assert client.get(f"{agreement.get_absolute_url()}edit/").status_code == 302


def test_a_leader_changes_it_without_choosing_another_advisor(log_in, ada, bo, lars):
    agreement = make_agreement(lars, ada)
    typed = agreed_with(bo, up_to="6", until_on=day(120), version=1)
    log_in(lars).post(f"{agreement.get_absolute_url()}edit/", typed)
    agreement.refresh_from_db()
    assert (agreement.up_to, agreement.until_on, agreement.advisor) == (6, day(120), ada.user)


def test_one_click_renews_for_the_same_calendar_months_with_the_same_words(log_in, ada, lars):
    agreement = make_agreement(lars, ada, from_on=day(-80), until_on=day(10))
    log_in(lars).post(f"{agreement.get_absolute_url()}renew/")
    renewed = RoomAgreement.objects.exclude(pk=agreement.pk).get()
    assert renewed.from_on == day(11)
    assert renewed.others_get_less == agreement.others_get_less
    assert renewed.look_again_on <= renewed.until_on


def test_september_to_february_goes_on_in_march_to_august():
    half_a_year = RoomAgreement(
        from_on=datetime.date(2026, 9, 1),
        until_on=datetime.date(2027, 2, 28),
        look_again_on=datetime.date(2026, 12, 1),
    )
    assert half_a_year.next_period() == (
        datetime.date(2027, 3, 1),
        datetime.date(2027, 8, 31),
        datetime.date(2027, 6, 1),
    )


def test_a_double_click_renews_once(log_in, ada, lars):
    agreement = make_agreement(lars, ada, until_on=day(10))
    for _ in range(2):
        assert log_in(lars).post(f"{agreement.get_absolute_url()}renew/").status_code == 302
    assert RoomAgreement.objects.count() == 2


def test_what_ends_within_thirty_days_is_told_to_both_until_it_is_renewed(ada, bo, lars):
    soon = make_agreement(lars, ada, until_on=day(30))
    make_agreement(lars, bo, until_on=day(31))
    for who in (ada, lars):
        [notice] = notices(who, TODAY)
        assert (notice.url, notice.due_on) == (soon.get_absolute_url(), day(30))
    make_agreement(lars, ada, from_on=day(31), until_on=day(60))
    assert notices(ada, TODAY) == notices(lars, TODAY) == []


def test_the_day_of_the_next_look_is_told_to_both(ada, lars):
    make_agreement(lars, ada, until_on=day(90), look_again_on=TODAY)
    assert [notice.due_on for notice in notices(ada, TODAY)] == [TODAY]
    assert [notice.due_on for notice in notices(lars, TODAY)] == [TODAY]


def test_an_advisor_asks_once_and_an_agreement_is_the_answer(log_in, ada, lars):
    for _ in range(2):
        log_in(ada).post("/agreements/ask/")
    assert RoomRequest.objects.count() == 1
    [notice] = notices(lars, TODAY)
    assert "Ada" in notice.text
    log_in(lars).post("/agreements/new/", agreed_with(ada))
    assert RoomRequest.objects.get().settled_on == TODAY
    assert notices(lars, TODAY) == []


def test_a_question_may_be_taken_back_or_talked_about(log_in, ada, bo, lars):
    for member, settler in [(ada, ada), (bo, lars)]:
        log_in(member).post("/agreements/ask/")
        asked = RoomRequest.objects.get(settled_on=None)
        log_in(settler).post(f"/agreements/requests/{asked.pk}/settle/")
        assert not RoomRequest.objects.filter(settled_on=None).exists()
    assert not RoomAgreement.objects.exists()


def test_the_leaders_list_is_by_name_and_no_list_of_who_has_none(log_in, ada, bo, lars):
    zita = make_member("Zita", office=ada.office)
    make_agreement(lars, zita, up_to=9)
    make_agreement(lars, ada, up_to=1)
    response = log_in(lars).get("/agreements/")
    assert [a.advisor.name for a in response.context["agreements"]] == ["Ada", "Zita"]
    assert ">Bo<" not in response.content.decode()


def test_a_department_leader_agrees_with_her_own_department(log_in, ada, bo, lars):
    department = ada.office.departments.create(name="Ungdom")
    ada.department = department
    ada.save(update_fields=["department"])
    dina = make_member("Dina", office=ada.office)
    dina.role, dina.department = Membership.Role.DEPARTMENT_LEADER, department
    dina.save(update_fields=["role", "department"])
    hers, other = make_agreement(lars, ada), make_agreement(lars, bo)
    client = log_in(dina)
    assert list(client.get("/agreements/").context["agreements"]) == [hers]
    assert client.get(other.get_absolute_url()).status_code == 404
    assert client.post("/agreements/new/", agreed_with(bo)).status_code == 422


def test_only_advisors_of_the_office_can_be_agreed_with(log_in, lars, mia, tor):
    for wrong in (mia, tor):
        response = log_in(lars).post("/agreements/new/", agreed_with(wrong))
        assert "advisor" in response.context["form"].errors


def test_each_step_is_in_the_log(log_in, ada, lars):
    client = log_in(lars)
    client.post("/agreements/new/", agreed_with(ada, until_on=day(20), look_again_on=day(5)))
    agreement = RoomAgreement.objects.get()
    for step in ("renew", "end"):
        client.post(f"{agreement.get_absolute_url()}{step}/")
    actions = AuditEntry.objects.filter(action__startswith="agreement").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "agreement.make",
        "agreement.make",
        "agreement.end",
    ]


@pytest.mark.parametrize("url", ["/agreements/", "/bench/office/"])
def test_more_agreements_cost_no_more_queries(log_in, ada, bo, lars, url):
    client = log_in(lars)
    make_agreement(lars, ada, until_on=day(10))
    client.get(url)
    with CaptureQueriesContext(connection) as for_one:
        client.get(url)
    for name in ["Eva", "Ole", "Siv"]:
        make_agreement(lars, make_member(name, office=ada.office), until_on=day(10))
    with CaptureQueriesContext(connection) as for_four:
        client.get(url)
    assert len(for_four) == len(for_one)
