"""What is in the way of learning: raised, looked at again, and how it has gone. Never who."""

import datetime
import re

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Membership
from caseload.models import Todo
from reflection.barriers.county import headings_in_the_way
from reflection.barriers.models import State, Weight
from reflection.barriers.outline import BY_CODE, HEADINGS, Level, Source
from reflection.barriers.trend import Quarter, in_words, plot_of, quarters_of
from reflection.models import Barrier, BarrierLook, OfficeHeading
from tests.factories import (
    make_barrier,
    make_connection,
    make_group,
    make_meeting,
    make_member,
    make_office,
)

HABITS = "Vi går til tiltak av gammel vane."
LIST = "/reflection/barriers/"
NEW = "/reflection/barriers/new/"


def raised(**typed):
    return {"heading": "habits", "words": HABITS, "weight": "some", "owner": ""} | typed


def looked(barrier, **seen):
    barrier.refresh_from_db()
    kept = {"weight": barrier.weight, "state": barrier.state, "what_is_done": barrier.what_is_done}
    return kept | {"set_aside_why": "", "version": barrier.version} | seen


def look(barrier, on, **seen):
    """A look that was made on an earlier day."""
    noon = datetime.time(12, tzinfo=datetime.UTC)
    seen = {"weight": barrier.weight, "state": barrier.state} | seen
    at = datetime.datetime.combine(on, noon)
    BarrierLook.objects.create(barrier=barrier, at=at, by_id=barrier.looks.first().by_id, **seen)


def barrier_since(member, on, **fields):
    """Raised on an earlier day, and not looked at since."""
    barrier = make_barrier(member, f"Det vi så {on}", **fields)
    day = datetime.datetime.combine(on, datetime.time(12, tzinfo=datetime.UTC))
    barrier.looks.update(at=day)
    return barrier


def test_the_outline_says_of_each_heading_where_its_words_come_from():
    assert len(BY_CODE) == len(HEADINGS)
    for level in Level:
        assert 3 <= len([each for each in HEADINGS if each.level == level]) <= 5
    for heading in HEADINGS:
        assert heading.source in (Source.OUR_WORDING, Source.IN_THE_REPORT)
        assert not heading.where or heading.source == Source.IN_THE_REPORT


def test_anybody_who_reflects_at_the_office_raises_one_and_everybody_there_reads_it(
    log_in, ada, bo, lars, mia
):
    for number, member in enumerate((ada, lars, mia)):
        log_in(member).post(NEW, raised(words=f"{HABITS} {number}"))
    page = log_in(bo).get(LIST).content.decode()
    assert page.count(HABITS) == 3
    assert "Vaner som ikke virker lenger" in page


def test_a_form_sent_twice_raises_one(log_in, ada):
    for _each in range(2):
        assert log_in(ada).post(NEW, raised()).status_code == 302
    assert Barrier.objects.count() == 1


@pytest.mark.parametrize(
    "typed",
    [{"words": ""}, {"words": "x" * 301}, {"weight": ""}, {"heading": "noe annet"}],
)
def test_what_is_missing_is_asked_for_and_nothing_is_raised(log_in, ada, typed):
    assert log_in(ada).post(NEW, raised(**typed)).status_code == 422
    assert not Barrier.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        "Blid får ikke nok oppfølging",
        "Vi ser bare på det blid lampe ikke kan",
        "Vi venter alltid på Bo Bakke",
        "Bo Bakkes vaner",
    ],
)
def test_it_names_nobody(log_in, ada, lampe, words):
    make_member("Bo Bakke", office=ada.office)
    response = log_in(ada).post(NEW, raised(words=words))
    assert response.status_code == 422
    assert "Skriv det uten navnet" in response.content.decode()
    assert not Barrier.objects.exists()


def test_a_first_name_of_a_colleague_may_be_an_ordinary_word(log_in, ada):
    make_member("Bo Bakke", office=ada.office)
    assert log_in(ada).post(NEW, raised(words="Bo og jobb blir to saker")).status_code == 302


