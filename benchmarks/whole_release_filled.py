"""What whole_release.py releases: a wave with its answers, and the two people it takes."""

import json

from accounts.models import County, Membership, Office, User
from benchmarks.releases import answered, asked
from surveys.answers.actions import take_in_answers
from surveys.answers.reading import Answers
from surveys.instruments.actions import take_in

Role = Membership.Role


def main():
    """Prints who asks, who approves and what about, as JSON."""
    questionnaire = asked()
    office = Office.objects.create(county=County.objects.create(name="Vest"), name="Nav Vest")
    people = {"asks": Role.RESEARCHER, "approves": Role.PRIVACY_COORDINATOR}
    emails = {does: f"{does}@bench.example" for does in people}
    for does, role in people.items():
        user = User.objects.create_user(emails[does], name=does)
        Membership.objects.create(user=user, office=office, role=role)
    rows = [row.answers for row in answered(questionnaire)]
    take_in_answers(take_in("bench", questionnaire), "T1", Answers(rows, {}, []))
    print(json.dumps(emails | {"items": list(questionnaire.items)}))
