"""The demo's employers: sealed and released as real answers are, and told in tables."""

import json

from django.core.management import call_command

from surveys.demo import load as demo
from surveys.demo.employers import ANSWERED, ASKED
from surveys.models import Wave
from surveys.waves.rates import rates_of
from tests.factories import make_office


def test_a_researcher_finds_a_table_of_employers_who_came_by_links(ada, capsys):
    make_office("Nav Bakkeby", ada.office.county)
    demo.load()
    wave = Wave.objects.get(way=Wave.Way.LINKS)
    rate = rates_of([wave])[wave.pk]
    assert (rate.asked, rate.answered) == (ASKED, ANSWERED)
    call_command("survey_table", "--wave", wave.label, "--items", "has_room", "--json")
    [row] = json.loads(capsys.readouterr().out)["items"]
    assert row["n"] == ANSWERED


def test_of_one_office_no_link_is_answered(ada):
    demo.load()
    assert not Wave.objects.filter(way=Wave.Way.LINKS).exists()
