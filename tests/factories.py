"""Plain functions that make one valid row each. Name what matters to the test, no more."""

import datetime
import uuid
from itertools import count

from django.utils import timezone

from accounts.models import County, Membership, Office, User
from caseload import actions as caseload_actions
from caseload.agreements import actions as agreement_actions
from caseload.consent.actions import record_consent
from caseload.measures import actions as measure_actions
from caseload.network import actions as network_actions
from caseload.plan import actions as plan_actions
from caseload.review import actions as review_actions
from caseload.review.portfolio import portfolio
from caseload.rhythm import Rhythm
from caseload.todos import actions as todo_actions
from caseload.with_reason.actions import open_with_reason
from insight.models import Finding, HalfYear
from mentors import actions as mentor_actions
from mentors.calls import actions as call_actions
from mentors.imports.actions import bring
from mentors.imports.reading import read
from mentors.models import Contact, ContactPerson, MentorRelation, Workplace
from mentors.needs import actions as need_actions
from mentors.start_agreement.actions import agree
from notifications.actions import tell, told
from notifications.models import Mail, Notification
from reflection.agenda.actions import add_item
from reflection.agreed import actions as agreed_actions
from reflection.barriers.actions import raise_barrier
from reflection.county_help.actions import ask_county
from reflection.groups.actions import create_group
from reflection.learning.actions import note_learning
from reflection.meetings.actions import add_meeting
from reflection.methods.actions import change_method
from reflection.methods.offered import SHIPPED
from reflection.models import AgendaItem, Group, OfficeMethod, PrivateEntry
from reflection.notes import actions as note_actions
from reflection.notes.handing import hand_over
from reflection.notes.saving import Began, save_section
from reflection.onboarding.actions import start_path
from reflection.private.actions import write_entry
from surveys.instruments.actions import take_in
from surveys.instruments.questionnaire import Block, Choice, Item, Page, Questionnaire, Texts
from surveys.models import Batch, ConsentText
from surveys.waves import actions as wave_actions

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


def make_consent(advisor, participant, *, topic="language", receiver="mentor", **given):
    today = timezone.localdate()
    period = {"from_on": today, "until_on": today + datetime.timedelta(days=180)}
    [consent] = record_consent(
        advisor,
        participant,
        topics=[topic],
        receiver=receiver,
        **{"how": "oral"} | period | given,
    )
    return consent


def make_opening(member, participant, *, reason="Ringte mens veilederen er borte."):
    return open_with_reason(member, participant, reason=reason)


def make_finding(member, participant, *, rule="no_relation", looks=1):
    """Of last week, as if the member had opened somebody who is not hers."""
    now = timezone.now() - datetime.timedelta(days=7)
    monday = timezone.localdate(now) - datetime.timedelta(days=timezone.localdate(now).weekday())
    return Finding.objects.create(
        monday=monday,
        rule=rule,
        user=member.user,
        office=member.office,
        participant=participant,
        looks=looks,
        first_at=now,
        last_at=now,
    )


def make_agreement(leader, advisor, **agreed):
    today = timezone.localdate()
    return agreement_actions.make_agreement(
        leader,
        **{
            "advisor": advisor.user,
            "up_to": 4,
            "from_on": today,
            "until_on": today + datetime.timedelta(days=90),
            "others_get_less": "Færre samtaler",
            "look_again_on": today + datetime.timedelta(days=5),
        }
        | agreed,
    )


def make_review(advisor, *, colleagues=(), people=None):
    """A review under way of everybody the advisor does not follow closely."""
    people = portfolio(advisor).order_by("sort_key") if people is None else people
    return review_actions.start_review(
        advisor, people=people, colleagues=[member.user for member in colleagues]
    )


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


def make_start_agreement(advisor, placement, *, version=0, **agreed):
    said = {"goal": "Prøve lagerarbeid", "background": "for_the_tasks"}
    return agree(advisor, placement, version=version, **said | agreed)


