"""What stands in plans and applications, without names and without health."""

from caseload.measures.models import IncomeAnswer, Measure
from caseload.plan.models import Goal, Hindrance, Step

GoalKind, Who = Goal.Kind, Step.Who

EXTENDED = [
    "Trenger flere uker på oppgavene før det er trygt å stå alene.",
    "Arbeidsplassen ville ha mer tid før de tar stilling til lønn.",
    "Ferieavvikling, lite opplæring i juli.",
]
HELP_NEEDED = [
    "Trenger hjelp med skjemaet, har aldri søkt før.",
    "Vil gjerne at noen ser over timetallet.",
    "",
]
JOB_ANSWERS = {
    Measure.StopsJob.NO: "Arbeidsplassen tar over lønna. Avtale skrives i neste møte.",
    Measure.StopsJob.YES: "Møte med leder neste uke om deltid. Søker samtidig om lønnstilskudd.",
}
INCOME = {
    IncomeAnswer.Answer.NOT_YET: "Mangler inntektsopplysninger. Ringer i morgen.",
    IncomeAnswer.Answer.STARTED: "Søknaden er mottatt, ligger til behandling.",
}
# (fields of the goal, its steps as (what, who, who else))
GOALS = [
    (
        {
            "text": "Fagbrev som helsefagarbeider",
            "kind": GoalKind.TRADE_CERTIFICATE,
            "trade": "Helsearbeiderfaget",
            "route": Goal.Route.ON_THE_JOB,
        },
        [
            ("Sjekke hvor mye praksis som teller", Who.ADVISOR, ""),
            ("Be om kompetansebevis fra skolen", Who.PERSON, ""),
            ("Lage opplæringsplan for de første månedene", Who.OTHER, "Opplæringskontoret"),
        ],
    ),
    (
        {
            "text": "Praksisbrev i logistikk, fagbrev etterpå hvis det går bra",
            "kind": GoalKind.PRACTICE_CERTIFICATE,
            "trade": "Logistikkfaget",
        },
        [
            ("Truckførerbevis", Who.PERSON, ""),
            ("Vise varemottak fra bil til hylle", Who.MENTOR, ""),
        ],
    ),
    (
        {"text": "Fast jobb, tre dager i uka til å begynne med", "kind": GoalKind.WORK},
        [
            ("Møte alle tre dagene i fire uker", Who.PERSON, ""),
            ("Snakke med leder om stilling i vår", Who.ADVISOR, ""),
            ("Si fra hva som går bra, hver fredag", Who.MENTOR, ""),
        ],
    ),
    (
        {"text": "Finne ut om verksted er riktig", "kind": GoalKind.WORK},
        [
            ("Være med en dag på to verksteder", Who.PERSON, ""),
            ("Spørre om hvem som kan være mentor", Who.OTHER, "Markedskontakten"),
        ],
    ),
    (
        {"text": "Norsk godt nok til å svare på telefonen", "kind": GoalKind.COURSE},
        [
            ("Melde på kveldskurs", Who.PERSON, ""),
            ("Øve på arbeidsplassens ord", Who.MENTOR, ""),
        ],
    ),
]
HINDRANCES = [
    (Hindrance.Kind.HOUSING, "Må ut av leiligheten til nyttår.", "Boligkontoret i kommunen"),
    (Hindrance.Kind.DEBT, "Trekk i lønn gjør at det lønner seg lite å jobbe mer.", ""),
    (Hindrance.Kind.RHYTHM, "Bussen går ikke så tidlig som skiftet begynner.", "Brukeren selv"),
    (Hindrance.Kind.FAMILY, "Ikke barnehageplass før mars.", "Brukeren selv og barnehagekontoret"),
]
