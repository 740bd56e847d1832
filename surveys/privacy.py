"""What surveys hold: about those who are asked, those who answer and those who do research.

The words are those of accounts/declaring.py.
"""

from accounts.declaring import Keep, Purpose, Shown, Whose, declare, no_person

DECLARED = {
    # Who is asked
    "ContactConsent": declare(
        Whose.CONTACT,
        Whose.STAFF,
        purpose=Purpose.ASKING,
        keep=Keep.LAST_RELATION,
        shown=Shown.REPORT,
    ),
    "Invitation": declare(
        Whose.CONTACT,
        Whose.RESPONDENT,
        purpose=Purpose.ASKING,
        keep=Keep.INVITED,
        shown=Shown.ASKED,
    ),
    "InvitationMail": declare(
        Whose.CONTACT,
        Whose.PARTICIPANT,
        purpose=Purpose.ASKING,
        keep=Keep.INVITED,
        shown=Shown.ASKED,
    ),
    # What is answered
    "Sealed": declare(
        Whose.RESPONDENT, purpose=Purpose.RESEARCH, keep=Keep.SEALED, shown=Shown.NOT_LINKED
    ),
    **dict.fromkeys(
        ["Response", "FreeText"],
        declare(
            Whose.RESPONDENT, purpose=Purpose.RESEARCH, keep=Keep.ANSWERS, shown=Shown.NOT_LINKED
        ),
    ),
    "TextDecision": declare(
        Whose.RESPONDENT,
        Whose.STAFF,
        purpose=Purpose.RESEARCH,
        keep=Keep.ANSWERS,
        shown=Shown.NOT_LINKED,
    ),
    # Who does research
    **dict.fromkeys(
        ["InstrumentVersion", "Wave", "SavedTable"],
        declare(Whose.STAFF, purpose=Purpose.RESEARCH, keep=Keep.MEMBERSHIP, shown=Shown.OWN_PAGE),
    ),
    **dict.fromkeys(
        ["Release", "ReleaseFile"],
        declare(
            Whose.STAFF,
            Whose.RESPONDENT,
            purpose=Purpose.RESEARCH,
            keep=Keep.RELEASES,
            shown=Shown.NOT_LINKED,
        ),
    ),
    "Instrument": no_person("names of questionnaires"),
    "ConsentText": no_person("texts that are the same for everybody"),
    "WaveOffice": no_person("counts of offices"),
    "Batch": no_person("public keys and counts"),
    "LedgerEntry": no_person("which tables are out, never an answer"),
}
