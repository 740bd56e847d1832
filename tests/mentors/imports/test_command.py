"""`manage.py import_caseload`: no worker, no queue, one JSON object."""

import json
import os
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from caseload.models import Participant
from tests.mentors.imports.files import csv_file, xlsx_file

GOOD = csv_file("Navn;Fødselsår;Kommentar", "Åse;1990;x", "Bo;;")
BAD = csv_file("Navn;Fødselsår;Rytme", "Åse;1990;", 'B;84;"ofte', 'ja"', "Cy;1991;", ";;sjelden")


@pytest.fixture
def run(ada, tmp_path, capsys):
    def run(content, *options, who="ada@nav.example", office="Nav Fjordby"):
        file = tmp_path / "caseload"
        file.write_bytes(content)
        code = 0
        try:
            call_command("import_caseload", str(file), *options, office=office, email=who)
        except SystemExit as exit:
            code = exit.code
        return code, capsys.readouterr().out

    return run


def test_what_was_written_is_one_object(run):
    code, out = run(GOOD, "--json")
    assert json.loads(out) == {"created": 2, "updated": 0, "unchanged": 0, "rejected": []}
    assert out.count("\n") == 1 and code == 0
    code, out = run(GOOD, "--json")
    assert json.loads(out) == {"created": 0, "updated": 0, "unchanged": 2, "rejected": []}


def test_all_or_nothing(run):
    code, out = run(BAD, "--json")
    answer = json.loads(out)
    assert (code, answer["created"], answer["unchanged"]) == (1, 0, 0)
    assert [(r["row"], r["column"]) for r in answer["rejected"]] == [
        (3, "Fødselsår"),
        (3, "Rytme"),
        (5, "Rytme"),
        (5, "Navn"),
    ]
    assert all(set(r) == {"row", "column", "problem"} and r["problem"] for r in answer["rejected"])
    assert not Participant.objects.exists()


def test_only_the_valid_rows_names_every_bad_cell_too(run):
    code, out = run(BAD, "--json", "--valid-rows")
    answer = json.loads(out)
    assert (code, answer["created"], len(answer["rejected"])) == (1, 2, 4)
    assert Participant.objects.count() == 2


@pytest.mark.parametrize(
    ("content", "options", "created"), [(GOOD, [], 2), (BAD, [], 0), (BAD, ["--valid-rows"], 2)]
)
def test_a_dry_run_says_what_would_be_written(run, content, options, created):
    _code, out = run(content, "--json", "--dry-run", *options)
    assert json.loads(out)["created"] == created
    assert not Participant.objects.exists()


@pytest.mark.parametrize(
    ("content", "row", "column"),
    [
        (b"", 0, ""),
        (bytes(range(256)), 0, ""),
        (b"Navn\n" + b"B\n" * 100_000, 0, ""),
        (csv_file("Fase;Rytme", "I gang;"), 1, ""),
        (csv_file("Navn;navn", "Bo;Bo"), 1, "Navn"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--valid-rows"], ["--dry-run"]])
def test_a_file_that_cannot_be_read_is_one_rejection(run, content, row, column, options):
    code, out = run(content, "--json", *options)
    answer = json.loads(out)
    assert code == 1
    assert [(r["row"], r["column"]) for r in answer["rejected"]] == [(row, column)]


def test_a_mislabelled_file_is_read_as_what_it_is(run):
    assert json.loads(run(xlsx_file(["Name"], ["Åse"]), "--json")[1])["created"] == 1


def test_problems_are_in_the_language_of_the_importer(run, ada):
    ada.user.language = "en"
    ada.user.save()
    _code, out = run(BAD, "--json")
    assert "every second week" in json.loads(out)["rejected"][1]["problem"]


def test_without_json_a_person_can_read_it(run, ada):
    ada.user.language = "en"
    ada.user.save()
    _code, out = run(GOOD)
    assert "Row 1, Kommentar: The column is not read." in out
    assert "2 new, 0 updated, 0 unchanged" in out
    code, out = run(BAD)
    assert code == 1 and "Row 3, Fødselsår: " in out and "Nothing was imported." in out


@pytest.mark.parametrize(
    "wrong",
    [{"office": "Nav Ingensteds"}, {"who": "nobody@nav.example"}, {"who": "lars@nav.example"}],
)
def test_unknown_people_and_offices_stop_it(run, lars, wrong):
    with pytest.raises(CommandError) as raised:
        run(GOOD, "--json", **wrong)
    assert raised.value.returncode == 2


def test_somebody_of_another_office_is_nobody_here(run, tor):
    with pytest.raises(CommandError):
        run(GOOD, who="tor@nav.example")


@pytest.mark.django_db(transaction=True)
def test_as_a_process_of_its_own(ada, tmp_path, settings):
    file = tmp_path / "liste.txt"
    file.write_bytes(BAD)
    database = settings.DATABASES["default"]
    host = database["HOST"].replace("/", "%2F")
    port = f":{database['PORT']}" if database["PORT"] else ""
    password = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    login = f"{database['USER']}{password}"
    command = [sys.executable, "manage.py", "import_caseload", str(file), "--office", "Nav Fjordby"]
    done = subprocess.run(
        [*command, "--as", "ada@nav.example", "--json", "--valid-rows"],
        env=os.environ
        | {
            "DATABASE_URL": f"postgresql://{login}@{host}{port}/{database['NAME']}",
            "REDIS_URL": "redis://localhost:1",
        },
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["created"] == 2
    assert Participant.objects.count() == 2
