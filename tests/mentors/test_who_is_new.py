"""After a handover the mentor is told who is new, by a mail where one may go."""

import pytest
from django.utils import timezone

from caseload.handover.actions import Choice, hand_over
from caseload.models import HandedOver
from mentors.letters.actions import (
    tell_who_is_new,
)
from notifications.models import Mail, Notification
from tests.factories import (
    make_agreed_mentorship,
    make_mentor,
    make_start_agreement,
)
from tests.mentors.mailing import deliver_all, hand_over_to, second_candidate, text_of

State = Mail.State
TODAY = timezone.localdate()


@pytest.fixture
def mentorship(ada, lampe):
    """Solveig Hansen is mentor of Blid Lampe at Fjordbygg, who has agreed to contact."""
    return make_agreed_mentorship(ada, lampe)


class TestWhoIsNew:
    def test_is_told_by_mail_after_a_handover(self, ada, bo, mentorship, sink):
        hand_over_to(ada, bo, mentorship.placement.participant)
        tell_who_is_new(timezone.now())
        assert deliver_all() == 1
        assert "Kontaktpersonen din i Nav" in sink.mails[0]["Subject"]
        assert "er Bo" in text_of(sink.mails[0])
        tell_who_is_new(timezone.now())
        assert HandedOver.objects.get().mentor_told_on == TODAY

    def test_is_one_mail_for_several_candidates_of_one_mentor(self, ada, bo, mentorship, sink):
        other = second_candidate(ada, mentorship)
        hand_over_to(ada, bo, mentorship.placement.participant, other.placement.participant)
        for _round in range(3):
            tell_who_is_new(timezone.now())
            deliver_all()
        assert len(sink.mails) == 1
        assert not HandedOver.objects.mentor_to_tell().exists()

    def test_is_told_when_a_leader_moved_her(self, ada, bo, lars, mentorship, sink):
        choices = [Choice(mentorship.placement.participant_id, bo.user_id)]
        hand_over(lars, giver=ada.user, choices=choices)
        tell_who_is_new(timezone.now())
        assert deliver_all() == 1

    def test_is_left_to_the_advisor_where_no_mail_may_go(self, ada, bo, mentorship):
        make_start_agreement(ada, mentorship.placement, version=1, contact_agreed_on=None)
        hand_over_to(ada, bo, mentorship.placement.participant)
        tell_who_is_new(timezone.now())
        assert not Mail.objects.exists()
        assert HandedOver.objects.mentor_to_tell().count() == 1

    def test_is_left_to_the_advisor_when_it_did_not_reach_the_second_mentor(
        self, ada, bo, mentorship, sink
    ):
        placement = mentorship.placement
        placement.mentorships.create(mentor=make_mentor(ada, placement.workplace, "Amir Khan"))
        hand_over_to(ada, bo, placement.participant)
        tell_who_is_new(timezone.now())
        assert deliver_all() == 1
        tell_who_is_new(timezone.now())
        assert HandedOver.objects.mentor_to_tell().count() == 1

    def test_an_address_that_does_not_exist_is_told_to_the_new_advisor(
        self, ada, bo, mentorship, sink
    ):
        hand_over_to(ada, bo, mentorship.placement.participant)
        sink.answer = "550 5.1.1 No such user"
        for _round in range(3):
            tell_who_is_new(timezone.now())
            deliver_all()
        told = Notification.objects.visible_to(bo).filter(kind=Notification.Kind.MAIL_FAILED)
        assert told.get().url == mentorship.placement.participant.get_absolute_url()
        assert Mail.objects.count() == 1
