"""Wishes, goals and reasons, as advisors wrote them. Without names and without health."""

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
    "hired_here": [
        "Ansatt etter fem måneder. Mentor var med hele veien og det var det som avgjorde.",
        "Leder bestemte seg da de andre på skiftet spurte om det.",
        "Start på to dager og rolig økning ga fast jobb.",
        "60 prosent fast. Mer er ikke ønsket nå, og det er en god løsning.",
    ],
    "other_job": [
        "Mentor kjente neste arbeidsgiver og ringte selv.",
        "Attesten herfra åpnet døra et annet sted. Spør alltid om attest.",
    ],
    "education": [
        "Ville ha fagbrev etter å ha sett hva de andre kan. Har begynt.",
        "Det var å se faget på nært hold som gjorde skolen verdt det.",
    ],
    "apprenticeship": [
        "Læreplass i samme bedrift. Opplæringskontoret burde vært med fra start.",
        "Bedriften tar gjerne lærlinger når de har sett personen først.",
    ],
    "more_hours": [
        "Fra to til fire dager. Økningen kom da mentor fikk sette opp uka.",
        "Deltid som kan vokse. Arbeidsgiver har sagt det skriftlig.",
    ],
    "better_prepared": [
        "Fant ut at kjøkken ikke var det. Ute er riktig.",
        "Vi vet nå at faste oppgaver må til fra første dag.",
        "Tempoet passet ikke, men ønsket er blitt tydeligere.",
        "Ingen jobb her, men dagene har fått form.",
        "Møter fast igjen og har fått nye kolleger å hilse på.",
    ],
    "stopped_by_workplace": [
        "Bedriften måtte bemanne ned. Mentor skrev en god attest.",
        "Ny eier ville ikke fortsette. Kontakten med mentor holder vi.",
    ],
    "stopped_by_person": [
        "Stoppet etter ønske. Mentor fikk beskjed samme dag og vil gjerne bli spurt igjen.",
        "For mye på en gang i starten. Vi skulle ha begynt roligere.",
    ],
    "measure_ended": [
        "Tiltaket tok slutt før de var ferdige med hverandre. Spør om forlengelse tidligere.",
        "Bedriften ville fortsette, men hadde ikke lønnsmidler før nyttår.",
    ],
    "other": [
        "Lærte at kunder er bra og lager er kjedelig. Videre til butikk.",
        "Flyttet, og mentor fant selv en kollega på det nye stedet.",
    ],
}
HOW_IT_ENDED = {
    "other": "Videre til en annen arbeidsplass.",
    "better_prepared": "Lærte hvilket arbeid som passer.",
}
ROLE_NAMES = ["mentor", "mentor", "fadder", "støtteperson", "makker"]

# The start agreement, as the three wrote it down.
TRAINING_PLANS = [
    "Uke 1: bli kjent, følge mentor. Uke 2–4: to faste oppgaver. Etter det tar vi én ny om gangen.",
    "Første måned med mentor hele dagen. Så egne oppgaver før lunsj og mentor etter lunsj.",
    "Sikkerhetskurs første uke, truck når mentor mener det er trygt, varemottak til slutt.",
    "Liste med ti oppgaver. Mentor krysser av når en sitter, og vi går gjennom lista hver måned.",
]
AT_WORK = [
    "Mentor viser og svarer. Kandidaten sier fra når noe er uklart. Leder setter opp vaktene.",
    "Mentor fordeler oppgavene om morgenen. Leder tar alt om tid og lønn.",
    "Mentor og kandidat tar fem minutter før lunsj hver dag. Kollegene spør mentor først.",
]
OUTSIDE_WORK = [
    "Veileder ordner reisekort og følger opp søknaden.",
    "Kandidaten tar timebestillinger utenom arbeidstid. Veileder hjelper med brev fra Nav.",
    "Veileder er med på alt om økonomi. Mentor trenger ikke å tenke på det.",
]
WHEN_TO_CALL = [
    "Fravær: kandidaten ringer mentor før åtte. Er noe vanskelig, ringer mentor veileder.",
    "Mentor ringer veileder når noe endrer seg. Er veileder borte, svarer kontoret.",
    "Kommer kandidaten ikke og ikke svarer, ringer mentor veileder etter en time.",
]
CONTACT = [
    "Besøk annenhver tirsdag, telefon i uka imellom.",
    "Telefon hver uke den første måneden, så hver tredje. Neste avtale settes i hver samtale.",
    "Melding ved små ting, møte alle tre en gang i måneden.",
]
