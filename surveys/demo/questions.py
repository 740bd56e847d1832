"""What the demo's advisors were asked, in two versions, and how many answered what.

Statements and words are the project's own; the numbers of T1 are the margins that the report
prints (tables 5, 6, 7, 8 and 12). Those of T0 are invented.
"""

from surveys.instruments.questionnaire import (
    Block,
    Choice,
    Clause,
    Condition,
    Item,
    Kind,
    Page,
    Questionnaire,
    Texts,
)

OFTEN = (
    Choice("always", Texts("Alltid", "Alltid")),
    Choice("often", Texts("Ofte", "Ofte")),
    Choice("sometimes", Texts("Noen ganger", "Nokre gonger")),
    Choice("seldom", Texts("Sjelden", "Sjeldan")),
    Choice("never", Texts("Nesten aldri eller aldri", "Nesten aldri eller aldri")),
)
TOGETHER = "Samlet"  # the merge
AGREE = tuple(
    Choice(name, Texts(nb, nn), name == "dont_know", {TOGETHER: category})
    for name, nb, nn, category in [
        ("disagree", "Helt uenig", "Heilt ueinig", "Helt eller litt uenig"),
        ("rather_not", "Litt uenig", "Litt ueinig", "Helt eller litt uenig"),
        ("neither", "Verken eller", "Verken eller", "Verken eller"),
        ("rather", "Litt enig", "Litt einig", "Helt eller litt enig"),
        ("agree", "Helt enig", "Heilt einig", "Helt eller litt enig"),
        ("dont_know", "Vet ikke", "Veit ikkje", "Vet ikke"),
    ]
)
CASES = (
    *(Choice(f"c{n}", Texts(band, band)) for n, band in enumerate(["1", "2–3", "4–5", "6–8", "9"])),
    Choice("c10", Texts("10 eller flere", "10 eller fleire")),
    Choice("none", Texts("Ingen", "Ingen")),
    Choice("dont_know", Texts("Vet ikke", "Veit ikkje"), says_nothing=True),
)
PORTFOLIO = (
    *(Choice(f"p{n}", Texts(band, band)) for n, band in enumerate(["0–30", "31–60", "61–100"])),
    Choice("p3", Texts("Over 100", "Over 100")),
)
FOR_WHOM = (
    Choice(
        "others", Texts("Andre enn veiledere bør gjøre det", "Andre enn rettleiarar bør gjere det")
    ),
    Choice("eager", Texts("Veiledere som brenner for det", "Rettleiarar som brenn for det")),
    Choice("few", Texts("Veiledere som følger opp få", "Rettleiarar som følgjer opp få")),
    Choice("all", Texts("Alle veiledere", "Alle rettleiarar")),
)
CHOICES = {
    "often": OFTEN,
    "agree": AGREE,
    "cases": CASES,
    "portfolio": PORTFOLIO,
    "for_whom": FOR_WHOM,
}

