"""What is written about helpers and things to do. Invented, and about nobody."""

LIAISON_DOES = [
    "Ringer arbeidsplasser som har vist interesse, og tar med svaret til oss.",
    "Kjenner leder der og tar avtalen med ham.",
    "Leter etter en plass nummer to, om denne ikke blir fast.",
]
HELPERS = {
    "assistive_technology": [
        ("Nav Hjelpemiddelsentral", "Fylket", "Ser på arbeidsplassen og låner ut stol og bord."),
    ],
    "school": [
        ("Ingunn Skaret", "Fjordby videregående", "Legger timene til to dager i uka."),
        ("Terje Lundhaug", "Voksenopplæringa", "Norsk på kveldstid, sier fra om oppmøte."),
    ],
    "training_office": [
        ("Siv Bakketun", "Opplæringskontoret", "Har ansvar for planen fram mot fagbrev."),
    ],
    "provider": [
        ("Jan Erik Myrvang", "Vekst Fjordby", "Kurs i truck og varemottak."),
    ],
    "family": [
        ("Søster", "", "Kjører de første ukene."),
    ],
    "debt": [
        ("Gjeldsrådgiveren", "Kommunen", "Lager avtale med kreditorene."),
    ],
    "housing": [
        ("Boligkontoret", "Kommunen", "Finner en leilighet nærmere jobben."),
    ],
}
TO_DO = [
    "Bestille arbeidsklær og vernesko.",
    "Sende oppmøteplan til arbeidsgiver.",
    "Avtale tid for omvisning sammen.",
    "Spørre opplæringskontoret om opptak.",
    "Finne ut når bussen går til tidligvakta.",
]
# What is done about each kind of need a mentor has.
DONE_FOR_MENTORS = {
    "advice": "Sette av en time til å snakke om hvordan beskjeder gis.",
    "course": "Melde på mentorkurset i januar.",
    "expert": "Be jobbspesialisten om å komme innom arbeidsplassen.",
    "second_mentor": "Snakke med leder om en mentor til på kveldsskiftet.",
    "time": "Be leder sette av en halvtime fredager.",
    "wear": "Ta en prat med avdelingen om hvem som gjør hva.",
}
# Of what mentors needed: kind, days ago, and how it ended.
HELP_FOR_MENTORS = [
    ("advice", 20, "done"),
    ("course", 34, "done"),
    ("advice", 48, "done"),
    ("time", 27, "done"),
    ("second_mentor", 55, "dropped"),
    ("expert", 62, "done"),
    ("advice", 130, "done"),
]
HOW_IT_ENDED = {
    "done": {"done_how": "Gjort som avtalt, og mentoren er fornøyd."},
    "dropped": {"dropped_why": "Arbeidsplassen ordnet det selv."},
}
NEEDS = [
    {
        "tasks": "Lager og varemottak med faste oppgaver fra første dag.",
        "where": "Der bussen går",
        "hours": "Tre dager i uka, gjerne mer etter hvert",
    },
    {
        "tasks": "Kjøkken eller kantine med én å gå sammen med.",
        "where": "Sentrum",
        "hours": "To dager i uka i starten",
    },
    {
        "tasks": "Ute hele dagen: park, vei eller gård.",
        "where": "Hele kommunen",
        "hours": "Full dag",
    },
]
