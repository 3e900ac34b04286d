"""Two columns that stack by the room of the window, not by their own width.

A width that follows from the arrangement must not decide the arrangement: at some sizes the
two would chase each other without end.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from srh_assess.ui.widgets.layouts import TwoColumns

LEAST = 1000
"""Window width divided by text scale, in pixels, from which two columns have room."""


class Columns(TwoColumns):
    """A main part and a side part; the side goes below when the window leaves it no room."""

    @property
    def stacked(self) -> bool:
        """Whether the side stands below the main part."""
        return self.window().width() / self._theme.scale < LEAST

    def whole_height(self, side: QWidget) -> None:
        """The side takes all the height, as the main part does."""
        self._box.setAlignment(side, Qt.AlignmentFlag(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses beside or below."""
        direction = QBoxLayout.Direction
        wanted = direction.TopToBottom if self.stacked else direction.LeftToRight
        if self._box.direction() != wanted:
            self._box.setDirection(wanted)
        QWidget.resizeEvent(self, event)
