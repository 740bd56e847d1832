"""One's own log: nobody else reads it, and nothing tells that somebody writes."""

import datetime
import json
import uuid

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override

from accounts.models import AuditEntry, Membership
from reflection.models import PrivateEntry
from tests.factories import make_office, make_private_entry

LIST = "/reflection/private/"
NEW = "/reflection/private/new/"


def edit(entry):
    return entry.get_absolute_url()


def delete(entry):
    return reverse("reflection:private_delete", args=[entry.pk])


def write(client, text, **fields):
    return client.post(NEW, {"submission": uuid.uuid4(), "text": text, "version": 0} | fields)


def nb(text):
    with override("nb"):
        return gettext(text)


def of(member):
    return PrivateEntry.objects.visible_to(member)


# Writing


def test_she_writes_a_line_and_reads_it(log_in, ada):
    client = log_in(ada)
    assert write(client, "Jeg burde spurt før.", about="employers").url == LIST
    page = client.get(LIST).content.decode()
    assert "Jeg burde spurt før." in page
    assert nb("Working with employers") in page


def test_the_form_says_who_can_read_it_what_encrypted_means_and_what_not_to_write(log_in, ada):
    page = log_in(ada).get(NEW).content.decode()
    for said in [
        "Only you can read what you write here. No leader, colleague, operator or privacy "
        "coordinator sees it in hybridnav, and nobody is shown whether you write.",
        "Whoever runs the servers keeps the keys. With the keys and the database it is "
        "technically possible to read the text, though no page does it.",
        "Do not write names or health information of people you follow up.",
    ]:
        assert nb(said) in page


@pytest.mark.parametrize("wrong", [{"text": " "}, {"text": "x" * 4001}, {"about": "weather"}])
def test_what_cannot_be_saved_stays_in_the_form(log_in, ada, wrong):
    response = write(log_in(ada), **{"text": "Om i dag"} | wrong)
    assert response.status_code == 422
    assert not PrivateEntry.objects.exists()


def test_a_form_sent_twice_is_one_entry_and_sent_with_other_words_has_those(log_in, ada):
    client, submission = log_in(ada), uuid.uuid4()
    for text in ["Først", "Først", "Så dette"]:
        write(client, text, submission=submission)
    assert of(ada).get().text == "Så dette"


def test_she_changes_what_she_wrote(log_in, ada):
    entry = make_private_entry(ada, "Før")
    response = log_in(ada).post(edit(entry), {"text": "Etter", "about": "", "version": 0})
    assert response.url == LIST
    assert of(ada).get().text == "Etter"


def test_two_devices_the_later_one_keeps_her_words_and_is_asked(log_in, ada):
    entry = make_private_entry(ada, "Før")
    phone, desk = log_in(ada), log_in(ada)
    phone.post(edit(entry), {"text": "Fra telefonen", "about": "", "version": 0})
    response = desk.post(edit(entry), {"text": "Fra kontoret", "about": "", "version": 0})
    assert response.status_code == 422
    page = response.content.decode()
    assert nb("You saved this on another device while you were writing here") in page
    assert "Fra kontoret" in page
    assert of(ada).get().text == "Fra telefonen"
    version = response.context["form"]["version"].value()
    desk.post(edit(entry), {"text": "Fra kontoret", "about": "", "version": version})
    assert of(ada).get().text == "Fra kontoret"


# The list


def test_it_stands_by_month_the_newest_first_and_on_pages(log_in, ada):
    for month in (1, 2, 3):
        entry = make_private_entry(ada, f"Om måned {month}")
        at = datetime.datetime(2026, month, 1, 0, 30, tzinfo=timezone.get_current_timezone())
        PrivateEntry.objects.filter(pk=entry.pk).update(written_at=at)
    page = log_in(ada).get(LIST).content.decode()
    assert page.index("Mars 2026") < page.index("Februar 2026") < page.index("Januar 2026")
    for _each in range(20):
        make_private_entry(ada)
    second = log_in(ada).get(LIST, {"page": "2"}).content.decode()
    assert "Januar 2026" in second
    assert log_in(ada).get(LIST, {"page": "x"}).status_code == 200


@pytest.mark.parametrize("entries", [1, 3])
def test_the_list_asks_as_often_for_many_as_for_one(
    log_in, ada, entries, django_assert_num_queries
):
    for _each in range(entries):
        make_private_entry(ada)
    client = log_in(ada)
    client.get(LIST)
    with django_assert_num_queries(4):
        client.get(LIST)


