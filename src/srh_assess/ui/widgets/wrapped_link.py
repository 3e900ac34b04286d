"""A link whose words wrap: a sentence to press, however long it is."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.wrapped import Wrapped


class WrappedLink(Button):
    """A link that is as wide as there is room and as tall as its words need."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words, "link")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._drawn = self._measured()
        theme.changed.connect(self._renew)

    def _measured(self) -> Wrapped:
        font = self._theme.font("small")
        font.setUnderline(True)
        return Wrapped(self._words, font)

    def _renew(self) -> None:
        self._drawn = self._measured()
        self.updateGeometry()
        self.update()

    def _pad(self) -> int:
        return self._theme.space("xs")

    def sizeHint(self) -> QSize:
        """All words on one line, where there is room for them."""
        width = min(self._drawn.natural() + 1, self._theme.width("text-max"))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow where it must be."""
        return QSize(3 * self._theme.mark("box"), self._drawn.height(1 << 20) + 2 * self._pad())

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Tall enough for every word."""
        return self._drawn.height(width) + 2 * self._pad()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, underlined."""
        where = QRectF(self.rect()).adjusted(0, self._pad(), 0, -self._pad())
        self._drawn.paint(QPainter(self), where, self._theme.colour("accent"))
