"""The words people write in their spreadsheets, in bokmål, nynorsk and English.

A file is read whatever language its reader has chosen, and a translator must not be able to change
what is read: so these words are data, here, and not in locale/. The first three of each entry are
what the template file and messages show in nb, nn and en.
"""

import unicodedata
from functools import cache, lru_cache

from django.conf import settings
from django.utils import translation

from caseload.models import CloserFollowUp, Participant
from caseload.rhythm import Rhythm
from mentors.models import ContactPerson

LANGUAGES = ("nb", "nn", "en")


@lru_cache(4096)
def folded(text):
    """What is left of a word without case, accents, spaces, punctuation: "E-post:" is "epost".

    Æ ø å and what people write without a Norwegian keyboard (ae oe aa, or o and a) fall together.
    """
    text = unicodedata.normalize("NFKC", text).casefold()
    text = text.replace("æ", "ae").replace("ø", "o").replace("oe", "o").replace("aa", "a")
    return "".join(c for c in unicodedata.normalize("NFKD", text) if c.isalnum())


HEADINGS = {
    "name": [
        "Navn", "Namn", "Name", "Fullt navn", "Fullt namn", "Full name", "Brukers navn",
        "Navn på bruker", "Namn på brukar", "Bruker", "Brukar", "Kandidat", "Candidate",
        "Participant", "Deltaker", "Deltakar", "Person",
    ],
    "birth_year": [
        "Fødselsår", "Fødselsår", "Birth year", "Født", "Fødd", "Født år", "Født i", "År født",
        "Fødeår", "Year of birth", "Born", "Årgang",
    ],
    "phone": [
        "Telefon", "Telefon", "Phone", "Telefonnummer", "Tlf", "Tlf.nr", "Telefonnr", "Mobil",
        "Mobilnummer", "Mobiltelefon", "Phone number", "Telephone", "Mobile",
    ],
    "email": [
        "E-post", "E-post", "E-mail", "Epostadresse", "E-postadresse", "Mail", "E-mail address",
        "Mailadresse",
    ],
    "advisor_email": [
        "Veileders e-post", "E-posten til rettleiaren", "Advisor e-mail", "Veileder e-post",
        "Veileder", "Rettleiar", "Rettleiar e-post", "Rettleiarens e-post", "E-post veileder",
        "E-post rettleiar", "E-post til veileder", "E-post til rettleiar", "Advisor",
        "Advisor's e-mail", "E-mail advisor", "Adviser", "Adviser e-mail", "Saksbehandler",
        "E-posten til veilederen", "Veilederens e-post",
    ],
    "phase": ["Fase", "Fase", "Phase", "Status fase"],
    "wish": [
        "Ønske", "Ønske", "Wish", "Ønsker", "Ønskje", "Hva ønsker du?", "Kva ønskjer du?",
        "What do you want?", "Jobbønske", "Yrkesønske", "Wishes", "Brukers ønske", "Hva vil du?",
        "Kva vil du?",
    ],
    "interests": [
        "Interesser", "Interesser", "Interests", "Interesser og styrker", "Interesser og styrkar",
        "Interests and strengths", "Styrker", "Styrkar", "Strengths",
    ],
    "need_group": [
        "Innsatsgruppe", "Innsatsgruppe", "Group of need", "Behovsgruppe", "Need group",
        "Group of needs", "14a", "§ 14 a", "14a-vedtak", "Vedtak 14a",
    ],
    "benefit": ["Ytelse", "Yting", "Benefit", "Ytelser", "Ytingar", "Stønad", "Income", "Inntekt"],
    "benefit_ends_on": [
        "Ytelse til", "Yting til", "Benefit end", "Ytelse slutt", "Ytelsen slutter",
        "Ytinga sluttar", "Yting slutt", "Ytelse slutter", "Yting sluttar", "Benefit ends",
        "Benefit ends on", "Benefit until", "Benefit end date", "Ytelse sluttdato",
        "Yting sluttdato", "Ytelse til og med", "Yting til og med", "Stønad til", "Ytelse utløper",
        "Sluttdato ytelse", "Sluttdato yting", "Slutt på ytelse", "Slutt på yting",
    ],
    "support_at_work": [
        "Støtte på jobb", "Støtte på jobb", "Support at work", "Støttebehov på jobb",
        "Støttebehov i arbeidet", "Støtte i arbeidet", "Support needed at work",
        "Behov for støtte på jobb", "Støtte på arbeidsplassen",
    ],
    "support_outside_work": [
        "Støtte utenfor jobb", "Støtte utanfor jobb", "Support outside work",
        "Støttebehov utenfor jobb", "Støttebehov utanfor jobb", "Støtte utenfor arbeidet",
        "Støtte utanfor arbeidet", "Support needed outside work", "Behov for støtte utenfor jobb",
        "Behov for støtte utanfor jobb",
    ],
    "closer_since": [
        "Prioritert siden", "Prioritert sidan", "Prioritised since", "Prioritert", "Prioritised",
        "Prioritized since", "Prioritized", "Prioritert fra", "Prioritert frå", "Prioritert dato",
        "Tettere oppfølging siden", "Tettare oppfølging sidan", "Closer follow-up since",
        "Tett oppfølging siden", "Tett oppfølging sidan", "Priority since",
    ],
    "why": [
        "Begrunnelse", "Grunngiving", "Reason", "Hvorfor", "Kvifor", "Why", "Grunn",
        "Hvorfor denne personen", "Kvifor denne personen", "Why this person",
        "Hvorfor prioritert", "Kvifor prioritert", "Begrunnelse for prioritering",
    ],
    "asked": [
        "Er personen spurt?", "Er personen spurd?", "Was she asked?", "Spurt", "Spurd", "Asked",
        "Er bruker spurt", "Er brukaren spurd", "Has the person been asked?", "Was he asked?",
        "Was the person asked?", "Er hun spurt?", "Er ho spurd?", "Er han spurt?", "Bruker spurt",
    ],
    "rhythm": [
        "Rytme", "Rytme", "Rhythm", "Avtalt rytme", "Agreed rhythm", "Hvor ofte", "Kor ofte",
        "How often", "Frekvens", "Frequency", "Oppfølgingsrytme", "Kontaktrytme",
    ],
    "next_contact_on": [
        "Neste kontakt", "Neste kontakt", "Next contact", "Neste avtale", "Next appointment",
        "Neste oppfølging", "Dato neste kontakt", "Next contact date",
    ],
    "last_contact_on": [
        "Siste kontakt", "Siste kontakt", "Last contact", "Sist kontakt", "Siste kontakt dato",
        "Dato siste kontakt", "Last contact date", "Last contact on", "Sist kontaktet",
        "Siste kontakt med personen", "Siste kontakt med bruker", "Siste kontakt med brukaren",
        "Last contact with the person", "Latest contact", "Siste kontaktdato",
    ],
    "last_workplace_contact_on": [
        "Siste kontakt med arbeidsplassen", "Siste kontakt med arbeidsplassen",
        "Last contact with the workplace", "Siste kontakt arbeidsplass",
        "Siste kontakt arbeidssted", "Siste kontakt bedrift", "Siste kontakt mentor",
        "Siste kontakt med mentor", "Last contact workplace", "Last contact with the mentor",
        "Last workplace contact", "Last contact mentor",
    ],
    "workplace": [
        "Arbeidsplass", "Arbeidsplass", "Workplace", "Bedrift", "Verksemd", "Virksomhet",
        "Arbeidssted", "Arbeidsstad", "Arbeidsgiver", "Arbeidsgivar", "Employer", "Company",
        "Firma", "Navn på arbeidsplass", "Namn på arbeidsplass", "Bedriftsnavn", "Workplace name",
    ],
    "org_number": [
        "Organisasjonsnummer", "Organisasjonsnummer", "Organisation number", "Org.nr", "Orgnr",
        "Org nummer", "Organization number", "Org number", "Organisasjonsnr", "Org no",
        "Virksomhetsnummer", "Bedriftsnummer", "Organisation no",
    ],
    "division": [
        "Næring", "Næring", "Division", "Næringskode", "Bransje", "Industry", "Industry division",
        "Division (two digits)", "Næring (to siffer)", "SN2025", "NACE",
    ],
    "size": [
        "Antall ansatte", "Talet på tilsette", "Employees", "Ansatte", "Tilsette", "Størrelse",
        "Storleik", "Size", "Number of employees", "Employees in the unit", "Tal på tilsette",
    ],
    "mentor_name": [
        "Mentors navn", "Namnet på mentoren", "Mentor name", "Mentor", "Mentor navn", "Mentor namn",
        "Navn på mentor", "Namn på mentor", "Mentorens navn", "Mentorens namn", "Name of mentor",
        "Mentor's name", "Fadder",
    ],
    "mentor_phone": [
        "Mentors telefon", "Telefonen til mentoren", "Mentor phone", "Mentor telefon",
        "Mentor tlf", "Mentortelefon", "Telefon mentor", "Tlf mentor", "Mentor mobil",
        "Telefon til mentor", "Mentors telefonnummer", "Mentor telefonnummer", "Mentorens telefon",
        "Mentor phone number", "Mentor's phone", "Phone mentor", "Mobil mentor",
    ],
    "mentor_email": [
        "Mentors e-post", "E-posten til mentoren", "Mentor e-mail", "Mentor e-post",
        "E-post mentor", "E-post til mentor", "Mentorens e-post", "Mentor's e-mail",
        "E-mail mentor", "Mentor mail",
        "Mentor epostadresse", "Mentors e-postadresse",
    ],
    "mentor_position": [
        "Mentors stilling", "Stillinga til mentoren", "Mentor position", "Mentor stilling",
        "Stilling mentor", "Mentorens stilling", "Mentor's position", "Mentor rolle",
        "Position of mentor",
    ],
}  # fmt: skip

