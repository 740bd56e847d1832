"""Going through a portfolio: one person at a time, the wish first, no score."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from caseload import actions
from caseload.models import CloserFollowUp, Participant, PortfolioReview, ReviewItem
from caseload.notices import SOURCES, notices
from caseload.review.actions import FollowedClosely, decide
from tests.factories import make_closer, make_participant, make_placement, make_review

TODAY = timezone.localdate()
CONSIDER = {"decision": "consider", "until": TODAY + datetime.timedelta(days=60)}


def day(n):
    return TODAY + datetime.timedelta(days=n)


def url_of(item):
    return f"/review/people/{item.pk}/"


def decided_long_ago(item, days=100, **decided):
    ReviewItem.objects.filter(pk=item.pk).update(
        decided_at=timezone.now() - datetime.timedelta(days=days), **decided
    )


@pytest.fixture
def kopp(ada):
    return make_participant(ada, "Rolig Kopp", phase="finding")


@pytest.fixture
def item(ada, lampe, kopp):
    """Blid Lampe, the first of two in Ada's review."""
    return make_review(ada).items.get(participant=lampe)


@pytest.fixture
def with_bo(ada, bo, lampe, kopp):
    """Blid Lampe in a review Bo is invited to."""
    return make_review(ada, colleagues=[bo]).items.get(participant=lampe)


# Whom it goes through


def test_it_begins_with_everybody_active_who_is_not_followed_closely(log_in, ada, lampe, kopp, bo):
    make_closer(ada, make_participant(ada, "Closely"))
    actions.end_follow_up(ada, make_participant(ada, "Ended"), why="Flyttet")
    actions.let_follow(bo, bo.user.participants.get(), colleague=ada.user)
    response = log_in(ada).post("/review/", {"part": "everybody"})
    review = PortfolioReview.objects.get()
    assert [i.participant.name for i in review.items.all()] == ["Blid Lampe", "Rolig Kopp"]
    assert response.url == url_of(review.items.first())


def test_a_part_may_be_a_phase(log_in, ada, lampe, kopp):
    log_in(ada).post("/review/", {"part": "everybody", "phases": ["finding"]})
    assert ReviewItem.objects.get().participant == kopp


def test_a_part_may_be_who_was_not_reviewed_for_some_months(log_in, ada, item, kopp):
    decided_long_ago(item, days=100, decision="ordinary")
    log_in(ada).post(f"/review/{item.review_id}/finish/")
    log_in(ada).post("/review/", {"part": "6"})
    assert ReviewItem.objects.get(review__ended_at=None).participant == kopp


def test_a_part_may_be_those_whose_day_to_look_again_has_come(log_in, ada, item, kopp):
    decided_long_ago(item, decision="consider", look_again_on=day(-1))
    actions.say_not_now(ada, kopp, why="Flytter", until=day(3))
    log_in(ada).post(f"/review/{item.review_id}/finish/")
    log_in(ada).post("/review/", {"part": "look_again"})
    assert ReviewItem.objects.get(review__ended_at=None).participant == item.participant


def test_a_choice_of_nobody_is_told_and_begins_nothing(log_in, ada, lampe):
    response = log_in(ada).post("/review/", {"part": "everybody", "phases": ["in_job"]})
    assert response.status_code == 422
    assert "part" in response.context["form"].errors
    assert not PortfolioReview.objects.exists()


def test_beginning_twice_is_one_review(log_in, ada, lampe):
    for _ in range(2):
        log_in(ada).post("/review/", {"part": "everybody"})
    assert PortfolioReview.objects.count() == 1


def test_people_come_by_name_whatever_is_known_about_them(ada, lampe, kopp):
    urgent = make_participant(ada, "Zebra", benefit_ends_on=day(3))
    assert make_review(ada).items.last().participant == urgent


# One person


