"""What offices of the county have asked its contact to help with: two wait, one was answered."""

import datetime

from accounts.models import Membership, Office
from reflection.county_help.models import HelpRequest
from reflection.demo.rows import at, new_id
from reflection.people import memberships_around

DAY = datetime.timedelta(days=1)
Wanted = HelpRequest.Wanted
# (office, what, words, days ago, days until it is needed, the answer)
ASKED = [
    (
        "Nav Holmsund",
        Wanted.START,
        "Vi har en refleksjonsgruppe, men de nye kommer ikke. Vi vil prøve en liten samtalegruppe"
        " og trenger noen å tenke sammen med.",
        6,
        20,
        "",
    ),
    (
        "Nav Fjordby",
        Wanted.METHOD,
        "Møtene våre blir til saksgjennomgang. Hvilken metode holder temaet oppe?",
        2,
        None,
        "",
    ),
    (
        "Nav Straumdal",
        Wanted.LEADERS,
        "Vi har ikke fått snakket om hva andre kan vente med. Kan du være med på et ledermøte?",
        34,
        None,
        "Jeg var med på ledermøtet. Dere har nå avtalt hva som kan vente.",
    ),
]


def help_asked_for(dice, today):
    offices = {office.name: office for office in Office.objects.select_related("county")}
    return [_asked(dice, today, offices[name], *said) for name, *said in ASKED]


def _asked(dice, today, office, wanted, words, days_ago, needed_in, answer):
    place = {"office_id": office.pk, "county_id": office.county_id}
    around = memberships_around(**place).filter(role__in=Membership.LEADS)
    contact = Membership.objects.get(county=office.county, role=Membership.Role.COUNTY_CONTACT)
    asked = HelpRequest(
        id=new_id(dice),
        **place,
        by=around.order_by("role", "pk")[0].user,
        asked_at=at(today - days_ago * DAY, 9, dice.randint(0, 59)),
        wanted=wanted,
        words=words,
        by_on=today + needed_in * DAY if needed_in else None,
    )
    if answer:
        asked.taken_by = asked.answered_by = contact.user
        asked.answer, asked.answered_at = answer, at(today - 10 * DAY, 14, 5)
    return asked
