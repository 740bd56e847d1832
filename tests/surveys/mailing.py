"""What the tests on surveys by e-mail share: a placement that ended, a yes, and the clock."""

import datetime

from django.utils import timezone

from mentors.endings.actions import end_placement
from mentors.letters.kinds import SurveyKind
from notifications import delivery
from surveys.by_mail.actions import ask_by_mail, record_consent
from surveys.by_mail.mails import write
from surveys.waves.models import Wave
from tests.factories import make_mentor, make_participant, make_placement, make_workplace
from tests.surveys.respondents import make_open_wave

MONDAY = datetime.datetime(2026, 9, 7, 10, tzinfo=datetime.UTC)
EMAIL = "eli@fjordbygg.example"


def make_links_wave(*offices, audience="employers", **about):
    """Open from today on for three months, at these offices."""
    today = timezone.localdate()
    days = {"opens_on": today, "closes_on": today + datetime.timedelta(days=90)} | about
    wave = make_open_wave(way=Wave.Way.LINKS, audience=audience, **days)
    for office in offices:
        wave.offices.create(office=office)
    return wave


def make_employer(advisor, workplace, name="Eli Berg", *, agreed=True, **fields):
    """Who speaks for a workplace, and has said yes to being asked."""
    employer = make_mentor(
        advisor, workplace, name, **{"role": "employer", "email": EMAIL} | fields
    )
    if agreed:
        record_consent(advisor, employer, given_on=timezone.localdate())
    return employer


def make_ended(advisor, name="Blid Lampe", *, workplace="Fjordbygg", email=EMAIL):
    """A placement that ends today, at a workplace whose employer has said yes."""
    workplace = make_workplace(advisor, workplace)
    make_employer(advisor, workplace, email=email)
    placement = make_placement(advisor, make_participant(advisor, name), workplace=workplace)
    end(advisor, placement)
    return placement


def end(advisor, placement, outcome="measure_ended"):
    today = timezone.localdate()
    end_placement(advisor, placement, ended_on=today, outcome=outcome)


def days_later(clock, days, hour=10):
    """What the tasks of the clock do on that day, and once more so that what went is noted."""
    clock.move_to(MONDAY.replace(hour=hour) + datetime.timedelta(days=days))
    ask_by_mail(timezone.now())
    deliver_all()
    ask_by_mail(timezone.now())


def deliver_all():
    return delivery.deliver_waiting(SurveyKind.values, write)
