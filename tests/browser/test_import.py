"""A messy spreadsheet through the real pages, with a worker that comes when it is rung for."""

import threading

import pytest
from django.db import connections
from playwright.sync_api import expect

from caseload.models import Participant
from mentors import tasks
from tests.browser.conftest import nb

LIST = """\
Kommentar;E-post;NAVN ;Født;Tlf.;Ytelse til;Rytme;Prioritert siden;Bedrift;Mentor;Mentortlf
husk nøkkel;;Åse Bø;1984;22 22 22 22;31.12.2026;hver 2. uke;010926;Fjord Lager;Solveig Å;900 00 000
;;"Ørn, Kåre";;;;;;;;

"to
linjer";feil-adresse;Lun Ovn;84;ring meg;31.02.2026;når det passer;;;;
;;;1990;;;;;;;
"""


@pytest.fixture
def worker(monkeypatch):
    """Does each task in a thread of its own, as the worker does in a process of its own."""
    at_work = []

    def ring(task):
        def run(import_id):
            try:
                task(import_id)
            finally:
                connections.close_all()

        def delay(import_id):
            at_work.append(threading.Thread(target=run, args=[import_id]))
            at_work[-1].start()

        monkeypatch.setattr(task, "delay", delay)

    ring(tasks.check_import)
    ring(tasks.write_import)
    yield
    for thread in at_work:
        thread.join()


def choose_file(page, content):
    page.goto("/imports/")
    file = {"name": "min liste.csv", "mimeType": "text/csv", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name=nb("Go on")).click()


def check(page):
    page.get_by_role("button", name=nb("Check the file")).click()
    expect(page.locator("#outcome")).to_be_visible()


def test_a_messy_file_the_valid_rows_of_it_and_once_more(ada_page, worker):
    choose_file(ada_page, LIST.encode("cp1252"))
    guessed = [select.input_value() for select in ada_page.locator("select[name^=column_]").all()]
    assert guessed[1:5] == ["email", "name", "birth_year", "phone"]
    check(ada_page)

    problems = ada_page.locator("#import-problems tbody tr")
    rows = [row.locator("td").first.inner_text() for row in problems.all()]
    assert set(rows) == {"5", "6"}
    expect(ada_page.locator("#import-notices")).to_contain_text("Kommentar")
    assert not Participant.objects.exists()

    ada_page.get_by_role("button", name=nb("Import only the valid rows")).click()
    expect(ada_page.locator("#outcome")).to_have_text(nb("This was imported"))
    assert set(Participant.objects.values_list("name", flat=True)) == {"Åse Bø", "Ørn, Kåre"}
    ada_page.goto("/bench/")
    expect(ada_page.locator(".hn-cell-name > a:first-child")).to_have_count(2)
    expect(ada_page.locator("#bench")).to_contain_text("Solveig Å")

    choose_file(ada_page, "\n".join(LIST.splitlines()[:3]).encode("cp1252"))
    check(ada_page)
    expect(ada_page.locator("dd.hn-num")).to_have_text(["0", "0", "2", "0"])


def test_a_file_that_is_no_spreadsheet_is_answered_at_once(ada_page):
    choose_file(ada_page, b"%PDF-1.7 something else")
    expect(ada_page.locator(".aksel-error-summary")).to_be_focused()
