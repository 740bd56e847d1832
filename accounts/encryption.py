"""Encrypted text columns: AES-256-GCM, with the keys outside the database.

A stolen backup shows neither a mentor's phone number nor what an advisor wrote about a
conversation. Encrypted values cannot be searched; where equality is needed, keep the keyed hash
of the value in a column beside it.
"""

import hashlib
import hmac
import os
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

_NONCE_BYTES = 12


@cache
def _ciphers(keys):
    return [AESGCM(bytes.fromhex(key)) for key in keys]


def encrypt(text, context):
    """Bytes of nonce + ciphertext; `context` (table and column) must be the same to decrypt."""
    nonce = os.urandom(_NONCE_BYTES)
    newest = _ciphers(tuple(settings.FIELD_KEYS))[0]
    return nonce + newest.encrypt(nonce, text.encode(), context.encode())


def decrypt(sealed, context):
    """The text again. Raises InvalidTag when no key fits or the bytes were changed or moved."""
    nonce, ciphertext = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    for cipher in _ciphers(tuple(settings.FIELD_KEYS)):
        try:
            return cipher.decrypt(nonce, ciphertext, context.encode()).decode()
        except InvalidTag:
            continue
    raise InvalidTag(context)


def keyed_hash(text):
    """64 hex digits, equal for equal text and worthless without the key. "" stays ""."""
    # The oldest key: a new encryption key must not make existing hashes unfindable.
    key = hashlib.sha256(b"look-up" + bytes.fromhex(settings.FIELD_KEYS[-1])).digest()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest() if text else ""


class EncryptedTextField(models.TextField):
    """Text that is ciphertext in the database. The empty string is stored as no bytes."""

    def get_internal_type(self):
        return "BinaryField"

    @property
    def _context(self):
        return f"{self.model._meta.db_table}.{self.column}"

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is None:
            return None
        return connection.Database.Binary(encrypt(value, self._context) if value else b"")

    def from_db_value(self, value, expression, connection):
        if value is None:
            return None
        return decrypt(bytes(value), self._context) if value else ""

    def get_lookup(self, lookup_name):
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
