import os

from celery import Celery
from celery.schedules import crontab
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hybridnav.settings")

app = Celery("hybridnav")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Everything that happens by the clock, in the order of the day (Europe/Oslo).
app.conf.beat_schedule = {
    "tell what is due, before the digests and again every two hours": {
        "task": "caseload.tasks.remind",
        "schedule": crontab(minute="*/10", hour="5-16", day_of_week="mon-fri"),
    },
    "put the digests of this moment in the queue": {
        "task": "notifications.tasks.post_digests",
        "schedule": crontab(minute="*/5", day_of_week="mon-fri"),
    },
    "forget digests of last month": {
        "task": "notifications.tasks.forget_old_digests",
        "schedule": crontab(minute=20, hour=3),
    },
    "forget links a month after they have expired": {
        "task": "notifications.tasks.forget_old_links",
        "schedule": crontab(minute=22, hour=3),
    },
    "forget sessions that have expired": {
        "task": "accounts.tasks.forget_old_sessions",
        "schedule": crontab(minute=24, hour=3),
    },
    "forget import files that are a day old": {
        "task": "mentors.tasks.forget_old_imports",
        "schedule": crontab(minute=10),
    },
    "ask colleagues and leaders about calls that wait": {
        "task": "mentors.tasks.ask_about_open_calls",
        "schedule": 60.0,
    },
    "take back links of mentors whose candidate is gone": {
        "task": "mentors.tasks.end_what_is_over",
        "schedule": 60.0,
    },
    "send mails that were left": {
        "task": "notifications.tasks.sweep_staff_mails",
        "schedule": 20.0,
    },
    "send mails to mentors that were left": {
        "task": "mentors.tasks.sweep_mentor_mails",
        "schedule": 20.0,
    },
    "tell mentors who is new at Nav": {
        "task": "mentors.tasks.tell_mentors_who_is_new",
        "schedule": 60.0,
    },
    "move what is in mentors' calendars": {
        "task": "mentors.tasks.move_invitations",
        "schedule": 60.0,
    },
    "ask mentors what is due": {
        "task": "mentors.tasks.ask_mentors",
        "schedule": crontab(minute="*/5"),
    },
    "plan the reflection meetings of the next 90 days and tell who is invited": {
        "task": "reflection.tasks.plan_meetings",
        "schedule": crontab(minute=40, hour=4),
    },
    "send what changed in calendars": {
        "task": "reflection.tasks.sweep_meeting_mails",
        "schedule": 20.0,
    },
    "count anew for the dashboards what has changed": {
        "task": "insight.tasks.refresh_counts",
        "schedule": 15.0,
    },
    "count for the counties the half-year that is over": {
        "task": "insight.tasks.count_half_years",
        "schedule": crontab(minute=50, hour=1),
    },
    "tell leaders once a week what needs a decision, before the digests": {
        "task": "insight.tasks.note_what_needs_a_decision",
        "schedule": crontab(minute=50, hour="4-16", day_of_week="mon-fri"),
    },
    "close the waves of surveys whose last day is over": {
        "task": "surveys.tasks.close_what_is_over",
        "schedule": crontab(minute=5),
    },
    "begin the new half-year of surveys without a last day": {
        "task": "surveys.tasks.go_on_with_half_years",
        "schedule": crontab(minute=15),
    },
    "ask employers and mentors a week after a placement, and note what went": {
        "task": "surveys.tasks.ask_employers_and_mentors",
        "schedule": crontab(minute="*/10"),
    },
    "send mails with links to surveys that were left": {
        "task": "surveys.tasks.sweep_survey_mails",
        "schedule": 60.0,
    },
    "forget who was asked in surveys that are over": {
        "task": "surveys.tasks.forget_who_was_asked",
        "schedule": crontab(minute=25, hour=3),
    },
    "find in last week's audit log what somebody should look at": {
        "task": "insight.tasks.find_what_to_look_at",
        "schedule": crontab(minute=40, hour=2, day_of_week="mon-fri"),
    },
    "seal what was written in the audit log": {
        "task": "accounts.tasks.seal_audit_log",
        "schedule": 60.0,
    },
    "try and build releases whose bell was not heard": {
        "task": "surveys.tasks.sweep_releases",
        "schedule": 30.0,
    },
    "forget the files of releases after their time": {
        "task": "surveys.tasks.forget_release_files",
        "schedule": crontab(minute=35, hour=3),
    },
    "look whether the ledger of releases is as it was written": {
        "task": "surveys.tasks.verify_ledger",
        "schedule": crontab(minute=45, hour=3),
    },
    "take up imports whose bell was not heard": {
        "task": "mentors.tasks.sweep_imports",
        "schedule": 30.0,
    },
}


@celeryd_init.connect
def a_worker_waits_for_redis(conf, **_more):
    """A page may not wait, but a worker must: with an acknowledgement given up it keeps the place.

    Two such and it would take no more tasks until somebody starts it anew.
    """
    conf.broker_transport_options = conf.broker_transport_options | {"socket_timeout": 60}
