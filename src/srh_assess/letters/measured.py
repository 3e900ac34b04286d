"""A font that measures words quickly: setting a letter measures more than a thousand of them."""

from __future__ import annotations

from reportlab.pdfbase.ttfonts import TTFont


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
