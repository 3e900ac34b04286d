"""Any paper that is no letter: a form, a leaflet, a poster, a report. Tagged, with a foot and
``Page x of y`` on every page.

    sheet = Sheet("Paper form", foot="Paper form, version 2026.1", mark="")
    sheet.heading("Red flags from the notes")
    sheet.paragraph("Tick what is known.")
    data = sheet.pdf().data

A sign that no font can print is refused by name, as in a letter. The same paper gives the same
bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from io import BytesIO
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageBreak,
    PageTemplate,
    TableStyle,
)  # fmt: skip

from srh_assess.letters.flow import Setter
from srh_assess.letters.fonts import shared
from srh_assess.letters.marks import of_home
from srh_assess.letters.page import PageOf
from srh_assess.letters.paper import (
    HEIGHT,
    LINE,
    PROFESSIONAL,
    QUIET,
    SIDE,
    TEXT_WIDTH,
    WIDTH,
    Look,
)  # fmt: skip
from srh_assess.letters.render import Rendered
from srh_assess.letters.tags import (
    LANGUAGE,
    Element,
    Marked,
    Sketch,
    Tagged,
    TaggedCanvas,
    TaggedTable,
    finish,
    marked,
)

BOX = "\u2610"
GAP = 3 * "\u00a0"
_TOP, _FOOT = 18 * mm, 20 * mm
_SIZES = (1.9, 1.3, 1.08)
_NUMBER = 26 * mm
_GRID = TableStyle(
    [
        ("GRID", (0, 0), (-1, -1), 0.4, LINE),
        ("LINEBELOW", (0, 0), (-1, 0), 1.0, QUIET),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
)


def _nothing(_: Canvas) -> None:
    """Most papers have nothing behind their text."""


class Ruled(Flowable):
    """A label, and lines to write on beside it."""

    def __init__(self, label: Tagged, indent: float, lines: int, gap: float) -> None:
        super().__init__()
        self._label, self._indent, self._lines, self._gap = label, indent, lines, gap

    def wrap(self, wide: float, _: float) -> tuple[float, float]:
        """As many lines as there are, or the label where it is taller."""
        tall = float(self._label.wrap(self._indent - 3 * mm, HEIGHT)[1])
        self.width, self.height = wide, max(tall, self._lines * self._gap) + 1.5 * mm
        return self.width, self.height

    def draw(self) -> None:
        """The label is read; the lines are the page's own."""
        self._label.drawOn(self.canv, 0, self.height - self._label.height - 1.5 * mm)
        with marked(self.canv, None):
            self.canv.setStrokeColor(LINE)
            self.canv.setLineWidth(0.6)
            for line in range(1, self._lines + 1):
                down = self.height - line * self._gap
                self.canv.line(self._indent, down, self.width, down)


