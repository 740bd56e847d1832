"""Logging a contact: two taps, one row, and nothing lost."""

import datetime
import uuid

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEntry
from caseload.rhythm import Rhythm
from mentors.models import Contact
from mentors.timeline import PAGE_SIZE
from notifications.working_days import next_working_day
from tests.factories import make_closer, make_contact, make_participant, make_placement

TODAY = timezone.localdate()
HTMX = {"HX-Request": "true"}


def day(n):
    return TODAY + datetime.timedelta(days=n)


@pytest.fixture
def url(lampe):
    return f"/participants/{lampe.pk}/contacts/new/"


def filled(response, **changes):
    """What the browser would send: the form's defaults, and what was tapped."""
    form = response.context["form"]
    defaults = {name: form[name].value() for name in form.fields if form[name].value()}
    return defaults | changes


def told(person, *, on, with_person):
    """What an import tells of a contact that is not in the log."""
    person.note_contact(
        on=on, how="visit", with_person=with_person, with_workplace=True, next_contact_on=None
    )


def test_two_taps_are_enough(log_in, ada, lampe, url):
    client = log_in(ada)
    response = client.post(url, filled(client.get(url), needs="nobody"))
    assert response.url == f"/bench/#participant-{lampe.pk}"
    contact = lampe.contacts.get()
    assert (contact.on, contact.how, contact.people) == (TODAY, "visit", ["participant"])
    assert (contact.needs_something, contact.by) == ("", ada.user)


def test_who_needs_something_must_be_said(log_in, ada, lampe, url):
    client = log_in(ada)
    response = client.post(url, filled(client.get(url), note="Fikk prøve kassa."))
    assert response.status_code == 422
    assert set(response.context["form"].errors) == {"needs"}
    assert "Fikk prøve kassa." in response.content.decode()
    assert not lampe.contacts.exists()


def test_the_bench_knows_both_last_contacts(log_in, ada, lampe):
    make_contact(ada, lampe, on=day(-9), how="phone", people=["participant"])
    make_contact(ada, lampe, on=day(-2), how="visit", people=["mentor", "leader"])
    make_contact(ada, lampe, on=day(-5), how="video", people=["mentor"])  # logged late
    lampe.refresh_from_db()
    assert (lampe.last_person_contact_on, lampe.last_person_contact_how) == (day(-9), "phone")
    assert (lampe.last_workplace_contact_on, lampe.last_workplace_contact_how) == (day(-2), "visit")


def test_mentor_and_last_times_channel_are_proposed(log_in, ada, lampe, url):
    make_placement(ada, lampe)
    make_contact(ada, lampe, on=day(-3), how="phone")
    form = log_in(ada).get(url).context["form"]
    assert form["people"].value() == ["mentor"]
    assert form["how"].value() == "phone"


def test_the_agreed_rhythm_proposes_the_next_contact(log_in, ada, lampe, url):
    make_closer(ada, lampe, rhythm=Rhythm.EVERY_SECOND_WEEK)
    client = log_in(ada)
    client.post(url, filled(client.get(url), needs="nobody"))
    lampe.refresh_from_db()
    assert lampe.next_contact_on == next_working_day(day(14))


def test_without_a_rhythm_a_day_that_is_scheduled_stays(log_in, ada, lampe, url):
    lampe.set_next_contact(day(30))
    client = log_in(ada)
    client.post(url, filled(client.get(url), needs="nobody"))
    lampe.refresh_from_db()
    assert lampe.next_contact_on == day(30)


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"next": "2"}, next_working_day(day(14))),
        ({"next": "date", "next_date": day(5).isoformat()}, day(5)),
        ({"next": "none"}, None),
    ],
)
def test_another_day_or_none_can_be_agreed(log_in, ada, lampe, url, chosen, expected):
    client = log_in(ada)
    client.post(url, filled(client.get(url), needs="nobody", **chosen))
    lampe.refresh_from_db()
    assert lampe.next_contact_on == expected


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"when": "date"}, "date"),
        ({"when": "date", "date": "31.02.2026"}, "date"),
        ({"when": "date", "date": day(1).isoformat()}, "date"),
        ({"when": "date", "date": "0001-01-01"}, "date"),
        ({"when": "date", "date": "9999999999-01-01"}, "date"),
        ({"next": "date"}, "next_date"),
        ({"next": "date", "next_date": day(-1).isoformat()}, "next_date"),
        ({"next": "date", "next_date": "9999-12-31"}, "next_date"),
        ({"next": "999"}, "next"),
        ({"how": "telepathy"}, "how"),
        ({"people": ["nobody"]}, "people"),
        ({"topics": ["weather"]}, "topics"),
        ({"needs": "everybody"}, "needs"),
        ({"learned": "x" * 301}, "learned"),
        ({"note": "x" * 1001}, "note"),
        ({"submission": "not-an-id"}, "submission"),
    ],
)
def test_bad_input_is_told_by_the_field_and_keeps_the_text(log_in, ada, lampe, url, typed, field):
    client = log_in(ada)
    data = filled(client.get(url), needs="nobody") | {"note": "Det jeg skrev."} | typed
    response = client.post(url, data)
    assert response.status_code == 422
    assert field in response.context["form"].errors
    if field != "note":
        assert "Det jeg skrev." in response.content.decode()
    assert not lampe.contacts.exists()


