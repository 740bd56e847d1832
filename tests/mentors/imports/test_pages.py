"""The import on the web: upload, columns, check, import; and the worker behind it."""

import datetime
import io
import threading
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.models import AuditEntry
from caseload.models import Participant
from mentors import tasks
from mentors.imports import columns, jobs
from mentors.imports.models import CaseloadImport
from mentors.imports.reading import OLE, read
from tests.factories import make_participant
from tests.mentors.imports.files import csv_file, xlsx_file

State = CaseloadImport.State
GOOD = csv_file("Navn;Fødselsår;Kommentar", "Åse Bø;1990;x", "Bo Li;;")
BAD = csv_file("Navn;Fødselsår", "Åse Bø;1990", "Bo Li;84")


@pytest.fixture
def rings(monkeypatch):
    """What was rung for a worker, without one: [(task, id)]."""
    rung = []
    for name in ("check_import", "write_import"):
        monkeypatch.setattr(getattr(tasks, name), "delay", lambda pk, n=name: rung.append((n, pk)))
    return rung


@pytest.fixture
def upload(log_in):
    def upload(membership, content, name="liste.csv"):
        data = {"file": SimpleUploadedFile(name, content)}
        return log_in(membership).post(reverse("mentors:import_list"), data)

    return upload


def make_import(membership, content=GOOD, **fields):
    brought = CaseloadImport(office=membership.office, by=membership.user, **fields)
    brought.file = content
    sheet = read(content)
    brought.headings, brought.mapping = sheet.headings, columns.guess(sheet.headings)
    brought.save()
    return brought


def make_checked(membership, content=GOOD):
    brought = make_import(membership, content)
    assert brought.ask_for(State.CHECKING)
    jobs.check(brought.pk)
    brought.refresh_from_db()
    return brought


def url(name, brought):
    return reverse(f"mentors:import_{name}", args=[brought.pk])


# From file to caseload


def test_from_file_to_caseload(upload, log_in, ada, rings, django_capture_on_commit_callbacks):
    client = log_in(ada)
    response = upload(ada, GOOD)
    brought = CaseloadImport.objects.get()
    assert response.url == url("mapping", brought)
    page = client.get(response.url)
    assert [f.initial for f in page.context["form"].fields.values()] == ["name", "birth_year", ""]
    assert "Åse Bø" in page.text

    with django_capture_on_commit_callbacks(execute=True):
        chosen = {"column_0": "name", "column_1": "birth_year", "column_2": "wish"}
        response = client.post(url("mapping", brought), chosen)
    assert response.url == url("preview", brought)
    assert rings == [("check_import", str(brought.pk))]
    assert "<progress" in client.get(response.url).text

    tasks.check_import(str(brought.pk))
    page = client.get(url("preview", brought))
    assert page.context["result"]["created"] == 2
    assert 'value="all"' in page.text and 'value="valid"' not in page.text
    assert not Participant.objects.exists()

    with django_capture_on_commit_callbacks(execute=True):
        client.post(url("start", brought), {"mode": "all"})
    assert rings[1:] == [("write_import", str(brought.pk))]
    tasks.write_import(str(brought.pk))
    assert Participant.objects.get(name="Åse Bø").wish == "x"
    brought.refresh_from_db()
    assert (brought.state, brought.has_file, brought.content) == (State.DONE, False, "")
    assert client.get(url("preview", brought)).context["result"]["created"] == 2


def test_every_problem_is_shown_and_only_valid_rows_are_offered(log_in, ada):
    brought = make_checked(ada, BAD)
    page = log_in(ada).get(url("preview", brought))
    assert [(p.row, p.column, p.code) for p in page.context["page"]] == [
        (3, "Fødselsår", "not_a_year")
    ]
    assert 'value="valid"' in page.text and 'value="all"' not in page.text


def test_many_problems_are_paged(log_in, ada):
    brought = make_checked(ada, csv_file("Navn;Fødselsår", *[f"P{n};x" for n in range(120)]))
    for number, rows in [("1", 50), ("3", 20), ("99", 20), ("x", 50)]:
        page = log_in(ada).get(url("preview", brought), {"page": number, "notices": number})
        assert len(page.context["page"].object_list) == rows


def test_a_problem_is_told_in_the_language_of_today(log_in, ada):
    brought = make_checked(ada, BAD)
    ada.user.language = "en"
    ada.user.save()
    assert "Write the birth year with four digits" in log_in(ada).get(url("preview", brought)).text


def test_all_or_nothing_is_kept_when_something_changed_since_the_check(ada, bo):
    brought = make_checked(ada)
    make_participant(bo, "Bo Li")
    brought.ask_for(State.WRITING, mode="all")
    jobs.write(brought.pk)
    brought.refresh_from_db()
    assert brought.state == State.CHECKED and brought.has_file
    assert brought.result["problems"][0][2] == "not_importable_here"
    assert not Participant.objects.filter(name="Åse Bø").exists()


def test_only_the_valid_rows(ada):
    brought = make_checked(ada, BAD)
    brought.ask_for(State.WRITING, mode="valid")
    jobs.write(brought.pk)
    assert Participant.objects.get().name == "Åse Bø"