def test_the_wish_stands_first_and_criteria_are_plain_facts(log_in, ada, item, lampe):
    Participant.objects.filter(pk=lampe.pk).update(
        wish="Jobbe med dyr", benefit="work_assessment_allowance", benefit_ends_on=day(9)
    )
    ada.user.language = "en"
    ada.user.save(update_fields=["language"])
    page = log_in(ada).get(url_of(item)).content.decode()
    main = page[page.index("<main") :]
    assert main.index("Jobbe med dyr") < main.index("What we know") < main.index("What do you cho")
    assert "Own wish:</span> written" in main
    assert "none so far here" in main
    assert not any(word in main.lower() for word in ["score", "points", "%"])


def test_an_earlier_workplace_is_told(log_in, ada, item, lampe):
    placement = make_placement(ada, lampe)
    told = [f.text for f in log_in(ada).get(url_of(item)).context["facts"]]
    assert any("Fjordbygg" in text for text in told)
    actions.note_change(ada, lampe, "workplace", before=placement.workplace.name)
    Participant.objects.filter(pk=lampe.pk).update(workplace_name="")
    told = [f.text for f in log_in(ada).get(url_of(item)).context["facts"]]
    assert any("Fjordbygg" in text for text in told)


def test_only_an_end_of_income_may_be_red(log_in, ada, item, lampe):
    client = log_in(ada)
    assert 'data-color="danger"' not in client.get(url_of(item)).content.decode()
    Participant.objects.filter(pk=lampe.pk).update(benefit_ends_on=day(9))
    assert client.get(url_of(item)).content.decode().count('data-color="danger"') == 1


def test_every_opening_is_in_the_log(log_in, ada, item, lampe):
    log_in(ada).get(url_of(item))
    line = AuditEntry.objects.get(action="review.open")
    assert (line.user, line.subject_id) == (ada.user, str(lampe.pk))


# The choice


def test_closer_follow_up_is_agreed_at_once(log_in, ada, item, lampe, kopp):
    chosen = {
        "decision": "closer",
        "asked": "yes",
        "rhythm": "weekly",
        "why": "Ønsker det selv",
        "known": ["says_so", "long_without"],
    }
    response = log_in(ada).post(url_of(item), chosen)
    assert response.url == url_of(ReviewItem.objects.get(participant=kopp))
    lampe.refresh_from_db()
    assert lampe.closer_follow_up.rhythm == "weekly"
    assert lampe.closer_follow_up.asked == CloserFollowUp.Asked.YES
    item.refresh_from_db()
    assert set(item.known) == {"says_so", "long_without"}


def test_sent_twice_it_is_chosen_once(log_in, ada, item, lampe):
    for _ in range(2):
        log_in(ada).post(url_of(item), {"decision": "closer", "asked": "yes", "rhythm": "weekly"})
    assert lampe.follow_ups.count() == 1
    assert lampe.changes.filter(kind="reviewed").count() == 1


def test_consider_has_a_day_that_comes_back_on_the_bench(log_in, ada, item):
    log_in(ada).post(url_of(item), CONSIDER)
    item.refresh_from_db()
    assert (item.decision, item.look_again_on) == ("consider", day(60))
    assert "/review/" not in [n.url for n in notices(ada, day(59))]
    assert ("/review/", day(60)) in [(n.url, n.due_on) for n in notices(ada, day(60))]


def test_not_now_is_said_with_the_reason_and_the_day(log_in, ada, item, lampe):
    log_in(ada).post(
        url_of(item),
        {"decision": "not_now", "asked": "no", "why": "Vil vente", "until": day(30)},
    )
    lampe.refresh_from_db()
    assert (lampe.not_now_why, lampe.not_now_until) == ("Vil vente", day(30))