def test_a_date_typed_before_another_chip_was_chosen_does_not_count(log_in, ada, lampe, url):
    client = log_in(ada)
    data = filled(client.get(url), needs="nobody", when="today", date="rubbish")
    assert client.post(url, data).status_code == 302
    assert lampe.contacts.get().on == TODAY


@pytest.mark.parametrize("text", ["dd.mm.yyyy", "ddmmyy"])
def test_dates_are_taken_as_nav_people_type_them(log_in, ada, lampe, url, text):
    client = log_in(ada)
    typed = day(-3).strftime({"dd.mm.yyyy": "%d.%m.%Y", "ddmmyy": "%d%m%y"}[text])
    client.post(url, filled(client.get(url), needs="nobody", when="date", date=typed))
    assert lampe.contacts.get().on == day(-3)


def test_the_same_form_sent_twice_is_one_contact(log_in, ada, lampe, url):
    client = log_in(ada)
    data = filled(client.get(url), needs="mentor")
    assert client.post(url, data).status_code == 302
    assert client.post(url, data).status_code == 302
    assert lampe.contacts.count() == 1


def test_what_was_learned_is_not_readable_in_the_database(ada, lampe):
    make_contact(ada, lampe, learned="Faste pauser hjelper", note="Ringer fredag")
    with connection.cursor() as cursor:
        cursor.execute("SELECT learned, note FROM mentors_contact")
        learned, note = (bytes(value) for value in cursor.fetchone())
    assert b"pauser" not in learned
    assert b"Ringer" not in note


def test_one_audit_line_without_what_was_written(log_in, ada, lampe, url):
    client = log_in(ada)
    client.post(url, filled(client.get(url), needs="nobody", note="Noe privat"))
    line = AuditEntry.objects.get(action="contact.log")
    assert line.subject_id == str(lampe.contacts.get().pk)
    assert "privat" not in str(line.__dict__)


# In the row of the bench


def row_headers(lampe):
    return HTMX | {"HX-Target": f"participant-{lampe.pk}"}


def test_in_the_row_the_form_opens_under_the_person(log_in, ada, lampe, url):
    response = log_in(ada).get(url, headers=row_headers(lampe))
    assert [t.name for t in response.templates][0] == "mentors/_contact_form_row.html"


def test_saving_in_the_row_gives_back_the_row_and_the_counts(log_in, ada, lampe, url):
    client = log_in(ada)
    data = filled(client.get(url, headers=row_headers(lampe)), needs="mentor")
    page = client.post(url, data, headers=row_headers(lampe)).content.decode()
    assert f'id="participant-{lampe.pk}"' in page
    assert page.count("hx-swap-oob") == 3
    assert "/undo/" in page


def test_an_error_in_the_row_stays_in_the_row(log_in, ada, lampe, url):
    response = log_in(ada).post(url, {}, headers=row_headers(lampe))
    assert response.status_code == 422
    assert [t.name for t in response.templates][0] == "mentors/_contact_form_row.html"


def test_cancelling_gives_back_the_row_as_it_was(log_in, ada, lampe):
    response = log_in(ada).get(f"/participants/{lampe.pk}/row/", headers=row_headers(lampe))
    assert "hx-swap-oob" not in response.content.decode()


# Undo


def row(participant):
    return {f.attname: getattr(participant, f.attname) for f in participant._meta.concrete_fields}


def undo(client, contact):
    return client.post(f"/contacts/{contact.pk}/undo/")


def test_undo_puts_the_row_back(log_in, ada, lampe):
    make_closer(ada, lampe)
    make_contact(ada, lampe, on=day(-9), how="phone", next_contact_on=day(3))
    lampe.refresh_from_db()
    before = row(lampe)
    contact = make_contact(
        ada, lampe, people=["mentor", "participant"], needs_something="me", next_contact_on=day(60)
    )
    undo(log_in(ada), contact)
    lampe.refresh_from_db()
    assert row(lampe) == before
    contact.refresh_from_db()
    assert contact.undone_at is not None


def test_undo_after_an_import_keeps_what_the_import_told(log_in, ada, lampe):
    told(lampe, on=day(-40), with_person=False)
    undo(log_in(ada), make_contact(ada, lampe))
    lampe.refresh_from_db()
    assert (lampe.last_workplace_contact_on, lampe.last_workplace_contact_how) == (
        day(-40),
        "visit",
    )