def test_the_progress_asks_again_until_it_is_done(log_in, ada):
    brought = make_import(ada)
    brought.ask_for(State.CHECKING)
    page = log_in(ada).get(url("preview", brought), headers={"HX-Request": "true"})
    assert 'id="import-progress"' in page.text and "<html" not in page.text
    jobs.check(brought.pk)
    page = log_in(ada).get(url("preview", brought), headers={"HX-Request": "true"})
    assert page.headers["HX-Refresh"] == "true"


# What cannot be used


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "liste.csv"),
        (b"Navn\n", "liste.csv"),
        (bytes(range(256)) * 4, "liste.xlsx"),
        (OLE + bytes(600), "liste.xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "liste.xlsx"),
        (b"PK\x03\x04 broken", "liste.xlsx"),
        (b"x" * (10 * 1024 * 1024 + 1), "liste.csv"),
        (b'Navn\n"x', "liste.csv"),
    ],
)
def test_a_file_that_cannot_be_used_is_answered_at_once(upload, ada, content, name):
    response = upload(ada, content, name)
    assert response.status_code == 422
    assert response.context["form"].errors["file"]
    assert not CaseloadImport.objects.exists()


def test_no_file_at_all(log_in, ada):
    assert log_in(ada).post(reverse("mentors:import_list")).status_code == 422


def test_a_mislabelled_workbook_is_read_as_what_it_is(upload, ada):
    assert upload(ada, xlsx_file(["Navn"], ["Åse"]), "liste.csv").status_code == 302


def test_too_many_rows_are_told_after_the_check(log_in, ada):
    brought = make_import(ada)
    brought.file = b"Navn\n" + b"B\n" * 100_000
    brought.mapping = ["name"]
    brought.save()
    brought.ask_for(State.CHECKING)
    jobs.check(brought.pk)
    brought.refresh_from_db()
    assert brought.state == State.FAILED
    assert "20" in str(log_in(ada).get(url("preview", brought)).context["page"].object_list[0])


def test_a_mistake_of_ours_ends_on_her_page_and_nothing_of_hers_in_the_log(
    ada, monkeypatch, caplog
):
    def fail(*args, **kwargs):
        raise RuntimeError("Åse Bø")

    monkeypatch.setattr(jobs, "make_plan", fail)
    brought = make_checked(ada)
    assert brought.state == State.FAILED
    assert brought.result["problems"][0][2] == "unexpected"
    assert "Åse" not in caplog.text


@pytest.mark.parametrize(
    "chosen",
    [
        {"column_0": ""},
        {"column_0": "name", "column_1": "name"},
        {"column_0": "name", "column_1": "shoe_size"},
        {"column_0": "name\x07"},
    ],
)
def test_a_wrong_choice_of_columns(log_in, ada, chosen):
    brought = make_import(ada)
    assert log_in(ada).post(url("mapping", brought), chosen).status_code == 422


@pytest.mark.parametrize("mode", ["", "everything", "9" * 500])
def test_an_unknown_mode(log_in, ada, mode):
    brought = make_checked(ada)
    assert log_in(ada).post(url("start", brought), {"mode": mode}).status_code == 404


# Who


@pytest.mark.parametrize("who", ["bo", "tor"])
@pytest.mark.parametrize("name", ["preview", "mapping", "start", "forget"])
def test_an_import_exists_for_its_importer_only(log_in, ada, request, who, name):
    brought = make_checked(ada)
    client = log_in(request.getfixturevalue(who))
    ask = client.post if name in ("start", "forget") else client.get
    assert ask(url(name, brought)).status_code == 404


@pytest.mark.parametrize("who", ["lars", "mia", "kari", "fia", "pia", "olav"])
def test_other_roles_import_nothing(log_in, ada, request, who):
    brought = make_checked(ada)
    client = log_in(request.getfixturevalue(who))
    assert client.get(reverse("mentors:import_list")).status_code == 403
    assert client.get(reverse("mentors:import_template", args=["csv"])).status_code == 403
    assert client.get(url("preview", brought)).status_code == 403


def test_who_has_left_the_office_meanwhile_imports_nothing(ada):
    brought = make_checked(ada)
    brought.ask_for(State.WRITING, mode="all")
    ada.ends_on = timezone.localdate() - datetime.timedelta(days=1)
    ada.save()
    jobs.write(brought.pk)
    brought.refresh_from_db()
    assert (brought.state, brought.result["problems"][0][2]) == (State.FAILED, "no_longer_here")
    assert not Participant.objects.exists()


# The file


def test_the_file_is_ciphertext_in_the_database(ada):
    make_import(ada, file_name="Åse Bø.csv")
    with connection.cursor() as cursor:
        cursor.execute("SELECT content, file_name, headings FROM mentors_caseloadimport")
        stored = b"".join(map(bytes, cursor.fetchone()))
    assert b"1990" not in stored and "Åse".encode() not in stored and b"Navn" not in stored