def test_a_liaison_names_none_of_those_she_is_connected_to(log_in, ada, mia, lampe):
    make_connection(ada, lampe, user=mia.user)
    assert log_in(mia).post(NEW, raised(words="Blid sin bedrift")).status_code == 422


def test_what_is_done_names_nobody_either(log_in, ada, lampe):
    barrier = make_barrier(ada)
    sent = looked(barrier, what_is_done="Blid Lampe får ny plan")
    assert log_in(ada).post(barrier.get_absolute_url(), sent).status_code == 422


def test_it_is_for_nobody_at_another_office_and_for_no_role_that_does_not_reflect(
    ada, kari, fia, pia, olav, tor, liv
):
    make_barrier(ada)
    assert Barrier.objects.visible_to(ada).exists()
    elsewhere = Membership.objects.create(
        user=ada.user, office=make_office(), role="advisor", starts_on="2024-01-01"
    )
    for member in (kari, fia, pia, olav, tor, liv, elsewhere):
        assert not Barrier.objects.visible_to(member).exists()


def test_the_list_goes_by_where_it_lies_and_what_weighs_much_comes_first(log_in, ada):
    make_barrier(ada, "Lite i veien", weight="little")
    make_barrier(ada, "Systemet er tregt", heading_code="systems")
    make_barrier(ada, "Mye i veien", weight="much")
    page = log_in(ada).get(LIST).content.decode()
    order = ["Veilederens eget arbeid", "Mye i veien", "Lite i veien", "Systemet er tregt"]
    places = [page.index(each) for each in order]
    assert places == sorted(places)


def test_an_office_adds_a_heading_of_its_own_and_nobody_else_has_it(log_in, ada, tor):
    typed = {"level": "together", "text": "Vi sitter i to etasjer"}
    log_in(ada).post("/reflection/barriers/headings/", typed)
    log_in(ada).post("/reflection/barriers/headings/", typed)
    heading = OfficeHeading.objects.get()
    log_in(ada).post(NEW, raised(heading=str(heading.pk)))
    barrier = Barrier.objects.get()
    assert (barrier.heading, barrier.heading.level) == (heading, Level.TOGETHER)
    assert "Vi sitter i to etasjer" in log_in(ada).get(LIST).content.decode()
    assert "Vi sitter i to etasjer" not in log_in(tor).get(NEW).content.decode()
    assert log_in(tor).post(NEW, raised(heading=str(heading.pk))).status_code == 422


def test_the_headings_page_says_that_the_words_are_our_own(log_in, ada):
    page = log_in(ada).get("/reflection/barriers/headings/").content.decode()
    assert "våre egne ord" in page
    assert "§3.2.8" in page


def test_looked_at_again_it_keeps_how_it_was(log_in, ada, bo):
    barrier = make_barrier(ada, weight="much")
    sent = looked(barrier, weight="little", state="smaller", what_is_done="Vi øver i par")
    assert log_in(bo).post(barrier.get_absolute_url(), sent).status_code == 302
    barrier.refresh_from_db()
    assert (barrier.weight, barrier.state) == (Weight.LITTLE, State.SMALLER)
    looks = barrier.looks.values_list("weight", "state", "by__name")
    assert list(looks) == [("much", "open", "Ada"), ("little", "smaller", "Bo")]
    assert AuditEntry.objects.filter(action="barrier.look", user=bo.user).exists()


def test_the_later_of_two_is_told_and_keeps_what_she_wrote(log_in, ada, bo):
    barrier = make_barrier(ada)
    url = barrier.get_absolute_url()
    hers, his = looked(barrier, state="worked_on"), looked(barrier, what_is_done="Øver i par")
    assert log_in(ada).post(url, hers).status_code == 302
    response = log_in(bo).post(url, his)
    assert response.status_code == 422
    assert "Øver i par" in response.content.decode()
    barrier.refresh_from_db()
    assert barrier.what_is_done == ""
    assert barrier.looks.count() == 2


