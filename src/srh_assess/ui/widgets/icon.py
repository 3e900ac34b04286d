"""An icon as a widget: it decorates, the word beside it carries the meaning."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from srh_assess.ui.theme import Theme


class Icon(QWidget):
    """An icon in a colour of the table. ``size`` is a name of the table's icon sizes."""

    def __init__(self, theme: Theme, name: str, colour: str = "text", size: str = "inline") -> None:
        super().__init__()
        self._theme, self._name, self._colour, self._size = theme, name, colour, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_icon(self, name: str, colour: str) -> None:
        """Changes the icon and its colour."""
        self._name, self._colour = name, colour
        self.update()

    def sizeHint(self) -> QSize:
        """Square; it grows with the text."""
        edge = self._theme.icon_size(self._size)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints it."""
        if self._name:
            where = QRectF(self.rect())
            self._theme.paint_icon(QPainter(self), self._name, self._colour, where)
