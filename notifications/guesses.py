"""How often one address may come with a link that is none: tokens are not to be tried out."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

from accounts.encryption import keyed_hash

MOST = 30
WITHIN = 600  # seconds


def too_many(request):
    return cache.get(_key(request), 0) >= MOST


def note(request):
    """One more. Two at the same moment may count as one: then it takes a little longer."""
    key = _key(request)
    cache.set(key, cache.get(key, 0) + 1, WITHIN)


def _key(request):
    """Of this address in these ten minutes. The address itself is not kept."""
    address = get_adapter().get_client_ip(request)
    return f"guesses-{int(time.time()) // WITHIN}-{keyed_hash(address)[:32]}"
