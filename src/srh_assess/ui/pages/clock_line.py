"""The running clocks in one line, for pages that stand without *So far*."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.ui import telling
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.clock import ClockChip
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.workflow.session import Session


class ClockLine(QWidget):
    """A chip for each running clock, counting while it is shown; nothing when none runs."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.chips: list[ClockChip] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._inside: QWidget | None = None
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._redraw)
        self.renew()

    def renew(self) -> None:
        """The clocks that run now."""
        if self._inside is not None:
            self._box.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        now = self._session.clock.now()
        view = telling.so_far(self._session, now)
        self.chips = [ClockChip(self._theme, face, now) for face in view.clocks]
        self._inside = QWidget()
        self._inside.setLayout(Flow(self._theme, *self.chips))
        self._box.addWidget(self._inside)
        if self.parentWidget() is not None or not self.chips:
            self.setVisible(bool(self.chips))

    def _redraw(self) -> None:
        now = self._session.clock.now()
        for chip in self.chips:
            chip.redraw(now)

    def showEvent(self, event: QShowEvent) -> None:
        """Counts while it can be seen."""
        super().showEvent(event)
        self._tick.start(1000 * self._theme.tokens.redraw["last-hour"])

    def hideEvent(self, event: QHideEvent) -> None:
        """Stops counting."""
        self._tick.stop()
        super().hideEvent(event)