# name, bokmål, nynorsk, numbers of T1 (as the choices stand), numbers of T0
DEMANDS = [
    ("uneven", "Arbeidet hoper seg opp i perioder", "Arbeidet hopar seg opp i periodar",
     (2, 13, 14, 3, 0), (6, 15, 9, 2, 0)),
    ("unfinished", "Jeg rekker ikke alt jeg skulle", "Eg rekk ikkje alt eg skulle",
     (1, 8, 13, 9, 1), (5, 12, 10, 4, 1)),
    ("behind", "Jeg blir liggende etter", "Eg blir liggjande etter",
     (2, 10, 14, 6, 0), (4, 13, 11, 4, 0)),
    ("decisions", "Jeg er med på avgjørelser om mitt eget arbeid",
     "Eg er med på avgjerder om mitt eige arbeid", (4, 13, 11, 4, 0), (2, 9, 13, 6, 2)),
    ("with_whom", "Jeg kan påvirke hvem jeg jobber med", "Eg kan påverke kven eg jobbar med",
     (1, 5, 18, 7, 1), (0, 4, 14, 11, 3)),
    ("how_much", "Jeg kan påvirke hvor mye jeg har å gjøre",
     "Eg kan påverke kor mykje eg har å gjere", (3, 0, 13, 10, 6), (1, 1, 9, 12, 9)),
    ("how", "Jeg bestemmer hvordan jeg gjør jobben", "Eg bestemmer korleis eg gjer jobben",
     (8, 17, 7, 0, 0), (6, 14, 10, 2, 0)),
]  # fmt: skip
# Splits inside the printed categories are invented.
LEARNING = [
    ("developed", "Jeg har utviklet meg som veileder", "Eg har utvikla meg som rettleiar",
     (0, 0, 1, 10, 19, 0)),
    ("follow_up", "Jeg følger opp på en annen måte", "Eg følgjer opp på ein annan måte",
     (0, 0, 3, 13, 14, 0)),
    ("spill_over", "Å følge noen tett har endret arbeidet med de andre også",
     "Å følgje nokon tett har endra arbeidet med dei andre òg", (0, 0, 3, 12, 14, 1)),
    ("as_a_group", "Vi har utviklet oss som gruppe", "Vi har utvikla oss som gruppe",
     (0, 1, 4, 13, 11, 1)),
    ("talk", "Vi er blitt flinkere til å snakke sammen om valgene vi tar",
     "Vi er blitt flinkare til å snakke saman om vala vi tek", (0, 0, 6, 12, 11, 1)),
]  # fmt: skip
TEXT_WITH_A_NAME = "Mentoren Solveig Hansen lærte meg å vente med å spørre om timer."
TEXTS = [
    "At det går an å begynne på arbeidsplassen, ikke på kurs.",
    "Å spørre mentoren hva hun trenger, ikke bare hvordan det går.",
    "At lederen sa høyt at noen får mer tid enn andre.",
    "Vi snakker mer om hva vi tok for gitt.",
    "Det tar lengre tid enn tiltakene er satt opp til.",
    "Arbeidsgivere sier ja når de vet hvem de kan ringe.",
    "Å være med fra første dag på jobben.",
    "Refleksjon i gruppe gir mer enn enda en fagdag.",
    "At kandidatene kan mer enn papirene sier.",
    "Å ta en telefon for mye heller enn en for lite.",
    "Det har smittet over på alle jeg følger opp.",
    TEXT_WITH_A_NAME,
    "Sjefen i butikken sa at vi bare kan ringe, 412 34 567 eller sigrun@butikk.example.",
    "Da kollegaen min Torbjørn var borte, visste ingen hvem mentoren skulle snakke med.",
]
CASES_T1 = (2, 5, 8, 9, 1, 4, 2, 1)
PORTFOLIO_T1, PORTFOLIO_T0 = (7, 10, 8, 7), (4, 9, 11, 10)
FOR_WHOM_T1, FOR_WHOM_T0 = (0, 2, 12, 25), (6, 9, 14, 11)
ANSWERED_T1, ANSWERED_T0 = 32, 34


def questionnaire(*, is_first):
    """Before anything began nobody was asked what it had taught."""
    pages = [
        _page(
            "work",
            _matrix("demands", "Hvor ofte er det slik?", "Kor ofte er det slik?", DEMANDS, "often"),
        ),
        _page(
            "people",
            _one("portfolio", Kind.ONE, "Hvor mange følger du opp?", "Kor mange følgjer du opp?"),
        ),
        _page("for_whom", _for_whom(is_first)),
    ]
    if not is_first:
        cases = (
            "Hvor mange kandidater med mentor har du hatt?",
            "Kor mange kandidatar med mentor har du hatt?",
        )
        pages.insert(2, _page("cases", _one("cases", Kind.ONE, *cases)))
        stem = "Hvor enig er du?", "Kor einig er du?"
        pages.append(_page("learning", _matrix("learning", *stem, LEARNING, "agree")))
        learned = "Hva er det viktigste du har lært?", "Kva er det viktigaste du har lært?"
        shown_if = Condition((Clause("cases", "!=", "none"),))
        pages.append(_page("learned", _one("learned", Kind.TEXT, *learned, shown_if=shown_if)))
    title = Texts("Veiledere om å følge opp tett", "Rettleiarar om å følgje opp tett")
    return Questionnaire(title, tuple(pages), CHOICES)


def _for_whom(is_first):
    if is_first:  # asked in other words: it stands beside nothing
        return _one(
            "for_whom", Kind.SEVERAL, "Hvem bør følge opp tett?", "Kven bør følgje opp tett?"
        )
    asked = "Hvem passer det for å følge opp tett?", "Kven passar det for å følgje opp tett?"
    return _one("for_whom", Kind.SEVERAL, *asked)


def _page(name, block):
    return Page(name, (block,))


def _one(name, kind, nb, nn, **more):
    choices = "" if kind == Kind.TEXT else name
    return Block(name, (Item(name, kind, Texts(nb, nn), choices, **more),))


def _matrix(name, stem_nb, stem_nn, statements, choices):
    items = tuple(
        Item(item, Kind.ONE, Texts(nb, nn), choices) for item, nb, nn, *_numbers in statements
    )
    return Block(name, items, Texts(stem_nb, stem_nn), is_matrix=True)
