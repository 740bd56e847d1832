"""A learning point names nobody, is spread step by step, and comes back where it is of use."""

import re

import pytest
from django.db import connection

from accounts.models import Membership
from caseload.actions import end_follow_up
from caseload.models import Participant
from reflection.learning.models import LearningPoint, similar_learning
from reflection.models import Meeting
from reflection.reach import Reach
from tests.factories import (
    make_connection,
    make_learning,
    make_meeting,
    make_member,
    make_office,
    make_participant,
)

Role = Membership.Role
URL = "/reflection/learning/"
TYPED = {
    "happened": "Bedriften ventet på at vi skulle ringe.",
    "loop": "double",
    "assumed": "At de ringer når noe er galt.",
    "change": "Vi avtaler neste samtale før vi går.",
    "theme": "employers",
    "workplace_type": "F",
    "need": "needs_guidance",
}


@pytest.fixture
def meeting(ada, bo):
    """Ada's and Bo's; Ada was there, and nobody has said that Bo was."""
    meeting = make_meeting(ada, bo)
    meeting.invitees.filter(user=ada.user).update(was_there=True)
    return meeting


@pytest.fixture
def naboen(ada):
    """At another office of the same county."""
    return make_member("Naboen", office=make_office(county=ada.office.county))


def sees(membership):
    return LearningPoint.objects.visible_to(membership).exists()


def page(log_in, member, url=URL):
    return log_in(member).get(url).content.decode()


def search(log_in, member, words="", **chosen):
    """The changes on the list after this search."""
    response = log_in(member).post(f"{URL}search/", {"words": words} | chosen, follow=True)
    return {point.change for point in response.context["page"]}


# Writing it


def test_it_is_written_from_a_meeting_by_anybody_invited(log_in, bo, ada, meeting):
    url = f"/reflection/meetings/{meeting.pk}/learning/new/"
    response = log_in(bo).post(url, TYPED)
    point = LearningPoint.objects.get()
    assert response.url == point.get_absolute_url()
    assert (point.meeting, point.office, point.reach) == (meeting, bo.office, Reach.GROUP)
    assert TYPED["assumed"] in page(log_in, ada, response.url)
    assert TYPED["change"] in page(log_in, ada, meeting.get_absolute_url())
    assert bo.user.audit_entries.filter(action="learning.note").count() == 1


def test_sent_twice_it_is_one(log_in, ada):
    for _each in range(2):
        log_in(ada).post(f"{URL}new/", TYPED)
    assert LearningPoint.objects.count() == 1


def test_the_form_begins_with_the_theme_of_the_meeting(log_in, ada, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(topic="language")
    form = log_in(ada).get(f"/reflection/meetings/{meeting.pk}/learning/new/").context["form"]
    assert form["theme"].value() == "language"


def test_both_loops_are_explained_in_one_line(log_in, ada):
    text = page(log_in, ada, f"{URL}new/")
    assert "Vi retter det vi gjør" in text
    assert "Vi endrer det vi tok for gitt" in text


def test_a_single_loop_needs_no_word_of_what_was_taken_for_granted(log_in, ada):
    response = log_in(ada).post(f"{URL}new/", TYPED | {"loop": "single", "assumed": ""})
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"happened": ""}, "happened"),
        ({"happened": "x" * 1001}, "happened"),
        ({"change": " "}, "change"),
        ({"loop": ""}, "loop"),
        ({"loop": "triple"}, "loop"),
        ({"assumed": ""}, "assumed"),
        ({"theme": ""}, "theme"),
        ({"theme": "weather"}, "theme"),
        ({"workplace_type": "?"}, "workplace_type"),
        ({"need": "much"}, "need"),
        ({"happened": "Blid kom ikke"}, "happened"),
        ({"assumed": "At blid lampe ville ringe"}, "assumed"),
        ({"change": "Vi spør Blids mentor"}, "change"),
    ],
)
def test_what_is_wrong_or_names_somebody_is_said_in_plain_words(log_in, ada, lampe, changed, field):
    response = log_in(ada).post(f"{URL}new/", TYPED | changed)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not LearningPoint.objects.exists()


