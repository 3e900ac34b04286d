"""What stands on every page beside the text: head, window, footer, marks.

Reading order is the order of drawing: marks in words, sender, addressee, date and reference,
urgency, marking, text, footer.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from srh_assess.assessment.identity import clinical_moment, patient_date
from srh_assess.errors import BadInput
from srh_assess.letters.flow import Setter
from srh_assess.letters.letter import Letter, Printing, Role
from srh_assess.letters.paper import (
    BOTTOM,
    FAINT,
    FOLDS,
    HEIGHT,
    INK,
    LINE,
    QUIET,
    SIDE,
    TEXT_WIDTH,
    WIDTH,
    Window,
)  # fmt: skip

_TOP = 17 * mm
_NEXT_TOP = 22 * mm
_NUMBER = 24 * mm
_LEFT_WIDTH = 88 * mm


class Furniture:
    """Measures and draws what surrounds the text of one letter. Its texts are set, and a sign
    that cannot be printed refused, before anything is drawn."""

    def __init__(self, letter: Letter, printing: Printing, setter: Setter, window: Window) -> None:
        self._setter = setter
        self._window = window
        self._hers = letter.kind == "her_copy"
        self._printing = printing
        sender = _texts(letter, "sender")
        self._trust = self._set(sender[:1], "trust", bold=True, size=14)
        self._sender = self._set(sender[1:], "small", size=9.5, textColor=QUIET)
        self._address = self._addressee(letter)
        self._beside = [
            *self._set(_texts(letter, "reference"), "reference", size=10.5),
            *self._set(_texts(letter, "urgency"), "urgency", size=11, bold=True, spaceBefore=8),
            *self._set(_texts(letter, "marking"), "marking", size=9.5, spaceBefore=4),
        ]
        self._marking = self._set([letter.marking], "foot", size=8.5, textColor=QUIET)
        self._marks = self._set(printing.words, "mark", size=10, bold=True, alignment=1)
        self._stamps = [self._set([word], "stamp", size=90, bold=True, textColor=FAINT,
                        alignment=1) for word in self._stamp_words()]  # fmt: skip
        identity = self._set([letter.footer], "foot-name", size=8.5, bold=True)
        rest = self._set([self._about(letter), letter.notice], "foot", size=8.5, textColor=QUIET)
        self._foot = [*identity, *rest]
        self._first_foot = rest if self._hers else self._foot

    def _set(self, texts: Iterable[str], name: str, **changes: object) -> list[Paragraph]:
        bold = bool(changes.pop("bold", False))
        return [self._setter.paragraph(t, name, bold=bold, **changes) for t in texts if t]

    def _stamp_words(self) -> list[str]:
        draft = "DRAFT" if self._printing.draft else ""
        copy = "COPY" if self._printing.copy else ""
        return [word for word in (self._printing.mark or draft or copy,) if word]

    def _about(self, letter: Letter) -> str:
        reader = (
            "" if self._hers else f"For {letter.recipient.name}, {patient_date(letter.dated)}. "
        )
        document = letter.file_name.removesuffix(".pdf")
        return f"{reader}{document}, printed {clinical_moment(self._printing.at)}"

    def _addressee(self, letter: Letter) -> list[Paragraph]:
        """The lines behind the window. Refuses more than it shows."""
        window = self._window
        found = [
            self._setter.paragraph(text, "address", size=10, leading=window.leading * mm)
            for text in _texts(letter, "addressee")
        ]
        lines = round(_height(found, window.width * mm) / (window.leading * mm))
        if lines > window.lines:
            raise BadInput("letter-address", lines=str(lines), most=str(window.lines))
        return found

    # ------------------------------------------------------------------ measures
    @property
    def foot_height(self) -> float:
        """From the sheet's lower edge to where text ends on every page."""
        return BOTTOM + _height(self._foot, TEXT_WIDTH - _NUMBER) + 5 * mm

    @property
    def _right(self) -> float:
        return self._window.free_right * mm + 2 * mm

    @property
    def _beside_top(self) -> float:
        below_sender = _TOP + _height(self._sender, WIDTH - SIDE - self._right) + 4 * mm
        return max(self._window.y * mm, below_sender)

    @property
    def first_top(self) -> float:
        """From the sheet's upper edge to where the text of page 1 begins."""
        wide = WIDTH - SIDE - self._right
        if self._hers:
            tall = max(_height(self._sender, wide), _height(self._trust, _LEFT_WIDTH))
            return _TOP + tall + 10 * mm
        beside = self._beside_top + _height(self._beside, wide)
        return max(self._window.free_bottom * mm, beside) + 2 * mm

    @property
    def next_top(self) -> float:
        """The same for the pages after it."""
        return _NEXT_TOP

    # ------------------------------------------------------------------ drawing
    def first(self, canvas: Canvas, _: object) -> None:
        """The head of page 1."""
        self._marked(canvas)
        wide = WIDTH - SIDE - self._right
        _draw(canvas, self._trust, SIDE, _TOP - 1.2 * mm, _LEFT_WIDTH)
        _draw(canvas, self._sender, self._right, _TOP, wide)
        if self._hers:
            return
        window = self._window
        _draw(canvas, self._address, window.x * mm, window.y * mm, window.width * mm)
        _draw(canvas, self._beside, self._right, self._beside_top, wide)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.4)
        for fold in FOLDS:
            canvas.line(4 * mm, HEIGHT - fold, 8 * mm, HEIGHT - fold)

    def later(self, canvas: Canvas, _: object) -> None:
        """The head of the pages after it."""
        self._marked(canvas)
        _draw(canvas, self._marking, SIDE, _TOP - 4 * mm, TEXT_WIDTH)

    def _marked(self, canvas: Canvas) -> None:
        """Marks: a stamp across the page, a hatched edge, and the same in words."""
        for stamp in self._stamps:
            canvas.saveState()
            canvas.translate(WIDTH / 2, HEIGHT / 2)
            canvas.rotate(52)
            _draw(canvas, stamp, -150 * mm, HEIGHT - 60, 300 * mm)
            canvas.restoreState()
        if self._printing.mark:
            _hatch(canvas)
        _draw(canvas, self._marks, SIDE, 6 * mm, TEXT_WIDTH)

    def foot(self, canvas: Canvas, page: int, pages: int) -> None:
        """The foot of one page, once it is known how many there are."""
        lines = self._first_foot if page == 1 else self._foot
        wide = TEXT_WIDTH - _NUMBER
        top = HEIGHT - BOTTOM - _height(self._foot, wide)
        canvas.setStrokeColor(LINE)
        canvas.setLineWidth(0.5)
        canvas.line(SIDE, HEIGHT - top + 2 * mm, WIDTH - SIDE, HEIGHT - top + 2 * mm)
        _draw(canvas, lines, SIDE, top, wide)
        number = self._setter.paragraph(f"Page {page} of {pages}", "page", size=8.5, alignment=2)
        _draw(canvas, [number], WIDTH - SIDE - _NUMBER, top, _NUMBER)


