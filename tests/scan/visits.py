"""Who visits the product, and where. Prints JSON: see benchmarks.servers.Database.ask()."""

import json

from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, reverse

from benchmarks.cases import member, session_of, signed_in
from benchmarks.visitor import CSRF
from caseload.models import Participant
from mentors.models import Workplace
from notifications.models import Link

# Most telling first: QUICK=1 asks the first of them.
ADVISOR = """
caseload:workbench caseload:look_up mentors:contact_create reflection:learning_list
mentors:workplace_list caseload:participant_edit mentors:import_list caseload:todo_create
accounts:settings caseload:participant_create caseload:goal_create caseload:measure_create
caseload:hindrance_create caseload:next_contact caseload:not_now caseload:closer_follow_up
caseload:follower_add caseload:stand_in_list caseload:handover_create caseload:todo_list
caseload:consent_record caseload:connection_create_external caseload:mentor_grant_create
caseload:portfolio_review mentors:placement_create mentors:participant_need_create
mentors:workplace_create mentors:visit_create mentors:contact_person_create
mentors:workplace_need_list reflection:learning_create reflection:meeting_list
reflection:group_create reflection:note_create reflection:private_create reflection:private_list
notifications:notification_list
""".split()
ANYBODY = "surveys:code account_login help accessibility privacy".split()


def advisor():
    """{cookie, paths} of Ada in the demo."""
    ada = member("ada@demo.example")
    people = Participant.objects.visible_to(ada).filter(ended_on=None)
    person = people.exclude(workplace_name="").earliest("pk")
    workplace = Workplace.objects.visible_to(ada).earliest("pk")
    ids = [{}, {"participant_id": person.pk}, {"workplace_id": workplace.pk}]
    session = session_of(signed_in(ada))
    return {
        "cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {with_token()}",
        "paths": [address(name, ids) for name in ADVISOR],
    }


def address(name, ids):
    for each in ids:
        try:
            return reverse(name, kwargs=each)
        except NoReverseMatch:
            continue
    raise SystemExit(f"{name} needs an id that is not known here")


def anybody():
    """{cookie, paths}: open pages, and those of a mentor who came by her link."""
    link = Link.objects.filter(purpose="call", revoked_at=None, spent_at=None).latest("expires_at")
    client = Client(SERVER_NAME="127.0.0.1")
    answer = client.get(reverse("mentors:mentor_enter", args=[link.token]))
    [cookie] = client.cookies.values()
    return {
        "cookie": f"{cookie.key}={cookie.value}; {with_token()}",
        "paths": [answer["Location"], *map(reverse, ANYBODY)],
    }


def with_token():
    return f"{settings.CSRF_COOKIE_NAME}={CSRF}"


def main():
    print(json.dumps({"advisor": advisor(), "anybody": anybody()}))
