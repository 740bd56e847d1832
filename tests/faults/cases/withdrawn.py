"""Consent withdrawn at any moment while a worker delivers: nothing is sent afterwards."""

import random
import time

from django.db import transaction

from notifications.models import Mail
from tests.faults import size
from tests.faults.findings import Finding
from tests.faults.people import mails_at_once, waiting
from tests.faults.programs import wait_until


def measure(stage):
    dice = random.Random(2024)
    # Until a mail is delivered, so that half of the withdrawals come before and half after.
    usual = _seconds_to_deliver(stage)
    ended = {}
    for _each in range(size.CANCELS):
        [mail] = mails_at_once(stage.cast.ada, 1)
        time.sleep(dice.uniform(0, 1.5 * usual))
        _withdraw(mail)
        ended[mail] = time.monotonic_ns()
    # A worker that has the mail in its hands would show by now.
    time.sleep(2)
    accepted = {mail: at for at, mail, taken in stage.sink.read() if taken and mail in ended}
    after = [mail for mail, at in accepted.items() if at > ended[mail]]
    states = Mail.objects.filter(pk__in=ended).values_list("pk", "state")
    wrong = [pk for pk, state in states if (state == "sent") != (str(pk) in accepted)]
    yield Finding(
        f"consent withdrawn while a worker delivers, {size.CANCELS} times",
        "0 taken by the mail server after the withdrawal was saved",
        f"{len(after)} after; {len(accepted)} sent before, {len(ended) - len(accepted)} not sent, "
        f"{len(wrong)} rows that say otherwise",
        ok=not after and not wrong and 0 < len(accepted) < len(ended),
    )


def _seconds_to_deliver(stage):
    took = []
    for _each in range(10):
        mails = mails_at_once(stage.cast.ada, 1)
        took.append(wait_until(lambda mails=mails: not waiting(mails), 30, every=0.002))
    return sorted(took)[5]


@transaction.atomic
def _withdraw(mail):
    """What every action does that ends the reason of a mail, in its transaction."""
    about = Mail.objects.get(pk=mail).about
    Mail.objects.about(about).cancel()
