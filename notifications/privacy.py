"""What notices, mails and links hold about people.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare, no_person

DECLARED = {
    "Notification": declare(
        Whose.STAFF,
        Whose.PARTICIPANT,
        Whose.CONTACT,
        purpose=Purpose.WORK,
        keep=Keep.NOTICES,
        shown=Shown.OWN_PAGE,
    ),
    "Mail": declare(
        Whose.STAFF, Whose.CONTACT, purpose=Purpose.MAIL, keep=Keep.MAILS, shown=Shown.REPORT
    ),
    "Link": declare(
        Whose.PARTICIPANT,
        Whose.CONTACT,
        purpose=Purpose.ACCESS,
        keep=Keep.LINKS,
        shown=Shown.SECRET,
    ),
    **dict.fromkeys(["Heartbeat", "DayTold"], no_person("times of tasks")),
}