def test_the_name_of_somebody_she_followed_before_is_refused_too(log_in, ada, lampe):
    end_follow_up(ada, lampe, why="Fast jobb")
    response = log_in(ada).post(f"{URL}new/", TYPED | {"happened": "Blid fikk jobb"})
    assert response.status_code == 422


def test_a_liaison_does_not_name_whom_she_helps(log_in, ada, mia, lampe):
    make_connection(ada, lampe, user=mia.user)
    response = log_in(mia).post(f"{URL}new/", TYPED | {"change": "Ringe Blid Lampe"})
    assert response.status_code == 422


def test_no_learning_point_can_point_at_a_participant():
    related = {field.related_model for field in LearningPoint._meta.get_fields()}
    assert Participant not in related


def test_the_later_of_two_keeps_what_she_typed(log_in, ada, meeting, bo):
    meeting.invitees.update(was_there=True)
    point = make_learning(ada, meeting=meeting)
    url = f"{point.get_absolute_url()}edit/"
    log_in(ada).post(url, TYPED | {"change": "Adas", "version": 0})
    late = log_in(bo).post(url, TYPED | {"change": "Bos", "version": 0})
    assert late.status_code == 422 and "Bos" in late.content.decode()
    point.refresh_from_db()
    assert point.change == "Adas"
    log_in(bo).post(url, TYPED | {"change": "Bos", "version": 1})
    point.refresh_from_db()
    assert point.change == "Bos"


def test_withdrawn_it_is_gone_for_everybody_and_the_log_says_who(log_in, ada, mia):
    point = make_learning(ada, reach=Reach.OFFICE)
    assert sees(mia)
    log_in(ada).post(f"{point.get_absolute_url()}withdraw/")
    assert not LearningPoint.objects.exists()
    entry = ada.user.audit_entries.get(action="learning.withdraw")
    assert entry.subject_id == str(point.pk)


# Who reads it


def test_written_alone_it_is_her_own_until_she_shares_it(log_in, ada, bo, lars):
    point = make_learning(ada)
    assert sees(ada) and not sees(bo) and not sees(lars)
    assert "Bare den som skrev det" in page(log_in, ada, point.get_absolute_url())


def test_from_a_meeting_it_is_for_those_invited_and_no_leader_beside(
    ada, bo, lars, lena, mia, kari, tor, liv, meeting
):
    make_learning(ada, meeting=meeting)
    assert sees(ada) and sees(bo)
    for member in (lars, lena, mia, kari, tor, liv):
        assert not sees(member)


@pytest.mark.parametrize(
    ("reach", "who"),
    [
        (Reach.GROUP, "ada bo"),
        (Reach.OFFICE, "ada bo lars lena mia"),
        (Reach.COUNTY, "ada bo lars lena mia kari naboen"),
        (Reach.EVERYBODY, "ada bo lars lena mia kari naboen tor liv"),
    ],
)
def test_it_goes_as_far_as_it_was_spread(
    ada, bo, lars, lena, mia, kari, tor, liv, fia, pia, olav, naboen, meeting, reach, who
):
    people = [ada, bo, lars, lena, mia, kari, tor, liv, fia, pia, olav, naboen]
    make_learning(ada, meeting=meeting, reach=reach)
    assert {each.user.name.lower() for each in people if sees(each)} == set(who.split())


def test_a_role_at_another_office_does_not_open_it(ada):
    make_learning(ada)
    elsewhere = Membership.objects.create(
        user=ada.user, office=make_office(), role=Role.ADVISOR, starts_on="2024-01-01"
    )
    assert not sees(elsewhere)


def test_whoever_wrote_it_is_not_told_beyond_those_who_may_change_it(log_in, ada, tor):
    point = make_learning(ada, reach=Reach.EVERYBODY)
    text = page(log_in, tor, point.get_absolute_url())
    assert "Nav Fjordby" in text and "Ada" not in text


# Spreading it


def test_it_is_spread_one_step_at_a_time_and_taken_back_at_once(log_in, ada):
    point = make_learning(ada)
    client = log_in(ada)

    def spread(reach):
        point.refresh_from_db()
        sent = {"reach": reach, "version": point.version}
        response = client.post(f"{point.get_absolute_url()}share/", sent)
        point.refresh_from_db()
        return response.status_code, point.reach

    assert spread("county") == (422, "group")
    assert spread("office") == (302, "office")
    assert spread("everybody") == (422, "office")
    assert spread("county") == (302, "county")
    assert spread("everybody") == (302, "everybody")
    assert spread("group") == (302, "group")
    assert ada.user.audit_entries.filter(action="learning.share").count() == 4


