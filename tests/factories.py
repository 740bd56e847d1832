"""Plain functions that make one valid row each. Name what matters to the test, no more."""

import datetime
import uuid
from itertools import count

from django.utils import timezone

from accounts.models import County, Membership, Office, User
from caseload import actions as caseload_actions
from caseload.network import actions as network_actions
from caseload.rhythm import Rhythm
from caseload.todos import actions as todo_actions
from mentors import actions as mentor_actions
from mentors.imports.actions import bring
from mentors.imports.reading import read
from mentors.models import Contact, ContactPerson, Workplace
from mentors.needs import actions as need_actions

_serial = count(1)


def make_office(name=None, county=None):
    county = county or County.objects.get_or_create(name="Vestland")[0]
    return Office.objects.create(county=county, name=name or f"Nav Kontor {next(_serial)}")


def make_member(name, *, office=None, county=None, role=Membership.Role.ADVISOR, **fields):
    email = f"{name.lower().replace(' ', '.')}@nav.example"
    user = User.objects.create_user(email, name=name, **fields)
    if not county:
        office = office or make_office()
    return Membership.objects.create(
        user=user, office=office, county=county, role=role, starts_on=datetime.date(2024, 1, 1)
    )


def make_participant(advisor, name="Blid Lampe", **fields):
    return caseload_actions.add_participant(advisor, name=name, **fields)


def make_closer(advisor, participant, *, rhythm=Rhythm.MONTHLY, next_contact_on=None, **agreed):
    follow_up = caseload_actions.start_closer_follow_up(
        advisor, participant, rhythm=rhythm, **agreed
    )
    if next_contact_on:
        participant.set_next_contact(next_contact_on)
    return follow_up


def make_todo(member, what="Sende timeliste", *, in_days=3, **fields):
    due_on = timezone.localdate() + datetime.timedelta(days=in_days)
    return todo_actions.add_todo(member, what=what, **{"due_on": due_on} | fields)


def make_connection(member, participant, **fields):
    """A helper of this person; with `user` a colleague who logs in."""
    default = {"kind": "liaison"} if "user" in fields else {"kind": "school", "name": "Ida Lund"}
    does = {"does": "Ringer arbeidsplasser."}
    return network_actions.connect(member, participant, **default | does | fields)


def make_workplace(member, name="Fjordbygg", **fields):
    return mentor_actions.save_workplace(
        member, Workplace(office=member.office, name=name, **fields)
    )


def make_mentor(member, workplace, name="Solveig Hansen", **fields):
    return mentor_actions.save_contact_person(
        member, ContactPerson(workplace=workplace, name=name, **fields)
    )


def make_placement(advisor, participant, *, workplace=None, mentor=True):
    """At a workplace, with a mentor there unless `mentor` is False."""
    workplace = workplace or make_workplace(advisor)
    placement = mentor_actions.place(advisor, participant, workplace=workplace)
    if mentor:
        mentor_actions.add_mentor(advisor, placement, mentor=make_mentor(advisor, workplace))
    return placement


def make_need(advisor, tasks="Lagerarbeid med truck", **fields):
    return need_actions.post_need(advisor, tasks=tasks, **fields)


def make_import(advisor, content=b"Navn\nModig Sykkel\n"):
    return bring(advisor, content=content, sheet=read(content), file_name="liste.csv")


def make_contact(advisor, participant, **logged):
    return mentor_actions.log_contact(
        advisor,
        participant,
        submission=uuid.uuid4(),
        **{
            "on": timezone.localdate(),
            "how": "visit",
            "people": [Contact.Who.MENTOR],
            "needs_something": "",
            "next_contact_on": None,
            "topics": [],
            "learned": "",
            "note": "",
        }
        | logged,
    )
