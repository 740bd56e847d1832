"""The names of all addresses of ours, and one address of each that leads to something."""

import uuid
from datetime import timedelta

import pytest
from django.urls import NoReverseMatch, URLPattern, get_resolver, reverse
from django.utils import timezone

from caseload.agreements.actions import ask_for_room
from caseload.models import Follower, Handover, StandIn
from insight.county.halves import Half
from mentors.models import MentorRelation
from notifications import links
from reflection.onboarding.actions import add_office_step
from surveys.instruments.actions import take_in
from surveys.texts.reviewing import answers_of
from tests.factories import (
    make_agenda_item,
    make_agreed,
    make_agreed_note,
    make_agreement,
    make_barrier,
    make_connection,
    make_consent,
    make_contact,
    make_failed_mail,
    make_finding,
    make_goal,
    make_half_year,
    make_help,
    make_hindrance,
    make_import,
    make_learning,
    make_measure,
    make_meeting,
    make_mentor_grant,
    make_method,
    make_need,
    make_note,
    make_notification,
    make_opening,
    make_path,
    make_placement,
    make_private_entry,
    make_questionnaire,
    make_review,
    make_start_agreement,
    make_step,
    make_todo,
    make_wave,
)
from tests.surveys.answered import make_answered, make_proposal, make_saved_table
from tests.surveys.releases.asked import make_draft
from tests.surveys.releases.released import make_entry


def our_url_names(resolver=None, namespace=""):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            if namespace or not pattern.lookup_str.startswith("allauth."):
                yield f"{namespace}:{pattern.name}" if namespace else pattern.name
        else:
            yield from our_url_names(pattern, pattern.namespace or namespace)


@pytest.fixture
def url_for(ada, bo, lars, lena, fia, lampe):
    """The address of a page about Blid Lampe, her workplace, her mentor or her last contact."""
    lampe.benefit_ends_on = timezone.localdate()
    lampe.save(update_fields=["benefit_ends_on"])
    placement = make_placement(ada, lampe)
    contact = make_contact(ada, lampe, next_contact_on="2030-01-01")
    mentorship = placement.mentorships.get()
    handover = Handover.objects.create(office=ada.office, giver=ada.user, by=ada.user)
    handed = handover.people.create(participant=lampe, receiver=ada.user)
    make_start_agreement(ada, placement)
    review = make_review(ada)
    closing = placement.closing_forms.create(mentor=mentorship.mentor, ask_on=timezone.localdate())
    relation = MentorRelation.objects.create(mentor=mentorship.mentor, advisor=ada.user)
    meeting = make_meeting(ada, bo)
    path = make_path(ada)
    section = make_note(ada, bo, text="Vi begynte tidligere.").sections.first()
    both_texts = {"earlier": "A", "earlier_by": ada.user, "later": "B", "later_by": bo.user}
    make_half_year(ada.office, half := Half(2026, 1))
    answered = make_answered(texts=["Vi begynte før."] * 6)
    question = {"answered_id": answered.pk, "item": "more"}
    proposal = make_proposal(fia, answers_of(answered, "more")[0], answered)
    ids = {
        "table_id": make_saved_table(fia, answered).pk,
        "release_id": make_draft(fia, answered).pk,
        "figure": "closely",
        "wave_id": make_wave(fia, ada.office).pk,
        "instrument_version_id": take_in("draft", make_questionnaire()).pk,
        "code": "pulse",
        "entry_number": make_entry(fia).number,
        "half": half.code,
        "help_id": make_help(lars).pk,
        "panel": "closer",
        "meeting_id": meeting.pk,
        "barrier_id": make_barrier(ada, owner=ada.user).pk,
        "path_id": path.pk,
        "path_step_id": path.steps.first().pk,
        "office_step_id": add_office_step(lars, text="Bli med på et oppstartsmøte").pk,
        "agreed_id": make_agreed(ada, meeting).pk,
        "group_id": meeting.group_id,
        "learning_id": make_learning(ada, meeting=meeting).pk,
        "method_code": make_method(ada).code,
        "entry_id": make_private_entry(ada).pk,
        "note_id": section.note_id,
        "section_id": section.pk,
        "version_id": section.versions.get().pk,
        "side_id": section.side_by_side.create(**both_texts).pk,
        "handed_id": make_agreed_note(bo, handed=True).handed.get().pk,
        "invitee_id": meeting.invitees.get(user=ada.user).pk,
        "agenda_item_id": make_agenda_item(ada, meeting).pk,
        "participant_id": lampe.pk,
        "placement_id": placement.pk,
        "mentorship_id": mentorship.pk,
        "workplace_id": placement.workplace_id,
        "person_id": mentorship.mentor_id,
        "contact_id": contact.pk,
        "import_id": make_import(ada).pk,
        "follower_id": Follower.objects.create(participant=lampe, user=ada.user).pk,
        "stand_in_id": StandIn.objects.create(
            advisor=ada.user, stand_in=ada.user, until_on="2030-01-01"
        ).pk,
        "handover_id": handed.handover_id,
        "handed_over_id": handed.pk,
        "measure_id": make_measure(ada, lampe).pk,
        "grant_id": make_mentor_grant(ada, lampe).pk,
        "goal_id": (goal := make_goal(ada, lampe)).pk,
        "step_id": make_step(ada, goal).pk,
        "hindrance_id": make_hindrance(ada, lampe).pk,
        "consent_id": make_consent(ada, lampe).pk,
        "opening_id": make_opening(lena, lampe).pk,
        "agreement_id": make_agreement(lars, ada).pk,
        "request_id": ask_for_room(ada).pk,
        "review_id": review.pk,
        "item_id": review.items.get(participant=lampe).pk,
        "connection_id": make_connection(ada, lampe).pk,
        "need_id": make_need(ada).pk,
        "todo_id": make_todo(ada, participant=lampe).pk,
        "notification_id": make_notification(ada).pk,
        "closing_id": closing.pk,
        "call_id": relation.calls.create(chosen="call_me", submission=uuid.uuid4()).pk,
        "link_id": links.issue("call", relation.pk, until=timezone.now() + timedelta(days=1)).pk,
        "finding_id": make_finding(bo, lampe).pk,
        "token": "x" * 43,
        "kind": "csv",
        "mail_id": make_failed_mail().pk,
        "kept_id": "0-0",
    }
    draft = {"instrument_version_id": ids["instrument_version_id"], "kind": "page"}
    several = [
        {"kept_id": "0-0", "number": 1},
        question,
        question | {"text_id": proposal.text_id},
        draft,
        draft | {"name": "one"},
    ]

    def url_for(name):
        single = [{name: value} for name, value in ids.items()]
        for arguments in [{}, *single, *several]:
            try:
                return reverse(name, kwargs=arguments)
            except NoReverseMatch:
                continue
        raise LookupError(f"{name} needs an id this table does not know")

    return url_for
