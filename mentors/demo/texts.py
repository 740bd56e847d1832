"""What advisors wrote: short, in their own words, without names and without health."""

# Topic: what was said at a workplace.
NOTES = {
    "tasks": [
        "Har fått ansvar for en fast oppgave to dager i uka. Det går fint når lista ligger klar.",
        "Det stopper opp når mange vil noe på en gang. Resten går av seg selv.",
        "Mentor har delt jobben i tre faste oppgaver. Lettere å se hva som er ferdig.",
        "Vil prøve noe vanskeligere. Mentor synes det er for tidlig, vi tar det opp om en måned.",
        "Ryddet, vasket og klargjort for dagen etter uten å bli bedt om det.",
        "Mentor vil prøve flere oppgaver, men ikke alle på én gang.",
        "Oppgavene har vært for lette de siste ukene. Vi ble enige om å øke litt.",
        "Liker best å være i bevegelse. Får følge med ut to ganger i uka fra nå av.",
    ],
    "daily_rhythm": [
        "Kommer ti minutter før de andre og setter på kaffen. Har møtt alle dager.",
        "Mandag er vanskelig. Prøver tirsdag til fredag i fire uker.",
        "Begynner klokka ni i stedet for sju. Det har løst det meste.",
        "Gikk hjem midt på dagen to ganger uten å si fra. Avtalte melding til mentor først.",
        "Bussen passer ikke med vaktlista. Mentor bytter om på torsdagene.",
        "Økt fra tre til fire dager. Mentor ser ingen forskjell på den fjerde.",
    ],
    "demands": [
        "Arbeidsgiver venter seg mer tempo nå. Snakket om hva som er bra nok.",
        "Gikk gjennom hva de andre i avdelingen blir målt på, og hva som gjelder her.",
        "Usikker på om det er lov å spørre. Mentor sier at det er nettopp det han vil.",
        "Kravene var ikke sagt høyt. Nå henger de på tavla.",
        "Leder ønsker at pauser følger de andre. Greit for alle.",
        "Har blitt tryggere på å si nei når det blir for mye på en gang.",
    ],
    "mentor_and_candidate": [
        "Spiser lunsj sammen hver dag. Praten går lett.",
        "Mentor gir beskjed direkte, og det blir tatt godt imot.",
        "De har funnet en fast prat på ti minutter fredag før lunsj.",
        "Litt stille mellom dem etter forrige uke. De tar praten selv i morgen.",
        "Mentor viste fram det de har laget sammen. Tydelig stolte begge to.",
        "Kandidaten ønsker flere tilbakemeldinger, også når det går bra.",
    ],
    "mentor_support": [
        "Mentor bruker mer tid enn avtalt. Leder setter av to timer i uka.",
        "Mentor lurer på hvor mye han skal mase. Snakket om å spørre i stedet for å gjette.",
        "Mentor har meldt seg på mentorkurset på nett i neste måned.",
        "Mentor vil gjerne treffe en mentor fra en annen bedrift. Jeg undersøker.",
        "Mentor har ferie i tre uker. En kollega tar over, de har snakket sammen.",
        "Mentor vet hvem hun skal ringe når jeg er borte. La igjen nummeret til kollegaen min.",
    ],
    "colleagues": [
        "Ble med på avdelingsmøtet for første gang.",
        "En kollega spurte hva Nav gjør her. Kandidaten svarte selv.",
        "To av kollegene vet ikke hvordan de skal gi beskjeder. Mentor tar det med dem.",
        "Invitert på personalfesten og går.",
        "Har fått en makker. De to fordeler arbeidet seg imellom.",
        "Litt småprat om hvem som får velge oppgaver. Leder har ryddet opp.",
    ],
    "language": [
        "Fagordene sitter nå. Bruker bildene på veggen mindre.",
        "Beskjeder på sms går bedre enn muntlig. Mentor har begynt med det.",
        "Tok telefonen på norsk hele uka.",
        "Ønsker norskkurs på kveldstid. Sjekker om det er plass.",
        "Skriver lista for dagen selv nå. Mentor leser over.",
    ],
    "training": [
        "Snakket om fagbrev på jobb. Mentor var positiv, leder vil regne på det.",
        "Tok HMS-kurset sammen med resten av avdelingen.",
        "Bestod prøven etter kurset på første forsøk.",
        "Opplæringsplanen er fulgt til og med uke seks. To punkter står igjen.",
        "Fikk ansvaret alene en hel dag for første gang.",
        "Vil ha praksisen godkjent mot fagbrevet. Jeg spør fylket om hva som trengs.",
    ],
    "outside_work": [
        "Barnehageplassen er i orden fra neste måned. Da kan dagene bli lengre.",
        "Mangler skyss når det er tidlig vakt. Kollega kjører forbi og tar med.",
        "Flytter i helga. Vi venter med nye oppgaver til etterpå.",
        "Detaljene står i planen. På jobben er det nok å vite at torsdager er korte.",
    ],
    "grants": [
        "Gikk gjennom søknaden sammen. Mangler underskrift fra daglig leder.",
        "Tilskuddet går ut om to måneder. Leder vil vite hva som skjer etterpå.",
        "Bedriften er liten, skjemaene tar tid. Fylte ut resten over telefon.",
        "Spørsmål om lønn i perioden. Avklart med leder samme dag.",
    ],
}

