"""Which font prints which sign. A sign that no font holds is named, never dropped.

Text is cut into runs: each run goes to the first font of the chain that has its signs.
Scripts that join their letters or run from right to left need shaping, which the program
does not have: they are refused by name rather than set wrongly.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from srh_assess.errors import BadInput
from srh_assess.shipped import shipped

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

BODY = ("NotoSans", "DejaVuSans")
HERS = ("AtkinsonHyperlegibleNext", *BODY)
_FILES = {
    "NotoSans": "noto-sans/NotoSans-Regular.ttf",
    "NotoSans-Bold": "noto-sans/NotoSans-Bold.ttf",
    "DejaVuSans": "dejavu-sans/DejaVuSans.ttf",
    "DejaVuSans-Bold": "dejavu-sans/DejaVuSans-Bold.ttf",
    "AtkinsonHyperlegibleNext": ("atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Regular.ttf"),
    "AtkinsonHyperlegibleNext-Bold": (
        "atkinson-hyperlegible-next/AtkinsonHyperlegibleNext-Bold.ttf"
    ),
}
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_JOINED = (range(0x0900, 0x0E00), range(0x1000, 0x10A0), range(0x1780, 0x1800))


class Run(Struct, frozen=True):
    """A piece of text that one font prints."""

    font: str
    text: str


def face(family: str, *, bold: bool = False) -> str:
    """The name under which a family's regular or bold face is registered."""
    return f"{family}-Bold" if bold else family


class Fonts:
    """Registered fonts. Reading the font files is what costs; it is done once, and only for
    fonts that a letter needs."""

    def __init__(self) -> None:
        self._known: dict[str, TTFont] = {}
        self._holders: dict[tuple[str, str, bool], str] = {}

    def register(self, name: str) -> TTFont:
        """The face of that name, read from its file the first time."""
        if name not in self._known:
            from reportlab.pdfbase import pdfmetrics

            from srh_assess.letters.measured import Measured

            font = Measured(name, str(shipped("fonts", *_FILES[name].split("/"))))
            pdfmetrics.registerFont(font)
            self._known[name] = font
        return self._known[name]

    def runs(self, text: str, chain: tuple[str, ...] = BODY, *, bold: bool = False) -> list[Run]:
        """The text cut into runs. Refuses a sign that cannot be printed as it should be."""
        text = unicodedata.normalize("NFC", text)
        holders = {sign: self._holder(sign, chain, bold=bold) for sign in set(text)}
        if len(fonts := set(holders.values())) == 1:
            return [Run(fonts.pop(), text)]
        return [Run(font, "".join(signs)) for font, signs in groupby(text, key=holders.__getitem__)]

    def _holder(self, sign: str, chain: tuple[str, ...], *, bold: bool) -> str:
        known = (chain[0], sign, bold)
        if known not in self._holders:
            self._holders[known] = self._find(sign, chain, bold=bold)
        return self._holders[known]

    def _find(self, sign: str, chain: tuple[str, ...], *, bold: bool) -> str:
        _refuse_shaped(sign)
        for family in chain:
            name = face(family, bold=bold)
            if ord(sign) in self.register(name).face.charToGlyph:
                return name
        called = unicodedata.name(sign, "a sign without a name").lower()
        raise BadInput("letter-sign", sign=called, number=f"U+{ord(sign):04X}")


@cache
def shared() -> Fonts:
    """The fonts that everything set here shares: each file is read once while the program runs."""
    return Fonts()


def _refuse_shaped(sign: str) -> None:
    joined = any(ord(sign) in block for block in _JOINED)
    if joined or unicodedata.bidirectional(sign) in _RIGHT_TO_LEFT:
        script = unicodedata.name(sign, "this").split()[0].title()
        raise BadInput("letter-script", script=script)