def test_undo_stands_for_a_minute(log_in, ada, lampe):
    contact = make_contact(ada, lampe)
    client = log_in(ada)
    with time_machine.travel(timezone.now() + datetime.timedelta(seconds=61)):
        undo(client, contact)
    contact.refresh_from_db()
    assert contact.undone_at is None


def test_an_undone_contact_is_in_no_timeline(log_in, ada, lampe):
    client = log_in(ada)
    undo(client, make_contact(ada, lampe, note="Feil person"))
    assert "Feil person" not in client.get(f"/participants/{lampe.pk}/timeline/").content.decode()


# Correction


def test_a_correction_keeps_the_original(log_in, ada, lampe):
    contact = make_contact(ada, lampe, on=TODAY, note="Feil dag", people=["mentor"])
    client = log_in(ada)
    url = f"/contacts/{contact.pk}/correct/"
    data = filled(client.get(url), note="Rett dag", date=day(-4).isoformat())
    assert client.post(url, data).status_code == 302
    contact.refresh_from_db()
    assert (contact.note, contact.correction.note) == ("Feil dag", "Rett dag")
    assert list(lampe.contacts.standing()) == [contact.correction]
    lampe.refresh_from_db()
    assert lampe.last_workplace_contact_on == day(-4)


def test_a_contact_is_corrected_once_then_the_correction_is(log_in, ada, lampe):
    contact = make_contact(ada, lampe)
    client = log_in(ada)
    url = f"/contacts/{contact.pk}/correct/"
    client.post(url, filled(client.get(url), note="Første"))
    assert client.get(url).status_code == 302
    assert lampe.contacts.count() == 2


# Somebody needs something


def test_a_need_stays_until_what_was_done_is_said(log_in, ada, lampe):
    client = log_in(ada)
    make_contact(ada, lampe, on=day(-6), needs_something="mentor")
    make_contact(ada, lampe, needs_something="")
    lampe.refresh_from_db()
    assert (lampe.needs_something, lampe.needs_since) == ("mentor", day(-6))
    assert client.post(f"/participants/{lampe.pk}/need/", {"how": "  "}).status_code == 422
    client.post(f"/participants/{lampe.pk}/need/", {"how": "Avtalte et kurs."})
    lampe.refresh_from_db()
    assert (lampe.needs_something, lampe.needs_since) == ("", None)
    assert "Avtalte et kurs." in client.get(f"/participants/{lampe.pk}/timeline/").content.decode()


# The calendar


def test_the_next_appointment_names_nobody(log_in, ada, lampe):
    make_contact(ada, lampe, next_contact_on=day(7))
    calendar = log_in(ada).get(f"/participants/{lampe.pk}/appointment.ics").content.decode()
    assert f"DTSTART;VALUE=DATE:{day(7):%Y%m%d}" in calendar
    assert "Lampe" not in calendar
    assert f"UID:{lampe.pk}@hybridnav" in calendar.replace("\r\n ", "")


def test_without_a_next_contact_there_is_no_entry(log_in, ada, lampe):
    assert log_in(ada).get(f"/participants/{lampe.pk}/appointment.ics").status_code == 404


def test_more_contacts_cost_no_more_queries(log_in, ada, lampe, django_assert_max_num_queries):
    client = log_in(ada)
    url = f"/participants/{lampe.pk}/timeline/"
    for n in range(25):
        make_contact(ada, lampe, on=day(-n), needs_something="me")
    client.get(url)
    with django_assert_max_num_queries(9):
        response = client.get(url)
    assert len(response.context["entries"]) == PAGE_SIZE
    assert response.context["older"] == 2


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "9" * 40])
def test_odd_pages_of_the_timeline_are_harmless(log_in, ada, lampe, page):
    assert log_in(ada).get(f"/participants/{lampe.pk}/timeline/?page={page}").status_code == 200


def test_a_contact_of_somebody_else_does_not_exist(log_in, ada, bo, lampe, url):
    contact = make_contact(ada, lampe)
    client = log_in(bo)
    assert undo(client, contact).status_code == 404
    assert client.post(url, {"submission": uuid.uuid4()}).status_code == 404
    assert Contact.objects.count() == 1


def test_the_submission_of_another_person_is_not_taken_for_hers(log_in, ada, lampe, url):
    """A replayed id must neither show nor silently swallow a contact of someone else."""
    other = make_participant(ada, "Rolig Kopp")
    taken = make_contact(ada, other)
    client = log_in(ada)
    data = filled(client.get(url), needs="nobody", submission=str(taken.submission))
    response = client.post(url, data)
    assert response.status_code == 422
    assert lampe.contacts.count() == 0


def test_undo_keeps_what_was_imported_after_the_first_contact(log_in, ada, lampe):
    make_contact(ada, lampe, on=day(-50))
    told(lampe, on=day(-9), with_person=True)
    undo(log_in(ada), make_contact(ada, lampe, people=["mentor", "participant"]))
    lampe.refresh_from_db()
    assert (lampe.last_person_contact_on, lampe.last_workplace_contact_on) == (day(-9), day(-9))
