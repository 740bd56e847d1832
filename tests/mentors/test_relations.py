"""A mentor and an advisor: they have to do with each other while there is a candidate."""

import pytest
from django.utils import timezone

from caseload.actions import end_follow_up
from mentors.models import MentorRelation
from tests.factories import make_mentor, make_placement, make_start_agreement


@pytest.fixture
def placement(ada, lampe):
    return make_placement(ada, lampe)


@pytest.fixture
def relation(ada, placement):
    mentor = placement.mentorships.get().mentor
    return MentorRelation.objects.create(mentor=mentor, advisor=ada.user)


def test_lasts_as_long_as_the_candidate_is_there(ada, lampe, relation):
    assert MentorRelation.objects.current().get() == relation
    end_follow_up(ada, lampe, why="Flyttet")
    assert not MentorRelation.objects.current().exists()


def test_is_not_with_a_mentor_of_nobody(ada, relation):
    stranger = make_mentor(ada, relation.mentor.workplace, "Per Vik")
    MentorRelation.objects.create(mentor=stranger, advisor=ada.user)
    assert MentorRelation.objects.current().get() == relation


def test_writing_needs_the_candidates_yes_in_the_newest_agreement(ada, placement, relation):
    assert not MentorRelation.objects.may_be_written_to().exists()
    make_start_agreement(ada, placement, contact_agreed_on=timezone.localdate())
    assert MentorRelation.objects.may_be_written_to().get() == relation
    make_start_agreement(ada, placement, version=1, contact_agreed_on=None)
    assert not MentorRelation.objects.may_be_written_to().exists()


def test_is_visible_to_who_follows_the_candidate_up(ada, bo, tor, relation):
    assert MentorRelation.objects.visible_to(ada).get() == relation
    assert not MentorRelation.objects.visible_to(bo).exists()
    assert not MentorRelation.objects.visible_to(tor).exists()
