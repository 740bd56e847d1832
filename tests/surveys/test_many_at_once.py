"""Many answer at the same time, over HTTP: nothing is lost, and nothing counts twice.

`benchmarks/respondents.py` does it with 1,000, and measures.
"""

import secrets
from concurrent.futures import ThreadPoolExecutor

from benchmarks.respondents import Respondent
from surveys.models import Invitation
from tests.surveys.respondents import answers_to, invite, make_open_wave

RESPONDENTS, AT_ONCE = 40, 20


def test_forty_people_twenty_at_a_time_are_all_received_once(live_server, no_partition_stays):
    wave = make_open_wave()
    tokens = [invite(wave, secrets.token_urlsafe(32)) for _each in range(RESPONDENTS)]
    told = {"consent": str(wave.consent_id), "answers": {}}

    def respond(numbered):
        number, token = numbered
        told_by_one = told | {"answers": {"q-people": str(number), "q-time": "agree"}}
        return Respondent(live_server.thread.port, told_by_one).answer(token, lambda: 0)

    with ThreadPoolExecutor(AT_ONCE) as rooms:
        list(rooms.map(respond, enumerate(tokens)))
    assert sorted(each["people"] for each in answers_to(wave)) == list(range(RESPONDENTS))
    assert Invitation.objects.filter(is_spent=True).count() == RESPONDENTS


def test_one_link_sent_twenty_times_at_once_counts_once(live_server, no_partition_stays):
    wave = make_open_wave()
    token = invite(wave)
    told = {"consent": str(wave.consent_id), "answers": {"q-people": "7"}}

    def respond(_number):
        try:
            return Respondent(live_server.thread.port, told).answer(token, lambda: 0)
        except RuntimeError:
            return None

    with ThreadPoolExecutor(AT_ONCE) as rooms:
        received = [each for each in rooms.map(respond, range(AT_ONCE)) if each]
    assert len(received) == 1 and len(answers_to(wave)) == 1
