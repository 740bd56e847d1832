"""What was said in one contact: with whom, how, about what, and what was learned."""

from caseload.models import Participant
from mentors.demo import texts
from mentors.models import Contact

Phase, Channel, Who, Topic = (
    Participant.Phase,
    Participant.Channel,
    Contact.Who,
    Contact.Topic,
)
CHANNELS = {Channel.VISIT: 38, Channel.PHONE: 36, Channel.MESSAGE: 16, Channel.VIDEO: 10}
AT_A_WORKPLACE = {
    (Who.MENTOR,): 55,
    (Who.MENTOR, Who.PARTICIPANT): 25,
    (Who.PARTICIPANT,): 12,
    (Who.MENTOR, Who.LEADER): 4,
    (Who.LEADER,): 4,
}
TOPICS = {
    Topic.TASKS: 6,
    Topic.DAILY_RHYTHM: 4,
    Topic.DEMANDS: 4,
    Topic.MENTOR_AND_CANDIDATE: 4,
    Topic.MENTOR_SUPPORT: 3,
    Topic.COLLEAGUES: 3,
    Topic.LANGUAGE: 2,
    Topic.TRAINING: 3,
    Topic.OUTSIDE_WORK: 1,
    Topic.GRANTS: 2,
}
WROTE_A_NOTE, WROTE_WHAT_WAS_LEARNED = 0.7, 0.5
NOTHING_SAID = {"topics": [], "note": "", "learned": ""}


class Conversations:
    """Those with one person and the mentor there: each has themes and a channel that come back."""

    def __init__(self, dice):
        self.dice = dice
        self.themes = sorted({self._weighted(TOPICS) for _ in range(9)})
        self.usual_channel = self._weighted(CHANNELS)
        self.unsaid = {}

    def _weighted(self, weights):
        return self.dice.choices(list(weights), weights.values())[0]

    def _something_new(self, key, lines):
        """One of `lines`; none comes twice before all have been said."""
        if not self.unsaid.get(key):
            self.unsaid[key] = self.dice.sample(lines, len(lines))
        return self.unsaid[key].pop()

    def about(self, phase, placement):
        """Fields of a contact with somebody in this phase."""
        usual = self.dice.random() < 0.55
        how = self.usual_channel if usual else self._weighted(CHANNELS)
        if placement:
            people = list(self._weighted(AT_A_WORKPLACE))
            return {"how": how, "people": people, **self._at_work(phase, Who.MENTOR in people)}
        lines = texts.WHILE_FINDING if phase == Phase.FINDING else texts.ORDINARY
        return {"how": how, "people": [Who.PARTICIPANT], **self._from(lines)}

    def _from(self, lines):
        if self.dice.random() > WROTE_A_NOTE:
            return NOTHING_SAID
        topics, note, learned = self._something_new(id(lines), lines)
        return {"topics": topics, "note": note, "learned": learned}

    def _at_work(self, phase, mentor_was_there):
        if phase == Phase.IN_JOB and self.dice.random() < 0.4:
            return self._from(texts.IN_JOB)
        topic = self.dice.choice(self.themes)
        wrote = self.dice.random() < WROTE_A_NOTE
        learned = self.dice.random() < WROTE_WHAT_WAS_LEARNED
        also = self.dice.choice(self.themes)
        notes = [note for note in texts.NOTES[topic] if mentor_was_there or "entor" not in note]
        return {
            "topics": [topic, also] if also != topic and self.dice.random() < 0.3 else [topic],
            "note": self._something_new((topic, len(notes)), notes) if wrote and notes else "",
            "learned": self._something_new(topic, texts.LEARNED[topic]) if learned else "",
        }

    def need(self, who):
        """(fields of a contact in which `who` needed something, what was done about it)."""
        topic, note, done = self._something_new(("need", who), texts.NEEDS[who])
        people = [Who.PARTICIPANT] if who == Participant.Needs.PARTICIPANT else [Who.MENTOR]
        said = {"needs_something": who, "people": people, "topics": [topic]}
        return said | {"note": note, "learned": ""}, done
