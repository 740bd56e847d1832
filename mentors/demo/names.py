"""Invented names. Participants are an adjective and a thing: nobody takes them for real."""

ADJECTIVES = """
Blid Modig Stille Varm Kvikk Lun Rask Stolt Munter Snill Klok Våken Rolig Sterk Ærlig Flink Lys
Trygg Frisk Glad Nøysom Myk Lett Tålmodig Nysgjerrig Villig Ivrig Sindig Høflig Vennlig
Raus Frodig Solid Livlig Kreativ Lystig Smidig Hendig Kjapp Nøyaktig Åpen Ydmyk Sporty
Ordentlig Praktisk Oppriktig Punktlig Hjertelig Fredelig Selvstendig Spenstig Årvåken Pålitelig
Fin Edel Gjestfri Handlekraftig Jordnær Livsglad
""".split()

# Masculine and feminine words only: the adjective has no ending.
THINGS = """
Lampe Sykkel Vott Brygge Kopp Stol Bølge Sky Linje Spade Hatt Genser Båt Bok Bro Fjær Furu Gran
Bjørk Hammer Hage Kasse Klokke Krone Kurv Lue Løvetann Måke Nøkkel Ovn Pensel Penn Pute Ryggsekk
Saks Sag Seilbåt Sekk Skje Sko Skrue Skuff Sløyfe Sofa Sommerfugl Stein Strømpe Støvel Teskje
Trapp Traktor Tromme Trompet Tønne Ullgenser Vase Veske Vante Vind Vogn Ørn Øse Ås Åre Ambolt Benk
Bille Blomst Blyant Boks Bolle Børste Dør Drage Drill Duk Eik Elv Ert Fele Fiskestang Fjord Flaske
Flaggstang Foss Gaffel Gitar Grein Hane Hengekøye Hylle Hytte Høne Jakke Kaffekanne Kam Kano
Kake Knagg Knapp Krakk Krukke Kvist Lykt Løk Madrass Mast Maur Mugge Myr Nål Paraply Pastill Pære
Rake Reke Ring Rose Sild Skive Skøyte Slalåmski Snekke Sopp Spole Spurv Stige Stjerne Strand
Tallerken Terning Tråd Tue Tulipan Tøffel Ugle Vask Vedkubbe Vekt Viskelær
""".split()

FIRST_NAMES = """
Anne Arne Astrid Atle Aud Berit Birk Bjørg Brage Camilla Dag Eirik Eli Elin Endre Erling Eva Frida
Frode Gard Geir Gro Gunhild Gunnar Hanne Harald Hedda Hege Helge Hilde Håkon Idun Inga Ingvild Ivar
Jens Johanne Jorunn Jostein Kaia Karl Katrine Kjell Kristin Leif Lena Lise Magne Marit Marius Mette
Nils Nora Odd Oda Ola Petter Ragna Rasmus Reidun Roar Rune Sigrid Sindre Siv Sofie Solveig Stein
Steinar Stine Sunniva Svein Synne Tale Terje Thea Tiril Tone Tonje Torill Trond Turid Ulrik Unni
Vegard Vidar Vilde Yngve Ylva Øystein Åse Åshild Amina Farid Leila Samir Yusuf Zahra Marek Ewa Daria
""".split()

LAST_NAMES = """
Askevik Bjerkelund Brattgard Brekkemo Dalsrud Eikehaug Elvestrand Fjellro Fossheia Furuly Gaupmo
Granholt Haugtun Heimdalen Hellegard Holtemyr Kvernlia Langbakk Lauvrud Lindåsen Lyngmark Moseby
Nordtun Nygårdshaug Oldermo Ospelund Rognerud Ryggmo Sandegard Seljeåsen Skogheim Slåttelid
Solbrekke Steinhaug Storvoll Sundgard Svartdalen Tangvik Tjønnås Tverrbekk Ulvestad Vardehaug
Vassbotn Vedeler Viervoll Ytrehaug Øvregard Åkerlien Aamot-Berg Abdirahmo Kovalik Rahimov
""".split()


def participant_names(dice):
    """All combinations, each once, in an order by dice."""
    names = [f"{adjective} {thing}" for adjective in ADJECTIVES for thing in THINGS]
    dice.shuffle(names)
    return names


def person_names(dice):
    names = [f"{first} {last}" for first in FIRST_NAMES for last in LAST_NAMES]
    dice.shuffle(names)
    return names


def mail_address(name):
    """anne.askevik@demo.example: a domain that can never exist."""
    plain = name.lower().translate(str.maketrans({"æ": "ae", "ø": "o", "å": "a", " ": "."}))
    return f"{plain}@demo.example"


def phone_number(dice):
    """Eight digits in a series beginning with 42, spaced as people write them."""
    return f"42 {dice.randint(10, 99)} {dice.randint(10, 99)} {dice.randint(10, 99)}"
