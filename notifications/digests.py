"""Who gets a digest when: on working days, at the time she chose, in Norwegian time.

A digest is put in the queue for everybody who wants one, and is written when it is sent: where
nothing waits it is cancelled. So it never comes at another time than she chose, only because
something new has come up since.
"""

import datetime

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from accounts.forgetting import Rule, forget
from accounts.models import Membership, User
from notifications.models import DayTold, Mail
from notifications.staff_mail import Kind
from notifications.working_days import is_working_day

# The clock has stood still: as long as this after its time a digest is still sent.
AT_MOST_LATE = datetime.timedelta(hours=4)
KEPT = datetime.timedelta(days=31)
# Their rows say only that there was one, which nobody asks after a month.
OLD_DIGESTS = Rule(
    "digests", lambda now: Mail.objects.filter(kind=Kind.DIGEST, ended_at__lt=now - KEPT)
)


def post_digests(now):
    """Put in the queue whose time has come. Returns how many; `now` is in Norwegian time.

    Not before what is due on this day is told, or they would say too little.
    """
    today = now.date()
    if not is_working_day(today) or not DayTold.objects.filter(day=today).exists():
        return 0
    midnight = timezone.make_aware(datetime.datetime.combine(today, datetime.time()))
    posted = Mail.objects.filter(kind=Kind.DIGEST, user=OuterRef("pk"), due_at__gte=midnight)
    users = due(now).exclude(Exists(posted)).only("language", "digest_at")
    mails = [_digest(user, today) for user in users]
    Mail.objects.bulk_create(mails, ignore_conflicts=True, batch_size=1000)
    return len(mails)


def due(now):
    """Users whose digest of this working day is due now, and not more than four hours late."""
    today, time = now.date(), now.time()
    midnight = datetime.datetime.combine(today, datetime.time())
    since = max(midnight, datetime.datetime.combine(today, time) - AT_MOST_LATE).time()
    at_work = Membership.objects.active(today).filter(user=OuterRef("pk"), office__isnull=False)
    wanted = Q(digest=User.Digest.DAILY) | Q(
        digest=User.Digest.WEEKLY, digest_weekday__in=weekdays_served(today)
    )
    users = User.objects.filter(wanted, is_active=True, digest_at__range=(since, time))
    return users.filter(Exists(at_work))


def weekdays_served(today):
    """The weekdays (0 is Monday) whose weekly digest comes on this working day.

    Its own, and those of the days off before it: what falls on a holiday comes the day after.
    """
    day, served = today, {today.weekday()}
    while not is_working_day(day := day - datetime.timedelta(days=1)):
        served.add(day.weekday())
    return served


def forget_old_digests(now):
    return forget(OLD_DIGESTS, now)


def _digest(user, today):
    due_at = timezone.make_aware(datetime.datetime.combine(today, user.digest_at))
    return Mail(
        key=f"{Kind.DIGEST}:{user.pk}:{today}",
        kind=Kind.DIGEST,
        user=user,
        language=user.language,
        due_at=due_at,
        expires_at=due_at + AT_MOST_LATE,
    )