# Topic: what we learned from it.
LEARNED = {
    "tasks": [
        "Én oppgave ferdig før neste begynner, da blir det riktig.",
        "Å få vise fram noe ferdig betyr mer enn ros.",
        "Det som så vanskelig ut på papiret, var det morsomste.",
        "Faste oppgaver først, så litt nytt hver uke.",
        "Et bilde av ferdig arbeid hjalp mer enn forklaring.",
        "Vi trodde det var oppgavene. Det var menneskene som ga mest.",
        "Tunge oppgaver om morgenen gir en bedre ettermiddag.",
    ],
    "daily_rhythm": [
        "Start klokka ni er viktigere enn antall timer.",
        "Fire hele dager er bedre enn fem halve.",
        "Beskjed kvelden før virker, beskjed samme morgen gjør ikke det.",
        "En melding til mentor er nok, det trenger ikke være en forklaring.",
        "Fast makker ved oppmøte løste mandagene.",
    ],
    "demands": [
        "«Bra nok» må sies høyt og vises fram.",
        "Arbeidsgiver og jeg mente ikke det samme med «i gang».",
        "Tempoet kom av seg selv da lista ble kortere.",
        "Det er lettere å spørre når noen har sagt at det er meningen.",
        "Kravene tåles godt når de er de samme som for de andre.",
    ],
    "mentor_and_candidate": [
        "De to trenger en fast prat, ikke en lang prat.",
        "Den som står nærmest i arbeidet, ser mest.",
        "Direkte beskjed er vennlig.",
        "Mentor visste ikke at rosen betydde så mye.",
        "Det hjelper at de er ulike.",
    ],
    "mentor_support": [
        "Mentor trenger tid fra sin egen leder, ikke råd fra meg.",
        "Mentor ville vite hvem han ringer, ikke hva han skal si.",
        "To mentorer sliter mindre på én.",
        "Jeg ringte for sjelden i starten. Mentor sa det først nå.",
        "Mentor lærer av å forklare, det har hun sagt til sjefen.",
    ],
    "colleagues": [
        "Lunsjbordet er en del av jobben.",
        "Når alle vet hvem som er makker, blir det roligere.",
        "Kollegene vil hjelpe, men vet ikke hva de får lov til.",
        "Den beste introduksjonen kom fra kandidaten selv.",
        "Å bli spurt om hjelp gjorde mer enn å få hjelp.",
    ],
    "language": [
        "Sms før muntlig, så sitter det.",
        "Språket kommer i arbeidet, ikke før arbeidet.",
        "Bilder i riktig rekkefølge er bedre enn oversettelse.",
        "De andre er tålmodigere enn vi trodde.",
    ],
    "training": [
        "Et lite kursbevis åpnet samtalen om fast jobb.",
        "Opplæringsplanen blir brukt når den henger ved arbeidsbordet.",
        "Fagbrev på jobb er mulig i små bedrifter, men noen må ta skjemaene.",
        "Læring som kan vises til andre, teller dobbelt.",
    ],
    "outside_work": [
        "Skyss var hele saken. Ingen hadde spurt.",
        "Det er ikke alt mentor trenger å vite. Det er nok å vite når.",
        "Vent med nytt på jobb når det er nytt hjemme.",
    ],
    "grants": [
        "Begynn på søknaden to måneder før, ikke to uker.",
        "Små bedrifter trenger at noen fyller ut sammen med dem.",
        "Pengene avgjorde ikke, men de gjorde det lettere å si ja.",
    ],
}