class Sheet:
    """One paper, built from its top to its end. ``mark`` is that of a home that is not live
    (``given.mark_of``): nobody makes a paper without saying whether it has one. ``behind`` draws
    on every page below the text, which begins at ``top``."""

    def __init__(
        self,
        title: str,
        *,
        foot: str,
        mark: str,
        look: Look = PROFESSIONAL,
        top: float = _TOP,
    ) -> None:
        self.behind: Callable[[Canvas], None] = _nothing
        self._top = top
        self._title, self._look = title, look
        self._setter = Setter(shared(), look)
        self._root = Element("Document")
        self._marks = of_home(self._setter, mark)
        self._marks.read_first(self._root)
        self._table: Element | None = None
        self._story: list[Flowable] = []
        small = min(max(7.5, look.body * 0.75), 11)
        self._small: dict[str, Any] = {"size": small, "textColor": QUIET}
        self._said = self._setter.paragraph(foot, "foot", **self._small)

    # ---- what stands on it

    def heading(self, words: str, level: int = 1) -> None:
        """A heading, kept with what follows."""
        size = self._look.body * _SIZES[level - 1]
        role: Any = f"H{level}"
        self._add(
            self._setter.paragraph(
                words, f"h{level}", self._part(role), bold=True, size=size,
                spaceBefore=size * 0.7 if self._story else 0, spaceAfter=3, keepWithNext=1,
            )
        )  # fmt: skip

    def paragraph(
        self,
        words: str,
        *,
        bold: bool = False,
        quiet: bool = False,
        stay: bool = False,
        before: float = 3,
    ) -> None:
        """A paragraph. ``stay`` keeps it with what follows; ``before`` is the space above it."""
        changes: dict[str, Any] = {"textColor": QUIET} if quiet else {}
        made = self._setter.paragraph(
            words, f"p-{bold}-{quiet}-{before}", self._part("P"), bold=bold, spaceBefore=before,
            **changes,
        )  # fmt: skip
        made.keepWithNext = stay
        self._add(made)

    def bullets(self, lines: Iterable[str], *, stay: bool = False) -> None:
        """A list. ``stay`` keeps it whole, and with what follows."""
        items = self._part("L")
        for line in lines:
            made = self._setter.bullet(line, items)
            made.keepWithNext = stay
            self._add(made)

    def fact(self, label: str, words: str) -> None:
        """A label and what belongs to it; rows that follow each other are one table."""
        if self._table is None:
            self._table = self._root.add("Table")
        self._story.append(self._setter.fact(label, words, self._table))

    def choices(self, labels: Iterable[str], *, quiet: bool = False, stay: bool = False) -> None:
        """Boxes to tick, none parted from its words at the end of a line."""
        words = f"{GAP} ".join(f"{BOX}\u00a0{label.replace(' ', chr(0xA0))}" for label in labels)
        self.paragraph(words, quiet=quiet, stay=stay)

    def blank(self, label: str, lines: int = 1, *, stay: bool = False, share: float = 0) -> None:
        """A label with lines to write on; with ``share`` the label takes so much of the width."""
        words = self._setter.paragraph(label, "blank", self._part("P"))
        gap = max(7.5 * mm, self._look.leading)
        made = Ruled(words, share * TEXT_WIDTH or self._look.label, lines, gap)
        made.keepWithNext = stay
        self._add(made)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], shares: Sequence[float] = ()
    ) -> None:
        """A table whose head is repeated on each page and read once."""
        setter, tree, small = self._setter, self._part("Table"), self._look.body * 0.9
        above = tree.add("TR")
        cells: list[list[Flowable]] = [
            [setter.paragraph(word, "th", above.add("TH", scope="Column"), bold=True)
             for word in head]
        ]  # fmt: skip
        for row in rows:
            line = tree.add("TR")
            cells.append([setter.paragraph(word, "td", line.add("TD"), size=small) for word in row])
        parts = shares or [1 / len(head)] * len(head)
        self._add(
            TaggedTable(
                cells, colWidths=[part * TEXT_WIDTH for part in parts], repeatRows=1,
                style=[("FONTNAME", (0, 0), (-1, -1), self._look.font), *_GRID.getCommands()],
                spaceBefore=5, spaceAfter=5,
            )
        )  # fmt: skip

    def picture(self, drawing: Flowable, alt: str) -> None:
        """A drawing, and the same in words. It draws on the canvas itself: ``reportlab.graphics``
        brings a font of its own that is not embedded."""
        self._add(Marked(drawing, self._part("Figure", alt=alt)))

    def new_page(self) -> None:
        """What follows begins on a page of its own."""
        self._add(PageBreak())

    def _part(self, role: Any, **more: Any) -> Element:
        self._table = None
        return self._root.add(role, **more)

    def _add(self, flowable: Flowable) -> None:
        self._table = None
        self._story.append(flowable)

    # ---- the finished paper

    def foot(self, canvas: Canvas, page: int, pages: int) -> None:
        """The foot of one page: the page's own, not read as text."""
        wide = TEXT_WIDTH - _NUMBER
        tall = float(self._said.wrap(wide, HEIGHT)[1])
        self._said.drawOn(canvas, SIDE, _FOOT - 4 * mm - tall)
        number = self._setter.paragraph(
            f"Page {page} of {pages}", "number", alignment=2, **self._small
        )
        tall = float(number.wrap(_NUMBER, HEIGHT)[1])
        number.drawOn(canvas, WIDTH - SIDE - _NUMBER, _FOOT - 4 * mm - tall)

    def _below(self, canvas: Canvas) -> None:
        """What lies under the text of one page: the marks, then the paper's own."""
        self._marks.draw(canvas)
        self.behind(canvas)

    def pages(self) -> int:
        """How many pages it will be: what is on it is set, and nothing is drawn."""
        return self._build(BytesIO(), Sketch)

    def pdf(self) -> Rendered:
        """The bytes, and how many pages they are. Once for each sheet."""
        made = BytesIO()
        pages = self._build(made, partial(PageOf, furniture=self))
        return Rendered(finish(made.getvalue(), self._root, title=self._title), pages)

    def _build(self, out: BytesIO, canvas: Callable[..., TaggedCanvas]) -> int:
        """Sets it once; gives the number of pages."""
        document = BaseDocTemplate(
            out,
            pagesize=(WIDTH, HEIGHT),
            lang=LANGUAGE,
            pageCompression=0,  # the tags are put in by what compresses faster
            initialFontName=self._look.font,
            invariant=1,
        )
        frame = Frame(SIDE, _FOOT, TEXT_WIDTH, HEIGHT - self._top - _FOOT, 0, 0, 0, 0)
        behind = PageTemplate("page", [frame], onPage=lambda canvas, _: self._below(canvas))
        document.addPageTemplates([behind])
        document.build(list(self._story), canvasmaker=canvas)
        return int(document.page)
