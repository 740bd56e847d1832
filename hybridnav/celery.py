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
    "forget import files that are a day old": {
        "task": "mentors.tasks.forget_old_imports",
        "schedule": crontab(minute=10),
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


@celeryd_init.connect
def a_worker_waits_for_redis(conf, **_more):
    """A page may not wait, but a worker must: with an acknowledgement given up it keeps the place.

    Two such and it would take no more tasks until somebody starts it anew.
    """
    conf.broker_transport_options = conf.broker_transport_options | {"socket_timeout": 60}
