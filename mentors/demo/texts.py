"""What advisors wrote: short, in their own words, without names and without health."""

# Topic: what was said at a workplace.
NOTES = {
    "tasks": [
        "Har fått ansvar for varemottaket to dager i uka. Det går fint når lista ligger klar.",
        "Lager, pakking og litt kasse. Kassa stopper opp når det er kø, resten går av seg selv.",
        "Mentor har delt jobben i tre faste oppgaver. Lettere å se hva som er ferdig.",
        "Vil prøve truck om en måned. Mentor synes det er for tidlig, vi tar det opp igjen.",
        "Ryddet, vasket og klargjort for dagen etter uten å bli bedt om det.",
        "Mentor vil prøve flere oppgaver på kjøkkenet, men ikke alle på én gang.",
        "Oppgavene har vært for lette de siste ukene. Vi ble enige om å øke litt.",
        "Liker best å jobbe ute. Får følge med på to oppdrag i uka fra nå av.",
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
        "To på kveldsskiftet vet ikke hvordan de skal gi beskjeder. Mentor tar det med dem.",
        "Invitert på personalfesten og går.",
        "Har fått en makker på lageret. De to fordeler arbeidet seg imellom.",
        "Litt småprat om hvem som får velge oppgaver. Leder har ryddet opp.",
    ],
    "language": [
        "Fagordene sitter nå. Bruker bildene på veggen mindre.",
        "Beskjeder på sms går bedre enn muntlig. Mentor har begynt med det.",
        "Tok imot kunder på norsk hele uka.",
        "Ønsker norskkurs på kveldstid. Sjekker om det er plass.",
        "Skriver handlelista selv nå. Mentor leser over.",
    ],
    "training": [
        "Snakket om fagbrev på jobb. Mentor var positiv, leder vil regne på det.",
        "Tok HMS-kurset sammen med resten av avdelingen.",
        "Bestod truckførerprøven på første forsøk.",
        "Opplæringsplanen er fulgt til og med uke seks. To punkter står igjen.",
        "Fikk prøve kassa alene en hel dag for første gang.",
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
        "Jobben må kunne ses: bilde av ferdig hylle hjalp mer enn forklaring.",
        "Vi trodde lager. Det var kundene som ga mest.",
        "Oppgaver ute om morgenen gir en bedre dag inne.",
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
        "Når hele skiftet vet hvem som er makker, blir det roligere.",
        "Kollegene vil hjelpe, men vet ikke hva de får lov til.",
        "Den beste introduksjonen kom fra kandidaten selv.",
        "Å bli spurt om hjelp gjorde mer enn å få hjelp.",
    ],
    "language": [
        "Sms før muntlig, så sitter det.",
        "Språket kommer i arbeidet, ikke før arbeidet.",
        "Bilder i riktig rekkefølge er bedre enn oversettelse.",
        "Kundene er tålmodigere enn vi trodde.",
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
            "Mentor ønsker en mentor til som kan steppe inn på kveldsvakt.",
            "En kollega på kvelden har sagt ja. Kandidaten er spurt først.",
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
            "Kollegene på kveldsskiftet vet ikke hva som er avtalt.",
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

WHY_CLOSER = [
    "Har selv sagt at det er på en vanlig arbeidsplass det løsner.",
    "Vet hva hun vil, men har aldri blitt fulgt ut på stedet.",
    "Har stått lenge i tiltak uten å møte en arbeidsgiver.",
    "Kjenner et verksted som sier ja hvis noen er tett på i starten.",
    "Ung og utålmodig. Nå er det motivasjon for å prøve.",
    "Hadde god erfaring med mentor tidligere og ønsker det igjen.",
    "Nær jobb. Litt tettere oppfølging kan være det som skal til.",
    "Arbeidsgiver er villig, men usikker. Da må noen svare når de ringer.",
    "Foreslått i gjennomgangen av porteføljen sammen med to kolleger.",
    "Spurte selv om noen kunne bli med de første ukene.",
    "Ingen har spurt om ønsker på flere år. Det vil jeg gjøre noe med.",
    "Ny i landet med mye erfaring fra faget. Trenger en som åpner døra.",
]
WHY_CLOSER_ENDED = [
    "Står støtt på egne ben, og mentor ringer selv ved behov.",
    "Begynte på skole. Ønsket ordinær oppfølging videre.",
    "Ville ta en pause. Vi tar det opp igjen når det passer.",
    "I arbeid og trenger oss sjeldnere.",
    "Fant ut at dette ikke var riktig sted. Starter på nytt med ønsket.",
]
WHY_OFFICE_LEFT = "Kontoret gikk ut av prosjektet. Videre i ordinær oppfølging."
WHY_NOT_NOW = [
    "Er på kurs og vil gjøre det ferdig først.",
    "Har nettopp begynt i et tiltak som passer.",
    "Ønsker ro til flyttingen er over.",
    "Vil vente til barnet har begynt i barnehagen.",
    "Har søkt jobb selv og venter på svar.",
    "Sa nei takk nå, men vil bli spurt igjen.",
    "Tar norskprøven først.",
]
WHY_ENDED = [
    "I fast arbeid.",
    "I arbeid, trenger ikke oppfølging lenger.",
    "Begynte i utdanning.",
    "Flyttet til en annen kommune.",
    "Ønsker ikke oppfølging lenger.",
    "Deltid fast, greier seg selv.",
    "Startet for seg selv.",
    "Gått over til et annet kontor.",
]

WISHES = [
    "Jobbe med motor eller sykkel, helst der en kan lære av en som kan det.",
    "Kjøkken, ikke servering. Ikke for mange folk på en gang.",
    "Arbeid ute. Hage, park eller bygg.",
    "Vil tilbake til butikk, men med faste dager.",
    "Noe med dyr. Har stelt hester i mange år.",
    "Fagbrev som helsefagarbeider på sikt.",
    "Bakeri. Liker å begynne tidlig.",
    "Kontor med tall og orden.",
    "Lager og logistikk. Vil ha truckbevis.",
    "Jobbe med barn, helst i barnehage.",
    "Snekker. Har bygd mye hjemme.",
    "Et sted der det er lov å gjøre én ting om gangen.",
    "Data og reparasjon av telefoner.",
    "Renhold på dagtid i nærheten av hjemmet.",
    "Sy og reparere. Har eget utstyr.",
    "Kjøre varebil. Har førerkort.",
    "Hotell, gjerne frokost.",
    "Male og pusse opp.",
    "Vil prøve noe helt nytt, men ikke alene.",
    "Hos frisør eller i blomsterbutikk.",
    "Fiskemottak eller båt. Vant til sjøen.",
    "En jobb der norsken blir bedre.",
]
INTERESTS = [
    "Tålmodig med småting, god med hendene.",
    "Lærer raskt når noen viser.",
    "Snakker tre språk.",
    "Sterk og vant til å jobbe ute.",
    "Kommer alltid tidsnok.",
    "Spiller i band og kan lyd.",
    "Har drevet egen kafé.",
    "God med eldre mennesker.",
    "Nøyaktig, liker lister.",
    "Fisker og går tur.",
    "Strikker og syr.",
    "Holder ro når det er kø.",
    "Reparerer alt som har motor.",
    "Lager mat til mange.",
    "Kjenner halve bygda.",
]
SUPPORT_AT_WORK = [
    "Tydelige beskjeder, én om gangen.",
    "Fast makker de første ukene.",
    "Å få vise hva hun kan før hun må forklare det.",
    "Skriftlige beskjeder.",
    "Vite kvelden før hva som skjer i morgen.",
    "Noen å spørre som ikke er sjefen.",
]
SUPPORT_OUTSIDE_WORK = [
    "Skyss ved tidlig vakt.",
    "Barnehageplass.",
    "Hjelp til å lese brev.",
    "Norskkurs på kveldstid.",
    "Noen som ringer om morgenen de første dagene.",
]

GOALS = [
    "Prøve tre ulike oppgaver og finne ut hva som passer.",
    "Fast stilling på deltid innen et halvt år.",
    "Være på plass fire dager i uka innen tre måneder.",
    "Ta truckbevis og jobbe selvstendig på lageret.",
    "Bli trygg på kunder og kasse.",
    "Fagbrev på jobb. Først se om stedet passer for begge.",
    "Språk i arbeidet og en vanlig hverdag.",
    "Lære faget av mentor og øke fra to til fire dager.",
]
# Outcome: what was learned when a placement ended so.
OUTCOMES = {
    "hired": [
        "Ansatt etter fem måneder. Mentor var med hele veien og det var det som avgjorde.",
        "Leder bestemte seg da de andre på skiftet spurte om det.",
        "Start på to dager og rolig økning ga fast jobb.",
    ],
    "hired_partly": [
        "60 prosent fast. Mer er ikke ønsket nå, og det er en god løsning.",
        "Deltid som kan vokse. Arbeidsgiver har sagt det skriftlig.",
    ],
    "education": [
        "Ville ha fagbrev etter å ha sett hva de andre kan. Har begynt.",
        "Læreplass i samme bedrift.",
    ],
    "moved_on": [
        "Lærte at kunder er bra og lager er kjedelig. Videre til butikk.",
        "Mentor kjente neste arbeidsgiver og ringte selv.",
    ],
    "learned": [
        "Fant ut at kjøkken ikke var det. Ute er riktig.",
        "Vi vet nå at faste oppgaver må til fra første dag.",
        "Tempoet passet ikke, men ønsket er blitt tydeligere.",
    ],
    "daily_life": [
        "Ingen jobb her, men dagene har fått form.",
        "Møter fast igjen og har fått nye kolleger å hilse på.",
    ],
    "not_now": [
        "Stoppet etter ønske. Mentor fikk beskjed samme dag og vil gjerne bli spurt igjen.",
        "For mye på en gang i starten. Vi skulle ha begynt roligere.",
    ],
    "workplace_ended": [
        "Bedriften måtte bemanne ned. Mentor skrev en god attest.",
        "Ny eier ville ikke fortsette. Kontakten med mentor holder vi.",
    ],
}
ROLE_NAMES = ["mentor", "mentor", "fadder", "støtteperson", "makker"]
