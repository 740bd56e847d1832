"""What a joint note asks when it is begun. The office changes them as it likes."""

# In each language the product is shown in: a note is written in the language of who begins it.
HEADINGS = [
    {
        "nb": "Hva har vi prøvd?",
        "nn": "Kva har vi prøvd?",
        "en": "What have we tried?",
    },
    {
        "nb": "Hva lærte vi om å samarbeide med mentorer og arbeidsgivere?",
        "nn": "Kva lærte vi om å samarbeide med mentorar og arbeidsgivarar?",
        "en": "What did we learn about working with mentors and employers?",
    },
    {
        "nb": "Hva lærte vi om dem vi følger opp? (Nevn ingen.)",
        "nn": "Kva lærte vi om dei vi følgjer opp? (Nemn ingen.)",
        "en": "What did we learn about the people we follow? (Name nobody.)",
    },
    {
        "nb": "Hvordan arbeider vi sammen, og hva gav lederne rom for?",
        "nn": "Korleis arbeider vi saman, og kva gav leiarane rom for?",
        "en": "How do we work together, and what did leaders make room for?",
    },
    {
        "nb": "Hva står i veien?",
        "nn": "Kva står i vegen?",
        "en": "What is in the way?",
    },
    {
        "nb": "Hva går vi videre med?",
        "nn": "Kva går vi vidare med?",
        "en": "What do we go on with?",
    },
]
PERIODS = {
    "nb": ("Våren %d", "Høsten %d"),
    "nn": ("Våren %d", "Hausten %d"),
    "en": ("Spring %d", "Autumn %d"),
}


def headings_in(language):
    return [heading[language] for heading in HEADINGS]


def period_of(day, language):
    """What the half-year of this day is called, such as "Høsten 2026"."""
    return PERIODS[language][day.month > 6] % day.year
