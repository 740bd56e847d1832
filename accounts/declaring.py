"""The words in which each app says, in its `privacy.py`, whose data its models hold, and how long.

`tests/test_privacy.py` fails for a model that is not declared, and docs/processing.md is written
from what is. Legal bases are a proposal by the makers; the controller confirms or replaces them.
"""

import enum
from collections import namedtuple


class Whose(enum.Enum):
    PARTICIPANT = "participant"
    CONTACT = "mentor or contact person"
    STAFF = "user"
    RESPONDENT = "respondent"


class Purpose(enum.Enum):
    """What for, and the basis: GDPR (personvernforordningen) and Norwegian law."""

    FOLLOW_UP = (
        "Following a person up towards work",
        "GDPR art. 6(1)(e), health: art. 9(2)(b); NAV-loven § 4 and § 14 a",
    )
    CONSENT = (
        "What a person lets others know, and her withdrawal of it",
        "GDPR art. 6(1)(e); lifts confidentiality by NAV-loven § 7 and forvaltningsloven § 13 a",
    )
    WORKPLACES = (
        "Working together with employers and mentors",
        "GDPR art. 6(1)(e); NAV-loven § 4",
    )
    WORK = (
        "Sharing and planning the work of the office",
        "GDPR art. 6(1)(e); NAV-loven § 4",
    )
    REFLECTION = (
        "Learning together across cases",
        "GDPR art. 6(1)(e); NAV-loven § 4",
    )
    MAIL = (
        "Telling somebody that something waits",
        "GDPR art. 6(1)(e); NAV-loven § 4",
    )
    ACCESS = (
        "Deciding who may see what",
        "GDPR art. 6(1)(c) and art. 32",
    )
    CONTROL = (
        "Showing who has looked, and reviewing it",
        "GDPR art. 6(1)(c), art. 5(2) and art. 32",
    )
    ASKING = (
        "Asking employers and mentors how it went",
        "GDPR art. 6(1)(a): the consent that is kept with the wave",
    )
    RESEARCH = (
        "Anonymous answers, and tables of them",
        "GDPR art. 6(1)(a) until answers are released from their invitation; anonymous after",
    )

    def __init__(self, text, basis):
        self.text = text
        self.basis = basis


class Keep(enum.Enum):
    """How long. The second is the task that sees to it: `None` where none does as yet."""

    CASE = "With the case: 24 months after it was closed, with 30 days' notice", None
    LAST_RELATION = "12 months after the last relation to a candidate", None
    MEMBERSHIP = "As long as the user has an account, then as long as cases name her", None
    OFFICE = "As long as the office uses it", None
    UNTIL_TAKEN_BACK = "Until the person herself deletes it", "by hand"
    LOG = "Never deleted by retention: the log is what shows that the rules are kept", "by triggers"
    MAILS = (
        "No text is kept. Digests 31 days; of others a row with a hash of the address stays, so "
        "that nothing is sent twice",
        "notifications.tasks.forget_old_digests",
    )
    LINKS = "30 days after the link has expired", "notifications.tasks.forget_old_links"
    NOTICES = "12 months after it was settled", None
    ACCESS_GIVEN = "With the case; the audit log keeps that it was given, and the reason", None
    IMPORTS = (
        "The file one day; the row with what came of it stays",
        "mentors.tasks.forget_old_imports",
    )
    INVITED = (
        "30 days after the wave: then nothing says who was asked",
        ("surveys.tasks.forget_who_was_asked"),
    )
    SEALED = "Until the batch is opened; then partition and key are destroyed", "release_batches"
    ANSWERS = "As long as the research is: rows bear no person, time or order", None
    RELEASES = (
        "Files until their time is over; that it was released stays",
        ("surveys.tasks.forget_release_files"),
    )
    FIGURES = "Counted anew every day", "insight.tasks.refresh_counts"
    FINDINGS = "24 months after both have closed it", None
    SESSIONS = "10 hours, and the row until the night", "accounts.tasks.forget_old_sessions"

    def __init__(self, text, task):
        self.text = text
        self.task = task


class Shown(enum.Enum):
    """How the person it is about gets to see it."""

    REPORT = "In the access report"
    ASKED = "In the access report: that she was asked, never whether she answered"
    MASKED = "In the access report; other people's names are masked"
    OWN_PAGE = "On her own pages when she is signed in"
    COUNTED = "In the access report as a count: the text belongs to several"
    WHO_LOOKED = "In the access report, as who has looked, when and why"
    NOT_LINKED = "Not: nothing says which rows are hers (GDPR art. 11)"
    SECRET = "That it exists, not its content: it is a key"  # nosec B105 # words about one


Declared = namedtuple("Declared", ["whose", "purpose", "keep", "shown"])
NoPerson = namedtuple("NoPerson", ["because"])


def declare(*whose, purpose, keep, shown):
    """What one model holds about whom."""
    return Declared(frozenset(whose), purpose, keep, shown)


def no_person(because):
    """A model without anything about anybody."""
    return NoPerson(because)
