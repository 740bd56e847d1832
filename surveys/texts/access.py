"""Who reviews answers in own words: researchers and privacy coordinators, two for each answer."""

from dataclasses import dataclass
from functools import cached_property

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts import audit
from surveys.access import refuse_who_reads_no_surveys
from surveys.instruments.questionnaire import Kind
from surveys.tables.access import waves_with_answers
from surveys.tables.questions import Question, questions_of
from surveys.texts.marking import marked
from surveys.texts.reviewing import Answer, answers_of
from surveys.waves.models import Wave


@dataclass(frozen=True)
class Found:
    """The answers to a question, and the one that is looked at."""

    wave: Wave
    question: Question
    answers: list
    answer: Answer

    @cached_property
    def marked(self):
        [marked_answer] = marked([self.answer.said])
        return marked_answer

    def next_for(self, user_id):
        """The Answer after this one that waits for this user; None when none does."""
        at = self.answers.index(self.answer) + 1
        others = [*self.answers[at:], *self.answers[: at - 1]]
        return next((each for each in others if each.waits_for(user_id)), None)


def reviewed_waves(request):
    refuse_who_reads_no_surveys(request.membership)
    return waves_with_answers(request.membership)


def question_or_404(request, wave_id, item):
    """(Wave, Question in own words). What it shows of answers leaves a line, of none of them."""
    wave = get_object_or_404(waves_with_answers(request.membership), pk=wave_id)
    refuse_who_reads_no_surveys(request.membership)
    question = questions_of(wave.questionnaire).get(item)
    if question is None or question.item.kind != Kind.TEXT:
        raise Http404
    audit.record(request.membership, "survey_texts.review", wave)
    return wave, question


def answer_or_404(request, wave_id, item, text_id):
    """The Found with this answer."""
    wave, question = question_or_404(request, wave_id, item)
    answers = answers_of(wave, item)
    for answer in answers:
        if answer.text_id == text_id:
            return Found(wave, question, answers, answer)
    raise Http404


def proposal_or_404(request, wave_id, item, text_id):
    """The same, with something proposed; refused to who proposed it."""
    found = answer_or_404(request, wave_id, item, text_id)
    if found.answer.decision is None:
        raise Http404
    if found.answer.decision.proposed_by_id == request.user.pk:
        raise PermissionDenied
    return found
