"""Who sees the names of whom a meeting is about, when somebody has asked for names."""

from accounts import audit
from reflection.agenda.access import readable_people


def name_of_case(request, item):
    """The name of whom this item is about, "" where she may not read her page; logged."""
    person = readable_people(request.membership, [item]).get(item.participant_id)
    if person is None:
        return ""
    audit.record(request.membership, "meeting.name", person)
    return person.name
