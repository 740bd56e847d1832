"""What an import does with what the rows say: who it is, who may, and what is written."""

import datetime

import pytest
from django.utils import timezone

from accounts.models import AuditEntry, Membership
from caseload.actions import end_closer_follow_up, end_follow_up
from caseload.models import Assignment, Change, Participant, StandIn
from mentors.endings.actions import end_placement
from mentors.models import ContactPerson, Mentorship, Placement, Workplace
from tests.factories import (
    make_closer,
    make_mentor,
    make_participant,
    make_placement,
    make_workplace,
)
from tests.mentors.imports.files import bring_in, noticed, said

HEADS = (
    "Navn;Fødselsår;Telefon;E-post;Veileders e-post;Fase;Ønske;Innsatsgruppe;Ytelse;Ytelse til;"
    "Prioritert siden;Rytme;Arbeidsplass;Organisasjonsnummer;Mentor;Mentors telefon;"
    "Mentors e-post;Siste kontakt"
)
WHOLE = (
    "Blid Lampe;1991;22 22 22 22;blid@example.no;bo@nav.example;I gang;Bake;BATT;AAP;31.12.2026;"
    "01.03.2026;hver måned;Fjordbygg;974760673;Solveig;99 99 99 99;s@x.no;02.03.2026"
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(datetime.datetime(2026, 3, 24, 12, tzinfo=datetime.UTC), tick=False)
    return datetime.date(2026, 3, 24)


def counts(plan):
    return tuple(plan.counts().values())


def lamp():
    return Participant.objects.select_related("closer_follow_up").get(name="Blid Lampe")


# A whole row


def test_everything_in_a_row_is_written(ada, bo):
    plan = bring_in(ada, HEADS, WHOLE)
    assert (said(plan), counts(plan)) == ([], (1, 0, 0))
    lampe = lamp()
    assert (lampe.office, lampe.advisor, lampe.birth_year) == (ada.office, bo.user, 1991)
    assert (lampe.phone, lampe.email, lampe.wish) == ("22 22 22 22", "blid@example.no", "Bake")
    assert (lampe.phase, lampe.need_group) == ("under_way", "reduced_capacity")
    assert lampe.benefit == "work_assessment_allowance"
    assert lampe.benefit_ends_on == datetime.date(2026, 12, 31)
    assert lampe.closer_follow_up.started_on == datetime.date(2026, 3, 1)
    assert lampe.closer_follow_up.rhythm == "monthly"
    assert lampe.last_person_contact_on == datetime.date(2026, 3, 2)
    assert lampe.next_contact_on == datetime.date(2026, 4, 7)  # after Easter
    assert (lampe.workplace_name, lampe.mentor_name) == ("Fjordbygg", "Solveig")
    mentor = Mentorship.objects.get(placement__participant=lampe).mentor
    assert (mentor.phone, mentor.email) == ("99 99 99 99", "s@x.no")
    assert mentor.workplace.org_number == "974760673"


def test_it_is_as_if_she_had_been_added_by_hand(ada, bo):
    bring_in(ada, HEADS, WHOLE)
    lampe = lamp()
    assert Assignment.objects.filter(participant=lampe, advisor=bo.user, until_on=None).exists()
    kinds = set(
        Change.objects.filter(participant=lampe, by=ada.user).values_list("kind", flat=True)
    )
    assert kinds == {"created", "closer_started", "workplace", "mentor"}
    lines = AuditEntry.objects.filter(membership=ada, subject_id=str(lampe.pk))
    assert [line.action for line in lines] == ["participant.import"]
    assert Participant.objects.visible_to(bo).named("blid").get() == lampe


def test_the_same_file_twice_changes_nothing(ada, bo):
    own = WHOLE.replace("Blid Lampe", "Kald Kopp").replace("bo@nav.example", "")
    bare = "Rund Stein" + ";" * 17
    bring_in(ada, HEADS, WHOLE, own, bare)
    written = {model: model.objects.count() for model in [Change, AuditEntry, Placement, Workplace]}
    plan = bring_in(ada, HEADS, WHOLE, own, bare)
    assert (said(plan), counts(plan)) == ([], (0, 0, 3))
    assert written == {model: model.objects.count() for model in written}


def test_the_same_file_the_next_day_changes_nothing(ada, time_machine):
    lines = ["Navn;Rytme;Neste kontakt", "Blid Lampe;hver uke;", "Kald Kopp;ved behov;"]
    bring_in(ada, *lines)
    time_machine.move_to(datetime.datetime(2026, 3, 25, 12, tzinfo=datetime.UTC))
    assert counts(bring_in(ada, *lines)) == (0, 0, 2)


def test_only_the_name_is_required(ada):
    plan = bring_in(ada, "Navn;Fødselsår", "Åse 2;", ";1990")
    assert said(plan) == [(3, "Navn", "no_name")]
    assert counts(bring_in(ada, "Navn", "Åse 2", "17")) == (2, 0, 0)
    assert Participant.objects.get(name="17").advisor == ada.user
    assert Participant.objects.get(name="17").phase == "wish"


# Everything or the valid rows


def test_one_wrong_cell_stops_everything(ada):
    plan = bring_in(ada, "Navn;Fødselsår;Rytme", "Åse;1990;", "Bo;84;sjelden")
    assert said(plan) == [(3, "Fødselsår", "not_a_year"), (3, "Rytme", "not_listed")]
    assert not Participant.objects.exists()


def test_the_valid_rows_by_choice(ada):
    plan = bring_in(ada, "Navn;Fødselsår", "Åse;1990", "Bo;84", "Cy;1991", valid_rows=True)
    assert (said(plan), counts(plan)) == ([(3, "Fødselsår", "not_a_year")], (2, 0, 0))
    assert set(Participant.objects.values_list("name", flat=True)) == {"Åse", "Cy"}


def test_a_row_with_more_cells_than_headings_is_not_guessed_at(ada):
    assert said(bring_in(ada, "Navn,Ønske", "Åse,bake, selge", "Bo,x")) == [
        (2, "", "too_many_cells")
    ]


# Who it is


def test_a_person_is_known_by_name_and_birth_year(ada):
    make_participant(ada, "Blid Lampe", birth_year=1991)
    plan = bring_in(ada, "Navn;Fødselsår;Ønske", "  BLID   lampe;1991;Bake", "Blid Lampe;1992;")
    assert counts(plan) == (1, 1, 0)
    assert Participant.objects.get(birth_year=1991).wish == "Bake"
    assert Participant.objects.get(birth_year=1991).name == "Blid Lampe"


def test_nobody_without_a_birth_year_is_somebody_with_one(ada):
    make_participant(ada, "Blid Lampe", birth_year=1991)
    assert counts(bring_in(ada, "Navn", "Blid Lampe")) == (1, 0, 0)
    assert counts(bring_in(ada, "Navn", "Blid Lampe")) == (0, 0, 1)


def test_people_of_another_office_are_others(ada, tor):
    assert counts(bring_in(ada, "Navn", "Stille Brygge")) == (1, 0, 0)


def test_two_rows_for_one_person_name_the_first(ada):
    plan = bring_in(ada, "Navn;Fødselsår", "Åse;1990", "Bo;", "åse ;1990")
    assert said(plan) == [(4, "Navn", "same_person")]
    assert plan.problems[0].params == {"first": 2}


def test_empty_cells_never_erase(ada, bo):
    bring_in(ada, HEADS, WHOLE.replace("bo@nav.example", ""))
    before = Participant.objects.values().get(name="Blid Lampe")
    assert counts(bring_in(ada, HEADS, "Blid Lampe;1991" + ";" * 16)) == (0, 0, 1)
    assert Participant.objects.values().get(name="Blid Lampe") == before


def test_an_edit_is_told_and_counted(ada, lampe):
    plan = bring_in(ada, "Navn;Fødselsår;Fase;Ønske", "Blid Lampe;1991;I gang;Bake")
    assert counts(plan) == (0, 1, 0)
    lampe.refresh_from_db()
    assert lampe.version == 2
    assert set(lampe.changes.values_list("kind", flat=True)) == {"created", "phase", "edited"}


# Who may


def test_a_colleagues_person_is_not_changed(ada, bo):
    lampe = make_participant(bo, "Blid Lampe")
    for advisor in ["", "bo@nav.example", "ada@nav.example"]:
        plan = bring_in(ada, "Navn;Veileder;Ønske", f"Blid Lampe;{advisor};Bake")
        assert said(plan) == [(2, "Navn", "not_importable_here")]
    lampe.refresh_from_db()
    assert lampe.wish == ""


def test_whom_she_stands_in_for_she_may_update(ada, bo, today):
    make_participant(bo, "Blid Lampe")
    StandIn.objects.create(advisor=bo.user, stand_in=ada.user, until_on=today)
    assert counts(bring_in(ada, "Navn;Ønske", "Blid Lampe;Bake")) == (0, 1, 0)


@pytest.mark.parametrize("protection", ["confidential", "shielded", "sealed"])
def test_a_protected_person_is_answered_as_a_colleagues(ada, bo, protection):
    make_participant(ada, "Blid Lampe", protection=protection)
    make_participant(bo, "Kald Kopp")
    plan = bring_in(ada, "Navn;Ønske", "Blid Lampe;Bake", "Kald Kopp;Bake")
    first, second = plan.problems
    assert str(first) == str(second)
    assert "protect" not in str(first).lower()


def test_one_she_brought_in_for_a_colleague_is_left_alone(ada, bo):
    bring_in(ada, "Navn;Veileder;Ønske", "Blid Lampe;bo@nav.example;Bake")
    plan = bring_in(ada, "Navn;Veileder;Ønske", "Blid Lampe;bo@nav.example;Sy")
    assert (counts(plan), noticed(plan)) == ((0, 0, 1), [(2, "Veileder", "with_colleague")])
    assert lamp().wish == "Bake"


def test_the_advisor_follows_people_up_here_today(ada, bo, lars, tor, today):
    header = "Navn;Veileder"
    for email in ["lars@nav.example", "tor@nav.example", "nobody@nav.example"]:
        assert said(bring_in(ada, header, f"Åse;{email}")) == [(2, "Veileder", "not_a_colleague")]
    assert counts(bring_in(ada, header, "Åse;BO@nav.example")) == (1, 0, 0)
    Membership.objects.filter(pk=bo.pk).update(ends_on=today - datetime.timedelta(days=1))
    assert said(bring_in(ada, header, "Bø;bo@nav.example")) == [(2, "Veileder", "not_a_colleague")]


def test_a_file_gives_nobody_a_new_advisor(ada, bo, lampe):
    plan = bring_in(ada, "Navn;Fødselsår;Veileder", "Blid Lampe;1991;bo@nav.example")
    assert said(plan) == [(2, "Veileder", "new_advisor")]


# Closer follow-up


def test_what_is_missing_about_closer_follow_up_is_said_and_the_row_taken(ada, today):
    plan = bring_in(ada, "Navn;Rytme", "Blid Lampe;hver uke")
    assert (said(plan), counts(plan)) == ([], (1, 0, 0))
    assert noticed(plan) == [(2, "", "missing_why"), (2, "", "missing_asked")]
    assert lamp().closer_follow_up.started_on == today


def test_why_and_whether_she_was_asked(ada):
    plan = bring_in(ada, "Navn;Rytme;Hvorfor;Spurt", "Blid Lampe;hver uke;Vil bake;ja")
    assert noticed(plan) == []
    follow_up = lamp().closer_follow_up
    assert (follow_up.why, follow_up.asked) == ("Vil bake", "yes")


def test_prioritised_without_a_rhythm_is_every_month_until_agreed(ada):
    plan = bring_in(ada, "Navn;Prioritert siden", "Blid Lampe;01.03.2026")
    assert (2, "", "missing_rhythm") in noticed(plan)
    assert lamp().closer_follow_up.rhythm == "monthly"


def test_when_needed_has_a_day_to_look_again(ada):
    header = "Navn;Rytme;Neste kontakt"
    plan = bring_in(ada, header, "Blid Lampe;ved behov;", "Kald Kopp;ved behov;04.05.2026")
    assert (2, "Rytme", "missing_look_again") in noticed(plan)
    assert lamp().closer_follow_up.look_again_on == datetime.date(2026, 6, 24)
    kopp = Participant.objects.get(name="Kald Kopp")
    assert kopp.closer_follow_up.look_again_on == datetime.date(2026, 5, 4)
    assert kopp.next_contact_on == datetime.date(2026, 5, 4)


def test_a_new_rhythm_is_agreed_anew(ada):
    bring_in(ada, "Navn;Rytme", "Blid Lampe;hver uke")
    assert counts(bring_in(ada, "Navn;Rytme", "Blid Lampe;hver 10. dag")) == (0, 1, 0)
    lampe = lamp()
    assert (lampe.closer_follow_up.rhythm, lampe.closer_follow_up.days) == ("own", 10)
    assert lampe.next_contact_on == datetime.date(2026, 4, 7)
    assert lampe.follow_ups.count() == 1
    assert lampe.changes.filter(kind="closer_changed").exists()


def test_a_closer_follow_up_that_has_ended_is_not_opened_by_an_old_file(ada):
    lines = ["Navn;Prioritert siden;Rytme", "Blid Lampe;01.03.2026;hver uke"]
    bring_in(ada, *lines)
    end_closer_follow_up(ada, lamp(), why="Jobb")
    plan = bring_in(ada, *lines)
    assert (counts(plan), noticed(plan)) == ((0, 0, 1), [(2, "Prioritert siden", "closer_ended")])


def test_closer_follow_up_ends_a_not_now(ada, lampe, today):
    Participant.objects.update(not_now_why="Syk", not_now_until=today)
    bring_in(ada, "Navn;Fødselsår;Rytme", "Blid Lampe;1991;hver uke")
    assert lamp().not_now_until is None


def test_who_has_ended_has_no_rhythm(ada, lampe):
    plan = bring_in(ada, "Navn;Fase;Rytme", "Kald Kopp;Avsluttet;hver uke")
    assert said(plan) == [(2, "Rytme", "rhythm_after_end")]
    end_follow_up(ada, lampe, why="Flyttet")
    plan = bring_in(ada, "Navn;Fødselsår;Rytme", "Blid Lampe;1991;hver uke")
    assert said(plan) == [(2, "Rytme", "rhythm_after_end")]


def test_a_file_can_end_and_open_again(ada, lampe, today):
    make_closer(ada, lampe)
    bring_in(ada, "Navn;Fødselsår;Fase", "Blid Lampe;1991;Avsluttet")
    lampe.refresh_from_db()
    assert (lampe.ended_on, lampe.closer_follow_up, lampe.next_contact_on) == (today, None, None)
    assert lampe.follow_ups.get().ended_on == today
    assert counts(bring_in(ada, "Navn;Fødselsår;Fase", "Blid Lampe;1991;Avsluttet")) == (0, 0, 1)
    bring_in(ada, "Navn;Fødselsår;Fase", "Blid Lampe;1991;I gang")
    lampe.refresh_from_db()
    assert (lampe.ended_on, lampe.phase) == (None, "under_way")


# Contacts


def test_the_last_contact_is_only_moved_forward(ada, lampe):
    header = "Navn;Fødselsår;Siste kontakt;Siste kontakt med arbeidsplassen"
    bring_in(ada, header, "Blid Lampe;1991;10.03.2026;11.03.2026")
    assert counts(bring_in(ada, header, "Blid Lampe;1991;09.03.2026;")) == (0, 0, 1)
    lampe.refresh_from_db()
    assert lampe.last_person_contact_on == datetime.date(2026, 3, 10)
    assert lampe.last_workplace_contact_on == datetime.date(2026, 3, 11)


def test_no_contact_after_today(ada):
    plan = bring_in(ada, "Navn;Siste kontakt", "Åse;24.03.2026", "Bo;25.03.2026")
    assert said(plan) == [(3, "Siste kontakt", "contact_after_today")]


# Workplaces


def test_a_workplace_is_known_by_its_number_else_by_its_name(ada):
    make_workplace(ada, "Fjordbygg", org_number="974760673")
    make_workplace(ada, "Kaféen")
    header = "Navn;Arbeidsplass;Orgnr"
    bring_in(
        ada, header, "A;Annet navn;974 760 673", "B; kaféen ;", "C;Ny;", "D;ny;", "E;;974760673"
    )
    assert set(Workplace.objects.values_list("name", flat=True)) == {"Fjordbygg", "Kaféen", "Ny"}
    placed = Participant.objects.order_by("name").values_list("workplace_name", flat=True)
    assert list(placed) == ["Fjordbygg", "Kaféen", "Ny", "Ny", "Fjordbygg"]


def test_a_number_found_later_belongs_to_the_workplace_without_one(ada):
    workplace = make_workplace(ada, "Fjordbygg")
    lines = ["Navn;Arbeidsplass;Orgnr", "A;Fjordbygg;", "B;Fjordbygg;974760673"]
    bring_in(ada, *lines)
    assert Workplace.objects.get().org_number == "974760673"
    assert workplace.placements.count() == 2
    assert counts(bring_in(ada, *lines)) == (0, 0, 2)


def test_a_number_alone_is_not_enough_for_a_new_workplace(ada):
    plan = bring_in(ada, "Navn;Orgnr", "A;974760673")
    assert said(plan) == [(2, "Orgnr", "workplace_name_missing")]


def test_two_workplaces_of_one_name_need_the_number(ada):
    lines = ["A;Kiwi;974760673", "B;Kiwi;974760674", "C;Kiwi;"]
    plan = bring_in(ada, "Navn;Arbeidsplass;Orgnr", *lines)
    assert said(plan) == [(3, "Orgnr", "not_an_org_number")]
    lines[1] = "B;Kiwi;889640782"
    plan = bring_in(ada, "Navn;Arbeidsplass;Orgnr", *lines)
    assert said(plan) == [(4, "Arbeidsplass", "workplace_ambiguous")]


def test_what_the_office_wrote_of_a_workplace_is_not_overwritten(ada):
    make_workplace(ada, "Kaféen", division="56", section="I")
    bring_in(ada, "Navn;Arbeidsplass;Næring;Ansatte", "A;Kaféen;47;12")
    workplace = Workplace.objects.get()
    assert (workplace.division, workplace.section, workplace.size) == ("56", "I", "10-19")


def test_a_placement_that_has_ended_is_not_opened_by_an_old_file(ada, lampe, today):
    placement = make_placement(ada, lampe, mentor=False)
    end_placement(ada, placement, ended_on=today, outcome="better_prepared")
    plan = bring_in(ada, "Navn;Fødselsår;Arbeidsplass", "Blid Lampe;1991;Fjordbygg")
    assert (counts(plan), noticed(plan)) == ((0, 0, 1), [(2, "Arbeidsplass", "placement_ended")])


# Mentors

MENTORS = "Navn;Arbeidsplass;Mentor;Mentors telefon;Mentors e-post"


def test_a_mentor_is_known_by_email_else_by_phone(ada):
    workplace = make_workplace(ada, "Kaféen")
    solveig = make_mentor(ada, workplace, "Solveig", email="s@x.no", phone="99 99 99 99")
    bring_in(
        ada,
        MENTORS,
        "A;Kaféen;;;S@x.no",
        "B;Kaféen;S. Hansen;+47 99999999;",
        "C;Kaféen;Ny;98765432;",
    )
    assert workplace.people.count() == 2
    assert solveig.mentorships.count() == 2


def test_a_shared_switchboard_does_not_make_two_mentors_one(ada):
    bring_in(ada, MENTORS, "A;K;Solveig;22222222;s@x.no", "B;K;Per;22222222;p@x.no")
    assert ContactPerson.objects.count() == 2


def test_what_is_new_about_a_mentor_is_written_and_told(ada, lampe):
    workplace = make_workplace(ada, "Kaféen")
    make_mentor(ada, workplace, "Solveig", email="s@x.no")
    bring_in(ada, MENTORS, "A;Kaféen;Solveig;;s@x.no")
    assert counts(bring_in(ada, MENTORS, "A;Kaféen;Solveig Hansen;99999999;s@x.no")) == (0, 1, 0)
    assert ContactPerson.objects.get().phone == "99999999"
    assert Participant.objects.get(name="A").mentor_name == "Solveig Hansen"


def test_rows_that_disagree_about_a_mentor_are_settled_by_the_first(ada):
    lines = ["A;K;Solveig;99999999;s@x.no", "B;K;S. Hansen;98765432;s@x.no", "C;K;Solveig;;"]
    bring_in(ada, MENTORS, *lines)
    assert ContactPerson.objects.get().phone == "99999999"
    assert counts(bring_in(ada, MENTORS, *lines)) == (0, 0, 3)


def test_a_mentor_needs_a_name_and_a_workplace(ada):
    plan = bring_in(ada, MENTORS, "A;K;;99999999;", "B;;Solveig;;")
    assert said(plan) == [
        (2, "Mentors telefon", "mentor_name_missing"),
        (3, "Mentor", "workplace_missing"),
    ]


def test_a_wrong_workplace_cell_is_one_problem_and_not_two(ada):
    plan = bring_in(ada, "Navn;Orgnr;Mentor", "A;123;Solveig")
    assert said(plan) == [(2, "Orgnr", "not_an_org_number")]


def test_a_mentor_only_a_rejected_row_describes_is_not_written(ada):
    lines = ["A;K;Solveig;tull;s@x.no", "B;K;;;s@x.no"]
    plan = bring_in(ada, MENTORS, *lines, valid_rows=True)
    assert said(plan) == [
        (2, "Mentors telefon", "not_a_phone"),
        (3, "Mentors e-post", "mentor_name_missing"),
    ]
    assert not ContactPerson.objects.exists()


def test_a_second_mentor_comes_beside_the_first(ada):
    bring_in(ada, MENTORS, "A;K;Solveig;99999999;")
    assert counts(bring_in(ada, MENTORS, "A;K;Per;98765432;")) == (0, 1, 0)
    assert Mentorship.objects.filter(placement__participant__name="A", ended_on=None).count() == 2


# Scale


def test_the_number_of_queries_does_not_grow_with_the_rows(ada, django_assert_max_num_queries):
    rows = [f"P{n};{n + 1950};K{n};Mentor {n};{99000000 + n};m{n}@x.no" for n in range(60)]
    header = "Navn;Fødselsår;Arbeidsplass;Mentor;Mentors telefon;Mentors e-post"
    with django_assert_max_num_queries(45):
        assert counts(bring_in(ada, header, *rows)) == (60, 0, 0)
    with django_assert_max_num_queries(45):
        assert counts(bring_in(ada, header, *rows)) == (0, 0, 60)
    assert timezone.localdate() == Placement.objects.first().started_on
