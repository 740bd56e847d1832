"""Kinds of invented workplaces by industry: (name, division, what work is there)."""

# Table 3's "trade and services", "food service", "health and social services", "manufacturing".
TRADES = {
    "trade": [
        ("Byggvare", "47", "Varepåfyll, lager, truck, klargjøring av bestillinger, noe kunde."),
        ("Sykkelverksted", "95", "Vask og reparasjon av sykler, deler, litt kasse."),
        ("Dagligvare", "47", "Varepåfyll, frukt og grønt, pant, kasse etter hvert."),
        ("Hagesenter", "47", "Vanning, potting, varemottak, bære ut til kunder."),
        ("Bilpleie", "95", "Vask, polering, dekkskift i sesong."),
        ("Renhold", "81", "Kontorer på dagtid, fast makker, egen bil er ikke nødvendig."),
        ("Gjenbruk", "47", "Sortering, rydding, små reparasjoner, butikk."),
        ("Frisør og velvære", "96", "Vask, rydding, timebestilling, ta imot kunder."),
        ("Blomster", "47", "Binding, vanning, kjøring med bestillinger."),
        ("Vaktmesterservice", "81", "Gressklipping, snømåking, småreparasjoner, ute hele året."),
        ("Lager og transport", "52", "Plukk, pakking, truck, etiketter."),
        ("Klær og sko", "47", "Henge ut varer, prøverom, kasse, vindu."),
        ("Idrettshall", "93", "Rydding, is og bane, utleie av utstyr, kiosk."),
        ("Regnskap", "69", "Skanning, bilag, arkiv, telefon."),
    ],
    "food": [
        ("Kafé", "56", "Kjøkken, oppvask, servering når en vil selv."),
        ("Bakerikafé", "56", "Steking fra klokka fem, pakking, disk."),
        ("Hotell", "55", "Frokost, rom, vaskeri, resepsjon på sikt."),
        ("Kro", "56", "Forberedelse av mat, oppvask, rydding ute om sommeren."),
        ("Kantine", "56", "Salatbar, smørbrød, oppvask, dagtid og fri i helgene."),
        ("Fiskerestaurant", "56", "Rensing av fisk, kjøkken, oppvask."),
    ],
    "health": [
        ("Sykehjem", "87", "Kjøkken på avdeling, vaskeri, aktiviteter, følge på tur."),
        ("Barnehage", "88", "Lek ute, mat, vasking, lese for barna."),
        ("Bofellesskap", "87", "Hverdagsaktiviteter, handling, matlaging, kvelder ved ønske."),
        ("Aktivitetssenter", "88", "Verksted, kjøkken, tur, kjøring."),
        ("Hjemmeservice", "88", "Handling, rydding, snømåking hos eldre."),
        ("Tannklinikk", "86", "Sterilisering, bestilling av utstyr, resepsjon."),
        ("Dagsenter", "88", "Frokost, turer, sang, rydding."),
    ],
    "manufacturing": [
        ("Snekkeri", "31", "Pussing, montering, maling, kapping med opplæring."),
        ("Mekaniske", "25", "Boring, sliping, rydding, sveising etter kurs."),
        ("Bakeri", "10", "Steking, pakking, kjøring, start tidlig."),
        ("Trykkeri", "18", "Skjæring, pakking, levering, noe data."),
        ("Båtbyggeri", "30", "Pussing, lakkering, montering, ute på brygga."),
        ("Fiskeforedling", "10", "Filetering, pakking, vask, skiftarbeid."),
        ("Søm og seil", "13", "Søm, klipping, reparasjon, kunder i disken."),
        ("Møbelfabrikk", "31", "Montering, trekking, pakking, truck, faste skift."),
    ],
}

PLACES = """
Lyngtoppen Solsiden Neset Sagbakken Fjæra Kvernhuset Torget Strandgata Bruhaugen Heimestranda
Elvekanten Skarpåsen Utsikten Myrtun Sjøbua Furumoen Kirkebakken Stasjonen Gammelkaia Nystranda
""".split()

CONTACT_WISHES = [
    "Ring før lunsj, helst onsdag eller fredag.",
    "Høyst en gang i måneden, gjerne på besøk.",
    "Melding først, så ringer vi opp.",
    "Kom innom, vi tar en kaffe.",
    "E-post til daglig leder, telefon til mentor.",
    "Hver uke de første to månedene, deretter når det trengs.",
    "Ikke mandager. Ellers når som helst.",
    "Video er fint, det sparer dere for kjøringen.",
]
WORKPLACE_NOTES = [
    "Skarp på oppmøte, romslig på resten.",
    "Daglig leder avgjør alene og svarer raskt.",
    "Har ikke kapasitet i ferien.",
    "Vil møte kandidaten før de leser noe om henne.",
    "Liten bedrift: vi tar skjemaene sammen med dem.",
    "Spør etter folk når de har mye å gjøre om våren.",
    "",
    "",
]
VISIT_NOTES = [
    "Innom uten kandidat. Viste oss hele lokalet, kan tenke seg en på dagtid.",
    "Fortalte om mentor. De ville vite hvor mye tid det tar.",
    "De mangler folk på lageret, men har ikke hatt noen fra oss før.",
    "Kaffe med daglig leder. Vil bli ringt når vi har noen som liker å arbeide ute.",
    "Ny avdelingsleder. Husker forrige kandidat godt og vil gjerne ha en til.",
    "De er midt i ombygging. Prøv igjen om to måneder.",
    "Snakket med to på gulvet. Den ene kunne tenke seg å være mentor.",
    "Så på oppgavene. Mye kan deles opp hvis noen setter av en time i starten.",
]
EXPERIENCE = [
    "",
    "",
    "Har hatt lærlinger.",
    "Mentor for to tidligere.",
    "Første gang.",
    "Opplæringsansvarlig.",
    "Trener i idrettslaget.",
    "Har vært ny i landet selv.",
]
OWN_NEEDS = [
    "",
    "",
    "",
    "Tid fra egen leder.",
    "Vil ha mentorkurs.",
    "Noen å ringe når det stopper opp.",
    "Råd om opplæringsplan.",
    "Treffe andre mentorer.",
]
# Too large for one to four people, and the only ones with a hundred.
LARGE = {"Byggvare", "Sykehjem", "Hotell", "Kantine", "Fiskeforedling", "Møbelfabrikk"}
