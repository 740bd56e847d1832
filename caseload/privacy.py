"""What following a person up holds about her, and about those who do.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare, no_person

DECLARED = {
    # The case
    **dict.fromkeys(
        [
            "Participant",
            "Assignment",
            "Follower",
            "Change",
            "CloserFollowUp",
            "Goal",
            "Step",
            "Hindrance",
            "Measure",
            "MovedEnd",
            "MentorGrant",
            "IncomeAnswer",
            "Handover",
            "HandedOver",
            "Todo",
        ],
        declare(
            Whose.PARTICIPANT,
            Whose.STAFF,
            purpose=Purpose.FOLLOW_UP,
            keep=Keep.CASE,
            shown=Shown.MASKED,
        ),
    ),
    # Who else is around her
    "Connection": declare(
        Whose.PARTICIPANT,
        Whose.CONTACT,
        Whose.STAFF,
        purpose=Purpose.FOLLOW_UP,
        keep=Keep.CASE,
        shown=Shown.MASKED,
    ),
    "Consent": declare(
        Whose.PARTICIPANT, Whose.STAFF, purpose=Purpose.CONSENT, keep=Keep.CASE, shown=Shown.REPORT
    ),
    # Opened to others for a while
    **dict.fromkeys(
        ["AccessWithReason", "Brought"],
        declare(
            Whose.PARTICIPANT,
            Whose.STAFF,
            purpose=Purpose.ACCESS,
            keep=Keep.ACCESS_GIVEN,
            shown=Shown.WHO_LOOKED,
        ),
    ),
    **dict.fromkeys(
        ["PortfolioReview", "ReviewItem"],
        declare(
            Whose.PARTICIPANT, Whose.STAFF, purpose=Purpose.WORK, keep=Keep.CASE, shown=Shown.MASKED
        ),
    ),
    # The office
    **dict.fromkeys(
        ["RoomAgreement", "RoomRequest", "StandIn"],
        declare(Whose.STAFF, purpose=Purpose.WORK, keep=Keep.MEMBERSHIP, shown=Shown.OWN_PAGE),
    ),
    "CalendarFeed": declare(
        Whose.STAFF, purpose=Purpose.ACCESS, keep=Keep.MEMBERSHIP, shown=Shown.SECRET
    ),
    "MeasureLimit": no_person("rules of the law, the same for everybody"),
}