def test_set_aside_it_says_why_and_comes_back_without(log_in, ada):
    barrier = make_barrier(ada)
    url = barrier.get_absolute_url()
    assert log_in(ada).post(url, looked(barrier, state="set_aside")).status_code == 422
    why = "Det bestemmes ikke her"
    log_in(ada).post(url, looked(barrier, state="set_aside", set_aside_why=why))
    assert not Barrier.objects.in_the_way().exists()
    assert why in log_in(ada).get(LIST).content.decode()
    log_in(ada).post(url, looked(barrier, state="open", set_aside_why=why))
    barrier.refresh_from_db()
    assert barrier.set_aside_why == ""


def test_other_words_and_another_owner_are_no_look(log_in, ada, bo):
    barrier = make_barrier(ada)
    typed = raised(words="Vi spør for sent", heading="theme_last", owner=bo.user_id)
    log_in(ada).post(f"{barrier.get_absolute_url()}edit/", typed | {"version": barrier.version})
    barrier.refresh_from_db()
    assert (barrier.words, barrier.heading_code) == ("Vi spør for sent", "theme_last")
    assert (barrier.owner, barrier.weight) == (bo.user, "some")
    assert barrier.looks.count() == 1


def test_its_owner_is_given_something_to_do_by_a_day(log_in, ada, bo):
    barrier = make_barrier(ada, owner=bo.user)
    by = timezone.localdate() + datetime.timedelta(days=7)
    typed = {"what": "Ta det opp på kontormøtet", "due_on": by}
    log_in(ada).post(f"{barrier.get_absolute_url()}todo/", typed)
    todo = Todo.objects.get()
    assert (todo.owner, todo.due_on, todo.link) == (bo.user, by, barrier.get_absolute_url())
    assert "Ta det opp på kontormøtet" in log_in(bo).get("/todos/").content.decode()


def test_without_an_owner_one_is_asked_for_first(log_in, ada):
    barrier = make_barrier(ada)
    response = log_in(ada).get(f"{barrier.get_absolute_url()}todo/")
    assert response.url == f"{barrier.get_absolute_url()}edit/"


def test_raised_from_a_meeting_it_stands_there_for_those_invited(log_in, ada, bo, lars):
    meeting = make_meeting(ada, bo)
    url = f"/reflection/meetings/{meeting.pk}/barriers/new/"
    assert log_in(bo).post(url, raised()).url == meeting.get_absolute_url()
    assert HABITS in log_in(ada).get(meeting.get_absolute_url()).content.decode()
    assert HABITS not in log_in(lars).get(meeting.get_absolute_url()).content.decode()
    assert HABITS in log_in(lars).get(LIST).content.decode()
    assert log_in(lars).post(url, raised()).status_code == 403


def test_nothing_is_raised_from_a_gathering_of_several_offices(log_in, ada, kari):
    group = make_group(kari, ada, kind="county")
    meeting = make_meeting(kari, ada)
    assert group.office_id is None
    page = log_in(ada).get(meeting.get_absolute_url()).content.decode()
    assert "I veien" not in page.split("<main")[1]
    url = f"/reflection/meetings/{meeting.pk}/barriers/new/"
    assert log_in(ada).get(url).status_code == 403


def test_a_quarter_says_what_was_known_at_its_end(ada):
    first = barrier_since(ada, datetime.date(2025, 11, 3), weight="much")
    look(first, datetime.date(2026, 2, 10), weight="some")
    look(first, datetime.date(2026, 8, 20), state="gone")
    barrier_since(ada, datetime.date(2026, 6, 30), weight="little")
    quarters = quarters_of(Barrier.objects.visible_to(ada), datetime.date(2026, 11, 25))
    found = [(each.year, each.number, each.by_weight) for each in quarters]
    assert found == [
        (2025, 4, [1, 0, 0]),
        (2026, 1, [0, 1, 0]),
        (2026, 2, [0, 1, 1]),
        (2026, 3, [0, 0, 1]),
        (2026, 4, [0, 0, 1]),
    ]


