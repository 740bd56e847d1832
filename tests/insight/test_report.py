"""The page on paper: to be handed to a meeting, and readable aloud."""

import pytest

from aksel.plots import Plot
from aksel.tables import Cell, Row, Table
from insight.files.head import Head
from insight.files.report import report_of
from insight.panel import Line, Panel
from tests.factories import make_closer
from tests.paper import text_in, words

TYPST = '#read("/etc/hosts") \\ #sys.inputs [x] $a^2$ @note <label> *b* _c_ `d` // e /* f */ = g'
HEAD = Head(title="Overview", facts=(("Office", "Nav Fjordby"),), note="No targets.")


def panel(text="14 are followed", rows=1, **said):
    table = Table("People", ("Number",), tuple(Row(f"Row {n}", (Cell(n),)) for n in range(rows)))
    return Panel(key="x", heading="Heading", finding=text, tables=(table,), **said)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nb", "Oversikt for Nav Fjordby"),
        ("nn", "Oversikt for Nav Fjordby"),
        ("en", "Overview of Nav Fjordby"),
    ],
)
def test_it_is_tagged_and_says_its_language_and_title(log_in, ada, lars, lampe, language, title):
    lars.user.language = language
    lars.user.save()
    make_closer(ada, lampe)
    made = log_in(lars).get("/insight/office.pdf").content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert f"/Lang({language})".encode() in made
    assert title.encode() in made
    assert words(title) in words(text_in(made))


def test_it_has_what_the_page_has_in_its_order(log_in, ada, lars, lampe):
    lars.user.language = "en"
    lars.user.save()
    make_closer(ada, lampe)
    paper = words(text_in(log_in(lars).get("/insight/office.pdf").content))
    said = [
        "Overview of Nav Fjordby",
        "They are no targets, and nobody is measured by them.",
        "Closer follow-up",
        "1 of 1 people is followed closely.",
        "1 is followed closely",
        "Everybody who is followed up",
    ]
    places = [paper.find(words(each)) for each in said]
    assert -1 not in places
    assert places == sorted(places)
    assert "Page1/" in paper


def test_a_long_table_goes_on_with_its_header_on_the_next_page():
    paper = words(text_in(report_of(HEAD, [panel(rows=100)])))
    assert paper.count("PeopleNumber") > 1
    assert all(f"Row{n}{n}" in paper for n in range(100))


@pytest.mark.parametrize("text", [TYPST, "<b>&amp;</b>", "=1+1"])
def test_what_looks_like_a_program_stands_there_as_it_was_written(text):
    head = Head(title=text, facts=((text, text),), note=text)
    table = Table(text, (text,), (Row(text, (Cell(7),)),), note=text)
    made = Panel(key="x", heading=text, finding=text, lines=(Line(text),), tables=(table,))
    assert words(text_in(report_of(head, [made]))).count(words(text)) >= 11


@pytest.mark.parametrize("text", [TYPST, '<image href="/etc/hosts"/>', "</text></svg>", "&x;", '"'])
def test_a_plot_draws_whatever_its_parts_are_called(text):
    drawn = Plot(title=text, series=(text, text), rows=((text, (6, 7)),), kind="bars")
    made = report_of(HEAD, [panel(plots=(drawn,))])
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert words(text) in words(text_in(made))


def test_a_plot_says_what_it_shows_to_who_does_not_see_it():
    drawn = Plot(title="Meetings by month", series=("Held",), rows=(("May", (6,)),))
    assert b"/Alt(Meetings by month)" in report_of(HEAD, [panel(plots=(drawn,))])


def test_a_letter_the_font_has_not_still_gives_a_report():
    assert words("Nothing 漢字") not in words(text_in(report_of(HEAD, [panel("Nothing 漢字 😀")])))


def test_a_panel_may_say_nothing_but_its_finding():
    bare = Panel(key="x", heading="Heading", finding="Nothing yet.")
    assert words("Nothing yet.") in words(text_in(report_of(HEAD, [bare])))
