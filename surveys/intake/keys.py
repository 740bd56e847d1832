"""The private keys of batches: a file each, outside the database, of the release process alone."""

import os
import secrets

from django.conf import settings
from nacl.public import PrivateKey


def make(batch_id):
    """A new pair. The private half is on the disk before the public one, bytes, is returned."""
    settings.RELEASE_KEYS.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = PrivateKey.generate()
    with open(_path(batch_id), "xb", opener=_only_for_us) as file:
        file.write(bytes(key))
        _through_to_the_disk(file)
    _folder_through_to_the_disk()
    return bytes(key.public_key)


def exists(batch_id):
    return _path(batch_id).exists()


def private(batch_id):
    """The PrivateKey; None where it is gone."""
    try:
        return PrivateKey(_path(batch_id).read_bytes())
    except FileNotFoundError:
        return None


def destroy(batch_id):
    """Overwritten, then unlinked. Done already is done."""
    try:
        with open(_path(batch_id), "r+b") as file:
            file.write(secrets.token_bytes(PrivateKey.SIZE))
            _through_to_the_disk(file)
        _path(batch_id).unlink()
    except FileNotFoundError:
        return
    _folder_through_to_the_disk()


def kept():
    """Ids of batches, as hex, whose keys lie here."""
    if not settings.RELEASE_KEYS.is_dir():
        return []
    return [path.stem for path in settings.RELEASE_KEYS.glob("*.key")]


def _path(batch_id):
    return settings.RELEASE_KEYS / f"{batch_id.hex}.key"


def _only_for_us(path, flags):
    return os.open(path, flags, 0o600)


def _through_to_the_disk(file):
    file.flush()
    os.fsync(file.fileno())


def _folder_through_to_the_disk():
    folder = os.open(settings.RELEASE_KEYS, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
