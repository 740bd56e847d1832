"""What working with workplaces holds about mentors, candidates and those who follow them up.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare

DECLARED = {
    # The person at the workplace
    "ContactPerson": declare(
        Whose.CONTACT, purpose=Purpose.WORKPLACES, keep=Keep.LAST_RELATION, shown=Shown.REPORT
    ),
    **dict.fromkeys(
        ["MentorRelation", "Call", "CheckIn"],
        declare(
            Whose.CONTACT,
            Whose.STAFF,
            purpose=Purpose.WORKPLACES,
            keep=Keep.LAST_RELATION,
            shown=Shown.REPORT,
        ),
    ),
    "MailAddress": declare(
        Whose.CONTACT, purpose=Purpose.MAIL, keep=Keep.LAST_RELATION, shown=Shown.REPORT
    ),
    # The workplace
    **dict.fromkeys(
        ["Workplace", "WorkplaceVisit"],
        declare(
            Whose.STAFF,
            Whose.CONTACT,
            purpose=Purpose.WORKPLACES,
            keep=Keep.OFFICE,
            shown=Shown.COUNTED,
        ),
    ),
    # The candidate there
    **dict.fromkeys(
        [
            "Placement",
            "Mentorship",
            "StartAgreement",
            "MentorNeed",
            "Contact",
            "ClosingForm",
            "Invitation",
        ],
        declare(
            Whose.PARTICIPANT,
            Whose.CONTACT,
            Whose.STAFF,
            purpose=Purpose.FOLLOW_UP,
            keep=Keep.CASE,
            shown=Shown.MASKED,
        ),
    ),
    **dict.fromkeys(
        ["WorkplaceNeed", "NeedAnswer"],
        declare(Whose.STAFF, purpose=Purpose.WORK, keep=Keep.OFFICE, shown=Shown.OWN_PAGE),
    ),
    "CaseloadImport": declare(
        Whose.STAFF,
        Whose.PARTICIPANT,
        Whose.CONTACT,
        purpose=Purpose.FOLLOW_UP,
        keep=Keep.IMPORTS,
        shown=Shown.OWN_PAGE,
    ),
}
