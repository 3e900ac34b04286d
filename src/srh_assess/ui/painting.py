"""Painting a placed picture with Qt: on the screen in the theme's colours, and into a PNG in those
of paper. It knows five kinds of part and nothing of what they mean."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPainter,
    QPen,
    QPolygonF,
)

from srh_assess.charts.model import Bars, Chart
from srh_assess.charts.picture import Area, Dot, Ink, Part, Picture, Ruler, Stroke, Words, corners
from srh_assess.charts.place import Sheet, placed
from srh_assess.charts.place_bars import placed_bars
from srh_assess.ui.theme import Theme, load_fonts
from srh_assess.ui.tokens import tokens

WIDE, HIGH, TYPE = 1600, 900, 24
"""A picture for a slide: pixels, and the size of its type."""
Colours = Callable[[Ink], QColor]
_CHART: dict[Ink, str] = {
    "series": "line",
    "centre": "median",
    "grid": "grid",
    "hoped_for": "better",
    "concern": "worse",
    "neutral": "neutral",
}
_TABLE: dict[Ink, str] = {
    "text": "text",
    "muted": "text-muted",
    "limit": "text-muted",
    "target": "training",
    "reference": "advice",
    "band": "surface-sunken",
    "note": "text-muted",
    "ground": "surface-raised",
}


def of_theme(theme: Theme) -> Colours:
    """The theme's own colours."""
    return lambda ink: (
        theme.chart_colour(_CHART[ink]) if ink in _CHART else theme.colour(_TABLE[ink])
    )


@cache
def _paper() -> dict[Ink, QColor]:
    """The light table on white, whatever the window looks like."""
    told = tokens()
    found = {ink: QColor(told.chart["light"][name]) for ink, name in _CHART.items()}
    found |= {ink: QColor(told.colours["light"][name]) for ink, name in _TABLE.items()}
    return found


def paint(painter: QPainter, picture: Picture, colours: Colours, families: Sequence[str]) -> None:
    """Paints every part in its order."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for part in picture.parts:
        _part(painter, part, colours, families)


def _part(painter: QPainter, part: Part, colours: Colours, families: Sequence[str]) -> None:
    match part:
        case Stroke():
            pen = QPen(colours(part.ink), part.wide)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
            if part.dash:
                pen.setDashPattern([each / part.wide for each in part.dash])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(_polygon(part.places))
        case Area():
            _fill(painter, part.ink, part.edge, colours)
            painter.drawPolygon(_polygon(part.places))
        case Dot():
            _fill(painter, part.ink, part.hollow, colours)
            if part.shape == "circle":
                painter.drawEllipse(QPointF(part.x, part.y), part.half, part.half)
            else:
                painter.drawPolygon(_polygon(corners(part)))
        case Words():
            _words(painter, part, colours, families)


def _fill(painter: QPainter, ink: Ink, empty: bool, colours: Colours) -> None:
    painter.setPen(QPen(colours(ink), 1.6) if empty else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colours("ground" if empty else ink)))


def _words(painter: QPainter, words: Words, colours: Colours, families: Sequence[str]) -> None:
    font = _font(tuple(families), words.size, words.bold)
    painter.setFont(font)
    painter.setPen(colours(words.ink))
    wide = _metrics(tuple(families), words.size, words.bold).horizontalAdvance(words.text)
    shift = {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
    painter.drawText(QPointF(words.x - shift, words.y), words.text)


def _polygon(places: Iterable[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in places])


@cache
def _font(families: tuple[str, ...], size: float, bold: bool) -> QFont:
    font = QFont()
    font.setFamilies(list(families))
    font.setPixelSize(max(round(size), 1))
    font.setBold(bold)
    return font


def ruler(families: Sequence[str]) -> Ruler:
    """How wide words are in these letters."""
    names = tuple(families)
    return lambda text, size, bold: _metrics(names, size, bold).horizontalAdvance(text)


@cache
def _metrics(families: tuple[str, ...], size: float, bold: bool) -> QFontMetricsF:
    return QFontMetricsF(_font(families, size, bold))


def as_png(chart: Chart | Bars) -> bytes:
    """The chart as a picture that stands alone: its title, its verdict and its source are in it."""
    load_fonts()
    families = (tokens().font.family, *tokens().font.fallback)
    edge = TYPE * 1.5
    sheet = Sheet(
        width=WIDE - 2 * edge,
        height=HIGH - 2 * edge,
        size=TYPE,
        ruler=ruler(families),
        titled=True,
    )
    picture = placed_bars(chart, sheet) if isinstance(chart, Bars) else placed(chart, sheet)
    image = QImage(WIDE, HIGH, QImage.Format.Format_RGB32)
    colours = _paper()
    painter = QPainter(image)
    painter.fillRect(QRectF(0, 0, WIDE, HIGH), colours["ground"])
    painter.translate(edge, edge)
    paint(painter, picture, colours.__getitem__, families)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs know no name here
    return bytes(held.data())


def painter_without_window() -> Callable[[Chart | Bars], bytes]:
    """The same for a command: pixels need fonts, and fonts need an application."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication([]))
    return as_png


_kept: list[object] = []
"""The application lives as long as the command."""
