"""A font that measures words quickly, and numbers quickly written: setting a letter measures more
than a thousand words, drawing a chart writes as many numbers."""

from __future__ import annotations

from typing import Any

from reportlab.lib.rl_accel import fp_str
from reportlab.pdfbase.ttfonts import TTFont

_LONG = 1e6


def written(*numbers: float) -> str:
    """Numbers as reportlab writes them: in seven figures, which Python does itself from one on."""
    return " ".join([f"{one:.7g}" if 1 <= abs(one) < _LONG else fp_str(one) for one in numbers])


class _Widths(dict[str, float]):
    """How wide each sign is, filled from the font as signs come up."""

    def __init__(self, font: TTFont) -> None:
        super().__init__()
        self._face = font.face

    def __missing__(self, sign: str) -> float:
        wide: float = self._face.charWidths.get(ord(sign), self._face.defaultWidth)
        self[sign] = wide
        return wide


class Measured(TTFont):
    """The same widths as ever, looked up by sign."""

    _widths: _Widths | None = None

    def stringWidth(self, text: str | bytes, size: float, encoding: str = "utf8") -> float:  # noqa: N802 - reportlab calls it so
        """How wide the text is at that size."""
        if self._widths is None:
            self._widths = _Widths(self)
        words = text if isinstance(text, str) else text.decode(encoding)
        return 0.001 * size * sum(map(self._widths.__getitem__, words))

    def splitString(  # noqa: N802 - reportlab calls it so
        self, text: str, doc: object, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """The text as the document's numbers for its signs. Once each has a number below 256,
        as nearly every line has, they are looked up and nothing is decided."""
        state: Any = self.state.get(doc)
        words = text.replace("\u00a0", " ")
        if words and state is not None:
            try:
                return [(0, bytes(map(state.assignments.__getitem__, map(ord, words))))]
            except (KeyError, ValueError):  # a sign that is new here, or one past the first 255
                pass
        known: list[tuple[int, bytes]] = super().splitString(text, doc, encoding)
        return known
