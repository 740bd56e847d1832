"""How many of those invited have answered: sums of a wave that is closed, and no others."""

from dataclasses import dataclass

from django.db.models import Count, Q

from surveys.waves.models import Wave
from surveys.waves.population import FEWEST


@dataclass(frozen=True, eq=False)
class Rate:
    """`asked` people were invited, `answered` of them gave an answer: None of fewer than six."""

    asked: int
    answered: int | None

    @property
    def percent(self):
        """Whole percent; None where there is nothing to say."""
        if not self.asked or self.answered is None:
            return None
        return round(100 * self.answered / self.asked)


@dataclass(frozen=True)
class OfficeRate:
    """`rate` is None where it is not shown."""

    office: object
    rate: Rate | None


def rates_of(waves):
    """{wave id: Rate} of those that are closed; waves of another tool are left out.

    Handed out are as many codes as contact persons say, all that were made where they say nothing.
    """
    closed = [each.pk for each in waves if each.is_closed and each.way != Wave.Way.IMPORTED]
    made = Count("invitations")
    answered = Count("invitations", filter=Q(invitations__is_spent=True))
    counted = Wave.objects.filter(pk__in=closed).annotate(made=made, answered=answered)
    return {
        wave.pk: _of_six(_rate((wave.made, wave.answered), wave.offices.all()))
        for wave in counted.prefetch_related("offices")
    }


def rates_by_office(wave):
    """[OfficeRate] of a closed wave by name of the office; [] where no office may be shown.

    An office is shown where at least six were asked. The rest can be found by subtraction from the
    total, so it is nobody, or at least six at two offices or more. Where everybody of an office, or
    of the rest, has answered, there is only the total: else each of them would be known to have.
    """
    if not wave.is_closed or not wave.names_offices or wave.way == Wave.Way.IMPORTED:
        return []
    rates = _of_each_office(wave)
    rest = _rest([rate for rate in rates.values() if rate.asked])
    shown = [rate for rate in rates.values() if rate.asked and rate not in rest]
    if not shown or any(map(_everybody, [*shown, _sum_of(rest)])):
        return []
    return [OfficeRate(o, rate if rate in shown else None) for o, rate in rates.items()]


def _of_each_office(wave):
    """{Office: Rate}, by name."""
    by_office = wave.invitations.values("office")
    counted = by_office.annotate(made=Count("pk"), answered=Count("pk", filter=Q(is_spent=True)))
    found = {row["office"]: (row["made"], row["answered"]) for row in counted}
    return {
        each.office: _rate(found.get(each.office_id, (0, 0)), [each])
        for each in wave.offices.select_related("office").order_by("office__name")
    }


def _rate(counted, offices):
    """Contact persons may have handed out fewer codes than they got."""
    made, answered = counted
    kept = sum(each.sent - each.handed_out for each in offices if each.handed_out is not None)
    return Rate(max(made - kept, answered), answered)


def _of_six(rate):
    return rate if rate.asked >= FEWEST or not rate.asked else Rate(rate.asked, None)


def _rest(rates):
    """Those that are not shown: too few were asked, or too few would be left of such."""
    by_size = sorted(rates, key=lambda rate: rate.asked)
    rest = [rate for rate in by_size if rate.asked < FEWEST]
    while rest and len(rest) < len(by_size) and (len(rest) < 2 or _sum_of(rest).asked < FEWEST):
        rest = by_size[: len(rest) + 1]
    return rest


def _sum_of(rates):
    return Rate(sum(rate.asked for rate in rates), sum(rate.answered for rate in rates))


def _everybody(rate):
    return rate.asked > 0 and rate.asked == rate.answered