# Before there is a workplace: (topics, note, learned). An empty text was not written.
WHILE_FINDING = [
    (["tasks"], "Gikk en runde på tre arbeidsplasser sammen. Én skilte seg ut.", ""),
    (
        ["tasks"],
        "Snakket om hva en god dag på jobb er. Ute, med hendene, ikke for mange.",
        "Ønsket ble tydelig da vi snakket om dager, ikke om yrker.",
    ),
    (["training"], "Vil jobbe med mat. Ser etter et lite kjøkken i nærheten.", ""),
    (
        ["demands"],
        "Har sagt nei til lager og ja til verksted. Fint å ha det tydelig.",
        "Et nei sier like mye som et ja.",
    ),
    (["language"], "Øvde på å fortelle om seg selv før besøket på torsdag.", ""),
    (
        ["tasks"],
        "Ringte to steder sammen. Det ene vil ha besøk neste uke.",
        "Å ringe sammen er bedre enn at jeg ringer alene.",
    ),
    (["daily_rhythm"], "Kan begynne om noen uker. Vi leter etter dagtid.", ""),
    (
        ["tasks"],
        "Besøkte verkstedet. Fikk prøve slipemaskinen og ville ikke gå hjem.",
        "En time på stedet var verdt fem samtaler.",
    ),
    (["outside_work"], "Uten førerkort må det være i gangavstand eller langs bussen.", ""),
    (
        ["tasks"],
        "Har tegnet kart over steder som kjennes aktuelle. Sju navn på lista.",
        "Nettverket var større enn vi begge trodde.",
    ),
]

IN_JOB = [
    (
        ["mentor_and_candidate"],
        "Fast stilling fra forrige måned. Mentor er blitt kollega.",
        "Fortsatt godt å bli ringt, også når alt er i orden.",
    ),
    (
        ["tasks"],
        "Har fått opplæringsansvar for en ny. Det går fint.",
        "Den som har lært det nylig, forklarer best.",
    ),
    (["demands"], "Ny leder på avdelingen. Mentor har fortalt hva som var avtalt.", ""),
    (["daily_rhythm"], "Går i turnus som de andre nå.", "Turnus gikk bra da den kom gradvis."),
    (["training"], "Har meldt seg til fagbrev på jobb.", ""),
    (["grants"], "Lønnstilskuddet trappes ned som planlagt. Ingen endring i stillingen.", ""),
]

# People in ordinary follow-up.
ORDINARY = [
    (["training"], "Venter på svar om kursplass. Tar kontakt når det kommer.", ""),
    (["tasks"], "Søker selv. Vil ha hjelp til å få søknadene kortere.", ""),
    (
        ["tasks"],
        "Har fått to intervjuer. Gikk gjennom hva hun vil spørre om.",
        "Å forberede egne spørsmål ga mer ro enn å øve på svar.",
    ),
    (["outside_work"], "Skal flytte. Vi snakkes igjen etterpå.", ""),
    (["language"], "Norskkurset går hele halvåret. Lyst på arbeid ved siden av.", ""),
    (["grants"], "Spurte om hva som skjer når perioden er ute. Lovet svar denne uka.", ""),
    (
        ["tasks"],
        "Vil helst tilbake til bransjen. Jeg sjekker med markedskontakten.",
        "Hadde aldri fortalt om årene i bransjen. Ingen hadde spurt.",
    ),
    (["training"], "I gang med forkurs. Trives.", ""),
    (["daily_rhythm"], "Deltar på tiltaket tre dager i uka.", ""),
    (["tasks"], "Ønsker en jobb med fast arbeidstid.", ""),
]

