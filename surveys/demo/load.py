"""Writes two closed waves of advisors, as if from another tool, and one of employers by links."""

import datetime
import random

from django.utils import timezone

from accounts.models import Membership
from surveys.answers.actions import take_in_answers
from surveys.answers.reading import Answers
from surveys.demo import questions, releases
from surveys.demo.employers import answered_by_employers
from surveys.demo.questions import CHOICES
from surveys.instruments.actions import start_from, take_in
from surveys.instruments.shipped import shipped
from surveys.texts.actions import propose
from surveys.texts.marking import marked
from surveys.texts.models import TextDecision
from surveys.texts.reviewing import answers_of
from surveys.waves.models import ConsentText, Wave

CODE = "advisors_earlier"
OPEN_FOR = datetime.timedelta(days=21)
SEED = "202407 surveys"


def load():
    """Returns how many answered. The same numbers each time, put together by the same dice."""
    dice = random.Random(SEED)  # nosec B311 # invented people
    first = [(name, "often", numbers) for name, _nb, _nn, _t1, numbers in questions.DEMANDS]
    first.append(("portfolio", "portfolio", questions.PORTFOLIO_T0))
    second = [(name, "often", numbers) for name, _nb, _nn, numbers, _t0 in questions.DEMANDS]
    second += [
        ("portfolio", "portfolio", questions.PORTFOLIO_T1),
        ("cases", "cases", questions.CASES_T1),
        *((name, "agree", numbers) for name, _nb, _nn, numbers in questions.LEARNING),
    ]
    before = _wave(dice, "T0", first, questions.FOR_WHOM_T0, questions.ANSWERED_T0, {})
    texts = {"learned": questions.TEXTS}
    after = _wave(dice, "T1", second, questions.FOR_WHOM_T1, questions.ANSWERED_T1, texts)
    _propose(after)
    releases.load(before, after)
    employers = answered_by_employers(_to_open()["employer"], dice)
    return questions.ANSWERED_T0 + questions.ANSWERED_T1 + employers


def _propose(wave):
    """A researcher has begun to go through what is said in own words; somebody else goes on."""
    researcher = Membership.objects.filter(role=Membership.Role.RESEARCHER).order_by("pk").first()
    for answer in answers_of(wave, "learned"):
        if researcher and answer.said == questions.TEXT_WITH_A_NAME:
            decision = TextDecision(text_id=answer.text_id, wave=wave, item="learned")
            [text] = marked([answer.said])
            propose(researcher, decision, version=0, kind="redact", text=text.suggested)


def _to_open():
    """What comes with the product, and a wave of advisors that a researcher can open.

    Returns {code: InstrumentVersion}.
    """
    versions = {each.code: start_from(each) for each in shipped()}
    today = timezone.localdate()
    Wave.objects.create(
        version=versions["advisor"],
        label="T2",
        way=Wave.Way.CODES,
        audience=Wave.Audience.ADVISORS,
        opens_on=today,
        closes_on=today + OPEN_FOR,
        consent=ConsentText.objects.first(),
    )
    return versions


def _wave(dice, label, columns, for_whom, answered, texts):
    responses = [{} for _each in range(answered)]
    for name, choices, numbers in columns:
        names = [choice.name for choice in CHOICES[choices]]
        drawn = dice.sample(names, counts=numbers, k=sum(numbers))
        for response, choice in zip(dice.sample(responses, len(drawn)), drawn, strict=True):
            response[name] = choice
    _several(dice, responses, for_whom)
    version = take_in(CODE, questions.questionnaire(is_first=label == "T0"))
    return take_in_answers(version, label, Answers(responses, texts, []))


def _several(dice, responses, numbers):
    """Some give two answers; two respondents give none."""
    left = {choice.name: n for choice, n in zip(CHOICES["for_whom"], numbers, strict=True)}
    answering = dice.sample(responses, len(responses) - 2)
    for response in answering:
        most = max(left, key=left.get)
        response["for_whom"] = [most]
        left[most] -= 1
    for choice, number in left.items():
        without = [each for each in answering if choice not in each["for_whom"]]
        for response in dice.sample(without, number):
            response["for_whom"].append(choice)