class PageOf(Canvas):
    """A canvas that draws the foot of each page at the end, when their number is known."""

    def __init__(self, *args: Any, furniture: Furniture, **more: Any) -> None:
        super().__init__(*args, **more)
        self._furniture = furniture
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab's own name
        """Keeps the page for later."""
        self._pages.append(dict(self.__dict__))
        super()._startPage()  # type: ignore[misc]  # the stubs leave it out

    def save(self) -> None:
        """Draws each page's foot and writes them all."""
        for number, state in enumerate(self._pages, 1):
            self.__dict__.update(state)
            self._furniture.foot(self, number, len(self._pages))
            super().showPage()
        super().save()


def _texts(letter: Letter, role: Role) -> list[str]:
    return [row.text for block in letter.blocks if block.role == role for row in block.rows]


def _height(lines: Iterable[Paragraph], wide: float) -> float:
    return sum(line.getSpaceBefore() + line.wrap(wide, HEIGHT)[1] for line in lines)


def _draw(canvas: Canvas, lines: Iterable[Paragraph], x: float, top: float, wide: float) -> None:
    """Paragraphs below each other; ``top`` is measured from the sheet's upper edge."""
    for line in lines:
        top += line.getSpaceBefore() + line.wrap(wide, HEIGHT)[1]
        line.drawOn(canvas, x, HEIGHT - top)


def _hatch(canvas: Canvas) -> None:
    """A striped upper edge: seen in grey and from across a room."""
    canvas.setStrokeColor(INK)
    canvas.setLineWidth(1.2)
    for step in range(0, 216, 4):
        canvas.line((step - 4) * mm, HEIGHT - 4 * mm, step * mm, HEIGHT)