# Who needs something: (topic, note, what was done).
NEEDS = {
    "mentor": [
        (
            "mentor_support",
            "Mentor mangler tid og vil ha en prat om hvordan de fordeler det.",
            "Snakket med leder. Mentor får to timer i uka på vaktlista.",
        ),
        (
            "mentor_support",
            "Mentor lurer på hvordan en vanskelig beskjed kan gis.",
            "Dro innom og gikk gjennom det sammen. De tok praten selv dagen etter.",
        ),
        (
            "grants",
            "Mentor spør hvem som skal skrive under på søknaden.",
            "Sendte skjemaet med kryss der det skal underskrives.",
        ),
        (
            "mentor_support",
            "Mentor ønsker en mentor til som kan steppe inn ved fravær.",
            "En kollega har sagt ja. Kandidaten er spurt først.",
        ),
        (
            "training",
            "Mentor vil ha råd om opplæringsplanen.",
            "Delte planen i ukesmål sammen på kontoret deres.",
        ),
    ],
    "participant": [
        (
            "outside_work",
            "Trenger skyss til tidligvakt fra mandag.",
            "Fikk kjøre med en kollega. Busskort i reserve.",
        ),
        (
            "tasks",
            "Vil bytte oppgaver, men har ikke sagt det til mentor.",
            "Tok det opp sammen. Bytter om fra neste uke.",
        ),
        (
            "demands",
            "Usikker på hva som skjer etter perioden.",
            "Møte med leder: tilbud om 50 prosent ut året.",
        ),
        (
            "training",
            "Trenger bekreftelse på praksisen til fagbrevet.",
            "Bekreftelsen er skrevet og sendt.",
        ),
        (
            "language",
            "Forstår ikke vaktlista i det nye systemet.",
            "Mentor viste det på mobilen, og vi laget en huskelapp.",
        ),
    ],
    "colleagues": [
        (
            "colleagues",
            "Kollegene vet ikke hva som er avtalt.",
            "Kort runde på avdelingsmøtet. Kandidaten fortalte selv.",
        ),
        (
            "colleagues",
            "To kolleger synes fordelingen er uklar.",
            "Leder laget ny liste for hvem som gjør hva.",
        ),
    ],
    "me": [
        (
            "grants",
            "Jeg må svare på hva som skjer når tilskuddet går ut.",
            "Avklart med leder på kontoret, svarte samme dag.",
        ),
        (
            "mentor_support",
            "Lovet mentor å finne et kurs. Har ikke gjort det ennå.",
            "Sendte lenke til mentorkurset og meldte på sammen.",
        ),
        (
            "demands",
            "Må snakke med markedskontakten om flere timer.",
            "Vi ringte arbeidsgiver sammen. Øker fra neste måned.",
        ),
    ],
}

# What an advisor writes for the colleague who takes over, and why one is returned.
HANDED_OVER_CLOSELY = (
    "Korte beskjeder virker best, gjerne dagen før. Mentoren vet at vi øker timene over nyttår og "
    "vil helst ha besøk. Avtalt: vi ser på opplæringsplanen sammen i neste samtale."
)
HANDED_OVER = "Ring på formiddagen. Vi har snakket om butikk og lager, og venter på svar om kurs."
RETURNED_WHY = "Vi bor i samme oppgang. Kan du spørre en av de andre?"

# What two mentors said in the closing form.
GAINED = [
    "Faste rutiner, og at vi kunne le sammen i pausene. Turte etter hvert å si fra.",
    "Fikk prøve kassa og varemottak, og vet nå hva som passer best.",
]
NEEDED = [
    "En å ringe når vi var usikre på oppgavene. Det fikk vi.",
    "Gjerne et møte midtveis. Det tok litt for lang tid før vi visste om det ble forlenget.",
]