def test_what_is_learned_in_the_county_goes_to_the_whole_county_first(log_in, kari, naboen):
    point = make_learning(kari)
    assert point.may_reach == [Reach.GROUP, Reach.COUNTY]
    log_in(kari).post(f"{point.get_absolute_url()}share/", {"reach": "county", "version": 0})
    assert sees(naboen)


def test_who_was_there_spreads_it_and_who_was_only_invited_reads_it(log_in, ada, bo, meeting):
    point = make_learning(bo, meeting=meeting)
    lena_like = make_meeting(ada, bo)
    hers = make_learning(ada, meeting=lena_like)
    assert log_in(ada).get(f"{point.get_absolute_url()}share/").status_code == 200
    assert log_in(bo).get(hers.get_absolute_url()).status_code == 200
    for verb in ("share", "edit"):
        assert log_in(bo).get(f"{hers.get_absolute_url()}{verb}/").status_code == 403
    assert log_in(bo).post(f"{hers.get_absolute_url()}withdraw/").status_code == 403


def test_what_was_changed_meanwhile_is_not_spread_unread(log_in, ada):
    point = make_learning(ada)
    log_in(ada).post(f"{point.get_absolute_url()}edit/", TYPED | {"version": 0})
    late = log_in(ada).post(f"{point.get_absolute_url()}share/", {"reach": "office", "version": 0})
    assert late.status_code == 422
    point.refresh_from_db()
    assert point.reach == Reach.GROUP


def test_who_spreads_it_is_told_of_a_name_she_knows_and_the_writer_did_not(
    log_in, ada, bo, meeting
):
    make_participant(ada, "Rask Fjell")
    point = make_learning(bo, meeting=meeting, happened="Rask Fjell byttet avdeling.")
    response = log_in(ada).post(
        f"{point.get_absolute_url()}share/", {"reach": "office", "version": 0}
    )
    assert response.status_code == 422
    assert "Rask" in response.content.decode()


# Finding it again


@pytest.fixture
def learned(ada):
    for change, text in [
        ("Spørre tidligere", "Kandidatene ventet på arbeidsgiveren."),
        ("Ringje fyrst", "Kandidatane venta på svar frå verksemda."),
        ("Be om hjelp", "Veiledere sto alene."),
    ]:
        make_learning(ada, change=change, happened=text)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", {"Spørre tidligere", "Ringje fyrst", "Be om hjelp"}),
        ("kandidat", {"Spørre tidligere", "Ringje fyrst"}),
        ("kandidatane", {"Spørre tidligere", "Ringje fyrst"}),
        ("ARBEIDSGIVER", {"Spørre tidligere"}),
        ("veileder alene", {"Be om hjelp"}),
        ("kandidat veileder", set()),
        ("arbeidsgivere", {"Spørre tidligere"}),
        ("arbeidsgiverens", {"Spørre tidligere"}),
        ("verksemd", {"Ringje fyrst"}),
        ("hjelp og veilederen", {"Be om hjelp"}),
        ("og på", set()),
        ("& | ! ( ' :* <->", set()),
        ("hjelp & !alene:*", {"Be om hjelp"}),
    ],
)
def test_words_are_found_in_their_forms_in_bokmaal_and_nynorsk(log_in, ada, learned, words, found):
    assert search(log_in, ada, words) == found


def test_words_may_be_names_so_they_reach_no_address(log_in, ada, learned):
    client = log_in(ada)
    response = client.post(f"{URL}search/", {"words": "Blid Lampe", "theme": "employers"})
    assert response.url == f"{URL}?theme=employers"
    assert "Blid Lampe" in client.get(URL).content.decode()
    client.post(f"{URL}search/", {})
    assert "Blid Lampe" not in client.get(URL).content.decode()


