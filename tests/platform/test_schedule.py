"""Beat starts, whatever has become of the file in which it remembers."""

import pytest

from hybridnav.celery import app
from hybridnav.schedule import Schedule


def begin(folder):
    schedule = Schedule(app=app, schedule_filename=str(folder / "celerybeat-schedule"))
    names = set(schedule.schedule)
    schedule.close()
    return names


@pytest.mark.parametrize("damage", [b"", b"\x80", b"no pickle at all", b"\x00" * 4096])
def test_a_damaged_schedule_is_begun_anew(tmp_path, damage):
    assert begin(tmp_path) >= set(app.conf.beat_schedule)
    for file in list(tmp_path.iterdir()):
        for spoilt in list(tmp_path.iterdir()):
            # One of its files at a time, the last time all of them.
            if spoilt <= file:
                spoilt.write_bytes(damage)
        assert begin(tmp_path) >= set(app.conf.beat_schedule)


def test_values_cut_short_are_begun_anew(tmp_path):
    begin(tmp_path)
    for file in tmp_path.glob("*.dat"):
        file.write_bytes(b"\x00" * file.stat().st_size)
    assert begin(tmp_path) >= set(app.conf.beat_schedule)


def test_beat_uses_it():
    assert app.conf.beat_scheduler == "hybridnav.schedule:Schedule"
