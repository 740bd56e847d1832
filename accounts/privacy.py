"""What accounts and sign-in hold about people.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare, no_person

DECLARED = {
    # Who works here and may see what
    **dict.fromkeys(
        ["User", "Membership"],
        declare(Whose.STAFF, purpose=Purpose.ACCESS, keep=Keep.MEMBERSHIP, shown=Shown.OWN_PAGE),
    ),
    # Who looked
    "AuditEntry": declare(
        Whose.STAFF,
        Whose.PARTICIPANT,
        Whose.CONTACT,
        purpose=Purpose.CONTROL,
        keep=Keep.LOG,
        shown=Shown.WHO_LOOKED,
    ),
    **dict.fromkeys(["County", "Office", "Department"], no_person("places")),
    "AuditSeal": no_person("hashes of lines of the audit log"),
}

# What libraries keep for signing in, by the label of the model.
OF_LIBRARIES = {
    **dict.fromkeys(
        ["account.EmailAddress", "account.EmailConfirmation"],
        declare(Whose.STAFF, purpose=Purpose.ACCESS, keep=Keep.MEMBERSHIP, shown=Shown.OWN_PAGE),
    ),
    "mfa.Authenticator": declare(
        Whose.STAFF, purpose=Purpose.ACCESS, keep=Keep.MEMBERSHIP, shown=Shown.SECRET
    ),
    "sessions.Session": declare(
        Whose.STAFF,
        Whose.PARTICIPANT,
        purpose=Purpose.ACCESS,
        keep=Keep.SESSIONS,
        shown=Shown.SECRET,
    ),
    **dict.fromkeys(
        ["auth.Group", "auth.Permission", "contenttypes.ContentType"],
        no_person("names of kinds of rows"),
    ),
}