# Hers alone


def test_a_user_with_two_roles_has_one_log(ada):
    make_private_entry(ada)
    elsewhere = Membership.objects.create(
        user=ada.user, office=make_office(), role=Membership.Role.OFFICE_LEADER
    )
    assert of(elsewhere).get() == of(ada).get()


def test_a_role_that_does_not_reflect_has_none(ada):
    make_private_entry(ada)
    operator = Membership.objects.create(
        user=ada.user, office=ada.office, role=Membership.Role.OPERATOR
    )
    assert not of(operator).exists()


def test_a_row_given_to_somebody_else_stays_shut(ada, bo):
    entry = make_private_entry(ada)
    PrivateEntry.objects.filter(pk=entry.pk).update(user=bo.user)
    with pytest.raises(InvalidTag):
        _text = of(bo).get().text


def test_nobody_changes_or_deletes_that_of_another(log_in, ada, bo):
    entry = make_private_entry(ada, "Mitt")
    client = log_in(bo)
    assert client.post(edit(entry), {"text": "x", "version": 0}).status_code == 404
    assert client.post(delete(entry)).status_code == 404
    client.post("/reflection/private/delete/")
    write(client, "Bos", submission=entry.submission)
    assert of(ada).get().text == "Mitt"
    assert of(bo).get().text == "Bos"


def test_the_audit_log_knows_nothing_of_it(log_in, ada):
    entry = make_private_entry(ada)
    client = log_in(ada)
    write(client, "Om i dag")
    client.post(edit(entry), {"text": "Etter", "about": "", "version": 0})
    for path in [LIST, edit(entry), f"{LIST}all.txt", f"{LIST}all.json"]:
        client.get(path)
    client.post(delete(entry))
    client.post(f"{LIST}delete/")
    assert not AuditEntry.objects.exists()


def test_looking_writes_nothing(log_in, ada):
    entry = make_private_entry(ada)
    client = log_in(ada)
    with CaptureQueriesContext(connection) as asked:
        for path in [LIST, NEW, edit(entry), delete(entry), f"{LIST}delete/", f"{LIST}all.txt"]:
            assert client.get(path).status_code == 200
    assert {query["sql"].split()[0] for query in asked} == {"SELECT"}


# Taking it along, and away


def test_she_takes_everything_along_as_text(log_in, ada, bo):
    make_private_entry(ada, "Først.\r\nSå dette.", about="language")
    make_private_entry(ada, "Til slutt.")
    make_private_entry(bo, "Bos eget.")
    response = log_in(ada).get(f"{LIST}all.txt")
    text = response.content.decode()
    assert "Først.\nSå dette." in text
    assert text.index("Først.") < text.index("Til slutt.")
    assert "Bos eget." not in text
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="hybridnav.txt"'
    assert "no-store" in response["Cache-Control"]


def test_and_as_json(log_in, ada):
    make_private_entry(ada, "Først.", about="language")
    response = log_in(ada).get(f"{LIST}all.json")
    [row] = json.loads(response.content)
    assert (row["text"], row["about"]) == ("Først.", "language")
    at = datetime.datetime.fromisoformat(row["written_at"])
    assert timezone.now() - at < datetime.timedelta(minutes=1)
    assert response["Content-Disposition"] == 'attachment; filename="hybridnav.json"'
    assert "no-store" in response["Cache-Control"]


def test_without_entries_the_files_say_so(log_in, ada):
    client = log_in(ada)
    assert nb("Nothing is written.") in client.get(f"{LIST}all.txt").content.decode()
    assert json.loads(client.get(f"{LIST}all.json").content) == []


def test_she_is_asked_once_and_then_the_row_is_gone(log_in, ada):
    entry, kept = make_private_entry(ada, "Bort"), make_private_entry(ada, "Blir")
    client = log_in(ada)
    assert "Bort" in client.get(delete(entry)).content.decode()
    assert PrivateEntry.objects.count() == 2
    client.post(delete(entry))
    assert PrivateEntry.objects.get() == kept
    assert client.get(edit(entry)).status_code == 404


def test_she_deletes_everything_and_nobody_elses(log_in, ada, bo):
    make_private_entry(ada)
    make_private_entry(ada)
    kept = make_private_entry(bo)
    log_in(ada).post(f"{LIST}delete/")
    assert PrivateEntry.objects.get() == kept
