"""What was measured, as a line of the table and of results.json."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Finding:
    fault: str
    must_hold: str
    measured: str
    ok: bool


def show(finding):
    verdict = "ok" if finding.ok else "DOES NOT HOLD"
    if not finding.ok and sys.stdout.isatty():
        verdict = f"\x1b[31m{verdict}\x1b[0m"
    print(f"{finding.fault} | {finding.must_hold} | {finding.measured} | {verdict}", flush=True)


def write(findings, about):
    """`about`: what was run, such as the commit."""
    lines = {"about": about, "findings": [asdict(finding) for finding in findings]}
    RESULTS.write_text(json.dumps(lines, indent=1, ensure_ascii=False) + "\n")


def all_hold(findings):
    """False for none at all: a run that measured nothing has shown nothing."""
    return bool(findings) and all(finding.ok for finding in findings)
