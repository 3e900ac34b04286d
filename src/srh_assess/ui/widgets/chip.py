"""A chip: an icon and no more than three words. It is read, never pressed."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.wrapped import Wrapped

ChipTone = Literal["", "ok", "attention", "urgent", "training", "accent"]

# tone: fill, edge, ink, icon when none is given
_LOOK = {
    "": ("surface-raised", "border", "text", ""),
    "ok": ("surface-raised", "ok", "ok", "tick"),
    "attention": ("attention-soft", "attention-line", "attention", "triangle"),
    "urgent": ("urgent", "urgent", "on-urgent", "clock"),
    "training": ("training-soft", "training", "training", ""),
    "accent": ("accent-soft", "accent", "accent", ""),
}


class Chip(QLabel):
    """A painted chip. ``tone`` gives it fill, edge and icon; the words always stand too."""

    def __init__(self, theme: Theme, words: str, tone: ChipTone = "", *, icon: str = "") -> None:
        super().__init__()
        self._theme, self._tone, self._icon = theme, tone, icon or chip_icon(tone)
        self.setProperty("role", "chip")
        self.setProperty("tone", tone)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._words = ""
        self.say(words)
        theme.changed.connect(self._renew)

    def say(self, words: str) -> None:
        """Changes the words."""
        self._words = words
        self.setAccessibleName(words)
        self._renew()

    def words(self) -> str:
        """The words on it."""
        return self._words

    def _renew(self) -> None:
        strong = self._tone == "urgent"
        self._drawn = Wrapped(self._words, self._theme.font("caption", strong=strong))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """All words on one line."""
        pad = self._theme.space("s") + self._theme.space("hair")
        icon = self._theme.icon_size() + self._theme.space("xs") if self._icon else 0
        wide = self._drawn.natural() + icon + 2 * pad + 1
        tall = self._drawn.height(wide) + 2 * self._theme.space("hair")
        return QSize(wide, max(self._theme.height("chip"), tall))

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, edge, icon, words."""
        painter = QPainter(self)
        paint_chip(painter, self._theme, QRectF(self.rect()), self._drawn, self._tone, self._icon)


def chip_icon(tone: ChipTone) -> str:
    """The icon of a tone."""
    return _LOOK[tone][3]


def paint_chip(
    painter: QPainter, theme: Theme, where: QRectF, words: Wrapped, tone: str, icon: str
) -> None:
    """Paints a chip; table delegates use it too."""
    fill, edge, ink, _ = _LOOK[tone]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = theme.line("control")
    painter.setPen(QPen(theme.colour(edge), line))
    painter.setBrush(theme.colour(fill))
    inset = line / 2
    radius = theme.radius("chip")
    painter.drawRoundedRect(where.adjusted(inset, inset, -inset, -inset), radius, radius)
    pad = theme.space("s") + theme.space("hair")
    inner = where.adjusted(pad, 0, -pad, 0)
    if icon:
        size = theme.icon_size()
        place = QRectF(inner.left(), where.center().y() - size / 2, size, size)
        theme.paint_icon(painter, icon, ink, place)
        inner = inner.adjusted(size + theme.space("xs"), 0, 0, 0)
    words.paint(painter, inner.adjusted(0, 0, 1, 0), theme.colour(ink))
