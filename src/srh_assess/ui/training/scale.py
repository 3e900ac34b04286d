"""How sure somebody feels, from 0 to 10: eleven marks beside each other, one stop of the Tab key.

Nothing is chosen until somebody chooses, and it can be taken back: an empty one is no nought.
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce

LOW, HIGH = 0, 10
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_CLEARS = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


class Scale(QWidget):
    """``value`` is none while nothing is chosen. Left and Right move, digits write (1 and then
    0 make ten), Home and End go to the ends, Backspace takes it back."""

    changed = Signal()

    def __init__(self, theme: Theme, name: str, value: int | None = None) -> None:
        super().__init__()
        self._theme, self._name, self.value = theme, name, value
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()
        theme.changed.connect(self.updateGeometry)

    def choose(self, value: int | None) -> None:
        """Takes a value, or takes it back."""
        if value == self.value:
            return
        self.value = value
        self._say()
        self.update()
        self.changed.emit()
        announce(self, self.accessibleName())

    def _say(self) -> None:
        told = "not answered" if self.value is None else f"{self.value} of {HIGH}"
        self.setAccessibleName(f"{self._name}: {told}")

    # ---- its size and its marks

    def sizeHint(self) -> QSize:
        """Eleven marks that a finger hits."""
        edge = self._theme.floor("target")
        return QSize((HIGH + 1) * (edge + self._theme.space("xs")), self._theme.height("control"))

    def minimumSizeHint(self) -> QSize:
        """Narrower marks where there is less room."""
        return QSize((HIGH + 1) * self._theme.icon_size(), self._theme.height("control"))

    def _mark(self, value: int) -> QRectF:
        gap = self._theme.space("xs")
        widest = self._theme.height("answer-compact")
        wide = min((self.width() + gap) / (HIGH + 1) - gap, widest)
        return QRectF(value * (wide + gap), 0, wide, self.height()).adjusted(1, 1, -1, -1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Each mark with its number; the chosen one filled, bold and with a thicker edge."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for value in range(LOW, HIGH + 1):
            chosen, where = value == self.value, self._mark(value)
            line = theme.line("chosen" if chosen else "control")
            painter.setPen(QPen(theme.colour("accent" if chosen else "border"), line))
            painter.setBrush(theme.colour("accent" if chosen else "surface-raised"))
            painter.drawRoundedRect(where, theme.radius("field"), theme.radius("field"))
            painter.setPen(theme.colour("on-accent" if chosen else "text"))
            painter.setFont(theme.font("small", strong=chosen))
            painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(value))

    # ---- keys and presses

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """As said above; everything else goes on to the page."""
        key = event.key()
        if key in _STEPS:
            here = LOW - 1 if self.value is None else self.value
            self.choose(min(max(here + _STEPS[Qt.Key(key)], LOW), HIGH))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(LOW if key == Qt.Key.Key_Home else HIGH)
        elif key in _CLEARS:
            self.choose(None)
        elif Qt.Key.Key_0 <= key <= Qt.Key.Key_9 and not event.modifiers() & _HELD:
            digit = key - Qt.Key.Key_0
            self.choose(HIGH if digit == 0 and self.value == 1 else digit)
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The mark that was pressed; a second press takes it back."""
        for value in range(LOW, HIGH + 1):
            if self._mark(value).contains(event.position()):
                self.choose(None if value == self.value else value)


_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
