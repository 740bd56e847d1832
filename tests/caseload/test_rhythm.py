"""Which day the agreed rhythm makes the next contact."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseload.rhythm import COUNTS_DAYS, Rhythm, next_contact
from notifications.working_days import next_working_day

MONDAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("rhythm", "expected"),
    [
        (Rhythm.WEEKLY, date(2026, 11, 9)),
        (Rhythm.EVERY_SECOND_WEEK, date(2026, 11, 16)),
        (Rhythm.MONTHLY, date(2026, 12, 2)),
        (Rhythm.EVERY_SECOND_MONTH, date(2027, 1, 4)),  # 2 January 2027 is a Saturday
    ],
)
def test_counted_from_the_last_contact(rhythm, expected):
    start = date(2026, 9, 1)
    assert next_contact(rhythm, started_on=start, last_contact_on=MONDAY) == expected


def test_counted_from_the_start_when_nothing_is_logged_since():
    expected = date(2026, 11, 9)
    assert next_contact(Rhythm.WEEKLY, started_on=MONDAY) == expected
    earlier = MONDAY - timedelta(days=40)
    assert next_contact(Rhythm.WEEKLY, started_on=MONDAY, last_contact_on=earlier) == expected


def test_a_month_from_the_31st_is_the_last_day_of_the_month():
    january = date(2026, 1, 30)
    assert next_contact(Rhythm.MONTHLY, started_on=january) == date(2026, 3, 2)  # 28 Feb: Saturday


def test_own_number_of_days():
    assert next_contact(Rhythm.OWN, started_on=MONDAY, days=10) == date(2026, 11, 12)


def test_once_is_once():
    assert next_contact(Rhythm.ONCE, started_on=MONDAY, days=3) == date(2026, 11, 5)
    later = MONDAY + timedelta(days=3)
    assert next_contact(Rhythm.ONCE, started_on=MONDAY, days=3, last_contact_on=later) is None


def test_when_needed_is_the_day_to_look_again():
    saturday = date(2026, 11, 7)
    assert next_contact(Rhythm.WHEN_NEEDED, started_on=MONDAY, look_again_on=saturday) == date(
        2026, 11, 9
    )


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 5, 16), date(2026, 5, 18)),  # Saturday before Constitution Day, a Sunday
        (date(2026, 12, 24), date(2026, 12, 24)),  # Christmas Eve is a working day by law
        (date(2026, 12, 25), date(2026, 12, 28)),
        (date(2027, 3, 25), date(2027, 3, 30)),  # Maundy Thursday to Easter Monday
        (date(2027, 1, 1), date(2027, 1, 4)),
    ],
)
def test_moved_off_weekends_and_norwegian_holidays(day, expected):
    assert next_working_day(day) == expected


@given(
    rhythm=st.sampled_from([r for r in Rhythm if r != Rhythm.WHEN_NEEDED]),
    start=st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    days=st.integers(1, 366),
)
def test_always_a_working_day_after_the_last_contact(rhythm, start, days):
    day = next_contact(rhythm, started_on=start, days=days if rhythm in COUNTS_DAYS else None)
    assert day > start
    assert day == next_working_day(day)
