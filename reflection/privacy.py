"""What reflecting together holds about those who do, and about cases they bring.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare, no_person

DECLARED = {
    # Meetings
    **dict.fromkeys(
        ["Group", "GroupMember", "Meeting", "Invitee", "AgreedAction"],
        declare(
            Whose.STAFF, purpose=Purpose.REFLECTION, keep=Keep.MEMBERSHIP, shown=Shown.OWN_PAGE
        ),
    ),
    "AgendaItem": declare(
        Whose.PARTICIPANT,
        Whose.STAFF,
        purpose=Purpose.REFLECTION,
        keep=Keep.CASE,
        shown=Shown.MASKED,
    ),
    # What they taught
    **dict.fromkeys(
        [
            "Barrier",
            "BarrierLook",
            "HelpRequest",
            "LearningPoint",
            "OfficeMethod",
            "Note",
            "NoteWriter",
            "NoteSection",
            "NoteSectionVersion",
            "SideBySide",
            "HandedNote",
        ],
        declare(Whose.STAFF, purpose=Purpose.REFLECTION, keep=Keep.OFFICE, shown=Shown.COUNTED),
    ),
    **dict.fromkeys(
        ["OnboardingPath", "PathStep"],
        declare(
            Whose.STAFF, purpose=Purpose.REFLECTION, keep=Keep.MEMBERSHIP, shown=Shown.OWN_PAGE
        ),
    ),
    # Her own log: nobody else can open it
    "PrivateEntry": declare(
        Whose.STAFF, purpose=Purpose.REFLECTION, keep=Keep.UNTIL_TAKEN_BACK, shown=Shown.OWN_PAGE
    ),
    **dict.fromkeys(
        ["OfficeHeading", "OfficeStep"],
        no_person("the office's own words for what is in the way, and for its steps"),
    ),
}
