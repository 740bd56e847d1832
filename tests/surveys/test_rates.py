"""Response rates: from counts, when a wave is closed, and no office by subtraction."""

import random

import pytest

from surveys.models import Invitation, WaveOffice
from surveys.waves.actions import close_wave
from surveys.waves.rates import rates_by_office, rates_of
from tests.factories import make_office, make_wave


@pytest.fixture
def closed(fia):
    """closed((asked, answered), …) → a closed wave with an office for each."""

    def closed(*offices, **fields):
        county = fia.office.county
        places = [make_office(f"Nav {n:02} {random.random()}", county) for n in range(len(offices))]
        wave = make_wave(fia, *places, opened=True, **fields)
        batch = wave.batches.get()
        for office, (asked, answered) in zip(places, offices, strict=True):
            named = office if wave.names_offices else None
            Invitation.objects.bulk_create(
                Invitation(
                    wave=wave,
                    batch=batch,
                    office=named,
                    token_sha256=random.randbytes(32),
                    is_spent=number < answered,
                )
                for number in range(asked)
            )
            WaveOffice.objects.filter(wave=wave, office=office).update(sent=asked)
        close_wave(fia, wave)
        wave.refresh_from_db()
        return wave

    return closed


def total(wave):
    rate = rates_of([wave])[wave.pk]
    return rate.asked, rate.answered


def by_office(wave):
    rates = [each.rate for each in rates_by_office(wave)]
    return [rate and (rate.asked, rate.answered) for rate in rates]


def test_the_published_rate_32_of_54(closed):
    wave = closed((20, 12), (20, 13), (14, 7))
    assert total(wave) == (54, 32)
    assert by_office(wave) == [(20, 12), (20, 13), (14, 7)]


def test_an_open_wave_has_no_rate(fia, ada):
    wave = make_wave(fia, ada.office, opened=True)
    assert rates_of([wave]) == {} and rates_by_office(wave) == []


def test_offices_where_fewer_than_six_were_asked_are_not_shown(closed):
    assert by_office(closed((9, 4), (5, 2), (4, 1))) == [(9, 4), None, None]


def test_one_small_office_takes_another_along_so_that_it_cannot_be_subtracted(closed):
    assert by_office(closed((20, 12), (8, 3), (5, 2))) == [(20, 12), None, None]


def test_the_rest_is_at_least_six_asked(closed):
    assert by_office(closed((20, 12), (8, 3), (2, 1), (3, 1))) == [(20, 12), None, None, None]


def test_where_only_the_total_is_left_no_office_is_named(closed):
    wave = closed((8, 3), (5, 2))
    assert by_office(wave) == []
    assert total(wave) == (13, 5)


def test_where_everybody_of_an_office_has_answered_offices_are_not_told_apart(closed):
    wave = closed((8, 8), (9, 4))
    assert by_office(wave) == []
    assert total(wave) == (17, 12)
    assert by_office(closed((20, 12), (4, 4), (3, 3))) == []


def test_an_office_where_nobody_was_asked_changes_nothing(closed):
    assert by_office(closed((8, 3), (9, 4), (0, 0))) == [(8, 3), (9, 4), None]


def test_codes_that_were_never_handed_out_do_not_count(closed):
    wave = closed((10, 4), (9, 4))
    WaveOffice.objects.filter(wave=wave, sent=10).update(handed_out=7)
    assert total(wave) == (16, 8)
    assert by_office(wave) == [(7, 4), (9, 4)]
    WaveOffice.objects.filter(wave=wave, sent=10).update(handed_out=2)
    assert by_office(wave) == []


def test_of_one_pool_only_the_total_is_known(closed):
    wave = closed((20, 12), (20, 13), names_offices=False)
    assert by_office(wave) == []
    assert total(wave) == (40, 25)


def test_no_office_is_found_by_subtraction_whatever_the_numbers(closed):
    dice = random.Random(8)
    for _world in range(25):
        offices = [(n, dice.randint(0, n)) for n in (dice.randint(0, 15) for _each in range(5))]
        shown = by_office(closed(*offices))
        rest = [
            office for office, rate in zip(offices, shown, strict=False) if not rate and office[0]
        ]
        assert all(rate[0] >= 6 and rate[1] < rate[0] for rate in shown if rate)
        if shown and rest:
            assert len(rest) >= 2 and sum(asked for asked, _answered in rest) >= 6
            assert any(asked > answered for asked, answered in rest)


def test_the_page_of_a_closed_wave_shows_them(log_in, fia, closed):
    wave = closed((20, 12), (20, 13), (14, 7))
    page = log_in(fia).get(wave.get_absolute_url()).content.decode()
    assert "32 av 54 har svart (59 %)" in page
    assert "12 av 20 har svart (60 %)" in page
