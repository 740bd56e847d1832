"""What leaders' pages and the review of the audit log hold about people.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare, no_person

DECLARED = {
    # A caseload is all of an advisor, even as sums
    **dict.fromkeys(
        ["CaseloadCount", "StaleCaseload"],
        declare(Whose.STAFF, purpose=Purpose.WORK, keep=Keep.FIGURES, shown=Shown.OWN_PAGE),
    ),
    "Finding": declare(
        Whose.STAFF,
        Whose.PARTICIPANT,
        purpose=Purpose.CONTROL,
        keep=Keep.FINDINGS,
        shown=Shown.WHO_LOOKED,
    ),
    "HalfYear": no_person("sums of an office, withheld below six"),
    "WeekTold": no_person("days"),
}
