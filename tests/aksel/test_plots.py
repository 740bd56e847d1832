"""One way to draw: on a page by classes, on paper by colours, and every number has its length."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
import typst
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from aksel.drawing import ticks
from aksel.plots import (
    ASIDE,
    DEGREES,
    LAYERS,
    OUTLINE,
    PAGE,
    PAPER,
    PRINTED,
    SCALES,
    STEPS,
    Plot,
    figure,
    svg,
)

SVG = "{http://www.w3.org/2000/svg}"
MEETINGS = Plot(
    title="Meetings held in each month",
    series=("With the leader", "Without"),
    rows=(("Sept. 2026", (1, 2)), ("Oct. 2026", (3, 0)), ("Nov. 2026", (4, 7))),
)
ENDINGS = Plot(
    title="How placements ended",
    series=("Number",),
    rows=(("Ordinary job", (6,)), ("Not known", (0,)), ("Education", (3,))),
    kind="bars",
)
NEEDS = Plot(
    title="Groups of need",
    series=("Guidance", "Reduced capacity", "Others"),
    rows=(("Followed closely", (6, 12, 6)), ("Everybody else", (100, 31, 9))),
    kind="bars",
    as_shares=True,
)
SIX_LAYERS = Plot(
    title="Six layers",
    series=tuple("ABCDEF"),
    rows=tuple((f"Day {day}", (9, 8, 7, 6, 5, 4)) for day in range(1, 13)),
)
STATEMENTS = Plot(
    title="What they say",
    series=("Disagree", "Neither", "Agree", "Don't know"),
    rows=(("There is time", (3, 0, 26, 1)), ("It is enough", (20, 4, 6, 0))),
    kind="bars",
    as_shares=True,
    says_numbers=True,
    is_scale=True,
    aside=1,
)
PLOTS = (MEETINGS, ENDINGS, NEEDS, SIX_LAYERS, STATEMENTS)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def drawings(plot):
    """The drawings of a figure, wide and narrow, as elements."""
    return list(ElementTree.fromstring(figure(plot)).findall("svg"))


def wide(plot):
    return drawings(plot)[0]


def layers(drawing):
    """[(class, x, y, width, height)] of each rectangle of a layer."""
    return [
        (each.get("class"), *(float(each.get(side)) for side in ("x", "y", "width", "height")))
        for each in drawing.iter("rect")
        if each.get("class") != "hn-plot__frame"
    ]


def words(drawing, css=""):
    return [each.text for each in drawing.iter("text") if css in each.get("class")]


def titles(drawing):
    return [each.text for each in drawing.iter("title")]


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.title)
def test_a_page_gets_classes_and_no_colours(plot):
    html = figure(plot)
    assert " style=" not in html
    assert " fill=" not in html
    assert " stroke=" not in html


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.title)
def test_coordinates_have_a_point_where_the_reader_writes_a_comma(plot):
    with translation.override("nb"):
        for drawing in drawings(plot):
            for each in drawing.iter():
                for name in {"x", "y", "width", "height", "x1", "x2", "y1", "y2"} & set(
                    each.attrib
                ):
                    assert re.fullmatch(r"\d+\.\d", each.get(name)), (name, each.get(name))


@pytest.mark.parametrize("plot", PLOTS, ids=lambda plot: plot.title)
def test_nothing_stands_outside_the_drawing(plot):
    for drawing in drawings(plot):
        _left, _top, width, height = map(float, drawing.get("viewBox").split())
        for _css, x, y, wide, high in layers(drawing):
            assert 0 <= x <= x + wide <= width + 0.1
            assert 0 <= y <= y + high <= height + 0.1
        for each in drawing.iter("text"):
            assert 0 <= float(each.get("x")) <= width
            assert 0 < float(each.get("y")) < height


def test_a_column_is_as_high_as_its_numbers_and_they_stand_on_each_other():
    found = layers(wide(MEETINGS))
    numbers = [number for _label, row in MEETINGS.rows for number in row if number]
    one = found[0][4] / numbers[0]
    for (_css, _x, _y, _width, height), number in zip(found, numbers, strict=True):
        assert height == pytest.approx(one * number, abs=0.2)
    (_c, x, foot, _w, _h), (_d, same_x, above, _v, high) = found[:2]
    assert same_x == x
    assert above + high == pytest.approx(foot, abs=0.2)


def test_a_bar_is_as_long_as_its_number_and_nothing_is_no_bar():
    [(_css, _x, _y, six, _h), (_css2, _x2, _y2, three, _h2)] = layers(wide(ENDINGS))
    assert six == pytest.approx(2 * three, abs=0.2)
    assert words(wide(ENDINGS), "number") == ["6", "0", "3"]


@pytest.mark.parametrize("place", [0, 1])
def test_bars_of_shares_end_at_the_same_place(place):
    ends = {}
    for _css, x, y, width, _height in layers(drawings(NEEDS)[place]):
        ends[y] = max(ends.get(y, 0), x + width)
    first, second = ends.values()
    assert first == pytest.approx(second, abs=0.2)


def test_a_share_is_said_in_per_cent_with_the_number_of_people():
    drawing = wide(NEEDS)
    assert titles(drawing)[:2] == [
        "Followed closely, Guidance: 25% (6)",
        "Followed closely, Reduced capacity: 50% (12)",
    ]
    assert words(drawing, "hn-on-")[:3] == ["25%", "50%", "25%"]
    assert words(drawing, "number") == ["24", "140"]


def test_a_scale_goes_from_one_end_to_the_other_and_dont_know_stands_outside_it():
    assert STATEMENTS.kinds == ["l1", "l3", "l5", "a1"]
    five = replace(STATEMENTS, series=tuple("ABCDE"), rows=(("Here", (1, 1, 1, 1, 1)),), aside=0)
    assert five.kinds == STEPS
    assert replace(five, series=("Yes", "No"), rows=(("Here", (1, 1)),)).kinds == ["l1", "l5"]


def test_shares_can_be_drawn_with_numbers_written():
    drawing = wide(STATEMENTS)
    assert words(drawing, "hn-on-") == ["3", "26", "1", "20", "4", "6"]
    assert titles(drawing)[0] == "There is time, Disagree: 10% (3)"
    assert words(drawing, "number") == ["30", "30"]


def test_shares_of_nothing_are_an_empty_frame():
    drawing = wide(replace(NEEDS, rows=(("Here", (1, 2, 3)), ("There", (0, 0, 0)))))
    assert [each.get("class") for each in drawing.iter("rect")][-1] == "hn-plot__frame"
    assert words(drawing, "number") == ["6", "0"]


def test_columns_can_show_shares():
    plot = replace(NEEDS, kind="columns", rows=(("Here", (1, 1, 2)), ("There", (50, 0, 50))))
    found = layers(wide(plot))
    heights = [height for _css, _x, _y, _width, height in found]
    assert heights[2] == heights[3] == heights[4] == pytest.approx(sum(heights[:2]), abs=0.2)
    assert words(wide(plot), "label")[:5] == ["0%", "25%", "50%", "75%", "100%"]


@pytest.mark.parametrize("rows", [(), (("Sept.", (0, 0)), ("Oct.", (0, 0)))])
def test_without_any_number_it_says_so(rows):
    plot = replace(MEETINGS, rows=rows)
    assert "Nothing yet" in figure(plot)
    assert "<svg" not in figure(plot)
    assert "Nothing yet" in svg(plot)


def test_a_narrow_place_gets_a_drawing_of_its_own_with_larger_letters():
    first, second = drawings(ENDINGS)
    assert [each.get("class") for each in (first, second)] == ["hn-plot__wide", "hn-plot__narrow"]
    assert first.get("viewBox").startswith("0 0 640 ")
    assert second.get("viewBox").startswith("0 0 320 ")


def test_labels_stand_beside_their_bars_and_above_them_in_a_narrow_place():
    first, second = drawings(ENDINGS)
    assert [each.get("text-anchor") for each in first.iter("text")][0] == "end"
    label, number = list(second.iter("text"))[:2]
    assert float(label.get("y")) < float(number.get("y")) - 14


def test_a_long_label_goes_over_several_lines_and_a_long_word_is_cut():
    long = "The job at the workplace where the candidate had the mentor from the very first day"
    plot = replace(ENDINGS, rows=((long, (6,)), ("x" * 90, (1,))))
    for drawing in drawings(plot):
        said = words(drawing, "label")
        assert "".join(said).replace(" ", "") == long.replace(" ", "") + "x" * 90
    assert len(said) == 5


def test_labels_below_columns_are_left_out_where_there_is_no_room_but_never_the_newest():
    first, second = (words(drawing)[-12:] for drawing in drawings(SIX_LAYERS))
    assert first == [label for label, _numbers in SIX_LAYERS.rows]
    assert second[-2:] == ["Day", "12"]
    assert "11" not in second


def test_labels_below_columns_do_not_run_into_each_other():
    for width in (320, 480, 640):
        drawing = ElementTree.fromstring(svg(SIX_LAYERS, width))
        foot = max(float(each.get("y")) for each in drawing.iter(f"{SVG}text"))
        below = [
            (float(each.get("x")), len(each.text) * 7)
            for each in drawing.iter(f"{SVG}text")
            if float(each.get("y")) == foot
        ]
        for (x, long), (next_x, next_long) in pairwise(below):
            assert x + long / 2 < next_x - next_long / 2


@pytest.mark.parametrize(
    ("highest", "step", "top"),
    [(1, 1, 1), (3, 1, 3), (5, 2, 6), (37, 10, 40), (41, 20, 60), (2000, 500, 2000)],
)
def test_ticks_are_whole_numbers_and_reach_the_highest_column(highest, step, top):
    assert ticks(highest) == (step, top)


def test_what_somebody_wrote_is_escaped():
    hostile = "<script>alert('1')</script> & \""
    plot = Plot(hostile, (hostile, hostile), ((hostile, (1, 2)),))
    for drawn in (figure(plot), svg(plot), figure(replace(plot, kind="bars"))):
        assert "<script>" not in drawn
        ElementTree.fromstring(drawn)
    [first, *_rest] = titles(wide(plot))
    assert first == f"{hostile}, {hostile}: 1"


def test_each_plot_of_a_page_is_named_by_its_own_title():
    page = Template("{% for each in plots %}{% plot each %}{% endfor %}").render(
        Context({"plots": [MEETINGS, MEETINGS, NEEDS]})
    )
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 3
    assert re.findall(r'aria-labelledby="([^"]+)"', page) == [each for each in ids for _two in "ab"]
    assert page.count('role="img"') == 6
    assert f'<figcaption id="{ids[0]}">Meetings held in each month</figcaption>' in page


def test_only_several_layers_have_a_legend():
    assert 'class="hn-legend"' not in figure(ENDINGS)
    legend = ElementTree.fromstring(figure(SIX_LAYERS)).find("ul")
    assert [each.find("svg").tail for each in legend] == list("ABCDEF")
    assert [rect.get("class") for rect in legend.iter("rect")] == [
        f"hn-{layer}" for layer in LAYERS
    ]


def test_more_and_less_of_one_thing_has_shades_of_one_colour():
    found = layers(wide(replace(NEEDS, by_degree=True)))
    assert [css for css, *_where in found[:3]] == ["hn-d1", "hn-d2", "hn-d3"]


def test_paper_gets_colours_and_the_names_of_the_layers():
    drawn = svg(NEEDS, width=480)
    root = ElementTree.fromstring(drawn)
    assert root.tag == f"{SVG}svg"
    assert (root.get("width"), root.get("viewBox").split()[2]) == ("480", "480")
    assert "class=" not in drawn
    assert "var(" not in drawn
    assert [each.text for each in root.iter(f"{SVG}text")][:3] == list(NEEDS.series)
    assert all(each.get("fill") for each in root.iter(f"{SVG}rect"))


@pytest.mark.parametrize("plot", [*PLOTS, replace(ENDINGS, rows=())], ids=lambda plot: plot.title)
def test_typst_prints_it(plot):
    written = svg(plot).replace("\\", "\\\\").replace('"', '\\"')
    source = f'#image(bytes("{written}"), format: "svg", alt: "A plot")'
    assert typst.compile(source.encode()).startswith(b"%PDF")


def luminance(color):
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    ]
    return sum(share * each for share, each in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("layers", [LAYERS, DEGREES])
def test_neighbours_differ_in_lightness_on_paper(layers):
    for one, other in pairwise(layers):
        assert contrast(PRINTED[one], PRINTED[other]) >= 3


# The ends are neighbours where nobody stands between them.
@pytest.mark.parametrize("steps", [*SCALES, [STEPS[0], STEPS[-1]], [STEPS[-1], *ASIDE]])
def test_neighbours_on_a_scale_differ_or_a_line_parts_them_on_paper(steps):
    [line] = re.findall('stroke="(.+?)"', OUTLINE)
    for one, other in pairwise(PRINTED[step] for step in steps):
        parted = min(contrast(one, line), contrast(other, line))
        assert max(contrast(one, other), parted) >= 3


@pytest.mark.parametrize("kind", PRINTED)
def test_numbers_inside_a_layer_can_be_read_on_paper(kind):
    [ink] = re.findall('fill="(.+?)"', PAPER[f"on-{kind}"])
    assert contrast(PRINTED[kind], ink) >= 4.5


def test_every_class_of_a_drawing_has_a_rule():
    css = Path(settings.BASE_DIR, "static/hybridnav/plots.css").read_text()
    for attribute in PAGE.values():
        [name] = re.findall(r'"(.+)"', attribute)
        assert re.search(rf"\.{name}\b", css), name
