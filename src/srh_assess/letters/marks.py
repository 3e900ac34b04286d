"""The marks of a page that is not to be taken for a real one: a stamp across it, a hatched edge,
and the same in words. Seen in grey and from across a room."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from srh_assess.letters.flow import Setter
from srh_assess.letters.paper import FAINT, HEIGHT, INK, SIDE, TEXT_WIDTH, WIDTH
from srh_assess.letters.tags import Element, Tagged, marked


class Piece(Struct, frozen=True):
    """A paragraph set to its width once: drawn as often as there are pages."""

    paragraph: Tagged
    height: float


class Marks:
    """Set once, drawn on every page. ``words`` stand above it; ``stamp`` lies across it; with
    ``pattern`` its upper edge is hatched."""

    def __init__(self, setter: Setter, words: Iterable[str], *, stamp: str, pattern: bool) -> None:
        self._pattern = pattern
        line = "     ".join(words)
        self.words = _set(setter, line, "mark", TEXT_WIDTH, size=None)
        self._stamps = _set(setter, stamp, "stamp", 300 * mm, size=90)

    def read_first(self, part: Element) -> None:
        """The words are read at the beginning of the paper."""
        for piece in self.words:
            piece.paragraph.element = part.add("P")

    def draw(self, canvas: Canvas) -> None:
        """On one page, below its text."""
        canvas.saveState()
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(52)
        draw(canvas, self._stamps, -150 * mm, HEIGHT - 60)
        canvas.restoreState()
        if self._pattern:
            with marked(canvas, None):
                _hatch(canvas)
        draw(canvas, self.words, SIDE, 6 * mm)


def of_home(setter: Setter, mark: str) -> Marks:
    """The marks of a paper from a home that is not live; none where ``mark`` is empty."""
    return Marks(setter, (mark,), stamp=mark.partition(":")[0], pattern=bool(mark))


def _set(setter: Setter, text: str, name: str, wide: float, *, size: int | None) -> list[Piece]:
    if not text.strip():
        return []
    if size is None:
        paragraph = setter.paragraph(text, name, bold=True, alignment=1)
    else:
        paragraph = setter.paragraph(text, name, bold=True, size=size, textColor=FAINT, alignment=1)
    height = paragraph.wrap(wide, HEIGHT)[1]
    return [Piece(paragraph, paragraph.getSpaceBefore() + height)]


def draw(canvas: Canvas, pieces: Iterable[Piece], x: float, top: float) -> None:
    """Pieces below each other; ``top`` is measured from the sheet's upper edge."""
    for piece in pieces:
        top += piece.height
        piece.paragraph.drawOn(canvas, x, HEIGHT - top)


def _hatch(canvas: Canvas) -> None:
    """A striped upper edge."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    for step in range(0, 216, 4):
        canvas.line((step - 4) * mm, HEIGHT - 4 * mm, step * mm, HEIGHT)
