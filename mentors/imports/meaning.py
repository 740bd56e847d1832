"""What one valid row changes about its participant, beside what is stored already."""

from dateutil.relativedelta import relativedelta

from caseload.models import CloserFollowUp, Participant
from caseload.rhythm import Rhythm
from mentors.imports.problems import Problem

PLAIN_FIELDS = (
    "wish",
    "interests",
    "birth_year",
    "phone",
    "email",
    "need_group",
    "benefit",
    "benefit_ends_on",
    "support_at_work",
    "support_outside_work",
)
AGREED = frozenset({"started_on", "rhythm", "days", "look_again_on"})
ENDED = Participant.Phase.ENDED


class Meaning:
    """Fills in what a valid row changes about its participant."""

    def __init__(self, row, heading_of, today):
        self.row, self.heading_of, self.today = row, heading_of, today
        self.values, self.participant = row.values, row.participant
        self.notices = []
        if row.left_alone:
            self.say("advisor_email", "with_colleague")
            return
        for name in PLAIN_FIELDS:
            self.set(name, self.values.get(name))
        self.phase()
        self.contacts()
        self.closer()
        self.next_contact()
        self.place()

    def say(self, column, code):
        self.notices.append(Problem(self.row.number, self.heading_of.get(column, ""), code))

    def set(self, name, value):
        if value is not None and value != getattr(self.participant, name):
            self.row.changes[name] = value

    def becomes(self, name):
        return self.row.changes.get(name, getattr(self.participant, name))

    def phase(self):
        self.set("phase", self.values.get("phase"))
        if self.row.changes.get("phase") == ENDED:
            self.row.changes.update(ended_on=self.today, next_contact_on=None)
        elif "phase" in self.row.changes and not self.participant.is_active:
            self.row.changes.update(ended_on=None, ended_why="")

    def contacts(self):
        for column, about in [
            ("last_contact_on", "person"),
            ("last_workplace_contact_on", "workplace"),
        ]:
            on, known = (
                self.values.get(column),
                getattr(self.participant, f"last_{about}_contact_on"),
            )
            if on and (known is None or on > known):
                self.row.changes[f"last_{about}_contact_on"] = on
                self.row.changes[f"last_{about}_contact_how"] = ""

    @property
    def last_contact_on(self):
        dates = [self.becomes(f"last_{about}_contact_on") for about in ("person", "workplace")]
        return max(filter(None, dates), default=None)

    def closer(self):
        if self.becomes("ended_on"):
            return
        since, agreed = self.values.get("closer_since"), self.values.get("rhythm")
        current = self.participant.closer_follow_up
        if current:
            self.change_closer(current, since, agreed)
        elif since and any(f.started_on == since for f in self.earlier_follow_ups()):
            self.say("closer_since", "closer_ended")
        elif since or agreed:
            self.start_closer(since or self.today, agreed)
        else:
            for column in ("why", "asked"):
                if column in self.values:
                    self.say(column, "not_followed_closely")
            return
        follow_up = self.row.closer or current
        if follow_up and not self.row.closer_changes.get("why", follow_up.why):
            self.say("why", "missing_why")
        unknown = CloserFollowUp.Asked.UNKNOWN
        if follow_up and self.row.closer_changes.get("asked", follow_up.asked) == unknown:
            self.say("asked", "missing_asked")

    def earlier_follow_ups(self):
        return [] if self.row.is_new else self.participant.follow_ups.all()

    def start_closer(self, since, agreed):
        if agreed is None:
            self.say("rhythm", "missing_rhythm")
        rhythm, days = agreed or (Rhythm.MONTHLY, None)
        look_again_on = None
        if rhythm == Rhythm.WHEN_NEEDED:
            look_again_on = self.values.get("next_contact_on")
            if look_again_on is None:
                self.say("rhythm", "missing_look_again")
                look_again_on = self.today + relativedelta(months=3)
        self.row.closer = CloserFollowUp(
            participant=self.participant,
            started_on=since,
            rhythm=rhythm,
            days=days,
            look_again_on=look_again_on,
            why=self.values.get("why", ""),
            asked=self.values.get("asked", CloserFollowUp.Asked.UNKNOWN),
        )
        self.row.changes["next_contact_on"] = self.row.closer.next_contact_on(self.last_contact_on)
        if self.participant.not_now_until:
            self.row.changes.update(not_now_why="", not_now_until=None)

    def change_closer(self, current, since, agreed):
        said = {
            "started_on": since,
            "why": self.values.get("why"),
            "asked": self.values.get("asked"),
        }
        if agreed:
            said["rhythm"], said["days"] = agreed
            if agreed[0] == Rhythm.WHEN_NEEDED:
                said["look_again_on"] = self.values.get("next_contact_on")
                if not said["look_again_on"] and not current.look_again_on:
                    self.say("rhythm", "missing_look_again")
                    said["look_again_on"] = self.today + relativedelta(months=3)
        self.row.closer_changes = {
            name: value
            for name, value in said.items()
            if value != getattr(current, name) and (value is not None or name == "days")
        }
        agreed_anew = not AGREED.isdisjoint(self.row.closer_changes)
        talked_since = any(name.endswith("_contact_on") for name in self.row.changes)
        if agreed_anew or talked_since:
            becomes = CloserFollowUp(
                **{n: self.row.closer_changes.get(n, getattr(current, n)) for n in AGREED}
            )
            follows = becomes.next_contact_on(self.last_contact_on)
            known = self.participant.next_contact_on
            # A later day that somebody has agreed by hand stands.
            if agreed_anew or (follows and (known is None or follows > known)):
                self.row.changes["next_contact_on"] = follows

    def next_contact(self):
        said = self.values.get("next_contact_on")
        # A plan from before her last contact comes from an old file.
        last = self.participant.last_contact_on
        if said and not self.becomes("ended_on") and (last is None or said > last):
            self.row.changes["next_contact_on"] = said
        if self.row.changes.get("next_contact_on", ...) == self.participant.next_contact_on:
            self.row.changes.pop("next_contact_on", None)

    def place(self):
        row = self.row
        if row.workplace is None:
            return
        row.starts_placement = row.placement is None
        if row.placement and row.placement.ended_on:
            self.say("workplace", "placement_ended")
        elif row.mentor:
            row.starts_mentorship = row.placement is None or all(
                mentorship.mentor_id != row.mentor.person.pk
                for mentorship in row.placement.mentorships.all()
            )
