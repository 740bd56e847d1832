"""How many answers lie sealed and how many invitations are spent, as JSON. See respondents.py."""

import json

from django.db import connection

from surveys.waves.models import Wave


def main(wave_id):
    wave = Wave.objects.get(pk=wave_id)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {wave.batches.get().partition}")
        (sealed,) = cursor.fetchone()
    spent = wave.invitations.filter(is_spent=True).count()
    print(json.dumps({"sealed": sealed, "spent": spent}))
