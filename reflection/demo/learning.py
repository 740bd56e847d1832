"""Learning points of the demo: from meetings and written alone, kept near or told to everybody."""

from caseload.models import Participant
from reflection.demo.rows import in_language_of, new_id
from reflection.groups.models import Group
from reflection.learning.models import LearningPoint
from reflection.reach import Reach
from reflection.themes import Theme

Need = Participant.NeedGroup
# How far the points of the first group go, and those of the others; the newest first.
OF_THE_FIRST = [Reach.OFFICE, Reach.COUNTY, Reach.GROUP, Reach.OFFICE]
OF_OTHERS = [Reach.EVERYBODY, Reach.COUNTY]
# (theme, type of workplace, need, what happened, what was taken for granted or "", the change)
POINTS = {
    "nb": [
        (
            Theme.TASKS,
            "G",
            Need.NEEDS_GUIDANCE,
            "En butikk sa at de ikke hadde ledige oppgaver. Da vi var med en morgen, så vi at "
            "varemottaket lå etter hver dag.",
            "At arbeidsplassen vet hvilke oppgaver den har.",
            "Vi ber om å få se en arbeidsdag før vi spør om oppgaver.",
        ),
        (
            Theme.MENTOR_SUPPORT,
            "R",
            "",
            "To mentorer på sykehjem visste ikke hvem de skulle ringe når noe ble vanskelig.",
            "",
            "Vi legger igjen ett navn og ett nummer, og avtaler dagen vi ringer.",
        ),
        (
            Theme.DEMANDS,
            "C",
            Need.REDUCED_CAPACITY,
            "Et verksted senket kravene så mye at arbeidsdagen ble lang og tom.",
            "At lavere krav alltid er en hjelp.",
            "Vi avtaler én ting som skal kunnes om to uker, og ser på den sammen.",
        ),
        (
            Theme.LANGUAGE,
            "I",
            "",
            "På et kjøkken ble bilder av oppgavene hengt opp ved siden av ordene. Etter to uker "
            "brukte alle dem.",
            "",
            "Vi spør hvilke tjue ord som trengs den første uka.",
        ),
        (
            Theme.EMPLOYERS,
            "F",
            "",
            "Et byggefirma sa nei til oss i vår og ja i høst. Forskjellen var at vi kom uten noen "
            "bestemt sak.",
            "At et nei gjelder for alltid.",
            "Vi besøker dem som har sagt nei, en gang i halvåret.",
        ),
        (
            Theme.WHOM_TO_FOLLOW,
            "",
            Need.LITTLE_OPPORTUNITY,
            "Vi gikk gjennom dem vi ikke hadde snakket med på et halvt år. Flere ønsket arbeid.",
            "At den som ikke ringer, ikke vil.",
            "Vi ringer fem av dem hver måned, og spør hva de ønsker nå.",
        ),
        (
            Theme.DAILY_RHYTHM,
            "H",
            Need.PARTLY_WORK,
            "På et lager ble det lettere å komme da arbeidsdagen begynte klokka ti.",
            "",
            "Vi spør om arbeidstid i det første møtet, og ikke etter det første fraværet.",
        ),
        (
            Theme.GRANTS,
            "O",
            "",
            "Arbeidsplassen begynte å snakke om tilskudd fordi vi gjorde det først.",
            "At penger er det arbeidsgivere lurer mest på.",
            "Vi begynner med hva de trenger hjelp til.",
        ),
        (
            Theme.MENTOR_AND_CANDIDATE,
            "I",
            Need.NEEDS_GUIDANCE,
            "Daglig leder var mentor på papiret. Den som sto ved siden av i arbeidet, ble det.",
            "At mentor bør være en som bestemmer.",
            "Vi spør hvem som står nærmest, før noen blir mentor.",
        ),
        (
            Theme.OUTSIDE_WORK,
            "",
            Need.REDUCED_CAPACITY,
            "Bussen gikk ikke så tidlig som vakta begynte. Vi fant det ut den andre uka.",
            "",
            "Vi prøver reiseveien sammen før første dag.",
        ),
        (
            Theme.TRAINING,
            "C",
            Need.GOOD_OPPORTUNITIES,
            "Et mål om fagbrev gjorde at de kjedelige oppgavene fikk en mening.",
            "At fagbrev er noe man snakker om til slutt.",
            "Vi spør om fagbrev i den første måneden.",
        ),
        (
            Theme.FINDING_WORKPLACES,
            "S",
            "",
            "En idrettshall trengte folk på dagtid. Ingen av oss hadde tenkt på den.",
            "",
            "Hver av oss foreslår én ny arbeidsplass i måneden.",
        ),
        (
            Theme.OUR_WAY_OF_WORKING,
            "",
            "",
            "To møter om framdrift handlet om det samme. Ingen savnet det ene.",
            "At møter må være der fordi de alltid har vært der.",
            "Vi spør hvert halvår hvilket møte vi kan klare oss uten.",
        ),
        (
            Theme.COLLEAGUES,
            "G",
            Need.PARTLY_WORK,
            "Det gikk bedre da kollegene visste hvem de kunne spørre om hva.",
            "",
            "Vi blir med på et kort morgenmøte den første uka.",
        ),
    ],
    "nn": [
        (
            Theme.TASKS,
            "A",
            Need.NEEDS_GUIDANCE,
            "Ein gard hadde mange småjobbar som ingen tenkte på som arbeid. Vi skreiv dei ned "
            "saman.",
            "At ein arbeidsplass veit kva oppgåver han har.",
            "Vi ber om å få sjå ein arbeidsdag før vi spør om oppgåver.",
        ),
        (
            Theme.MENTOR_SUPPORT,
            "C",
            "",
            "Mentorane på eit sagbruk ville vite når vi ringjer, meir enn kor ofte.",
            "",
            "Vi avtalar ein fast dag, og held han.",
        ),
        (
            Theme.HELPERS,
            "",
            Need.REDUCED_CAPACITY,
            "Eit møte med helsetenesta tidleg gjorde at ingen trong å vente på einannan.",
            "At arbeid må vente til resten er på plass.",
            "Vi kallar inn til eit kort møte i den første månaden.",
        ),
        (
            Theme.COLLEAGUES,
            "I",
            "",
            "Det gjekk betre då nokon hadde ansvar for å ta med den nye til lunsj.",
            "",
            "Vi spør kven den nye skal ete saman med den første veka.",
        ),
    ],
}
ALONE = (
    Theme.HELPERS,
    "",
    Need.REDUCED_CAPACITY,
    "Jeg ventet på svar fra behandler i fire uker. En telefon hadde tatt fem minutter.",
    "At det må skrives.",
    "Jeg ringer først, og skriver ned etterpå hva vi ble enige om.",
)


