"""A placed picture on paper: vectors and words in the shipped fonts, no bitmap.

The same list of parts that the screen paints. It is read as one figure with its text alternative;
the table beside it says the same in words.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from srh_assess.charts.model import Bars, Chart
from srh_assess.charts.picture import Area, Dot, Ink, Part, Picture, Ruler, Stroke, Words, corners
from srh_assess.charts.place import Sheet, placed
from srh_assess.charts.place_bars import placed_bars
from srh_assess.letters.fonts import Fonts
from srh_assess.letters.inks import PAPER

MEASURED = 4096
"""So many words are measured once: the charts of a report say the same months."""


@cache
def ruler(fonts: Fonts) -> Ruler:
    """How wide words are in the fonts of paper: one for all charts of a report."""

    @lru_cache(maxsize=MEASURED)
    def wide(text: str, size: float, bold: bool) -> float:
        runs = fonts.runs(text, bold=bold)
        return sum(fonts.register(run.font).stringWidth(run.text, size) for run in runs)

    return wide


def place(
    chart: Chart | Bars, width: float, height: float, size: float, fonts: Fonts, *, titled: bool
) -> Picture:
    """Where everything of a chart stands in this room."""
    sheet = Sheet(width=width, height=height, size=size, ruler=ruler(fonts), titled=titled)
    return placed_bars(chart, sheet) if isinstance(chart, Bars) else placed(chart, sheet)


_ROUND, _BUTT = 1, 0
_colour = cache(HexColor)


class Drawing(Flowable):
    """The picture as a part of a paper."""

    def __init__(self, picture: Picture, fonts: Fonts) -> None:
        super().__init__()
        self._picture, self._fonts = picture, fonts
        self.width, self.height = picture.width, picture.height

    def wrap(self, _wide: float, _high: float) -> tuple[float, float]:
        """Its own size."""
        return self.width, self.height

    def draw(self) -> None:
        """Every part in its order; the paper's y goes up."""
        for part in self._picture.parts:
            self._part(part)

    def _part(self, part: Part) -> None:
        canvas = self.canv
        match part:
            case Stroke():
                canvas.setStrokeColor(_colour(PAPER[part.ink]))
                canvas.setLineWidth(part.wide)
                canvas.setDash(list(part.dash))
                canvas.drawPath(self._path(part.places), stroke=1, fill=0)
                canvas.setDash([])
            case Area():
                self._filled(part.ink, part.edge)
                canvas.drawPath(self._path(part.places, closed=True), stroke=part.edge, fill=1)
            case Dot():
                if part.shape == "circle":
                    self._disc(part)
                    return
                self._filled(part.ink, part.hollow)
                path = self._path(corners(part), closed=True)
                canvas.drawPath(path, stroke=part.hollow, fill=1)
            case _:
                self._words(part)

    def _disc(self, dot: Dot) -> None:
        """A stroke of no length with round ends: a tenth of the numbers of four curves."""
        canvas, y = self.canv, self.height - dot.y
        canvas.setLineCap(_ROUND)
        outer, inner = (dot.half + 0.5, dot.half - 0.5) if dot.hollow else (dot.half, 0)
        for half, colour in ((outer, PAPER[dot.ink]), (inner, PAPER["ground"])):
            if half > 0:
                canvas.setStrokeColor(_colour(colour))
                canvas.setLineWidth(2 * half)
                canvas.line(dot.x, y, dot.x, y)
        canvas.setLineCap(_BUTT)

    def _filled(self, ink: Ink, empty: bool) -> None:
        self.canv.setStrokeColor(_colour(PAPER[ink]))
        self.canv.setFillColor(_colour(PAPER["ground" if empty else ink]))
        self.canv.setLineWidth(1)

    def _path(self, places: tuple[tuple[float, float], ...], *, closed: bool = False) -> Any:
        path = self.canv.beginPath()
        for number, (x, y) in enumerate(places):
            (path.lineTo if number else path.moveTo)(x, self.height - y)
        if closed:
            path.close()
        return path

    def _words(self, words: Words) -> None:
        runs = self._fonts.runs(words.text, bold=words.bold)
        faces = [(self._fonts.register(run.font), run) for run in runs]
        wide = sum(face.stringWidth(run.text, words.size) for face, run in faces)
        x = words.x - {"start": 0.0, "middle": wide / 2, "end": wide}[words.anchor]
        self.canv.setFillColor(_colour(PAPER[words.ink]))
        for face, run in faces:
            self.canv.setFont(run.font, words.size)
            self.canv.drawString(x, self.height - words.y, run.text)
            x += face.stringWidth(run.text, words.size)
