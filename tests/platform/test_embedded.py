"""The servers and secrets that a machine without any gets."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from urllib.parse import unquote

import psutil
import pytest

from hybridnav import embedded
from tests.platform.conftest import SECRETS


def kill_servers(machine):
    killed = machine.processes()
    for process in killed:
        process.kill()
    psutil.wait_procs(killed, timeout=5)


@pytest.fixture(scope="module")
def bare(make_machine):
    """Nothing on the path, a language that knows no Å: and the servers run."""
    machine = make_machine()
    machine.attach(PATH="/nowhere", LC_ALL="C", LANG="C")
    return machine


def test_node_psql_and_redis_are_not_needed_on_the_path(bare):
    assert sorted(bare.servers()) == ["postgr", "valkey"]


def test_the_next_command_attaches_to_the_same_servers(bare):
    running = bare.servers()
    bare.attach()
    assert bare.servers() == running


def test_attaching_takes_no_time(bare, monkeypatch):
    monkeypatch.setenv("HYBRIDNAV_DATA", str(bare.data))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    began = time.perf_counter()
    embedded.database_url(), embedded.redis_url()
    assert time.perf_counter() - began < 0.1


def test_the_language_of_the_machine_does_not_decide_what_is_upper_case(bare):
    assert bare.sql("SELECT upper('blåbær på øya')") == "BLÅBÆR PÅ ØYA"


def test_nothing_listens_on_the_network_and_nobody_else_may_open_the_data(bare):
    for process in bare.processes():
        inet = process.net_connections(kind="inet")
        assert [each for each in inet if each.status == psutil.CONN_LISTEN] == []
    for name in ["postgres", "redis"]:
        assert bare.data.joinpath(name).stat().st_mode & 0o777 == 0o700


def test_data_that_may_be_lost_is_not_written_through_to_the_disk(bare):
    assert bare.sql("SHOW fsync") == "off"


def test_commands_that_start_at_once_share_one_pair_of_servers(machine):
    commands = [machine.start("-c", "from hybridnav import settings") for _ in range(3)]
    for command in commands:
        with command:
            output, _ = command.communicate(timeout=60)
        assert command.returncode == 0, output
    assert len(machine.servers()) == 2
    assert len({machine.run("-c", SECRETS) for _ in range(2)}) == 1


def test_killed_servers_are_replaced_and_the_data_is_kept(machine):
    machine.sql("CREATE TABLE kept AS SELECT 7 AS number", HYBRIDNAV_THROWAWAY="")
    assert machine.sql("SHOW fsync") == "on"
    killed = machine.servers()
    kill_servers(machine)
    assert machine.sql("SELECT number FROM kept") == "7"
    assert not set(killed.values()) & set(machine.servers().values())


def test_a_killed_postmaster_whose_children_live_on_is_replaced(machine):
    machine.attach()
    os.kill(machine.servers()["postgr"], signal.SIGKILL)
    assert machine.sql("SELECT 1") == "1"


def test_a_number_in_a_stale_pid_file_may_belong_to_somebody_else(machine):
    machine.attach()
    kill_servers(machine)
    as_postgres = {"user": embedded.SERVER_USER} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "60"], **as_postgres) as other:
        pid_file = machine.data / "postgres" / "postmaster.pid"
        lines = pid_file.read_text().splitlines()
        pid_file.write_text("\n".join([str(other.pid), *lines[1:], ""]))
        assert machine.sql("SELECT 1") == "1"
        assert other.poll() is None, "somebody else's process was ended"
        other.kill()


def test_an_interrupted_first_start_is_done_again(machine):
    unfinished = machine.data / "postgres.new"
    unfinished.mkdir(parents=True)
    (unfinished / "PG_VERSION").write_text("18")
    assert machine.sql("SELECT 1") == "1"


def test_stopping_waits_until_both_are_gone_and_starts_nothing(machine):
    machine.stop()
    assert not machine.data.joinpath("postgres").exists()
    machine.attach()
    machine.stop()
    assert machine.processes() == []


def test_a_moved_data_folder_takes_its_servers_along(machine):
    machine.sql("CREATE TABLE kept AS SELECT 7 AS number")
    running = machine.servers()
    machine.data = machine.data.rename(machine.data.with_name("moved"))
    assert machine.sql("SELECT number FROM kept") == "7"
    assert machine.servers() == running
    machine.stop()
    assert machine.processes() == []


def test_servers_of_a_removed_data_folder_end_when_it_is_made_anew(machine):
    machine.attach()
    old = machine.servers()
    while machine.data.exists():  # PostgreSQL may write a file while its folder is emptied
        shutil.rmtree(machine.data, ignore_errors=True)
    machine.attach()
    assert len(machine.servers()) == 2
    still = [p for p in psutil.process_iter(["status"]) if p.pid in old.values()]
    assert all(process.info["status"] == psutil.STATUS_ZOMBIE for process in still)


def test_a_path_too_long_for_a_socket_is_no_hindrance(machine):
    machine.data = machine.data / ("long " * 12).strip() / ("longer " * 8).strip()
    database, broker = machine.attach().split()
    assert machine.sql("SELECT 1") == "1"
    for url in [database.split("@")[1].removesuffix("/hybridnav"), broker.split("://")[1]]:
        place = Path(unquote(url))
        place = place.parent if place.name == "redis.sock" else place
        assert len(os.fsencode(place)) < 80
        assert place.stat().st_mode & 0o777 == 0o700
    machine.stop()
    for url in [database.split("@")[1].removesuffix("/hybridnav"), broker.split("://")[1]]:
        shutil.rmtree(Path(unquote(url).removesuffix("/redis.sock")))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root runs PostgreSQL as somebody else")
def test_as_root_the_folders_above_are_opened_only_for_passing_through(machine):
    machine.data.parent.chmod(0o700)
    machine.run("-c", SECRETS)
    machine.attach()
    assert machine.data.parent.stat().st_mode & 0o777 == 0o701
    assert machine.data.stat().st_mode & 0o777 == 0o701
    assert machine.data.joinpath("keys").stat().st_mode & 0o777 == 0o700


def test_secrets_are_made_once_and_kept_where_nobody_else_may_look(machine):
    made = machine.run("-c", SECRETS)
    keys = machine.data / "keys"
    assert machine.run("-c", SECRETS) == made
    assert keys.stat().st_mode & 0o777 == 0o700
    assert {path.name: path.stat().st_mode & 0o777 for path in keys.iterdir()} == {
        "SECRET_KEY": 0o600,
        "FIELD_KEYS": 0o600,
    }
    assert len(bytes.fromhex(made.split()[1])) == 32


def test_a_secret_in_the_environment_goes_first(machine):
    assert machine.run("-c", SECRETS, SECRET_KEY="mine", FIELD_KEYS="ours") == "mine ours\n"
    assert not machine.data.joinpath("keys").exists()


def test_production_makes_up_nothing_and_names_all_that_is_missing(machine):
    said = machine.run("manage.py", "check", fails=True, HYBRIDNAV_PRODUCTION="1", SECRET_KEY="x")
    missing = "FIELD_KEYS, ALLOWED_HOSTS, DATABASE_URL, REDIS_URL, EMAIL_HOST, SITE_URL"
    assert f"HYBRIDNAV_PRODUCTION=1 also needs: {missing}\n" in said
    assert not machine.data.exists()
