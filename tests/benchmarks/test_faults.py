"""The faults cannot be argued with: what does not hold is said, and fails the run."""

import ast
import json
import os
import smtplib
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.faults import findings, programs
from tests.faults.findings import Finding

FAULTS = Path(findings.__file__).parent
HOLDS = Finding("Redis stopped", "0 failed requests", "0 of 97 failed", ok=True)
BROKEN = Finding("Redis stopped", "0 failed requests", "3 of 97 failed", ok=False)


def test_one_line_that_does_not_hold_fails_the_run():
    assert findings.all_hold([HOLDS, HOLDS])
    assert not findings.all_hold([HOLDS, BROKEN])


def test_a_run_that_measured_nothing_has_shown_nothing():
    assert not findings.all_hold([])


def test_what_does_not_hold_is_said(capsys):
    findings.show(HOLDS)
    findings.show(BROKEN)
    held, broke = capsys.readouterr().out.splitlines()
    assert held.endswith("| ok")
    assert broke.endswith("| DOES NOT HOLD")


def test_results_are_what_was_measured(tmp_path, monkeypatch):
    monkeypatch.setattr(findings, "RESULTS", tmp_path / "results.json")
    findings.write([BROKEN], {"commit": "abc", "seconds": 7})
    written = json.loads((tmp_path / "results.json").read_text())
    assert written["about"]["seconds"] == 7
    assert written["findings"][0]["ok"] is False


def test_every_case_is_run():
    """Read, not imported: the cases want a product that is set up."""
    tree = ast.parse((FAULTS / "run.py").read_text())
    [cases] = [
        node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "CASES"
    ]
    run = {node.id for node in ast.walk(cases) if isinstance(node, ast.Name)}
    assert run == {path.stem for path in (FAULTS / "cases").glob("[a-z]*.py")}


def test_pytest_collects_none_of_it():
    assert not list(FAULTS.rglob("test_*.py"))


@pytest.fixture
def program(tmp_path):
    program = programs.Program("sleeper", [sys.executable, "-c", SLEEPS], tmp_path).start()
    yield program
    program.kill()


SLEEPS = "import time; print('up', flush=True); time.sleep(600)"


def test_what_a_run_started_is_found_and_ended(program, tmp_path, monkeypatch):
    monkeypatch.setenv(programs.MARK, str(tmp_path))
    other = programs.Program("marked", [sys.executable, "-c", SLEEPS], tmp_path).start()
    assert programs.wait_until(lambda: "up" in other.log.read_text(), 30) is not None
    programs.end_all(tmp_path)
    assert other.process.wait(30) < 0
    assert psutil.pid_exists(program.process.pid)


def test_who_waits_too_long_is_told_so():
    assert programs.wait_until(lambda: False, seconds=0.1, every=0.02) is None
    assert programs.wait_until(lambda: True, seconds=0.1) < 0.1


@pytest.fixture
def sink(tmp_path):
    """(function that sets its mode, port, its record)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mode, record = tmp_path / "mode", tmp_path / "record"
    mode.write_text("ok")
    command = [sys.executable, "-m", "tests.faults.sink", str(port), mode, record]
    process = subprocess.Popen(command, cwd=FAULTS.parent.parent, env=os.environ)
    assert programs.wait_until(record.exists, 30) is not None
    time.sleep(0.1)
    yield mode.write_text, port, record
    process.kill()
    process.wait()


def send(port):
    message = b"Message-ID: <one@hybridnav.example>\r\n\r\nHei\r\n"
    with smtplib.SMTP("127.0.0.1", port, timeout=30) as server:
        server.sendmail("a@hybridnav.example", ["b@nav.example"], message)


def test_the_mail_server_writes_down_what_it_took_before_it_says_so(sink):
    _does, port, record = sink
    before = time.monotonic_ns()
    send(port)
    [(at, message_id, is_taken)] = map(json.loads, record.read_text().splitlines())
    assert before < at < time.monotonic_ns()
    assert (message_id, is_taken) == ("<one@hybridnav.example>", True)


def test_the_mail_server_leaves_after_data_and_says_so_in_its_record(sink):
    does, port, record = sink
    does("drop")
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send(port)
    assert json.loads(record.read_text())[2] is False


@pytest.mark.parametrize("code", [451, 550])
def test_the_mail_server_refuses(sink, code):
    does, port, record = sink
    does(str(code))
    with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
        send(port)
    assert refused.value.recipients["b@nav.example"][0] == code
    assert record.read_text() == ""
