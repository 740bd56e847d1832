"""Summer time, a leap day, a beat that was down for a day: each once, what is stale never."""

import datetime
from zoneinfo import ZoneInfo

import time_machine
from celery.schedules import crontab
from django.db.models import F
from django.utils import timezone

from hybridnav.celery import app
from notifications.models import Mail
from tests.faults.findings import Finding
from tests.faults.people import every_task_of_the_clock, mails_at_once
from tests.faults.programs import wait_until
from tests.faults.servers import forget_what_redis_knows

OSLO = ZoneInfo("Europe/Oslo")
DAYS = {
    "summer time begins": datetime.date(2027, 3, 28),
    "summer time ends": datetime.date(2027, 10, 31),
    "leap day": datetime.date(2028, 2, 29),
}
STEP = datetime.timedelta(minutes=30)
State = Mail.State


def measure(stage):
    yield _beat_was_down(stage)
    for program in [stage.beat, stage.worker]:
        program.stop()
    for what, day in DAYS.items():
        yield _through(stage, what, day)
        yield _bells(what, day)
    for program in [stage.worker, stage.beat]:
        program.start()


def _beat_was_down(stage):
    """Columns are moved back by a day, which is what a day without beat and worker looks like."""
    for program in [stage.beat, stage.worker]:
        program.stop()
    mails = mails_at_once(stage.cast.ada, 20)
    forget_what_redis_knows()
    day = datetime.timedelta(hours=25)
    Mail.objects.filter(pk__in=mails).update(due_at=F("due_at") - day)
    stale = mails[::2]
    Mail.objects.filter(pk__in=stale).update(expires_at=timezone.now())
    for program in [stage.worker, stage.beat]:
        program.start()
    took = wait_until(lambda: not Mail.objects.filter(pk__in=mails, state="waiting").exists(), 90)
    taken = stage.sink.times_taken()
    once = [mail for mail in mails[1::2] if taken.get(mail) == 1]
    sent_stale = [mail for mail in stale if mail in taken]
    dropped = Mail.objects.filter(pk__in=stale, state=State.DROPPED).count()
    return Finding(
        "beat and worker down for a day",
        "each mail once, what is stale dropped",
        f"{len(once)} of 10 once, {dropped} of {len(stale)} dropped, {len(sent_stale)} stale sent",
        ok=took is not None and len(once) == 10 and dropped == len(stale) and not sent_stale,
    )


def _noon(day):
    return datetime.datetime.combine(day, datetime.time(12), OSLO).astimezone(datetime.UTC)


def _through(stage, what, day):
    """From noon before until two days later: a mail due each hour, and every task of the clock."""
    begins = _noon(day - datetime.timedelta(days=1))
    with time_machine.travel(begins, tick=False):
        mails = mails_at_once(stage.cast.ada, 48)
    for hour, mail in enumerate(mails):
        due = begins + datetime.timedelta(hours=hour)
        until = due + datetime.timedelta(hours=2)
        Mail.objects.filter(pk=mail).update(due_at=due, expires_at=until)
    for step in range(2 * len(mails) + 1):
        with time_machine.travel(begins + step * STEP, tick=False):
            for task in every_task_of_the_clock().values():
                task()
    taken = stage.sink.times_taken()
    once = sum(taken.get(mail) == 1 for mail in mails)
    # `ended_at` is the time of the journey.
    in_time = Mail.objects.filter(pk__in=mails, ended_at__lt=F("due_at") + STEP)
    in_time = in_time.filter(ended_at__gte=F("due_at")).count()
    return Finding(
        what,
        "a mail due each hour for two days is sent once, within half an hour",
        f"{once} of {len(mails)} once, {in_time} in time",
        ok=once == in_time == len(mails),
    )


def _bells(what, day):
    """Celery's own clock, minute by minute: does it ring when the wall clock says so?"""
    begins, ends = (_noon(day + datetime.timedelta(days=days)) for days in (-1, 1))
    minutes = int((ends - begins) / datetime.timedelta(minutes=1))
    missed, more, rings = 0, 0, 0
    for entry in app.conf.beat_schedule.values():
        schedule = entry["schedule"]
        if not isinstance(schedule, crontab):
            continue
        schedule.app = app
        last, says, rang = begins, set(), []
        for minute in range(1, minutes):
            now = begins + datetime.timedelta(minutes=minute)
            with time_machine.travel(now, tick=False):
                is_due = schedule.is_due(last).is_due
            wall = now.astimezone(OSLO)
            if is_due:
                last = now
                rang.append(wall.replace(fold=0))
            if _says(schedule, wall):
                says.add(wall.replace(fold=0))
        missed += len(says - set(rang))
        more += len(set(rang) - says) + len(rang) - len(set(rang))
        rings += len(rang)
    return Finding(
        f"{what}: the clock of beat",
        "each entry rings when the clock on the wall says so; an hour that comes twice is one",
        f"{rings} times, {missed} missed, {more} too many",
        ok=rings > 0 and not missed and not more,
    )


def _says(schedule, wall):
    return (
        wall.minute in schedule.minute
        and wall.hour in schedule.hour
        and wall.isoweekday() % 7 in schedule.day_of_week
        and wall.day in schedule.day_of_month
        and wall.month in schedule.month_of_year
    )