def make_agreed_mentorship(advisor, participant, *, workplace=None, **mentor):
    """A mentor with an e-mail, of a candidate who has agreed to contact."""
    placement = make_placement(advisor, participant, workplace=workplace)
    make_start_agreement(advisor, placement, contact_agreed_on=timezone.localdate())
    mentorship = placement.mentorships.select_related("mentor").get()
    for name, value in {"email": "solveig@fjordbygg.example", **mentor}.items():
        setattr(mentorship.mentor, name, value)
    mentorship.mentor.save()
    return mentorship


def make_relation(advisor, participant):
    """Her mentor and her advisor: at a workplace, and she has agreed to contact with it."""
    placement = make_placement(advisor, participant)
    make_start_agreement(advisor, placement, contact_agreed_on=timezone.localdate())
    mentor = placement.mentorships.get().mentor
    return MentorRelation.objects.create(mentor=mentor, advisor=advisor.user)


def make_call(relation, chosen="call_me", **sent):
    link = call_actions.link_for(relation)
    return call_actions.send_call(link.pk, **{"submission": uuid.uuid4(), "chosen": chosen} | sent)


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


def make_measure(advisor, participant, *, ends_in=45, **fields):
    """Work training that began a month ago and has `ends_in` days left; None is without end."""
    today = timezone.localdate()
    ends_on = None if ends_in is None else today + datetime.timedelta(days=ends_in)
    fields = {
        "type": "work_training",
        "starts_on": today - datetime.timedelta(days=30),
        "ends_on": ends_on,
    } | fields
    return measure_actions.add_measure(advisor, participant, **fields)


def make_mentor_grant(advisor, participant, **fields):
    fields = {"who_applies": "workplace"} | fields
    return measure_actions.begin_mentor_grant(advisor, participant, **fields)


def make_goal(advisor, participant, **fields):
    fields = {"text": "Fast jobb på lager", "kind": "work"} | fields
    return plan_actions.add_goal(advisor, participant, **fields)


def make_step(advisor, goal, **fields):
    fields = {"text": "Truckførerbevis", "who": "person"} | fields
    return plan_actions.add_step(advisor, goal, **fields)


def make_hindrance(advisor, participant, **fields):
    fields = {"kind": "housing", "text": "Må flytte"} | fields
    return plan_actions.add_hindrance(advisor, participant, **fields)


def make_failed_mail():
    """One that the mail server refused for good, just now."""
    now = timezone.now()
    return Mail.objects.create(
        key=f"at_once:{uuid.uuid4()}",
        kind="at_once",
        state=Mail.State.FAILED,
        ended_at=now,
        expires_at=now,
        trouble="550",
        attempts=1,
    )


def make_notification(member, *, kind=Notification.Kind.MAIL_FAILED, url="/"):
    """Told about something that no floor has a name for."""
    line = told(member.user_id, member.office_id, kind, uuid.uuid4(), url)
    tell([line])
    return line


def make_group(member, *others, kind=Group.Kind.REFLECTION, name="Hybridgruppa", **fields):
    """Made by the first, who belongs to it and leads first; then the others, in this order."""
    members = [each.user for each in (member, *others)]
    return create_group(member, members=members, kind=kind, name=name, **fields)


def make_meeting(member, *others, starts_at=None, **group):
    """Tomorrow, of a new group of these members."""
    starts_at = starts_at or timezone.now() + datetime.timedelta(days=1)
    return add_meeting(member, make_group(member, *others, **group), starts_at=starts_at)


def make_learning(member, *, reach=None, **fields):
    """Written alone unless `meeting` says where; spread as far as `reach`."""
    said = {
        "happened": "Arbeidsgiveren trodde at vi skulle ringe.",
        "loop": "single",
        "change": "Vi avtaler neste samtale før vi går.",
        "theme": "employers",
    }
    point = note_learning(member, **said | fields)
    if reach:
        point.reach = reach
        point.save(update_fields=["reach"])
    return point


def make_method(member, code="peer_supervision", **nb):
    """This shipped method as the member's office has changed it: what it says in bokmål."""
    content = SHIPPED[code] | {"nb": SHIPPED[code]["nb"] | {"title": "Vår veiledning"} | nb}
    method = OfficeMethod(office=member.office, code=code)
    return change_method(member, method, version=0, content=content)