def test_the_file_is_forgotten_after_a_day(ada, time_machine):
    brought = make_checked(ada)
    tasks.forget_old_imports()
    brought.refresh_from_db()
    assert brought.has_file
    time_machine.move_to(timezone.now() + datetime.timedelta(hours=25))
    tasks.forget_old_imports()
    brought.refresh_from_db()
    assert (brought.has_file, brought.content) == (False, "")
    assert not brought.ask_for(State.WRITING)


def test_she_can_delete_it_herself(log_in, ada):
    brought = make_checked(ada)
    log_in(ada).post(url("forget", brought))
    brought.refresh_from_db()
    assert not brought.has_file
    assert log_in(ada).get(url("preview", brought)).status_code == 200
    assert log_in(ada).get(reverse("mentors:import_list")).status_code == 200
    assert AuditEntry.objects.filter(action="import.forget", membership=ada).exists()


# The worker


def test_a_task_delivered_three_times_works_once(ada):
    brought = make_checked(ada)
    brought.ask_for(State.WRITING, mode="all")
    for _delivery in range(3):
        tasks.write_import(str(brought.pk))
    assert Participant.objects.count() == 2


def test_a_second_click_starts_nothing(log_in, ada, rings, django_capture_on_commit_callbacks):
    brought = make_checked(ada)
    with django_capture_on_commit_callbacks(execute=True):
        for _click in range(2):
            log_in(ada).post(url("start", brought), {"mode": "all"})
    assert len(rings) == 1


def test_what_was_not_rung_is_taken_up_by_the_sweep(ada, time_machine):
    brought = make_import(ada)
    brought.ask_for(State.CHECKING)
    tasks.sweep_imports()
    brought.refresh_from_db()
    assert brought.state == State.CHECKING  # the bell may still ring
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=31))
    tasks.sweep_imports()
    brought.refresh_from_db()
    assert brought.state == State.CHECKED


def test_what_a_killed_worker_left_is_taken_up_by_the_sweep(ada, time_machine):
    brought = make_checked(ada)
    brought.ask_for(State.WRITING, mode="all")
    assert brought.take(State.WRITING)
    tasks.write_import(str(brought.pk))
    assert not Participant.objects.exists()
    time_machine.move_to(timezone.now() + datetime.timedelta(seconds=61))
    tasks.sweep_imports()
    assert Participant.objects.count() == 2


def test_a_worker_that_was_given_up_writes_nothing(ada, monkeypatch):
    brought = make_checked(ada)
    brought.ask_for(State.WRITING, mode="all")
    really = jobs.import_caseload

    def slowly(*args, **kwargs):
        CaseloadImport.objects.update(claim="00000000-0000-4000-8000-000000000000")
        return really(*args, **kwargs)

    monkeypatch.setattr(jobs, "import_caseload", slowly)
    jobs.write(brought.pk)
    assert not Participant.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_workers_and_two_files_at_once_make_one_person(ada):
    imports = [make_checked(ada) for _file in range(2)]
    for brought in imports:
        brought.ask_for(State.WRITING, mode="all")

    def work(pk):
        jobs.write(pk)
        connections.close_all()

    threads = [threading.Thread(target=work, args=[b.pk]) for b in imports for _twice in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Participant.objects.count() == 2
    assert set(CaseloadImport.objects.values_list("state", flat=True)) == {State.DONE}


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_import_is_one_transaction(ada, monkeypatch):
    brought = make_checked(ada)
    brought.ask_for(State.WRITING, mode="all")
    seen = []
    told = jobs._Told.__call__

    def and_look(self, done, of):
        told(self, done, of)
        seen.append(CaseloadImport.objects.for_page().get().progress_of)

    monkeypatch.setattr(jobs._Told, "__call__", and_look)
    jobs.write(brought.pk)
    assert any(seen)


# The file to fill in


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_template_comes_back_recognised(log_in, ada, language):
    ada.user.language = language
    ada.user.save()
    for kind in ["xlsx", "csv"]:
        response = log_in(ada).get(reverse("mentors:import_template", args=[kind]))
        assert response.headers["Content-Disposition"].endswith(f'hybridnav.{kind}"')
        assert columns.guess(read(response.content).headings) == list(columns.COLUMNS)


def test_the_excel_template_explains_and_keeps_dates(log_in, ada):
    response = log_in(ada).get(reverse("mentors:import_template", args=["xlsx"]))
    assert zipfile.is_zipfile(io.BytesIO(response.content))
    workbook = load_workbook(io.BytesIO(response.content))
    place = columns.COLUMNS.index("last_contact_on") + 1
    assert workbook.worksheets[0].cell(2, place).number_format == "dd.mm.yyyy"
    assert workbook.worksheets[1].max_row == len(columns.COLUMNS) + 1


def test_there_is_no_other_template(log_in, ada):
    response = log_in(ada).get(reverse("mentors:import_template", args=["exe"]))
    assert response.status_code == 404


def test_the_list_does_not_ask_more_for_more_imports(log_in, ada):
    client = log_in(ada)
    asked = []
    for _one_more in range(3):
        make_import(ada)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("mentors:import_list"))
        asked.append(len(queries))
    assert asked[1] == asked[2]
