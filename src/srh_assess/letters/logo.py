"""The trust's logo: a picture that was checked, made small, and made anew.

What is kept is never the file that was brought: it is decoded, laid on white, scaled down and
written again as PNG, so that nothing but the picture is left of it.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from srh_assess.errors import BadInput
from srh_assess.letters.paper import HEIGHT

LARGEST_FILE = 5_000_000
MOST_PIXELS = 20_000_000
SMALLEST = 16
WIDEST, TALLEST = 600, 240
"""Enough for 50 by 20 millimetres at 300 dots an inch."""
LARGEST_KEPT = 120_000
_BROAD, _HIGH = 50 * mm, 18 * mm
_FORMATS = ("PNG", "JPEG")


def made_safe(raw: bytes) -> bytes:
    """The picture as it is kept. Refuses what is no PNG or JPEG, is too large, or too small."""
    if len(raw) > LARGEST_FILE:
        raise BadInput("logo-large")
    picture = _opened(raw)
    picture.thumbnail((WIDEST, TALLEST))
    made = _written(picture)
    if len(made) > LARGEST_KEPT:
        made = _written(picture.quantize(64).convert("RGB").quantize(64))
    if len(made) > LARGEST_KEPT:
        raise BadInput("logo-large")
    return made


def _opened(raw: bytes) -> Image.Image:
    """The picture on white, without anything that came along with it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = Image.open(BytesIO(raw), formats=_FORMATS)
            if found.width * found.height > MOST_PIXELS:
                raise BadInput("logo-large")
            if min(found.size) < SMALLEST:
                raise BadInput("logo-small", least=str(SMALLEST))
            clear = found.convert("RGBA")
    except (
        UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError,
        Warning,
    ) as broken:  # fmt: skip
        raise BadInput("logo-unreadable") from broken
    white = Image.new("RGBA", clear.size, "white")
    return Image.alpha_composite(white, clear).convert("RGB")


def _written(picture: Image.Image) -> bytes:
    made = BytesIO()
    picture.save(made, "PNG", optimize=True)
    return made.getvalue()


class Placed:
    """A kept picture at its size on paper; without a picture it takes no room."""

    def __init__(self, kept: bytes) -> None:
        self._kept = kept
        self.width = self.height = 0.0
        if kept:
            with Image.open(BytesIO(kept), formats=("PNG",)) as found:
                wide, tall = found.size
            scale = min(_BROAD / wide, _HIGH / tall)
            self.width, self.height = wide * scale, tall * scale

    @property
    def room(self) -> float:
        """How much it takes below the name of the trust."""
        return self.height + 2 * mm if self._kept else 0.0

    def draw(self, canvas: Canvas, x: float, top: float) -> None:
        """Draws it; ``top`` is measured from the sheet's upper edge."""
        if self._kept:
            y = HEIGHT - top - self.height
            canvas.drawImage(ImageReader(BytesIO(self._kept)), x, y, self.width, self.height)