def test_it_is_narrowed_by_theme_type_of_workplace_and_loop(log_in, ada):
    make_learning(ada, change="A", theme="language", workplace_type="F")
    make_learning(ada, change="B", theme="language", loop="double", assumed="x")
    make_learning(ada, change="C", theme="grants", workplace_type="F")
    assert search(log_in, ada, theme="language") == {"A", "B"}
    assert search(log_in, ada, workplace_type="F") == {"A", "C"}
    assert search(log_in, ada, theme="language", loop="double") == {"B"}
    assert search(log_in, ada, theme="weather") == {"A", "B", "C"}


def test_a_search_finds_nothing_that_is_not_hers_to_read(log_in, ada, bo, learned):
    assert search(log_in, bo, "kandidat") == set()


def test_the_words_have_an_index(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = 'words_of_learning'")
        [[definition]] = cursor.fetchall()
    assert "USING gin (words)" in definition


def test_the_search_is_one_the_index_answers(ada):
    points = LearningPoint.objects.saying("kandidat").order_by()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert "words_of_learning" in points.explain()


# Where it comes back


def test_at_most_three_of_the_same_theme_need_or_type_come_back_newest_first(ada):
    for number in range(4):
        make_learning(ada, change=str(number), theme="language")
    make_learning(ada, change="4", theme="grants", need="partly_work")
    make_learning(ada, change="5", theme="grants", workplace_type="F")

    def found(**situation):
        return [point.change for point in similar_learning(ada, **situation)]

    assert found(theme="language") == ["3", "2", "1"]
    assert found(theme="language", need="partly_work") == ["4", "3", "2"]
    assert found(workplace_type="F") == ["5"]
    assert found() == []


def test_a_meeting_shows_what_others_learned_of_its_theme_and_not_its_own_twice(
    log_in, ada, naboen, meeting
):
    Meeting.objects.filter(pk=meeting.pk).update(topic="language")
    make_learning(ada, meeting=meeting, change="Vårt eget", theme="language")
    make_learning(naboen, change="Naboens", theme="language", reach=Reach.COUNTY)
    make_learning(naboen, change="Noe annet", theme="grants", reach=Reach.COUNTY)
    text = page(log_in, ada, meeting.get_absolute_url())
    assert text.count("Vårt eget") == text.count("Naboens") == 1
    assert "Noe annet" not in text


def test_a_persons_page_asks_for_it_afterwards_by_an_address_that_tells_of_nobody(
    log_in, ada, lampe
):
    lampe.need_group, lampe.phase = "partly_work", "finding"
    lampe.save(update_fields=["need_group", "phase"])
    make_learning(ada, change="Passer her", need="partly_work")
    text = page(log_in, ada, lampe.get_absolute_url())
    assert "Passer her" not in text
    address = "/reflection/learning/similar/?theme=finding_workplaces&amp;need=partly_work"
    assert f'hx-get="{address}"' in text and f'href="{address}"' in text
    part = log_in(ada).get(address.replace("&amp;", "&"), headers={"HX-Request": "true"})
    assert "Passer her" in part.content.decode()
    assert "<html" not in part.content.decode()
    assert "Passer her" in page(log_in, ada, address.replace("&amp;", "&"))


def test_it_adds_no_question_to_a_persons_page(log_in, ada, lampe, django_assert_max_num_queries):
    client = log_in(ada)
    client.get(lampe.get_absolute_url())
    with django_assert_max_num_queries(100) as without:
        assert "learning/similar" not in client.get(lampe.get_absolute_url()).content.decode()
    lampe.need_group = "partly_work"
    lampe.save(update_fields=["need_group"])
    with django_assert_max_num_queries(100) as with_it:
        assert "learning/similar" in client.get(lampe.get_absolute_url()).content.decode()
    assert len(with_it) == len(without)


def test_whoever_writes_a_new_one_sees_those_of_the_theme_she_chose(log_in, ada, naboen):
    make_learning(naboen, change="Naboens", reach=Reach.COUNTY)
    response = log_in(ada).post(f"{URL}new/", TYPED | {"change": ""})
    assert "Naboens" in response.content.decode()
    empty = page(log_in, ada, f"{URL}new/")
    assert "Naboens" not in empty
    assert re.search(r'hx-get="/reflection/learning/similar/"', empty)


def test_odd_situations_are_nobodys(log_in, ada, learned):
    assert page(log_in, ada, f"{URL}similar/?theme=%F0&need=x&workplace_type=%27")