def make_barrier(member, words="Vi går til tiltak av gammel vane.", *, weight="some", **fields):
    return raise_barrier(member, **{"heading_code": "habits"} | fields, words=words, weight=weight)


def make_path(newcomer, *, buddy=None):
    """Started by whoever is new."""
    return start_path(newcomer, newcomer=newcomer.user, buddy=buddy and buddy.user)


def make_agreed(member, meeting, what="Spørre tidligere", *, owner=None, in_days=5):
    """Agreed by her, for her to do or for another of those invited."""
    due_on = timezone.localdate() + datetime.timedelta(days=in_days)
    return agreed_actions.agree(
        member, meeting, what=what, owner=owner.user if owner else member.user, due_on=due_on
    )


def make_private_entry(member, text="Jeg burde spurt før.", *, about=""):
    submission = uuid.uuid4()
    write_entry(member, submission=submission, text=text, about=about)
    return PrivateEntry.objects.get(submission=submission)


def make_note(member, *others, title="Høsten 2026", text=""):
    """Begun by the first, written with the others; `text` stands in its first section."""
    note = note_actions.begin_note(member, title=title, writers=[each.user for each in others])
    if text:
        save_section(member, note.sections.first(), text=text, began=Began(0))
    note.refresh_from_db()
    return note


def make_agreed_note(member, *others, text="Vi begynte tidligere.", handed=False, **fields):
    note = make_note(member, *others, text=text, **fields)
    for each in (member, *others):
        note_actions.agree(each, note, version=note.version)
    note.refresh_from_db()
    if handed:
        hand_over(member, note, version=note.version)
    return note


def make_agenda_item(member, meeting, *, kind=AgendaItem.Kind.CASE, called="K.", **fields):
    """A case this member presents, without telling whom it is about."""
    fields = {"title": "Får ikke svar fra mentor", "minutes": 15, "participant": None} | fields
    return add_item(member, meeting, kind=kind, called=called, **fields)


def make_help(member, words="Vi står fast i mønsteret med avlyste møter.", **fields):
    """Asked of the county by whoever speaks for an office."""
    return ask_county(member, **{"wanted": "lead", "words": words, "by_on": None} | fields)


def make_half_year(office, half, **numbers):
    """What the county is told of this office: 40 people, none of the rest unless said."""
    none = dict.fromkeys(("closely", "with_mentor", "with_helper", "room", "meetings"), 0)
    known = {"office": office, "year": half.year, "half": half.half, "followed": 40}
    return HalfYear.objects.create(**known | none | numbers)


def make_questionnaire(title="Støtte i arbeidet", *, nn="Støtte i arbeidet", number=2):
    """With so many statements; without nynorsk it cannot be sent out."""
    statements = tuple(
        Item(
            f"s{each}",
            "one",
            Texts(f"Jeg har støtte {each}", nn and f"Eg har støtte {each}"),
            "agree",
        )
        for each in range(number)
    )
    agree = Choice("yes", Texts("Enig", "Einig")), Choice("no", Texts("Uenig", "Ueinig"))
    page = Page("one", (Block("battery", statements, is_matrix=True),))
    return Questionnaire(Texts(title, nn), (page,), {"agree": agree})


def make_wave(researcher, *offices, opened=False, questionnaire=None, code="support", **fields):
    """A draft for two weeks from today on, at these offices; or opened, with a batch."""
    today = timezone.localdate()
    given = {
        "version": take_in(code, questionnaire or make_questionnaire()),
        "label": f"T{next(_serial)}",
        "audience": "advisors",
        "names_offices": True,
        "opens_on": today,
        "closes_on": today + datetime.timedelta(days=14),
        "consent": ConsentText.objects.first() or make_consent_text(),
    } | fields
    wave = wave_actions.make_wave(researcher, offices=offices, **given)
    if opened:
        make_spare_batch()
        wave = wave_actions.open_wave(researcher, wave)
    return wave


def make_consent_text(number=1):
    """One comes with the migrations, and is gone after a test that commits."""
    return ConsentText.objects.create(number=number, text_nb="Frivillig.", text_nn="Friviljug.")


def make_spare_batch():
    """As the release process makes them ahead, but without its partition."""
    return Batch.objects.create(public_key=bytes(32))
