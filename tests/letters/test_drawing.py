"""One picture, three painters: paper, SVG and the screen draw the same parts in the same order."""

from __future__ import annotations

import re
from io import BytesIO
from xml.etree import ElementTree

import pypdf
import pytest
from PySide6.QtGui import QImage

from srh_assess.charts.model import Bars, Chart, Mark, Point
from srh_assess.charts.picture import Area, Dot, Picture, Stroke, Words
from srh_assess.letters.drawing import Drawing, place
from srh_assess.letters.figures_paper import Drawn, Grid, NewPage, Report, Says, pdf
from srh_assess.letters.fonts import Fonts
from srh_assess.letters.inks import PAPER
from srh_assess.letters.svg import as_svg
from srh_assess.ui.tokens import contrast
from tests.charts.test_charts import BARS, FULL
from tests.charts.test_place import whole

KINDS: tuple[Mark, ...] = ("plain", "hoped_for", "concern", "high", "low")
MARKS = Chart(
    title="Marks",
    unit="per cent",
    points=tuple(
        Point(label=f"Month {at}", value=10.0 * at, shown="", mark=mark, provisional=at == 0)
        for at, mark in enumerate(KINDS)
    ),
)
CHARTS = [whole(), FULL, BARS, MARKS]


def picture(chart: Chart | Bars) -> Picture:
    return place(chart, 500, 300, 10, Fonts(), titled=True)


@pytest.mark.parametrize("chart", CHARTS)
def test_the_svg_holds_every_part_and_its_words(chart: Chart | Bars) -> None:
    made = picture(chart)
    root = ElementTree.fromstring(as_svg(made, chart.title, "What it says & means"))
    tags = [element.tag.rpartition("}")[2] for element in root]
    assert tags[:3] == ["title", "desc", "rect"]
    assert root.findtext("{http://www.w3.org/2000/svg}desc") == "What it says & means"
    drawn = tags[3:]
    assert len(drawn) == len(made.parts)
    for tag, part in zip(drawn, made.parts, strict=True):
        wanted = {Stroke: "polyline", Area: "polygon", Words: "text"}.get(type(part))
        if isinstance(part, Dot):
            wanted = "circle" if part.shape == "circle" else "polygon"
        assert tag == wanted
    said = [e.text for e in root if e.tag.endswith("}text")]
    assert said == [part.text for part in made.parts if isinstance(part, Words)]


@pytest.mark.parametrize("chart", CHARTS)
def test_paper_holds_the_same_words_as_vectors_and_no_bitmap(chart: Chart | Bars) -> None:
    report = Report(
        title="T", foot="Foot", mark="INTERNAL",
        pieces=(
            Says(text="Heading", level=1),
            Says(text="Words", bold=True),
            Grid(head=("A", "B"), rows=(("1", "2"),)),
            Drawn(chart=chart, height=200),
            NewPage(),
            Drawn(chart=Chart(title="Bare", unit="", points=()), height=100),
        ),
    )  # fmt: skip
    made = pdf([report], 2)
    assert made.pages == 2
    reader = pypdf.PdfReader(BytesIO(made.data))
    assert not list(reader.pages[0].images)
    text = " ".join(reader.pages[0].extract_text().split())
    for part in place(chart, 400, 200, 8, Fonts(), titled=False).parts:
        if isinstance(part, Words) and part.text.isalpha():
            assert part.text in text
    assert chart.title in text
    assert re.search(rb"/Alt ?\(", made.data) or b"/Alt <" in made.data
    plain = pdf([Report(title="T", foot="F", mark="", pieces=(Says(text="A"),))], 1)
    assert "INTERNAL" not in pypdf.PdfReader(BytesIO(plain.data)).pages[0].extract_text()


@pytest.mark.parametrize(("most", "drawn"), [(1, "A"), (2, "B"), (3, "C"), (9, "C")])
def test_the_first_paper_of_so_many_pages_is_drawn_or_the_last(most: int, drawn: str) -> None:
    page = (NewPage(), Drawn(chart=Chart(title="Bare", unit="", points=()), height=100))
    pages = {"C": 3, "B": 2, "A": 2}
    reports = [
        Report(title="T", foot="F", mark="", pieces=(Says(text=name), *(page * (many - 1))))
        for name, many in pages.items()
    ]
    made = pdf(reports, most)
    assert made == pdf([reports["CBA".index(drawn)]], 9)
    assert made.pages == pages[drawn]


@pytest.mark.parametrize("chart", CHARTS)
def test_the_screen_paints_it_into_a_png(chart: Chart | Bars, qapp: object) -> None:
    from srh_assess.ui.painting import HIGH, WIDE, as_png

    image = QImage.fromData(as_png(chart))
    assert (image.width(), image.height()) == (WIDE, HIGH)
    grey = {
        image.pixelColor(x, y).lightness() for x in range(0, WIDE, 7) for y in range(0, HIGH, 9)
    }
    assert len(grey) > 3


def test_inks_can_be_read_on_paper() -> None:
    faint = {"ground", "grid", "band"}
    for ink, colour in PAPER.items():
        if ink not in faint:
            assert contrast(colour, PAPER["ground"]) >= 4.5


def test_a_drawing_has_its_own_size() -> None:
    assert Drawing(picture(FULL), Fonts()).wrap(1, 1) == (500, 300)
