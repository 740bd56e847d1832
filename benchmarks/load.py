"""`make load`: 50 advisors at work at once, for 10 minutes (MINUTES=… for another time).

Each opens her bench, a person, logs a contact, searches, and takes her time between. Prints how
long each took and what the workers' memory did; fails when anything failed.
"""

import os
import random
import sys
import threading
import time
from collections import defaultdict
from statistics import median, quantiles

from benchmarks.servers import PRODUCT, Database
from benchmarks.visitor import Visitor

ADVISORS = 50
MINUTES = float(os.environ.get("MINUTES", "10"))
PAUSE = (2, 6)  # seconds between two things that one advisor does


class Advisor(threading.Thread):
    def __init__(self, server, work, until):
        super().__init__(daemon=True)
        self.visitor, self.work, self.until = Visitor(server, work["session"]), work, until
        self.dice = random.Random(work["session"])
        self.took, self.errors = defaultdict(list), []

    def run(self):
        time.sleep(self.dice.uniform(0, PAUSE[1]))
        while time.monotonic() < self.until:
            person = self.dice.choice(self.work["people"])
            found, everybody = self.work["searches"]
            self.do("open bench", self.work["bench"])
            self.do("open person", person["open"])
            self.do("log contact", person["log"])
            self.do("search", found)
            self.do("search", everybody)

    def do(self, name, request):
        if time.monotonic() > self.until:
            return
        # After such a pause the server has closed the connection, and a browser opens another.
        self.visitor.connect_anew()
        try:
            self.took[name].append(self.visitor.ask(request))
        except (OSError, RuntimeError) as error:
            self.errors.append(f"{name}: {error!r}")
        time.sleep(self.dice.uniform(*PAUSE))


def main():
    database = Database("bench")
    database.prepare()
    work = database.ask("benchmarks.advisors", ADVISORS)
    with database.serving(PRODUCT) as server:
        until = time.monotonic() + MINUTES * 60
        advisors = [Advisor(server, each, until) for each in work]
        for advisor in advisors:
            advisor.start()
        memory = watch(server, until)
        for advisor in advisors:
            advisor.join()
    database.stop()
    errors = [error for advisor in advisors for error in advisor.errors]
    show(advisors, memory, errors)
    sys.exit(bool(errors))


def watch(server, until):
    """[(minutes since the start, megabytes of all workers)], twenty times."""
    begun, step = time.monotonic(), (until - time.monotonic()) / 20
    memory = []
    while time.monotonic() < until - step / 2:
        time.sleep(step)
        megabytes = sum(server.memory) / 1e6
        memory.append(((time.monotonic() - begun) / 60, megabytes))
    return memory


def show(advisors, memory, errors):
    took = defaultdict(list)
    for advisor in advisors:
        for name, milliseconds in advisor.took.items():
            took[name] += milliseconds
    print(f"\n{len(advisors)} advisors, {MINUTES:g} minutes\n")
    print(f"{'':14}   times  median ms   p95 ms   most ms")
    for name, all_of_them in took.items():
        p95 = quantiles(all_of_them, n=20)[-1]
        print(
            f"{name:14} {len(all_of_them):7} {median(all_of_them):10.1f} {p95:8.1f}"
            f" {max(all_of_them):9.1f}"
        )
    print(f"\nErrors: {len(errors)}")
    for error in errors[:10]:
        print(f"  {error}")
    print("Memory of the workers, MB: " + ", ".join(f"{mb:.0f}" for _minute, mb in memory))


if __name__ == "__main__":
    main()
