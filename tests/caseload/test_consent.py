"""Consent to share: one topic, one receiver, one period; withdrawn as easily as given."""

import datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import AuditEntry
from caseload import actions
from caseload.consent.actions import CaseClosed, withdraw_consent
from caseload.consent.disclosure import may_tell
from caseload.consent.models import Consent, Receiver, Topic
from caseload.models import Participant
from tests.factories import make_consent, make_contact, make_opening, make_participant

TODAY = timezone.localdate()


def day(n):
    return TODAY + datetime.timedelta(days=n)


YES = {
    "topics": ["health"],
    "receiver": "mentor",
    "until_on": day(90),
    "how": "oral",
    "from_on": TODAY,
}


def record(client, lampe, **typed):
    return client.post(f"/participants/{lampe.pk}/consent/new/", YES | typed)


def page_of(client, lampe):
    return client.get(f"/participants/{lampe.pk}/consent/").content.decode()


# What may be told


@pytest.mark.parametrize(
    ("today", "may"), [(-1, False), (0, True), (10, True), (30, True), (31, False)]
)
def test_it_counts_from_the_first_to_the_last_day(ada, lampe, today, may):
    consent = make_consent(ada, lampe, topic="health", from_on=TODAY, until_on=day(30))
    assert may_tell(lampe, "health", "mentor", day(today)) is may
    assert consent.is_in_force(day(today)) is may


def test_it_counts_for_that_topic_that_receiver_and_that_person_only(ada, lampe):
    make_consent(ada, lampe, topic=Topic.HEALTH, receiver=Receiver.MENTOR)
    said = {(t, r) for t in Topic for r in Receiver if may_tell(lampe, t, r, TODAY)}
    assert said == {("health", "mentor")}
    assert not may_tell(make_participant(ada, "Rolig Kopp"), "health", "mentor", TODAY)


def test_a_misspelt_topic_or_receiver_is_an_error_not_a_no(lampe):
    for topic, receiver in [("healt", "mentor"), ("health", "mentro")]:
        with pytest.raises(ValueError, match="is not a valid"):
            may_tell(lampe, topic, receiver, TODAY)


def test_nothing_may_be_told_after_it_is_withdrawn(ada, lampe):
    consent = make_consent(ada, lampe)
    withdraw_consent(ada, consent)
    assert not may_tell(lampe, "language", "mentor", TODAY)


def test_nothing_may_be_told_about_a_closed_case_or_a_protected_person(ada, lampe):
    make_consent(ada, lampe)
    actions.end_follow_up(ada, lampe, why="I arbeid")
    assert not may_tell(lampe, "language", "mentor", TODAY)
    actions.reopen(ada, lampe)
    assert may_tell(lampe, "language", "mentor", TODAY)
    Participant.objects.filter(pk=lampe.pk).update(protection="shielded")
    assert not may_tell(lampe, "language", "mentor", TODAY)


def test_many_people_are_asked_about_at_once(ada, lampe, django_assert_num_queries):
    kopp = make_participant(ada, "Rolig Kopp")
    make_consent(ada, lampe)
    make_consent(ada, kopp, receiver="employer")
    with django_assert_num_queries(1):
        allowing = Consent.objects.allowing("language", "mentor", TODAY)
        assert list(allowing.values_list("participant", flat=True)) == [lampe.pk]


# Recording


def test_ask_now_opens_the_form_with_topic_and_receiver_and_saving_is_the_second_click(
    log_in, ada, lampe
):
    client = log_in(ada)
    url = f"/participants/{lampe.pk}/consent/new/?topic=health&amp;receiver=mentor"
    assert url in page_of(client, lampe)
    form = client.get(url.replace("&amp;", "&")).context["form"]
    filled = {name: form[name].value() for name in form.fields}
    assert (filled["topics"], filled["receiver"]) == (["health"], "mentor")
    client.post(url, filled)
    assert may_tell(lampe, "health", "mentor", TODAY)


