"""A report with charts on paper. What stands in it is decided elsewhere; here it is set.

The mark ("Internal, not for publication") stands large and pale behind every page, and the foot
says period, level, version and rules.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from msgspec import Struct
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from srh_assess.charts import words
from srh_assess.charts.model import Bars, Chart
from srh_assess.letters.drawing import Drawing, place
from srh_assess.letters.fonts import BODY, Fonts, face, shared
from srh_assess.letters.paper import HEIGHT, TEXT_WIDTH, WIDTH, Look
from srh_assess.letters.render import Rendered
from srh_assess.letters.sheet import Sheet

_PALE = Color(0.91, 0.91, 0.91)
_MARK_SIZE = 44


class Says(Struct, frozen=True, kw_only=True):
    """A heading (``level`` 1 to 3) or a paragraph."""

    text: str
    level: int = 0
    bold: bool = False
    quiet: bool = False


class Grid(Struct, frozen=True, kw_only=True):
    """A table. ``shares`` are the widths of its columns."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()


class Drawn(Struct, frozen=True, kw_only=True):
    """A chart of this height, with its sentences below it."""

    chart: Chart | Bars
    height: float


class NewPage(Struct, frozen=True):
    """What follows begins on a page of its own."""


Piece = Says | Grid | Drawn | NewPage


class Report(Struct, frozen=True, kw_only=True):
    """The whole report, in reading order."""

    title: str
    foot: str
    mark: str
    home_mark: str = ""
    pieces: tuple[Piece, ...]
    size: float = 8.5


def pdf(reports: Iterable[Report], most: int) -> Rendered:
    """The first of these that has at most so many pages, or the last. The others are not drawn."""
    sheets = map(_sheet, reports)
    sheet = next(sheets)
    while sheet.pages() > most and (smaller := next(sheets, None)):
        sheet = smaller
    return sheet.pdf()


def _sheet(report: Report) -> Sheet:
    """The report set in its order."""
    fonts = shared()
    look = Look(chain=BODY, body=report.size, leading=report.size * 1.3)
    sheet = Sheet(report.title, foot=report.foot, mark=report.home_mark, look=look)
    if report.mark:
        sheet.behind = partial(_mark, fonts, report.mark)
    for piece in report.pieces:
        match piece:
            case Says(level=0):
                sheet.paragraph(piece.text, bold=piece.bold, quiet=piece.quiet)
            case Says():
                sheet.heading(piece.text, piece.level)
            case Grid():
                sheet.table(piece.head, piece.rows, piece.shares)
            case Drawn():
                _draw(sheet, piece, report.size, fonts)
            case _:
                sheet.new_page()
    return sheet


def _draw(sheet: Sheet, piece: Drawn, size: float, fonts: Fonts) -> None:
    chart = piece.chart
    picture = place(chart, TEXT_WIDTH, piece.height, size * 0.95, fonts, titled=False)
    sheet.heading(chart.title, 3)
    sheet.picture(Drawing(picture, fonts), words.description(chart))
    if chart.sentences:
        sheet.paragraph(" ".join(chart.sentences))


def _mark(fonts: Fonts, text: str, canvas: Canvas) -> None:
    """The page's own, not read as text."""
    name = face(BODY[0], bold=True)
    fonts.register(name)
    canvas.saveState()
    canvas.setFillColor(_PALE)
    canvas.setFont(name, _MARK_SIZE)
    canvas.translate(WIDTH / 2, HEIGHT / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, 0, text)
    canvas.restoreState()
