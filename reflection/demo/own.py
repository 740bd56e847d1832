"""Somebody new at the first office, what its first advisor writes for herself, its own method."""

import copy
import datetime

from accounts.models import Membership, User
from reflection.demo.rows import at, new_id
from reflection.groups.models import Group, GroupMember
from reflection.meetings.models import Invitee
from reflection.methods.models import OfficeMethod
from reflection.methods.offered import SHIPPED
from reflection.onboarding.models import OfficeStep, OnboardingPath, PathStep
from reflection.onboarding.steps import FIRST_STEPS
from reflection.private.models import PrivateEntry, seal
from reflection.themes import Theme

DAY = datetime.timedelta(days=1)
NEWCOMER = "Eli Nordvang"
STEP = "Spis lunsj med noen fra hver avdeling"
# Days ago, about, text.
ENTRIES = [
    (
        3,
        Theme.DEMANDS,
        "Jeg sa for lite i telefonen i dag. Jeg ville være snill, og så ble det bare uklart. Neste "
        "gang sier jeg hva jeg har sett, og spør hva de tenker.",
    ),
    (
        17,
        Theme.MENTOR_SUPPORT,
        "Godt besøk. Mentoren så noe jeg ikke hadde sett. Jeg trenger ikke å være den som kan "
        "mest.",
    ),
    (
        38,
        "",
        "Tung uke. Fire avtaler ble flyttet. Hva var det jeg likte ved dette arbeidet? Turen hjem "
        "fra verkstedet på torsdag.",
    ),
]
METHOD = "mentor_talk"
OFFICE_STEP = {
    "minutes": 5,
    "nb": {
        "title": "Bli enige om neste telefon",
        "who": "Begge",
        "text": "Velg en dag begge kan. Skriv den ned mens dere snakker. Ring den dagen, også når "
        "alt går bra.",
    },
}


def write_own(dice, told, today):
    """Creates them at the office the demo begins at."""
    group = next(g for g in told.groups if g.office and g.kind == Group.Kind.REFLECTION)
    people = told.leading(group)
    _own_method(dice, group.office, people[1], today)
    _path(dice, told, group, people[0], today)
    _log(dice, people[0], today)


def _own_method(dice, office, by, today):
    """The shipped one with a step more, in bokmål: that is the language the office wrote it in."""
    content = copy.deepcopy(SHIPPED[METHOD])
    content["steps"].append(OFFICE_STEP)
    OfficeMethod.objects.create(
        id=new_id(dice),
        office=office,
        code=METHOD,
        content=content,
        changed_by=by,
        changed_at=at(today - 45 * DAY, 13),
        version=1,
    )


def _path(dice, told, group, buddy, today):
    """She has come lately; the next of her steps is her first reflection meeting."""
    office, began_on = group.office, today - 24 * DAY
    newcomer = _newcomer(told, group, began_on)
    leads = Membership.objects.filter(office=office, role=Membership.Role.OFFICE_LEADER)
    OfficeStep.objects.create(
        id=new_id(dice), office=office, text=STEP, added_at=at(today - 90 * DAY, 12)
    )
    path = OnboardingPath.objects.create(
        id=new_id(dice),
        office=office,
        newcomer=newcomer,
        buddy=buddy,
        started_by=leads.select_related("user").first().user,
        started_on=began_on,
    )
    steps = [PathStep(code=step.code) for step in FIRST_STEPS] + [PathStep(words=STEP)]
    for position, step in enumerate(steps):
        step.id, step.path, step.position = new_id(dice), path, position
    for step, days in [(steps[0], 6), (steps[1], 13)]:
        step.done_on, step.done_with = began_on + days * DAY, buddy
    PathStep.objects.bulk_create(steps)


def _newcomer(told, group, began_on):
    """A new advisor, still without a caseload. She listens before she leads."""
    user = User(name=NEWCOMER, email="eli@demo.example", language="nb")
    user.set_unusable_password()
    user.save()
    role = Membership.Role.ADVISOR
    Membership.objects.create(user=user, office=group.office, role=role, starts_on=began_on)
    GroupMember.objects.create(
        group=group,
        user=user,
        position=group.members.count() + 1,
        leads=False,
        joined_on=told.today,
    )
    Invitee.objects.bulk_create(
        Invitee(meeting=meeting, user=user, role=role) for meeting in told.ahead(group)
    )
    return user


def _log(dice, user, today):
    PrivateEntry.objects.bulk_create(
        PrivateEntry(
            id=new_id(dice),
            user=user,
            submission=new_id(dice),
            written_at=at(today - days * DAY, 15, 40),
            sealed=seal(user.pk, text=text, about=about),
        )
        for days, about, text in ENTRIES
    )
    User.objects.filter(pk=user.pk).update(private_prompt=True)