def test_one_conversation_may_be_about_several_topics(log_in, ada, lampe):
    record(log_in(ada), lampe, topics=["health", "language"], how="written")
    assert {(c.topic, c.how, c.recorded_by) for c in lampe.consents.all()} == {
        ("health", "written", ada.user),
        ("language", "written", ada.user),
    }
    assert lampe.changes.filter(kind="consent").count() == 1
    assert AuditEntry.objects.filter(action="consent.record").count() == 1


def test_the_page_says_until_when_how_and_by_whom(log_in, ada, bo, lampe):
    actions.let_follow(ada, lampe, colleague=bo.user)
    record(log_in(bo), lampe, until_on=day(5))
    page = page_of(log_in(ada), lampe)
    assert f"{day(5):%d.%m.%Y}" in page
    assert ", Bo</span>" in page


def test_extending_is_a_new_row_and_the_earlier_one_stays(log_in, ada, lampe):
    client = log_in(ada)
    record(client, lampe)
    record(client, lampe, until_on=day(300))
    new, old = lampe.consents.order_by("-until_on")
    assert (old.ended_how, old.ended_by) == ("renewed", ada.user)
    assert new.ended_at is None
    assert lampe.consents.in_force(TODAY).get() == new


def test_a_double_click_is_one_consent(log_in, ada, lampe):
    for _ in range(2):
        record(log_in(ada), lampe)
    assert lampe.consents.count() == 1
    assert lampe.changes.filter(kind="consent").count() == 1


def test_the_database_holds_one_standing_consent_for_topic_and_receiver(ada, lampe):
    same = make_consent(ada, lampe)
    same.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        same.save(force_insert=True)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"topics": []}, "topics"),
        ({"topics": ["gossip"]}, "topics"),
        ({"receiver": ""}, "receiver"),
        ({"receiver": "everybody"}, "receiver"),
        ({"until_on": ""}, "until_on"),
        ({"until_on": day(-1)}, "until_on"),
        ({"until_on": day(367)}, "until_on"),
        ({"until_on": "9999-12-31"}, "until_on"),
        ({"from_on": day(1)}, "from_on"),
        ({"from_on": "0001-01-01"}, "from_on"),
        ({"how": "telepathy"}, "how"),
    ],
)
def test_bad_input_is_told_by_the_field_and_kept(log_in, ada, lampe, typed, field):
    response = record(log_in(ada), lampe, **typed)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    kept = "receiver" if field == "topics" else "topics"
    assert response.context["form"][kept].value() == YES[kept]
    assert not lampe.consents.exists()


def test_a_closed_case_is_refused_in_plain_words(log_in, ada, lampe):
    actions.end_follow_up(ada, lampe, why="I arbeid")
    client = log_in(ada)
    response = record(client, lampe)
    assert response.status_code == 422
    assert "caseload/consent_closed.html" in [t.name for t in response.templates]
    assert "consent/new/" not in page_of(client, lampe)
    with pytest.raises(CaseClosed):
        make_consent(ada, lampe)
    assert not lampe.consents.exists()


# Withdrawing


def test_withdrawing_is_one_click_and_is_kept_with_day_and_name(log_in, ada, lampe):
    consent = make_consent(ada, lampe)
    client = log_in(ada)
    for _ in range(2):
        response = client.post(f"/consents/{consent.pk}/withdraw/")
        assert response.url == f"/participants/{lampe.pk}/consent/"
    consent.refresh_from_db()
    assert (consent.ended_how, consent.ended_by) == ("withdrawn", ada.user)
    assert timezone.localdate(consent.ended_at) == TODAY
    assert lampe.changes.filter(kind="consent_withdrawn").count() == 1
    assert f"{TODAY:%d.%m.%Y}, Ada</span>" in page_of(client, lampe)


def test_she_may_say_yes_again(ada, lampe):
    withdraw_consent(ada, make_consent(ada, lampe))
    make_consent(ada, lampe)
    assert may_tell(lampe, "language", "mentor", TODAY)
    assert lampe.consents.count() == 2