def test_setting_aside_asks_if_she_has_been_asked_and_keeps_the_answer(log_in, ada, item, lampe):
    client = log_in(ada)
    for decision in ("ordinary", "not_now"):
        sent = {"decision": decision, "why": "Vil vente", "until": day(30)}
        response = client.post(url_of(item), sent)
        assert response.status_code == 422
        assert list(response.context["form"].errors) == ["asked"]
    client.post(url_of(item), {"decision": "ordinary", "asked": "not_yet"})
    item.refresh_from_db()
    assert item.asked == "not_yet"
    client.post(f"/review/{item.review_id}/finish/")
    again = make_review(ada).items.get(participant=lampe)
    assert client.get(url_of(again)).context["form"].initial["asked"] == "not_yet"


def test_a_new_choice_ends_an_earlier_not_now(log_in, ada, item, lampe):
    actions.say_not_now(ada, lampe, why="Flytter", until=day(30))
    log_in(ada).post(url_of(item), {"decision": "ordinary", "asked": "yes"})
    lampe.refresh_from_db()
    assert (lampe.not_now_why, lampe.not_now_until) == ("", None)


@pytest.mark.parametrize(
    ("chosen", "field"),
    [
        ({}, "decision"),
        ({"decision": "first"}, "decision"),
        ({"decision": "closer", "rhythm": "weekly"}, "asked"),
        ({"decision": "closer", "rhythm": "weekly", "asked": "no"}, "asked"),
        ({"decision": "closer", "asked": "yes"}, "rhythm"),
        ({"decision": "closer", "asked": "yes", "rhythm": "own"}, "days"),
        ({"decision": "closer", "asked": "yes", "rhythm": "own", "days": "0"}, "days"),
        ({"decision": "closer", "asked": "yes", "rhythm": "once", "days": "999999"}, "days"),
        ({"decision": "closer", "asked": "yes", "rhythm": "when_needed"}, "look_again_on"),
        ({"decision": "consider"}, "until"),
        ({"decision": "consider", "until": day(-1)}, "until"),
        ({"decision": "consider", "until": "9999-12-31"}, "until"),
        ({"decision": "not_now", "asked": "yes", "until": day(9)}, "why"),
        ({"decision": "not_now", "asked": "yes", "why": "Venter"}, "until"),
        ({"decision": "ordinary", "asked": "perhaps"}, "asked"),
        ({"decision": "ordinary", "asked": "yes", "why": "x" * 256}, "why"),
        ({"decision": "ordinary", "asked": "yes", "known": ["score"]}, "known"),
    ],
)
def test_bad_input_is_told_by_the_field_and_changes_nothing(
    log_in, ada, item, lampe, chosen, field
):
    before = Participant.objects.values().get(pk=lampe.pk)
    response = log_in(ada).post(url_of(item), chosen)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    item.refresh_from_db()
    assert (item.decision, item.decided_at) == ("", None)
    assert Participant.objects.values().get(pk=lampe.pk) == before


def test_who_is_followed_closely_meanwhile_is_not_set_aside_here(log_in, ada, item, lampe):
    make_closer(ada, lampe)
    client = log_in(ada)
    response = client.post(url_of(item), {"decision": "ordinary", "asked": "yes"})
    assert "decision" in response.context["form"].errors
    assert client.post(url_of(item), {"decision": "closer", "asked": "yes"}).status_code == 302
    assert lampe.follow_ups.count() == 1


def test_followed_closely_at_the_last_moment_is_told_on_the_page(
    log_in, ada, item, lampe, monkeypatch
):
    def too_late(*args, **kwargs):
        raise FollowedClosely

    monkeypatch.setattr("caseload.review.actions.decide", too_late)
    response = log_in(ada).post(url_of(item), CONSIDER)
    assert response.status_code == 422
    make_closer(ada, lampe)
    monkeypatch.undo()
    with pytest.raises(FollowedClosely):
        decide(ada, item, decision="ordinary", asked="yes", why="", known=[])


