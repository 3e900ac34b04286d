"""The measures of the page and the styles of the text (letters specification A4).

Millimetres from the sheet's top left corner, points for type. Leading is at least 1.25.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from reportlab.lib.colors import Color
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from srh_assess.letters.fonts import BODY, HERS, face

WIDTH, HEIGHT = 210 * mm, 297 * mm
SIDE = 20 * mm
TEXT_WIDTH = WIDTH - 2 * SIDE
BOTTOM = 15 * mm
INK = Color(0.08, 0.10, 0.12)
QUIET = Color(0.30, 0.33, 0.36)
LINE = Color(0.55, 0.57, 0.60)
FAINT = Color(0.93, 0.94, 0.95)
FOLDS = (99 * mm, 198 * mm)


class Window(Struct, frozen=True, kw_only=True):
    """What surely shows through the envelope's window, however the sheet slips inside it,
    and the wider field that must stay free of anything else. A DL envelope by default."""

    x: float = 20
    y: float = 57
    width: float = 80
    lines: int = 6
    leading: float = 4
    free_right: float = 112
    free_bottom: float = 92

    def moved(self, right: float, down: float) -> Window:
        """The same window so many millimetres further to the right and down."""
        return Window(
            x=self.x + right,
            y=self.y + down,
            width=self.width,
            lines=self.lines,
            leading=self.leading,
            free_right=self.free_right + right,
            free_bottom=self.free_bottom + down,
        )


class Look(Struct, frozen=True, kw_only=True):
    """The sizes of one kind of letter."""

    chain: tuple[str, ...]
    body: float
    leading: float
    label: float = 54 * mm

    @property
    def font(self) -> str:
        """The body face."""
        return face(self.chain[0])

    @property
    def bold(self) -> str:
        """Its bold face."""
        return face(self.chain[0], bold=True)


PROFESSIONAL = Look(chain=BODY, body=11, leading=14.5)
OWN = Look(chain=HERS, body=13, leading=18.5)
OWN_LARGE = Look(chain=HERS, body=18, leading=25)
SHEET = Look(chain=BODY, body=9.5, leading=12.5, label=72 * mm)
"""A sheet for the hand: everything one call needs on one page."""


def style(look: Look, name: str, **changes: Any) -> ParagraphStyle:
    """A left-aligned style of that look; ``bold`` and ``size`` may differ."""
    bold = changes.pop("bold", False)
    size = changes.pop("size", look.body)
    font = look.bold if bold else look.font
    base: dict[str, Any] = {
        "fontName": font,
        "fontSize": size,
        "leading": size * look.leading / look.body,
        "bulletFontName": font,
        "bulletFontSize": size,
        "textColor": INK,
        "allowWidows": 0,
        "allowOrphans": 0,
        "splitLongWords": 1,
    }
    return ParagraphStyle(name, **{**base, **changes})