_Phase, _Need, _Benefit = Participant.Phase, Participant.NeedGroup, Participant.Benefit
_Asked, _Position = CloserFollowUp.Asked, ContactPerson.Position

VALUES = {
    "phase": (
        _Phase,
        {
            _Phase.WISH: [
                "Ønske og kartlegging", "Ønske og kartlegging", "Wish and mapping", "Ønske",
                "Kartlegging", "Wish", "Mapping", "Ny",
            ],
            _Phase.FINDING: [
                "Finne arbeidsplass", "Finne arbeidsplass", "Finding a workplace",
                "Finner arbeidsplass", "Finn arbeidsplass", "Å finne arbeidsplass",
                "Å finne en arbeidsplass", "Finne en arbeidsplass", "Finner en arbeidsplass",
                "Finne ein arbeidsplass", "Finne arbeidssted", "Søker arbeidsplass",
                "Søkjer arbeidsplass", "Leter etter arbeidsplass", "Leitar etter arbeidsplass",
                "Finding workplace", "Finding", "Finne bedrift",
            ],
            _Phase.START: ["Start", "Start", "Start", "Oppstart", "Starting"],
            _Phase.UNDER_WAY: [
                "I gang", "I gang", "Under way", "Underveis", "Undervegs", "Pågår", "Started",
                "Ongoing",
            ],
            _Phase.IN_JOB: [
                "I jobb, følges opp", "I jobb, blir følgd opp", "In job, still followed",
                "I jobb, følges fortsatt opp", "I jobb, følges fremdeles opp",
                "I jobb, blir framleis følgd opp", "I jobb", "I arbeid", "In job", "In work",
                "I jobb, fortsatt fulgt opp",
            ],
            _Phase.ENDED: ["Avsluttet", "Avslutta", "Ended", "Avslutning", "Closed", "Slutt"],
        },
    ),
    "need_group": (
        _Need,
        {
            _Need.GOOD_OPPORTUNITIES: [
                "Gode muligheter", "Gode moglegheiter", "Good opportunities", "Standard innsats",
                "Standardinnsats", "Standard effort", "IKVAL",
            ],
            _Need.NEEDS_GUIDANCE: [
                "Trenger veiledning", "Treng rettleiing", "Needs guidance",
                "Situasjonsbestemt innsats", "Situational effort", "BFORM",
            ],
            _Need.REDUCED_CAPACITY: [
                "Trenger veiledning, nedsatt arbeidsevne", "Treng rettleiing, nedsett arbeidsevne",
                "Needs guidance, reduced capacity to work", "Spesielt tilpasset innsats",
                "Spesielt tilpassa innsats", "Specially adapted effort", "BATT",
                "Trenger veiledning og nedsatt arbeidsevne",
                "Treng rettleiing og nedsett arbeidsevne", "Needs guidance, reduced capacity",
            ],
            _Need.PARTLY_WORK: [
                "Jobbe delvis", "Jobbe delvis", "Can work partly",
                "Delvis/gradert varig tilpasset innsats", "Delvis/gradert varig tilpassa innsats",
                "Delvis varig tilpasset innsats", "Delvis varig tilpassa innsats",
                "Gradert varig tilpasset innsats", "Gradert varig tilpassa innsats",
                "Graded permanently adapted effort", "Work partly", "Delvis jobbe",
            ],
            _Need.LITTLE_OPPORTUNITY: [
                "Liten mulighet til å jobbe", "Lita moglegheit til å jobbe",
                "Little opportunity to work", "Liten moglegheit til å jobbe",
                "Varig tilpasset innsats", "Varig tilpassa innsats", "Permanently adapted effort",
                "VARIG",
            ],
        },
    ),
    "benefit": (
        _Benefit,
        {
            _Benefit.WORK_ASSESSMENT: [
                "AAP", "AAP", "AAP", "Arbeidsavklaringspenger", "Arbeidsavklaringspengar",
                "Work assessment allowance",
            ],
            _Benefit.UNEMPLOYMENT: ["Dagpenger", "Dagpengar", "Unemployment benefit"],
            _Benefit.ACTIVITY: ["Tiltakspenger", "Tiltakspengar", "Activity allowance"],
            _Benefit.SOCIAL: [
                "Sosialstønad", "Sosialstønad", "Social assistance", "Sosialhjelp",
                "Økonomisk sosialhjelp", "Økonomisk stønad",
            ],
            _Benefit.QUALIFICATION: [
                "KVP", "KVP", "KVP", "Kvalifiseringsprogram", "Kvalifiseringsprogrammet",
                "Kvalifiseringsstønad", "Qualification programme", "Qualification program",
            ],
            _Benefit.SICKNESS: ["Sykepenger", "Sjukepengar", "Sickness benefit", "Sick pay"],
            _Benefit.DISABILITY: [
                "Uføretrygd", "Uføretrygd", "Disability benefit", "Ufør", "Uførepensjon",
            ],
            _Benefit.NONE: ["Ingen", "Ingen", "None", "Inga", "Ingen ytelse", "Inga yting"],
        },
    ),
    "rhythm": (
        Rhythm,
        {
            Rhythm.WEEKLY: [
                "hver uke", "kvar veke", "every week", "ukentlig", "vekentleg", "weekly",
                "en gang i uken", "en gang i uka", "ein gong i veka", "once a week",
                "1 gang i uken", "1 gong i veka", "hver 7. dag",
            ],
            Rhythm.EVERY_SECOND_WEEK: [
                "annenhver uke", "annakvar veke", "every second week", "hver annen uke",
                "hver andre uke", "hver 2. uke", "kvar andre veke", "kvar 2. veke",
                "annankvar veke", "hver 14. dag", "kvar 14. dag", "hver fjortende dag",
                "kvar fjortande dag", "every other week", "every two weeks", "every 2 weeks",
                "fortnightly", "biweekly", "every 14 days",
            ],
            Rhythm.MONTHLY: [
                "hver måned", "kvar månad", "every month", "månedlig", "månadleg", "monthly",
                "en gang i måneden", "ein gong i månaden", "once a month", "1 gang i måneden",
                "1 gong i månaden",
            ],
            Rhythm.EVERY_SECOND_MONTH: [
                "annenhver måned", "annakvar månad", "every second month", "hver annen måned",
                "hver andre måned", "hver 2. måned", "kvar andre månad", "kvar 2. månad",
                "annankvar månad", "every other month", "every two months", "every 2 months",
            ],
            Rhythm.WHEN_NEEDED: [
                "ved behov", "ved behov", "when needed", "etter behov", "as needed", "if needed",
                "on demand",
            ],
        },
    ),
    "asked": (
        _Asked,
        {
            _Asked.YES: ["ja", "ja", "yes", "ja, og ønsker det", "ja, og ønskjer det", "x", "true"],
            _Asked.NOT_YET: [
                "ikke ennå", "ikkje enno", "not yet", "nei", "no", "false", "ikke spurt",
                "ikkje spurd", "ikke enda",
            ],
            _Asked.UNKNOWN: ["vet ikke", "veit ikkje", "not known", "ukjent", "unknown"],
        },
    ),
    "mentor_position": (
        _Position,
        {
            _Position.OWNER: [
                "Eier eller daglig leder", "Eigar eller dagleg leiar", "Owner or general manager",
                "Eier", "Eigar", "Owner", "Daglig leder", "Dagleg leiar", "Leder", "Leiar",
                "General manager", "Leader", "Manager",
            ],
            _Position.DEPARTMENT_LEADER: [
                "Avdelingsleder", "Avdelingsleiar", "Department leader", "Department manager",
                "Mellomleder", "Mellomleiar",
            ],
            _Position.EMPLOYEE: [
                "Ansatt", "Tilsett", "Employee", "Medarbeider", "Medarbeidar", "Kollega",
            ],
            _Position.HR: ["HR", "HR", "HR", "Personal", "Personalavdeling"],
        },
    ),
}  # fmt: skip