def test_the_choice_and_the_answer_stand_in_the_timeline(log_in, ada, item, lampe):
    ada.user.language = "en"
    ada.user.save(update_fields=["language"])
    log_in(ada).post(url_of(item), {"decision": "ordinary", "asked": "not_yet"})
    page = log_in(ada).get(f"/participants/{lampe.pk}/timeline/").content.decode()
    assert "Portfolio review: Ordinary follow-up. Asked: not yet" in page


# Leaving, resuming, ending


def test_it_can_be_left_and_resumed_with_the_next_person(log_in, ada, item, kopp):
    client = log_in(ada)
    client.post(url_of(item), CONSIDER)
    [notice] = notices(ada, TODAY)
    assert notice.url == item.review.get_absolute_url()
    assert client.get(notice.url).context["next"].participant == kopp


def test_whoever_is_left_for_later_comes_again_at_the_end(log_in, ada, item, kopp):
    last = ReviewItem.objects.get(participant=kopp)
    response = log_in(ada).post(url_of(last), CONSIDER)
    assert response.url == url_of(item)
    response = log_in(ada).post(url_of(item), CONSIDER)
    assert response.url == item.review.get_absolute_url()


def test_it_ends_with_what_changed_and_who_was_not_asked(log_in, ada, item, kopp):
    client = log_in(ada)
    client.post(url_of(item), {"decision": "ordinary", "asked": "not_yet"})
    client.post(f"/review/{item.review_id}/finish/")
    response = client.get(item.review.get_absolute_url())
    made = response.context["made"]
    assert [(d, [i.participant.name for i in items]) for d, items in made.by_decision] == [
        ("ordinary", ["Blid Lampe"])
    ]
    assert [i.participant.name for i in made.to_ask] == ["Blid Lampe"]
    assert [i.participant.name for i in made.undecided] == ["Rolig Kopp"]
    assert notices(ada, TODAY) == []


def test_after_the_end_nothing_more_is_chosen_in_it(log_in, ada, item, lampe):
    client = log_in(ada)
    client.post(f"/review/{item.review_id}/finish/")
    assert client.post(url_of(item), CONSIDER).url == lampe.get_absolute_url()
    item.refresh_from_db()
    assert item.decision == ""


def test_who_got_another_advisor_meanwhile_leaves_the_review(log_in, ada, bo, item, kopp):
    actions.reassign(ada, [item.participant], to=bo)
    client = log_in(ada)
    assert client.get(url_of(item)).status_code == 404
    response = client.get(item.review.get_absolute_url())
    assert [i.participant for i in response.context["made"].undecided] == [kopp]


def test_a_protected_person_is_in_no_review(log_in, ada, item, lampe):
    Participant.objects.filter(pk=lampe.pk).update(protection="confidential")
    assert log_in(ada).get(url_of(item)).status_code == 404


# Colleagues who look along


def test_who_is_invited_sees_nobody_until_somebody_is_brought(log_in, bo, with_bo, lampe):
    client = log_in(bo)
    assert "Lampe" not in client.get(with_bo.review.get_absolute_url()).content.decode()
    for url in (url_of(with_bo), lampe.get_absolute_url()):
        assert client.get(url).status_code == 404
    assert [n.url for n in notices(bo, TODAY)] == [with_bo.review.get_absolute_url()]


def test_who_is_brought_is_open_to_read_and_each_opening_is_logged(log_in, ada, bo, with_bo, lampe):
    log_in(ada).post(f"{url_of(with_bo)}bring/", {"brought": "yes"})
    client = log_in(bo)
    for url in (
        with_bo.review.get_absolute_url(),
        url_of(with_bo),
        lampe.get_absolute_url(),
        f"/participants/{lampe.pk}/timeline/",
        f"/participants/{lampe.pk}/workplaces/",
    ):
        assert client.get(url).status_code == 200, url
    lines = AuditEntry.objects.filter(user=bo.user, subject_id=str(lampe.pk))
    assert {"review.open", "participant.open"} <= set(lines.values_list("action", flat=True))
    assert "Lampe" not in client.get("/bench/").content.decode()


