"""A card with a broad left edge in its tone: clocks and needs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from srh_assess.ui.theme import Theme

_EDGES = {"": "border", "ok": "ok", "attention": "attention-line", "urgent": "urgent"}


class EdgedCard(QWidget):
    """A card that is one focusable item. ``framed`` draws all its edges in the tone."""

    def __init__(self, theme: Theme, tone: str = "", *, framed: bool = False) -> None:
        super().__init__()
        self._theme, self._tone, self._chosen = theme, tone, False
        self._framed = framed
        self.setProperty("role", "card")
        self.setProperty("tone", tone)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self.update)

    def hold(self, content: QLayout) -> None:
        """Takes the content, with room for the edge."""
        pad = self._theme.space("m")
        content.setContentsMargins(pad + self._theme.line("stripe"), pad, pad, pad)
        self.setLayout(content)

    def toned(self, tone: str) -> None:
        """Changes the tone."""
        self._tone = tone
        self.setProperty("tone", tone)
        self.update()

    def choose(self, chosen: bool) -> None:
        """Marks it as the one shown in detail."""
        self._chosen = chosen
        self.setProperty("chosen", chosen)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill, edges, and the broad left edge inside the round corners."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = _EDGES[self._tone]
        edge = left if self._framed else "divider"
        line = theme.line("chosen" if self._chosen else "card")
        colour = theme.colour("accent" if self._chosen else edge)
        inset = line / 2
        where = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        path = QPainterPath()
        path.addRoundedRect(where, theme.radius("field"), theme.radius("field"))
        painter.fillPath(path, theme.colour("accent-soft" if self._chosen else "surface-raised"))
        painter.save()
        painter.setClipPath(path)
        painter.fillRect(QRectF(0, 0, theme.line("stripe"), self.height()), theme.colour(left))
        painter.restore()
        painter.setPen(QPen(colour, line))
        painter.drawPath(path)
