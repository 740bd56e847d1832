"""Encrypted columns: nothing readable in the database, and a moved value does not decrypt."""

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection

from accounts.encryption import decrypt, encrypt, keyed_hash
from mentors.models import ContactPerson
from tests.factories import make_mentor, make_workplace

OLD, NEW = "11" * 32, "22" * 32


@pytest.fixture
def solveig(ada):
    return make_mentor(ada, make_workplace(ada), phone="22 22 22 22", email="")


def stored(person, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM mentors_contactperson WHERE id = %s", [person.pk])
        return bytes(cursor.fetchone()[0])


def test_what_is_stored_is_not_what_was_written(solveig):
    assert b"22 22" not in stored(solveig, "phone")
    solveig.refresh_from_db()
    assert solveig.phone == "22 22 22 22"


def test_the_same_text_is_stored_differently_each_time(settings):
    assert encrypt("hei", "t.c") != encrypt("hei", "t.c")


def test_empty_text_is_stored_as_nothing(solveig):
    assert stored(solveig, "email") == b""


def test_a_value_moved_to_another_column_does_not_decrypt():
    with pytest.raises(InvalidTag):
        decrypt(encrypt("22 22 22 22", "person.phone"), "person.email")


def test_text_of_an_older_key_is_read_after_a_new_key_is_added(settings):
    settings.FIELD_KEYS = [OLD]
    sealed = encrypt("hei", "t.c")
    settings.FIELD_KEYS = [NEW, OLD]
    assert decrypt(sealed, "t.c") == "hei"
    settings.FIELD_KEYS = [NEW]
    with pytest.raises(InvalidTag):
        decrypt(sealed, "t.c")


def test_the_hash_for_look_ups_survives_a_new_key_and_differs_between_installations(settings):
    settings.FIELD_KEYS = [OLD]
    known = keyed_hash("22222222")
    settings.FIELD_KEYS = [NEW, OLD]
    assert keyed_hash("22222222") == known
    settings.FIELD_KEYS = [NEW]
    assert keyed_hash("22222222") != known
    assert keyed_hash("") == ""


def test_an_encrypted_column_cannot_be_searched_by_mistake(solveig):
    with pytest.raises(FieldError):
        ContactPerson.objects.filter(phone="22 22 22 22").exists()


def test_two_spellings_of_a_number_have_the_same_hash(ada, solveig):
    other = make_mentor(ada, solveig.workplace, name="Amir Khan", phone="+47 222 22 222")
    assert other.phone_hash == solveig.phone_hash