def learning_of(dice, told):
    """[LearningPoint] of each office's last meetings, each told once; the last is written alone."""
    left = {id(texts): iter(texts) for texts in POINTS.values()}
    points, first = [], None
    for group in told.groups:
        if not group.office or group.kind != Group.Kind.REFLECTION:
            continue
        texts = left[id(in_language_of(group.office, POINTS))]
        reaches = OF_OTHERS if first else OF_THE_FIRST
        meetings = list(reversed(told.held_by(group)))
        for meeting, reach in zip(meetings[1::2], reaches, strict=False):
            if text := next(texts, None):
                points.append(_point(dice, meeting, meeting.facilitator, text, reach=reach))
        first = first or group
    alone = told.held_by(first)[-1]
    points.append(_point(dice, alone, told.leading(first)[0], ALONE, reach=Reach.GROUP))
    points[-1].meeting = None
    return points


def _point(dice, meeting, by, text, *, reach):
    theme, workplace_type, need, happened, assumed, change = text
    return LearningPoint(
        id=new_id(dice),
        office=meeting.office,
        county=meeting.county,
        by=by,
        meeting=meeting,
        happened=happened,
        loop=LearningPoint.Loop.DOUBLE if assumed else LearningPoint.Loop.SINGLE,
        assumed=assumed,
        change=change,
        theme=theme,
        workplace_type=workplace_type,
        need=need,
        reach=reach,
        created_at=meeting.held_at,
    )
