"""The calibration page: the place of an address on the sheet, with a scale, to be held against
the window of an envelope. Drawn by the same measures as a letter."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from srh_assess.letters.flow import Setter
from srh_assess.letters.fonts import shared
from srh_assess.letters.paper import FOLDS, HEIGHT, INK, LINE, PROFESSIONAL, WIDTH, Window
from srh_assess.letters.render import Rendered
from srh_assess.letters.sheet import Sheet
from srh_assess.letters.tags import marked

_TEXT_FROM = 125 * mm
_LONG, _SHORT = 4 * mm, 2 * mm


def pdf(words: dict[str, Any], right: float, down: float, *, mark: str = "") -> Rendered:
    """The page. ``words`` are ``resources/paper/calibration.toml``; ``right`` and ``down`` what
    is set now, in millimetres."""
    window = Window().moved(right, down)
    sheet = Sheet(words["title"], foot=words["title"], mark=mark, top=_TEXT_FROM)
    setter = Setter(shared(), PROFESSIONAL)

    def behind(canvas: Canvas) -> None:
        _frame(canvas, window, setter, words["sample"])
        _scales(canvas, setter, words["ruler"])
        for fold in FOLDS:
            canvas.line(4 * mm, HEIGHT - fold, 12 * mm, HEIGHT - fold)

    sheet.behind = behind
    sheet.heading(words["title"])
    sheet.bullets(words["how"])
    sheet.paragraph(words["now"].format(right=f"{right:g}", down=f"{down:g}"), bold=True)
    return sheet.pdf()


def _frame(canvas: Canvas, window: Window, setter: Setter, sample: list[str]) -> None:
    """What must show, with an address of six lines in it; the last keeps off the frame."""
    tall = (window.lines * window.leading + 1) * mm
    left, top = window.x * mm, HEIGHT - window.y * mm
    with marked(canvas, None):
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.2)
        canvas.rect(left, top - tall, window.width * mm, tall)
    for place, line in enumerate(sample, 1):
        set_line = setter.paragraph(line, "sample", size=10, leading=window.leading * mm)
        set_line.wrap(window.width * mm, HEIGHT)
        set_line.drawOn(canvas, left + mm, top - place * window.leading * mm)


def _scales(canvas: Canvas, setter: Setter, words: str) -> None:
    """Millimetres along the upper and the left edge."""
    with marked(canvas, None):
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.3)
        for step in range(5, 206):
            long = _LONG if step % 10 == 0 else _SHORT
            canvas.line(step * mm, HEIGHT - 8 * mm, step * mm, HEIGHT - 8 * mm - long)
        for step in range(12, 115):
            long = _LONG if step % 10 == 0 else _SHORT
            canvas.line(14 * mm, HEIGHT - step * mm, 14 * mm - long, HEIGHT - step * mm)
    for step in (*range(20, 205, 20),):
        _at(canvas, setter, str(step), step * mm - 2.5 * mm, HEIGHT - 17 * mm)
    for step in range(20, 100, 20):
        _at(canvas, setter, str(step), 3 * mm, HEIGHT - step * mm - 1.2 * mm)
    _at(canvas, setter, words, 20 * mm, HEIGHT - 24 * mm)


def _at(canvas: Canvas, setter: Setter, words: str, x: float, y: float) -> None:
    number = setter.paragraph(words, "scale", size=7)
    number.wrap(WIDTH - x, HEIGHT)
    number.drawOn(canvas, x, y)