def test_what_another_office_raised_is_in_no_trend_of_this_one(ada, tor):
    make_barrier(tor)
    assert quarters_of(Barrier.objects.visible_to(ada), timezone.localdate()) == []


def quarter(number, *, much=0, some=0, little=0):
    return Quarter(2026, number, {"much": much, "some": some, "little": little})


@pytest.mark.parametrize(
    ("before", "now", "said"),
    [
        (quarter(1, much=2), quarter(2, much=1), "Færre ting er i veien enn i vinter."),
        (quarter(2, some=1), quarter(3, some=2), "Flere ting er i veien enn i vår."),
        (quarter(3, some=1), quarter(4, some=1), "Like mange ting er i veien som i sommer."),
        (
            quarter(4, much=1),
            quarter(1, some=1),
            "Like mange ting er i veien som i høst. Færre av dem er mye i veien.",
        ),
    ],
)
def test_how_it_has_gone_is_one_sentence(before, now, said):
    assert in_words([before, now]) == said


def test_after_one_quarter_there_is_nothing_to_compare():
    assert in_words([quarter(1, much=1)]) == in_words([]) == ""


def test_what_weighs_much_stands_at_the_foot_of_its_column():
    plot = plot_of([quarter(1, much=3, some=4), quarter(2, little=30)])
    assert plot.series == ("i veien: mye", "i veien: noe", "i veien: litt")
    assert plot.rows == (("1. kv. 2026", (3, 4, 0)), ("2. kv. 2026", (0, 0, 30)))


def test_the_trend_is_told_in_words_a_drawing_and_a_table(log_in, ada):
    barrier_since(ada, timezone.localdate() - datetime.timedelta(days=100), weight="much")
    client = log_in(ada)
    page = client.get("/reflection/barriers/trend/").content.decode()
    assert "Like mange ting er i veien som i" in page
    assert page.count('<figure class="hn-plot"') == 1
    assert re.search(r"hybridnav/plots\.[^/]*css", page)
    assert "Vis tallene i tabell" in page
    part = client.get("/reflection/barriers/trend/", headers={"HX-Request": "true"})
    assert part.content.decode().strip().startswith('<section id="barrier-trend"')


def test_a_county_gets_sums_of_headings_that_three_offices_have_and_nothing_else(log_in, ada, kari):
    county = ada.office.county
    for number in range(3):
        neighbour = make_member(f"Nabo {number}", office=make_office(county=county))
        make_barrier(neighbour, "Hemmelig", heading_code="systems")
        if number < 2:
            make_barrier(neighbour, heading_code="enthusiasts")
    make_barrier(ada, heading_code="systems")
    assert [(each.code, number) for each, number in headings_in_the_way(kari)] == [("systems", 4)]
    page = log_in(kari).get(LIST).content.decode()
    assert "Datasystemer" in page
    assert "Hemmelig" not in page
    assert headings_in_the_way(ada) == []


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, ada, bo, number, django_assert_num_queries
):
    for each in range(number):
        heading = OfficeHeading.objects.create(office=ada.office, level="leaders", text=f"{each}")
        make_barrier(ada, f"Nr. {each}", owner=bo.user)
        own = make_barrier(ada, f"Egen {each}", heading_code="", office_heading=heading)
        gone = make_barrier(ada, f"Borte {each}", owner=bo.user)
        Barrier.objects.filter(pk=gone.pk).update(state=State.GONE)
        assert own.heading == heading
    client = log_in(ada)
    client.get(LIST)
    with django_assert_num_queries(4):
        client.get(LIST)
    with django_assert_num_queries(3):
        client.get("/reflection/barriers/trend/")