# Rhythms with a number in them; shown beside the listed words.
RHYTHM_PATTERNS = {
    "nb": ["hver 10. dag", "én gang etter 14 dager"],
    "nn": ["kvar 10. dag", "éin gong etter 14 dagar"],
    "en": ["every 10 days", "once after 14 days"],
}


def heading(column, language):
    """The heading of the template file. A language we have no words in gets the bokmål ones."""
    return HEADINGS[column][_place(language)]


def listed(column, language):
    """The words a person should write in this column, in her language."""
    shown = [words[_place(language)] for words in VALUES[column][1].values()]
    return shown + (
        RHYTHM_PATTERNS.get(language, RHYTHM_PATTERNS["nb"]) if column == "rhythm" else []
    )


def meaning(column, text):
    """The stored value of a listed word; None for every other text."""
    return _dictionary(column).get(folded(text))


def _place(language):
    return LANGUAGES.index(language) if language in LANGUAGES else 0


@cache
def _dictionary(column):
    choices, words = VALUES[column]
    dictionary = {folded(word): value for value, every in words.items() for word in every}
    # Whatever a page shows for a value may be copied into a file too.
    for value in words:
        dictionary.setdefault(folded(value), value)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for value, label in choices.choices:
                if value in words:
                    dictionary.setdefault(folded(str(label)), value)
    return dictionary
