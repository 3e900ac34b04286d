"""What stands on every page beside the text: head, window, footer, marks.

Reading order is the order of drawing: marks in words, sender, addressee, date and reference,
urgency, marking, text, footer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from srh_assess.assessment.identity import clinical_moment, patient_date
from srh_assess.errors import BadInput
from srh_assess.letters.flow import Setter
from srh_assess.letters.letter import Letter, Printing, Role
from srh_assess.letters.logo import Placed
from srh_assess.letters.marks import Marks, Piece, draw
from srh_assess.letters.paper import (
    BOTTOM,
    FOLDS,
    HEIGHT,
    LINE,
    QUIET,
    SIDE,
    TEXT_WIDTH,
    WIDTH,
    Window,
)  # fmt: skip
from srh_assess.letters.tags import Element, TaggedCanvas, marked

_TOP = 17 * mm
_NEXT_TOP = 22 * mm
_NUMBER = 24 * mm
_LEFT_WIDTH = 88 * mm
_SMALL = 8.5
_LARGE = 16.0
"""Nothing in large print is set smaller (letters specification A3)."""


class Furniture:
    """Measures and draws what surrounds the text of one letter. Its texts are set, and a sign
    that cannot be printed refused, before anything is drawn.

    Of the tags the head of page 1 is the beginning (``head``), and what the last foot says of
    the content the end (``end``); every other head and foot is an artifact.
    """

    def __init__(self, letter: Letter, printing: Printing, setter: Setter, window: Window) -> None:
        self.head, self.end = Element("Sect"), Element("Sect")
        self._setter = setter
        self._window = window
        self._hers = letter.kind == "her_copy"
        self._loose = letter.kind != "letter"  # from hand to hand: no window, no address
        self._printing = printing
        self._right = window.free_right * mm + 2 * mm
        self._least = _LARGE if printing.large else 0.0
        self._number = _NUMBER * max(self._least / _SMALL, 1)
        self._set_head(letter)
        self._marks = Marks(
            setter, printing.words, stamp=self._stamp(), pattern=bool(printing.mark)
        )
        wide = TEXT_WIDTH - self._number
        identity = self._set([letter.footer], "foot-name", wide, size=_SMALL, bold=True)
        about = [self._about(letter), letter.notice]
        rest = self._set(about, "foot", wide, size=_SMALL, textColor=QUIET)
        self._notice = rest[1:]
        self._foot = [*identity, *rest]
        self._first_foot = rest if self._hers else self._foot

    def _set_head(self, letter: Letter) -> None:
        """Sender left and right, address behind the window, date and marking beside it."""
        sender, wide = _texts(letter, "sender"), WIDTH - SIDE - self._right
        self._trust = self._set(sender[:1], "trust", _LEFT_WIDTH, bold=True, size=14)
        self._logo = Placed(self._printing.logo)
        self._sender = self._set(sender[1:], "small", wide, size=9.5, textColor=QUIET)
        self._address = self._addressee(letter)
        urgent = {"size": 11, "bold": True, "spaceBefore": 8}
        self._beside = [
            *self._set(_texts(letter, "reference"), "reference", wide, size=10.5),
            *self._set(_texts(letter, "urgency"), "urgency", wide, **urgent),
            *self._set(_texts(letter, "marking"), "marking", wide, size=9.5, spaceBefore=4),
        ]
        self._marking = self._set(
            [letter.marking], "foot", TEXT_WIDTH, size=_SMALL, textColor=QUIET
        )

    def _set(self, texts: Iterable[str], name: str, wide: float, **changes: Any) -> list[Piece]:
        found = []
        size = max(changes.pop("size"), self._least)
        for text in texts:
            if text:
                paragraph = self._setter.paragraph(text, name, size=size, **changes)
                height = paragraph.wrap(wide, HEIGHT)[1]
                found.append(Piece(paragraph, paragraph.getSpaceBefore() + height))
        return found

    def _stamp(self) -> str:
        draft = "DRAFT" if self._printing.draft else ""
        copy = "COPY" if self._printing.copy else ""
        return self._printing.mark.partition(":")[0] or draft or copy

    def _about(self, letter: Letter) -> str:
        name = re.sub("^The ", "the ", letter.recipient.name)
        reader = f"For {name}, {patient_date(letter.dated)}. "
        document = letter.file_name.removesuffix(".pdf")
        printed = f"{document}, printed {clinical_moment(self._printing.at)}"
        return printed if self._hers else reader + printed

    def _addressee(self, letter: Letter) -> list[Piece]:
        """The lines behind the window. Refuses more than it shows."""
        window, leading = self._window, self._window.leading * mm
        texts = _texts(letter, "addressee")
        found = self._set(texts, "address", window.width * mm, size=10, leading=leading)
        lines = round(_height(found) / leading)
        if lines > window.lines:
            raise BadInput("letter-address", lines=str(lines), most=str(window.lines))
        return found

    # ------------------------------------------------------------------ measures
    @property
    def foot_height(self) -> float:
        """From the sheet's lower edge to where text ends on every page."""
        return BOTTOM + _height(self._foot) + 5 * mm

    @property
    def _beside_top(self) -> float:
        return max(self._window.y * mm, _TOP + _height(self._sender) + 4 * mm)

    @property
    def first_top(self) -> float:
        """From the sheet's upper edge to where the text of page 1 begins."""
        if self._loose:
            left = _height(self._trust) + self._logo.room
            return _TOP + max(_height(self._sender), left) + 10 * mm
        beside = self._beside_top + _height(self._beside)
        return max(self._window.free_bottom * mm, beside) + 2 * mm

    @property
    def next_top(self) -> float:
        """The same for the pages after it."""
        return _NEXT_TOP

    # ------------------------------------------------------------------ drawing
    def first(self, canvas: Canvas, _: object) -> None:
        """The head of page 1, to be read; the later pages repeat of it what they must."""
        posted = () if self._loose else (*self._address, *self._beside)
        for piece in (*self._marks.words, *self._trust, *self._sender, *posted):
            piece.paragraph.element = self.head.add("P")
        self._marks.draw(canvas)
        draw(canvas, self._trust, SIDE, _TOP - 1.2 * mm)
        with marked(canvas, None):
            self._logo.draw(canvas, SIDE, _TOP + _height(self._trust) + 2 * mm)
        draw(canvas, self._sender, self._right, _TOP)
        if self._loose:
            return
        draw(canvas, self._address, self._window.x * mm, self._window.y * mm)
        draw(canvas, self._beside, self._right, self._beside_top)
        with marked(canvas, None):
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.4)
            for fold in FOLDS:
                canvas.line(4 * mm, HEIGHT - fold, 8 * mm, HEIGHT - fold)

    def later(self, canvas: Canvas, _: object) -> None:
        """The head of the pages after it."""
        self._marks.draw(canvas)
        draw(canvas, self._marking, SIDE, _TOP - 4 * mm)

    def foot(self, canvas: Canvas, page: int, pages: int) -> None:
        """The foot of one page, once it is known how many there are."""
        top = HEIGHT - BOTTOM - _height(self._foot)
        if page == pages:
            for piece in self._notice:
                piece.paragraph.read_here(self.end.add("P"))
        with marked(canvas, None):
            canvas.setStrokeColor(LINE)
            canvas.setLineWidth(0.5)
            canvas.line(SIDE, HEIGHT - top + 2 * mm, WIDTH - SIDE, HEIGHT - top + 2 * mm)
        draw(canvas, self._first_foot if page == 1 else self._foot, SIDE, top)
        number = f"Page {page} of {pages}"
        pieces = self._set([number], "page", self._number, size=_SMALL, alignment=2)
        draw(canvas, pieces, WIDTH - SIDE - self._number, top)


class Footed(Protocol):
    """Whatever draws the foot of a page."""

    def foot(self, canvas: Canvas, page: int, pages: int) -> None:
        """The foot of one page."""
        ...


class PageOf(TaggedCanvas):
    """A canvas that draws the foot of each page at the end, when their number is known."""

    def __init__(self, *args: Any, furniture: Footed, **more: Any) -> None:
        super().__init__(*args, **more)
        self._furniture = furniture
        self._pages: list[dict[str, Any]] = []

    def showPage(self) -> None:  # noqa: N802 - reportlab calls it so
        """Keeps the page for later."""
        self._pages.append(dict(self.__dict__))
        super()._startPage()  # type: ignore[misc]  # reportlab has it, its stubs do not

    def save(self) -> None:
        """Draws each page's foot and writes them all."""
        for number, state in enumerate(self._pages, 1):
            self.__dict__.update(state)
            self._furniture.foot(self, number, len(self._pages))
            super().showPage()
        super().save()


def _texts(letter: Letter, role: Role) -> list[str]:
    return [row.text for block in letter.blocks if block.role == role for row in block.rows]


def _height(pieces: Iterable[Piece]) -> float:
    return sum(piece.height for piece in pieces)