def test_who_is_invited_decides_and_changes_nothing(log_in, ada, bo, with_bo, lampe):
    log_in(ada).post(f"{url_of(with_bo)}bring/", {"brought": "yes"})
    client = log_in(bo)
    page = client.get(url_of(with_bo)).content.decode()
    assert 'name="decision"' not in page
    assert client.post(url_of(with_bo), CONSIDER).status_code == 403
    assert client.post(f"{url_of(with_bo)}bring/").status_code == 403
    for step in ("finish", "colleagues"):
        assert client.post(f"/review/{with_bo.review_id}/{step}/").status_code == 403
    for page in ("edit", "not-now", "end", "closer-follow-up", "contacts/new"):
        response = client.post(f"/participants/{lampe.pk}/{page}/", {"why": "x"})
        assert response.status_code in (403, 404), page
    lampe.refresh_from_db()
    assert lampe.is_active


@pytest.mark.parametrize(
    "how", ["finish", "kept", "uninvited", "too late", "reassigned", "shielded"]
)
def test_the_opening_ends(log_in, ada, bo, tor, with_bo, lampe, how):
    client = log_in(ada)
    client.post(f"{url_of(with_bo)}bring/", {"brought": "yes"})
    assert log_in(bo).get(lampe.get_absolute_url()).status_code == 200
    if how == "finish":
        client.post(f"/review/{with_bo.review_id}/finish/")
    elif how == "kept":
        client.post(f"{url_of(with_bo)}bring/", {"brought": "no"})
    elif how == "uninvited":
        client.post(f"/review/{with_bo.review_id}/colleagues/", {"colleagues": []})
    elif how == "too late":
        ReviewItem.objects.update(brought_until=timezone.now())
    elif how == "reassigned":
        actions.reassign(ada, [lampe], to=tor)
    else:
        Participant.objects.filter(pk=lampe.pk).update(protection="shielded")
    for url in (url_of(with_bo), lampe.get_absolute_url()):
        assert log_in(bo).get(url).status_code == 404


def test_only_colleagues_of_the_office_who_follow_people_up_can_be_invited(
    log_in, ada, bo, mia, lars, tor, item
):
    for wrong in (mia, lars, tor, ada):
        response = log_in(ada).post(
            f"/review/{item.review_id}/colleagues/", {"colleagues": [wrong.user_id]}
        )
        assert response.status_code == 422
        sent = {"part": "everybody", "colleagues": [wrong.user_id]}
        assert log_in(ada).post("/review/", sent).status_code == 422
    assert not item.review.colleagues.exists()


def test_a_leader_gets_no_way_in_by_a_review(log_in, ada, lars, lampe):
    item = make_review(ada, colleagues=[lars]).items.get()
    log_in(ada).post(f"{url_of(item)}bring/", {"brought": "yes"})
    assert log_in(lars).get(url_of(item)).status_code == 404
    assert log_in(lars).get(lampe.get_absolute_url()).status_code == 403


# Size


def test_what_waits_above_the_bench_costs_one_query_a_source(ada, lars, item):
    for who in (ada, lars):
        with CaptureQueriesContext(connection) as queries:
            notices(who, TODAY)
        assert len(queries) <= len(SOURCES)


def test_a_portfolio_of_120_costs_no_more_queries_than_a_small_one(log_in, ada, bo):
    for n in range(3):
        make_participant(ada, f"Person {n:03}")
    client = log_in(ada)

    def asked():
        review = make_review(ada, colleagues=[bo])
        counts = []
        for url in ("/bench/", review.get_absolute_url(), url_of(review.items.all()[1])):
            client.get(url)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url).status_code == 200
            counts.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            client.post(url_of(review.items.all()[1]), CONSIDER)
        client.post(f"/review/{review.pk}/finish/")
        return [*counts, len(queries)]

    few = asked()
    for n in range(3, 120):
        make_participant(ada, f"Person {n:03}")
    assert asked() == few
