"""What people read first, and the questionnaire as it was asked."""

import pytest

from surveys.disclosure.profiles import STRICT
from surveys.instruments.questionnaire import Texts
from surveys.instruments.xlsform.reading import read
from surveys.package.building import files_of
from tests.paper import text_in, words
from tests.surveys.answered import questionnaire
from tests.surveys.releases.documented import (
    make_full_package,
    make_microdata,
    make_package,
    make_wave,
    questionnaire_of,
)


@pytest.fixture(scope="module")
def files():
    return files_of(make_full_package("employer"))


def text(files, path):
    return files[path].decode()


def paper(files):
    return words(text_in(files["doc/sporreskjema_v3.pdf"]))


def test_the_first_file_says_what_it_is_and_lists_every_other(files):
    said = text(files, "LESMEG.txt")
    assert said.startswith("Veiledere etter mentortiltak, T3\nhn-employer-t3-r01\n")
    assert "Frigivelse 1, godkjent 2026-05-04." in said
    assert "surveys@example.org" in said
    assert "Veiledere etter mentortiltak, T3 (2026). Datasett, hn-employer-t3-r01" in said
    for path in set(files) - {"LESMEG.txt", "README.txt"}:
        assert said.count(path) >= 2, path


def test_it_is_there_in_bokmaal_nynorsk_and_english(files):
    said = text(files, "LESMEG.txt")
    assert "Ikke prøv å finne ut" in said and "Ikkje prøv å finne ut" in said
    assert "Do not try to find out" in text(files, "README.txt")


def test_the_method_tells_who_was_asked_how_and_when_and_what_they_agreed_to(files):
    said = text(files, "doc/metode.md")
    for line in ("Første dag: 2026-03-02", "Siste dag: 2026-03-20", "Ble spurt: 54", "Svarte: 32"):
        assert f"- {line}\n" in said
    assert "Du kan ikke trekke svaret." in said and "Du kan ikkje trekkje svaret." in said


def test_what_is_not_told_of_a_wave_is_said_to_be_so():
    wave = make_wave(asked=None, answered=None)
    said = text(files_of(make_package("employer", waves=(wave,))), "doc/metode.md")
    assert "- Ble spurt: ikke oppgitt" in said and "- Svarte: ikke oppgitt" in said


@pytest.mark.parametrize(
    ("way", "sentence"),
    [
        ("codes", "En kontaktperson delte ut koder"),
        ("links", "fikk en personlig lenke på e-post"),
        ("imported", "samlet inn med et annet verktøy"),
    ],
)
def test_each_way_of_asking_is_explained(way, sentence):
    wave = make_wave()
    changed = type(wave)(**vars(wave) | {"way": way})
    assert sentence in text(files_of(make_package("employer", waves=(changed,))), "doc/metode.md")


def test_the_protection_is_told_with_its_figures(files):
    said = text(files, "doc/anonymisering.md")
    for line in (
        "Ingen gruppe med færre enn 6 er vist.",
        "k = 6:",
        "l = 2:",
        "| tabell_01 | ",
        "5,0\u00a0%",
        "- Spørsmålet om kontor er ikke med: for få svarte hvert sted.",
        "## Hva dette ikke beskytter mot",
    ):
        assert line in said


def test_a_strict_profile_is_told_as_such():
    said = text(files_of(make_full_package("employer", profile=STRICT)), "doc/anonymisering.md")
    assert "Ingen kan regne seg fram til tall fra 0 til 5." in said


def test_what_people_wrote_breaks_no_table_of_the_notes():
    asked = questionnaire(wording="Tid | rom\nog mer")
    package = make_package(questionnaire=asked, microdata=make_microdata(asked, 60))
    lines = text(files_of(package), "doc/anonymisering.md").splitlines()
    assert "| room | Tid \\| rom og mer |  |  | 0,0\u00a0% |" in lines


def test_the_questionnaire_is_on_paper_in_every_language_it_had(files):
    said = paper(files)
    questionnaire = questionnaire_of("employer")
    for item in questionnaire.items.values():
        for language in ("nb", "nn", "en"):
            assert words(getattr(item.text, language)) in said
    for choices in questionnaire.choices.values():
        assert all(words(choice.text.nn) in said for choice in choices)


def test_the_questionnaire_says_who_is_asked_what_and_what_they_agree_to(files):
    said = paper(files)
    assert words("Stilt til: De som svarte «Nei»") in said
    assert words("Stilt til: Dei som svarte «Nei»") in said
    assert words("Du kan ikke trekke svaret.") in said
    assert b"pdfuaid" in files["doc/sporreskjema_v3.pdf"]


def test_a_language_in_which_a_question_is_missing_was_never_shown():
    said = paper(files_of(make_package(questionnaire=questionnaire())))
    assert said.count(words("Hvor mange følger du opp?")) == 1


def test_the_xlsform_is_the_same_questionnaire(files):
    form = read(files["doc/skjema_v3_xlsform.xlsx"])
    assert (form.form_id, form.questionnaire) == ("employer", questionnaire_of("employer"))
    assert form.problems == []


def test_consent_texts_of_several_waves_are_each_there_once():
    waves = (make_wave("T1"), make_wave("T2"), make_wave("T3", consent=Texts("En annen tekst.")))
    said = text(files_of(make_package("employer", waves=waves)), "doc/metode.md")
    assert said.count("Du kan ikke trekke svaret.") == 1
    assert said.count("En annen tekst.") == 2  # in bokmål also beside the nynorsk
