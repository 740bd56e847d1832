from django.db import transaction

from surveys.invitations.models import Invitation, hash_of


@transaction.atomic
def answer(wave, token, answers):
    return (
        Invitation.objects.filter(wave=wave, token_sha256=hash_of(token), is_spent=False).update(
            is_spent=True
        )
        == 1
    )
