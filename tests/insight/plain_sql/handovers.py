"""Handovers and stand-ins, counted by plain SQL."""

from tests.insight.plain_sql.words import in_period, number_of

HANDED = f"""caseload_handedover h JOIN caseload_handover o ON o.id = h.handover_id
  JOIN people p ON p.id = h.participant_id
  WHERE o.office_id = %(office)s AND {in_period("o.at")}"""


def handed(statuses):
    return f"SELECT count(DISTINCT h.participant_id) FROM {HANDED} AND h.status IN ({statuses})"


HAVE_CHANGED = handed("'accepted', 'moved'")
HERS = "SELECT FROM caseload_handedover h WHERE h.participant_id = p.id"
WAITING = number_of("followed p", f"EXISTS ({HERS} AND h.status IN ('offered', 'moved'))")
TO_TELL = number_of(
    "followed p",
    f"EXISTS ({HERS} AND h.status IN ('accepted', 'moved') AND h.tells_mentor"
    " AND h.mentor_told_on IS NULL AND h.receiver_id = p.advisor_id)",
)
LEFT_BEHIND = number_of(
    "followed p",
    "NOT EXISTS (SELECT FROM working w"
    " WHERE w.user_id = p.advisor_id AND w.office_id = p.office_id)",
)

TABLES = {
    "Handed over in this time": {
        "Taken over": [handed("'accepted'")],
        "Moved by the leader": [handed("'moved'")],
        "Waiting for an answer": [handed("'offered'")],
        "Returned": [handed("'returned'")],
        "Taken back": [handed("'taken_back'")],
    },
    "Now": {
        "Waiting for the colleague's answer": [WAITING],
        "The mentor has not been told": [TO_TELL],
        "The advisor no longer works here": [LEFT_BEHIND],
    },
}

LINES = {
    r"(\d+) (?:person has|people have) an advisor who no longer works here": [LEFT_BEHIND],
    r"(\d+) (?:person is|people are) handed over and waits? for the colleague's answer": [WAITING],
    r"The mentors? of (\d+) (?:person does|people do) not know yet who is the new advisor": [
        TO_TELL
    ],
}

SOMETIMES = {r".+ is away until .+; .+ stands in": []}

CHANGED = r"(\d+) (?:person was|people were) handed over to a new advisor in this time\."
FINDINGS = {
    r"Nobody was handed over to a new advisor in this time\."
    r" (\d+) (?:person has|people have) an advisor who no longer works here\.": [LEFT_BEHIND],
    CHANGED + r" Everybody has an advisor who works here\.": [HAVE_CHANGED],
    CHANGED + r" (\d+) (?:person has|people have) an advisor who no longer works here\.": [
        HAVE_CHANGED,
        LEFT_BEHIND,
    ],
}
