"""bandit and semgrep: who read the code. Each reads the product, and the canary's holes."""

import json
import os
import re
import subprocess
import tempfile
from pathlib import Path

from tests.scan.findings import HERE, Finding

ROOT = HERE.parent.parent
BIN = ROOT / ".venv-scan" / "bin"
CANARY = "tests/scan/canary"
PRODUCT = [
    "accounts", "aksel", "caseload", "hybridnav", "insight", "mentors", "notifications",
    "reflection", "surveys", "manage.py",
]  # fmt: skip
PAGES = ["templates", "static/hybridnav"]
HOLE = re.compile(r"finds: ([\w-]+)")
# The three that bandit must see in the canary: SQL, a shell, HTML that nobody escaped.
HOLES_FOR_BANDIT = {"B608", "B602", "B308"}


def said_by(command, quiet=True):
    """What a scanner prints. With a home of its own, which it may fill with settings."""
    with tempfile.TemporaryDirectory() as home:
        environment = os.environ | {"HOME": home, "PATH": f"{BIN}:{os.environ['PATH']}"}
        done = subprocess.run(
            [str(word) for word in command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL if quiet else subprocess.STDOUT,
            text=True,
        )
    return done.stdout


def version(name):
    return re.search(r"\d+(\.\d+)+", said_by([BIN / name, "--version"], quiet=False))[0]


def bandit(paths):
    """[Finding] of these files and folders."""
    said = said_by([BIN / "bandit", "--quiet", "--format=json", "--recursive", *paths])
    report = json.loads(said[said.index("{") :])
    if report["errors"]:
        raise SystemExit(f"bandit could not read: {report['errors']}")
    return [
        Finding("bandit", each["test_id"], f"{each['filename']}:{each['line_number']}")
        for each in report["results"]
    ]


def semgrep(paths):
    """[Finding] of these files and folders, by our own rules alone and without a network."""
    said = said_by(
        [
            *[BIN / "semgrep", "scan", "--quiet", "--json", "--config", HERE / "rules"],
            *["--metrics=off", "--disable-version-check", "--jobs=2"],
            # What it leaves out by itself is what is called tests, and the canary is.
            *["--no-git-ignore", "--x-ignore-semgrepignore-files"],
            *paths,
        ]
    )
    report = json.loads(said)
    if report["errors"]:
        raise SystemExit(f"semgrep could not read: {report['errors']}")
    return [
        Finding(
            "semgrep",
            each["check_id"].rpartition(".")[2],
            f"{Path(each['path'])}:{each['start']['line']}",
        )
        for each in report["results"]
    ]


def holes():
    """{(rule, "path:line")} that the canary says our rules find."""
    return {
        (rule, f"{path.relative_to(ROOT)}:{number}")
        for path in sorted((ROOT / CANARY).glob("*.*"))
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        for rule in HOLE.findall(line)
    }


def compared(found):
    """What is wrong with these findings in the canary, in words; nothing when all are there."""
    found, wanted = {(each.what, each.where) for each in found}, holes()
    wrong = [f"{rule} does not see {where}" for rule, where in sorted(wanted - found)]
    return wrong + [f"{rule} sees {where}, which is none" for rule, where in sorted(found - wanted)]
