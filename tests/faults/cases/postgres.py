"""PostgreSQL restarted and stopped at once, while people log contacts."""

import time

from django.db import connection

from mentors.models import Contact
from tests.faults.cases.web_workers import half_contacts
from tests.faults.findings import Finding
from tests.faults.people import mails_at_once, waiting
from tests.faults.programs import wait_until
from tests.faults.servers import FAST, IMMEDIATE, POSTGRES
from tests.faults.web import Crowd, Visitor

AWAY_SECONDS = 3
HEALTHY_WITHIN = 5
# More than there are threads in the web server: each has found its connection again.
IN_A_ROW = 20


def measure(stage):
    yield from _away(stage, "PostgreSQL restarted", FAST)
    yield from _away(stage, "PostgreSQL stopped at once (immediate)", IMMEDIATE)


def _away(stage, fault, how):
    visitors = [Visitor(stage.port, stage.cast.ada), Visitor(stage.port, stage.cast.bo)]
    connection.close()
    with Crowd(visitors, stage.cast.people) as crowd:
        time.sleep(1)
        POSTGRES.stop(how)
        time.sleep(AWAY_SECONDS)
        POSTGRES.start()
        back = time.monotonic()
        mails = mails_at_once(stage.cast.ada, 5)
        is_delivered = wait_until(lambda: not waiting(mails), 60) is not None
        worker = time.monotonic() - back
        time.sleep(max(0, HEALTHY_WITHIN + 5 - worker))
    web = max([0, *(answer.at - back for answer in crowd.failed)])
    good_since = [a for a in crowd.answers if a.at > back + web and a.status == 200]
    logged = set(Contact.objects.values_list("submission", flat=True))
    lost = set(crowd.acknowledged) - logged
    yield Finding(
        fault,
        "nothing acknowledged is lost, no half objects",
        f"{len(crowd.acknowledged)} acknowledged ({crowd.resent} sent again), {len(lost)} lost, "
        f"{half_contacts()} half",
        ok=not lost and not half_contacts() and crowd.resent > 0,
    )
    bare = [a for a in crowd.failed if (a.status, a.headers.get("Retry-After")) != (503, "5")]
    yield Finding(
        fault,
        "a page with 503 and Retry-After meanwhile, nothing else",
        f"{len(crowd.failed)} times 503, {len(bare)} other errors",
        ok=crowd.failed != [] and not bare,
    )
    yield Finding(
        fault,
        f"web and worker are healthy within {HEALTHY_WITHIN} s, not started anew",
        f"last error of the web {web:.1f} s after, then {len(good_since)} good answers; "
        + (f"five mails after {worker:.1f} s" if is_delivered else "mails never"),
        ok=is_delivered and max(web, worker) <= HEALTHY_WITHIN and len(good_since) > IN_A_ROW,
    )