# At the workplace


def test_beside_the_log_form_stands_only_what_may_be_told_there(log_in, ada, lampe):
    make_consent(ada, lampe, topic="aids", receiver="colleagues")
    make_consent(ada, lampe, topic="economy", receiver="municipality")
    make_consent(ada, lampe, topic="health", until_on=TODAY, from_on=day(-9))
    make_consent(ada, lampe, topic="family", from_on=day(-9), until_on=day(-1))
    client = log_in(ada)
    url = f"/participants/{lampe.pk}/consent/at-the-workplace/"
    assert (
        f'hx-get="{url}"' in client.get(f"/participants/{lampe.pk}/contacts/new/").content.decode()
    )
    told = client.get(url, headers={"HX-Request": "true"}).context["told"]
    assert [(to, [c.topic for c in consents]) for to, consents in told] == [
        ("mentor", ["health"]),
        ("colleagues", ["aids"]),
    ]


def test_the_log_form_costs_no_query_more_for_it(log_in, ada, lampe, django_assert_num_queries):
    client = log_in(ada)
    url = f"/participants/{lampe.pk}/contacts/new/"
    make_contact(ada, lampe)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert not [q for q in queries if "caseload_consent" in q["sql"]]


# The page


def test_the_page_asks_the_database_equally_often(log_in, ada, lampe, django_assert_num_queries):
    client = log_in(ada)
    make_consent(ada, lampe)
    page_of(client, lampe)
    with CaptureQueriesContext(connection) as queries:
        page_of(client, lampe)
    for topic in ["health", "aids", "economy"]:
        make_consent(ada, lampe, topic=topic)
        make_consent(ada, lampe, topic=topic, receiver="municipality", until_on=day(9))
        make_consent(ada, lampe, topic=topic, receiver="municipality")
    with django_assert_num_queries(len(queries)):
        page_of(client, lampe)


def test_whoever_has_a_reason_reads_it_and_is_logged(log_in, lars, ada, lampe):
    make_consent(ada, lampe)
    make_opening(lars, lampe)
    page = page_of(log_in(lars), lampe)
    assert "/withdraw/" not in page and "consent/new/" not in page
    assert AuditEntry.objects.filter(action="consent.open", user=lars.user).count() == 1


def test_what_was_withdrawn_or_has_ended_says_so_beside_ask_now(log_in, ada, lampe):
    withdraw_consent(ada, make_consent(ada, lampe, topic="health"))
    make_consent(ada, lampe, topic="aids", from_on=day(-9), until_on=day(-2))
    overview = log_in(ada).get(f"/participants/{lampe.pk}/consent/").context["overview"]
    mentor = {topic: cells[0] for topic, cells in overview.at_the_workplace}
    assert mentor["health"].before.ended_how == "withdrawn"
    assert mentor["aids"].before.until_on == day(-2)
    assert not mentor["health"].consent and not mentor["aids"].consent


# Above the bench


def test_a_consent_that_ends_soon_waits_on_the_bench_of_the_advisor(log_in, ada, bo, lampe):
    actions.let_follow(ada, lampe, colleague=bo.user)
    make_consent(ada, lampe, until_on=day(14))
    make_consent(ada, lampe, topic="health", until_on=day(3))
    make_consent(ada, make_participant(ada, "Rolig Kopp"), until_on=day(15))
    [notice] = log_in(ada).get("/bench/waiting/").context["notices"]
    assert notice.due_on == day(3)
    assert notice.url == f"/participants/{lampe.pk}/consent/"
    assert log_in(bo).get("/bench/waiting/").context["notices"] == []


def test_given_anew_it_waits_no_longer(log_in, ada, lampe):
    make_consent(ada, lampe, until_on=day(3))
    make_consent(ada, lampe, until_on=day(100))
    assert log_in(ada).get("/bench/waiting/").context["notices"] == []
