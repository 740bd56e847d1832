"""Whoever is invited arranges the meeting; she is told of it and asked whether she comes."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from notifications import delivery
from notifications.models import Mail, Notification
from reflection.calendars.mails import Kind as MailKind
from reflection.calendars.mails import write
from reflection.groups.plan import Rhythm, rule_of
from reflection.models import Invitee, Meeting
from reflection.tasks import plan_meetings, sweep_meeting_mails
from tests.factories import make_group, make_meeting, make_member, make_office
from tests.reflection.test_plan import TUESDAY, at, weeks

Kind = Notification.Kind
Answer = Invitee.Answer


@pytest.fixture
def clock():
    with time_machine.travel(at(TUESDAY, "06:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def group(clock, ada, bo, lena):
    rule = rule_of(Rhythm.FOURTH_WEEK, TUESDAY)
    return make_group(ada, bo, lena, rule=rule, first_at=at(TUESDAY), place="Fjorden")


@pytest.fixture
def meeting(group):
    """The first: today at ten, led by Ada, and Bo stands in."""
    return group.meetings.earliest("starts_at")


def page_of(meeting, does=""):
    return f"/reflection/meetings/{meeting.pk}/{does}"


def told(member):
    """(kind, id of the meeting) of what waits for her."""
    return list(Notification.objects.visible_to(member).open().values_list("kind", "about"))


# Answering


def test_she_says_whether_she_comes_and_may_change_her_mind(log_in, bo, meeting):
    client = log_in(bo)
    for answer in (Answer.COMING, Answer.NOT_COMING):
        client.post(page_of(meeting, "answer/"), {"answer": answer})
        assert meeting.invitees.get(user=bo.user).answer == answer


def test_rubbish_is_no_answer(log_in, bo, meeting):
    log_in(bo).post(page_of(meeting, "answer/"), {"answer": "perhaps"})
    assert meeting.invitees.get(user=bo.user).answer == ""


def test_those_invited_see_who_comes_and_the_leader_of_the_office_does_not(
    log_in, ada, bo, lars, meeting
):
    log_in(bo).post(page_of(meeting, "answer/"), {"answer": Answer.NOT_COMING})
    assert "Kan ikke komme</span>" in log_in(ada).get(page_of(meeting)).content.decode()
    assert "Kan ikke komme" not in log_in(lars).get(page_of(meeting)).content.decode()


# Being told


def test_whoever_is_invited_is_told_within_two_weeks(ada, bo, group, meeting):
    assert told(bo) == [(Kind.MEETING, meeting.pk)]


def test_the_clock_tells_of_the_next_one_when_it_is_near(bo, group, clock):
    second = group.meetings.order_by("starts_at")[1]
    clock.move_to(at(weeks(2)[0], "04:40"))
    plan_meetings()
    assert told(bo) == [(Kind.MEETING, second.pk)]


def test_it_is_settled_when_she_answers_and_for_nobody_else(log_in, ada, bo, meeting):
    log_in(bo).post(page_of(meeting, "answer/"), {"answer": Answer.COMING})
    plan_meetings()
    assert told(bo) == []
    assert told(ada) == [(Kind.MEETING, meeting.pk)]


def test_it_is_settled_when_it_is_cancelled(log_in, ada, bo, meeting):
    log_in(ada).post(page_of(meeting, "cancel/"), {"why": "Kurs"})
    assert told(bo) == []


def test_it_is_settled_when_it_is_over(bo, meeting, clock):
    clock.move_to(at(TUESDAY + datetime.timedelta(days=1), "04:40"))
    plan_meetings()
    assert told(bo) == []


def test_it_is_told_anew_when_it_is_moved(log_in, ada, bo, meeting):
    log_in(bo).post(page_of(meeting, "answer/"), {"answer": Answer.COMING})
    log_in(ada).post(page_of(meeting, "move/"), moved("2026-09-03"))
    assert told(bo) == [(Kind.MEETING, meeting.pk)]
    assert meeting.invitees.get(user=bo.user).answer == ""


def test_the_list_says_which_meeting_it_is(log_in, bo, meeting):
    page = log_in(bo).get("/notifications/").content.decode()
    assert "Hybridgruppa" in page


def test_at_a_gathering_of_the_county_each_is_told_at_her_own_office(kari, ada, clock):
    naboen = make_member("Naboen", office=make_office(county=ada.office.county))
    meeting = make_meeting(kari, ada, naboen, kind="county", name="Samling")
    plan_meetings()
    assert told(naboen) == [(Kind.MEETING, meeting.pk)]
    assert told(ada) == [(Kind.MEETING, meeting.pk)]


# Those who have not been in a while


def held(group, came, number=3):
    """Meetings of the group that were held, with these there."""
    for weeks_ago in range(1, number + 1):
        meeting = Meeting.objects.create(
            group=group,
            office=group.office,
            county=group.county,
            starts_at=timezone.now() - datetime.timedelta(weeks=weeks_ago),
            state=Meeting.State.HELD,
        )
        for member in group.members.current():
            meeting.invitees.create(user=member.user, role="advisor", was_there=member.user in came)


def test_who_has_not_been_at_three_meetings_is_invited_personally(ada, bo, lena, group, meeting):
    held(group, [ada.user, lena.user])
    plan_meetings()
    assert told(bo) == [(Kind.MEETING_MISSED, meeting.pk)]
    assert told(ada) == told(lena) == [(Kind.MEETING, meeting.pk)]


def test_not_more_than_seven_days_before(ada, bo, lena, group, clock):
    held(group, [ada.user, lena.user])
    second = group.meetings.filter(state="draft").order_by("starts_at")[1]
    for days, kind in [(8, Kind.MEETING), (6, Kind.MEETING_MISSED)]:
        clock.move_to(second.starts_at - datetime.timedelta(days=days))
        plan_meetings()
        assert told(bo) == [(kind, second.pk)]


def test_two_meetings_are_no_while(ada, bo, lena, group, meeting):
    held(group, [ada.user, lena.user], number=2)
    plan_meetings()
    assert told(bo) == [(Kind.MEETING, meeting.pk)]


def test_where_nobody_noted_who_came_nobody_was_away(bo, group, meeting):
    held(group, [])
    plan_meetings()
    assert told(bo) == [(Kind.MEETING, meeting.pk)]


def test_nobody_else_is_shown_that(log_in, ada, bo, lena, lars, group, meeting):
    def shown():
        pages = [page_of(meeting), f"/reflection/groups/{group.pk}/", "/reflection/"]
        answers = {who: [log_in(who).get(page) for page in pages] for who in (ada, lars)}
        return {who.user.name: [len(each.content) for each in of] for who, of in answers.items()}

    held(group, [ada.user, lena.user, bo.user])
    before = shown()
    Invitee.objects.filter(user=bo.user).update(was_there=False)
    plan_meetings()
    assert told(bo)[0][0] == Kind.MEETING_MISSED
    assert shown() == before


# Time and place


def moved(day="2026-09-03", **fields):
    return {"on": day, "time": "13:00", "minutes": "45", "place": "Skogen"} | fields


def test_whoever_is_invited_moves_it(log_in, bo, meeting):
    log_in(bo).post(page_of(meeting, "move/"), moved())
    meeting.refresh_from_db()
    assert meeting.starts_at == at(datetime.date(2026, 9, 3), "13:00")
    assert (meeting.minutes, meeting.place) == (45, "Skogen")
    assert meeting.planned_for == at(TUESDAY)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": "2026-08-31"}, "Velg i dag eller en senere dag."),
        ({"on": ""}, "Skriv hvilken dag."),
        ({"time": "ti"}, "Skriv et klokkeslett, for eksempel 10:00."),
        ({"minutes": "5"}, "Skriv mellom 15 og 600 minutter."),
        ({"on": "2026-09-29", "time": "10:00"}, "Gruppa møtes allerede på dette tidspunktet."),
    ],
)
def test_a_time_that_cannot_be_is_said_to_be_so(log_in, ada, meeting, wrong, said):
    answer = log_in(ada).post(page_of(meeting, "move/"), moved(**wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    "over",
    [{"state": "held"}, {"state": "cancelled"}, {"began_at": at(TUESDAY)}],
)
@pytest.mark.parametrize("does", ["move/", "cancel/", "invite/", "answer/", "lead/"])
def test_what_is_over_or_has_begun_is_not_planned_any_more(log_in, ada, meeting, over, does):
    Meeting.objects.filter(pk=meeting.pk).update(**over)
    before = Meeting.objects.filter(pk=meeting.pk).values().get()
    answer = log_in(ada).post(page_of(meeting, does), moved() | {"why": "x", "answer": "coming"})
    assert answer.status_code == 302
    assert Meeting.objects.filter(pk=meeting.pk).values().get() == before


def test_one_that_is_cancelled_says_why_and_stays(log_in, ada, bo, meeting):
    log_in(ada).post(page_of(meeting, "cancel/"), {"why": "Kurs på Lillehammer"})
    assert "Kurs på Lillehammer" in log_in(bo).get(page_of(meeting)).content.decode()
    assert ada.user.audit_entries.filter(action="meeting.cancel").exists()


# Who is asked


def test_one_more_is_invited_and_taken_back(log_in, ada, mia, meeting):
    client = log_in(ada)
    client.post(page_of(meeting, "invite/"), {"user": mia.user_id})
    invitee = meeting.invitees.get(user=mia.user)
    assert invitee.role == "employer_liaison"
    assert told(mia) == [(Kind.MEETING, meeting.pk)]
    client.post(f"/reflection/invited/{invitee.pk}/take-back/")
    assert not meeting.invitees.filter(user=mia.user).exists()
    assert told(mia) == []


def test_nobody_of_another_office_can_be_asked(log_in, ada, tor, meeting):
    answer = log_in(ada).post(page_of(meeting, "invite/"), {"user": tor.user_id})
    assert answer.status_code == 422
    assert not meeting.invitees.filter(user=tor.user).exists()


def test_nobody_takes_back_her_own_invitation(log_in, ada, meeting):
    mine = meeting.invitees.get(user=ada.user)
    log_in(ada).post(f"/reflection/invited/{mine.pk}/take-back/")
    assert meeting.invitees.filter(pk=mine.pk).exists()


def test_who_is_not_invited_takes_nothing_back(log_in, lars, mia, bo, meeting):
    his = meeting.invitees.get(user=bo.user)
    for member in (lars, mia):
        answer = log_in(member).post(f"/reflection/invited/{his.pk}/take-back/")
        assert answer.status_code == 404
    assert meeting.invitees.filter(pk=his.pk).exists()


# Who leads


def leads(meeting):
    meeting.refresh_from_db()
    return [each and each.name for each in (meeting.facilitator, meeting.stand_in)]


def test_she_hands_the_lead_to_whoever_stands_in_and_he_is_asked_again(log_in, ada, bo, meeting):
    log_in(bo).post(page_of(meeting, "answer/"), {"answer": Answer.COMING})
    log_in(ada).post(page_of(meeting, "hand-lead-on/"))
    assert leads(meeting) == ["Bo", "Lena"]
    assert told(bo) == [(Kind.MEETING, meeting.pk)]


def test_only_who_leads_hands_it_on(log_in, lena, meeting):
    log_in(lena).post(page_of(meeting, "hand-lead-on/"))
    assert leads(meeting) == ["Ada", "Bo"]


def test_anybody_invited_may_take_it(log_in, lena, meeting):
    log_in(lena).post(page_of(meeting, "lead/"))
    assert leads(meeting) == ["Lena", "Ada"]


def test_alone_there_is_nobody_to_hand_it_to(log_in, ada, clock):
    meeting = make_meeting(ada)
    log_in(ada).post(page_of(meeting, "hand-lead-on/"))
    assert leads(meeting) == [None, None]


def test_who_was_to_lead_and_is_not_invited_any_more_leads_no_more(log_in, ada, bo, meeting):
    hers = meeting.invitees.get(user=ada.user)
    log_in(bo).post(f"/reflection/invited/{hers.pk}/take-back/")
    assert leads(meeting) == ["Bo", "Lena"]


# Mails


def test_each_gets_one_mail_by_the_server_or_by_the_sweep(log_in, ada, bo, group, meeting, sink):
    sweep_meeting_mails()
    assert sorted(mail["To"] for mail in sink.mails) == sorted(
        each.user.email for each in group.members.select_related("user")
    )
    sweep_meeting_mails()
    assert len(sink.mails) == 3


def test_while_the_server_is_away_nothing_is_lost(log_in, ada, meeting, sink, clock):
    sink.answer = "451 later"
    sweep_meeting_mails()
    sink.answer = "250 OK"
    clock.shift(datetime.timedelta(minutes=2))
    delivery.deliver_waiting(MailKind.values, write)
    assert len(sink.mails) == 3


def test_who_changed_the_plan_is_told_what_did_not_arrive(ada, meeting, sink):
    sink.answer = "550 no such address"
    sweep_meeting_mails()
    failed = Notification.objects.visible_to(ada).filter(kind=Kind.MAIL_FAILED)
    assert failed.count() == 3
    assert Mail.objects.filter(state=Mail.State.FAILED).count() == 3


def test_the_subject_is_neutral_and_the_language_is_hers(ada, bo, meeting, sink):
    type(bo.user).objects.filter(pk=bo.user_id).update(language="nn")
    Mail.objects.filter(user=bo.user).update(language="nn")
    sweep_meeting_mails()
    subjects = {mail["To"]: mail["Subject"] for mail in sink.mails}
    assert subjects[ada.user.email] == "Møter til kalenderen din"
    assert subjects[bo.user.email] == "Møte til kalenderen din"
