"""What in an answer may tell who somebody is is marked; numbers that are none are left alone."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Membership
from surveys.texts.hints import Kind, hints_in, never_kept_in
from surveys.texts.marking import marked
from surveys.texts.redacting import REMOVED, is_what_is_left, plain, without
from tests.factories import make_member, make_office, make_participant, make_workplace
from tests.surveys.releases.numbers import national_id

BORN = national_id("010190", 100)
WITH_D_NUMBER = national_id("410190", 100)
FOR_TESTS = national_id("018190", 100)
FROM_2032 = national_id("010190", 100, rest=3)
WRONG = BORN[:-1] + str((int(BORN[-1]) + 1) % 10)


def found(text):
    """[(what is marked, its kind)] of one text."""
    [hints] = hints_in([text])
    return [(text[hint.start : hint.end], hint.kind) for hint in hints]


def kinds(text):
    return {kind for _piece, kind in found(text)}


pytestmark = pytest.mark.django_db

# Numbers and addresses


@pytest.mark.parametrize("number", [BORN, WITH_D_NUMBER, FOR_TESTS, FROM_2032])
@pytest.mark.parametrize("written", ["{}", "{:.6} {tail}", "{:.6}-{tail}", "spaced", "dotted"])
def test_a_national_id_is_found_however_it_is_written(number, written):
    if written == "spaced":
        said = " ".join(number)
    elif written == "dotted":
        said = f"{number[:2]}.{number[2:4]}.{number[4:6]} {number[6:]}"
    else:
        said = written.format(number, tail=number[6:])
    assert found(f"hun har {said}, sa de") == [(said, Kind.NATIONAL_ID)]


def test_a_national_id_is_found_behind_another_number():
    assert (BORN, Kind.NATIONAL_ID) in found(f"bruker 12 {BORN}")
    assert (BORN, Kind.NATIONAL_ID) in found(f"12 34 567 8901 {BORN}")


@pytest.mark.parametrize(
    "text",
    [
        f"det var {WRONG} kroner",
        "fra 01.02.2024 til 24.12.2024",
        "fra 2024-12-24 til 2025-01-02",
        "den 20241224",
        "i 2023-2024 og 2025",
        "32 av 54 svarte, 59 prosent",
        "det tok 3,5 timer, kl. 12.30",
        "§ 14 a og AAP og KVP, sa Nav",
        "vi har 123456789 grunner",
        "se side 12–14 i v2.0",
        "f.eks. bl.a. o.l.",
        "det koster 1 000 000 kroner",
    ],
)
def test_other_numbers_and_dates_are_left_alone(text):
    assert found(text) == []


@pytest.mark.parametrize(
    "phone",
    ["41234567", "412 34 567", "41 23 45 67", "+47 412 34 567", "004741234567", "+4741234567",
     "+46 70 123 45 67", "41\u00a023\u00a045\u00a067"],
)  # fmt: skip
def test_a_phone_number_is_found(phone):
    assert found(f"ring {phone} etter ti") == [(phone, Kind.PHONE)]
    assert found(f"tlf.{phone}.")[0][0] == phone


@pytest.mark.parametrize(
    ("piece", "kind"),
    [
        ("kari.moe+x@bedrift.no", Kind.EMAIL),
        ("@karimoe", Kind.EMAIL),
        ("https://bedrift.no/a?b=c", Kind.URL),
        ("www.bedrift.no", Kind.URL),
        ("bedrift.no/om-oss", Kind.URL),
        ("teams://l/meetup", Kind.URL),
        ("6f9619ff-8b86-d011-b42d-00c04fc964ff", Kind.GUID),
        ("6F9619FF8B86D011B42D00C04FC964FF", Kind.GUID),
        ("974760673", Kind.ORG_NUMBER),
        ("974 760 673", Kind.ORG_NUMBER),
        ("storgata 12 b", Kind.ADDRESS),
        ("3616 Kongsberg", Kind.ADDRESS),
    ],
)
def test_what_leads_to_somebody_is_found(piece, kind):
    assert found(f"skriv til {piece} så") == [(piece, kind)]


# Names


def test_who_is_known_here_is_marked_wherever_she_stands(ada):
    make_participant(ada, "Blid Lampe")
    make_participant(ada, "Stille Brygge", protection="confidential")
    make_workplace(ada, "Kaffe & Kanel AS")
    for text, piece in {
        "Blid trengte tid.": "Blid",
        "Lampes mentor var god.": "Lampes",
        "vi snakket med blid lampe om det": "blid lampe",
        "Brygge fikk jobb.": "Brygge",
        "mentor på kaffe & kanel var flink": "kaffe & kanel",
        "Fjordby gjør det slik.": "Fjordby",
        "NAV FJORDBY er best.": "NAV FJORDBY",
        "Ada var til hjelp.": "Ada",
    }.items():
        assert found(text) == [(piece, Kind.NAME)], text


def test_ordinary_words_are_not_names(ada):
    make_participant(ada, "Stein Lampe")
    assert found("Det lå en stein der. En lampe lyste. Vi så den.") == []


def test_a_capital_letter_inside_a_sentence_is_marked():
    assert found("de flyttet til Kongsberg med Ann-Kristin") == [
        ("Kongsberg", Kind.NAME),
        ("Ann-Kristin", Kind.NAME),
    ]
    assert found("Vi lærte mye. Mentoren også!\nDette: Alt er bra.") == []


def test_a_mark_does_not_tell_who_is_known_here(ada):
    """Whoever reads sees that a word may be a name; not whether hybridnav has it, nor as what."""
    text = "i går kom Blid Lampe til oss med Ola Normann fra Kanel"
    unknown = marked([text])
    make_participant(ada, "Blid Lampe")
    make_member("Ola Normann", office=make_office("Nav Kanel"), role=Membership.Role.ADVISOR)
    known = marked([text])
    labels = {label for _piece, label in known[0].found}
    assert labels == {label for _piece, label in unknown[0].found}
    assert known[0].suggested == unknown[0].suggested


def test_names_of_many_answers_are_asked_for_at_once(ada, django_assert_num_queries):
    make_participant(ada, "Blid Lampe")
    with django_assert_num_queries(1):
        hints = hints_in(["Blid var med."] * 50)
    assert all(len(each) == 1 for each in hints)


# What is left


def test_the_suggestion_takes_out_what_is_marked_and_nothing_else():
    [answer] = marked(["Mentoren heter Kari Moe, tlf. 41234567.\nHun er god."])
    assert answer.suggested == "Mentoren heter [fjernet], tlf. [fjernet].\nHun er god."
    assert is_what_is_left(answer.suggested, answer.text)


@pytest.mark.parametrize(
    ("text", "is_so"),
    [
        ("Kari lærte meg mye", True),
        ("[fjernet] lærte meg mye", True),
        ("[fjernet] lærte [fjernet] mye", True),
        ("Kari lærte[fjernet]", True),
        ("[fjernet]", True),
        ("lærte meg mye", False),
        ("Per lærte meg mye", False),
        ("[fjernet] lærte meg lite", False),
        ("[fjernet] mye [fjernet] meg", False),
        ("Kari lærte meg mye[fjernet]", False),
        ("Kari [fjernet]lærte meg mye", False),
        ("", False),
    ],
)
def test_nothing_may_be_added_or_changed(text, is_so):
    assert is_what_is_left(text, "Kari lærte meg mye") is is_so


@given(st.text("ab ", min_size=1, max_size=12), st.text("abF ", max_size=12))
def test_it_agrees_with_a_search_through_every_way_of_replacing(original, given_text):
    text = given_text.replace("F", REMOVED)
    pieces = map(re.escape, text.split(REMOVED))
    expected = re.fullmatch("(?s:.+)".join(pieces), original) is not None
    assert is_what_is_left(text, original) is expected


@given(st.text(max_size=200))
def test_whatever_was_written_nothing_is_left_of_what_is_never_kept(text):
    text = plain(f"{text} kari@bedrift.no {BORN} {text} www.x.no {text}")
    left = without(text, never_kept_in(text))
    assert is_what_is_left(left, text)
    assert never_kept_in(left) == []
