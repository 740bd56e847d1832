"""`python -m benchmarks.whole_release`: 100,000 respondents × 40 questions from wish to zip.

RESPONDENTS=… for fewer. By the command, as the worker does it: tables and rows, the guard, every
file, the ledger. Fails when it was refused or took more memory than it may.
"""

import json
import resource
import sys
import time
from shutil import rmtree

from benchmarks.releases import TARGET_MEGABYTES
from benchmarks.servers import Database


def main():
    database = Database("whole-release")
    database.stop()
    rmtree(database.folder, ignore_errors=True)
    database.prepare_servers()
    try:
        filled = database.ask("benchmarks.whole_release_filled")
        begun = time.perf_counter()
        released = database.run(
            "manage.py", "release", "--waves=T1", f"--items={','.join(filled['items'])}", "--rows",
            f"--asked-by={filled['asks']}", f"--approved-by={filled['approves']}",
            f"--out={database.folder / 'out'}", "--json", capture_output=True, text=True,
        )  # fmt: skip
        took = time.perf_counter() - begun
    finally:
        database.stop()
    said = json.loads(released.stdout)
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    asked = len(filled["items"])
    print(f"{said['number']} respondents, {asked} questions: {said['file']} in {took:.0f} s")
    print(f"memory at most {megabytes:.0f} MB (target {TARGET_MEGABYTES} MB)")
    sys.exit(said["refused"] or megabytes > TARGET_MEGABYTES)


if __name__ == "__main__":
    main()
