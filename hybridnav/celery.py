import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hybridnav.settings")

app = Celery("hybridnav")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Everything that happens by the clock, in the order of the day (Europe/Oslo).
app.conf.beat_schedule = {
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
    "take up imports whose bell was not heard": {
        "task": "mentors.tasks.sweep_imports",
        "schedule": 30.0,
    },
}
