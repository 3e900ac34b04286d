"""Layouts: a column, a row, a row that wraps, two columns that stack when there is no room."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from srh_assess.ui.theme import Theme

Part = QWidget | QLayout | None


def fill(layout: QBoxLayout, parts: Iterable[Part]) -> None:
    """Adds widgets and layouts in order; ``None`` is a stretch. Beside each other, words that
    wrap take the room that is left."""
    across = layout.direction() == QBoxLayout.Direction.LeftToRight
    for part in parts:
        if part is None:
            layout.addStretch(0 if across and _has_words(layout) else 1)
        elif isinstance(part, QLayout):
            layout.addLayout(part)
        else:
            layout.addWidget(part, 1 if across and _wraps(part) else 0)


def _wraps(widget: QWidget) -> bool:
    return isinstance(widget, QLabel) and widget.wordWrap()


def _has_words(layout: QBoxLayout) -> bool:
    found = (layout.itemAt(place) for place in range(layout.count()))
    return any(
        item is not None and (widget := item.widget()) is not None and _wraps(widget)
        for item in found
    )


def column(theme: Theme, *parts: Part, gap: str = "m", margin: str = "") -> QVBoxLayout:
    """Parts below each other, ``gap`` apart."""
    found = QVBoxLayout()
    _space(found, theme, gap, margin)
    fill(found, parts)
    return found


def row(theme: Theme, *parts: Part, gap: str = "m", margin: str = "") -> QHBoxLayout:
    """Parts beside each other, ``gap`` apart."""
    found = QHBoxLayout()
    _space(found, theme, gap, margin)
    fill(found, parts)
    return found


def _space(layout: QBoxLayout, theme: Theme, gap: str, margin: str) -> None:
    layout.setSpacing(theme.space(gap) if gap else 0)
    edge = theme.space(margin) if margin else 0
    layout.setContentsMargins(edge, edge, edge, edge)


class Flow(QLayout):
    """Parts beside each other that go on to the next line when there is no room.

    ``gap`` is the space between parts, ``down`` the space between lines; parts of one line
    stand in its middle, or on its ``foot``.
    """

    def __init__(
        self,
        theme: Theme,
        *parts: QWidget,
        gap: str = "s",
        down: str = "",
        foot: bool = False,
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self._gap, self._down = theme.space(gap), theme.space(down or gap)
        self._foot = foot
        self.setContentsMargins(QMargins())
        for part in parts:
            self.addWidget(part)

    def addItem(self, item: QLayoutItem) -> None:
        """Takes a part (Qt calls this)."""
        self._items.append(item)
        self._heights.clear()

    def count(self) -> int:
        """How many parts there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """One part, or nothing past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Gives one part away."""
        self._heights.clear()
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """It asks for no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height follows from its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at this width; Qt asks many times for one change."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """A part has changed (Qt calls this)."""
        self._heights.clear()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        """Puts the parts in their places."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All on one line."""
        shown = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(size.width() + self._gap for size in shown) - self._gap
        return QSize(max(width, 0), max((size.height() for size in shown), default=0))

    def minimumSize(self) -> QSize:
        """The widest part by itself."""
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            tall = max(size.height() for _, size in line)
            x = rect.x()
            for item, size in line:
                spare = tall - size.height()
                if move:
                    top = y + (spare if self._foot else spare // 2)
                    item.setGeometry(QRect(QPoint(x, top), size))
                x += size.width() + self._gap
            y += tall + self._down
        return max(y - self._down - rect.y(), 0)

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            size.setWidth(min(size.width(), max(width, item.minimumSize().width())))
            if item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if lines and used + size.width() <= width:
                lines[-1].append((item, size))
            else:
                lines.append([(item, size)])
                used = 0
            used += size.width() + self._gap
        return lines


class TwoColumns(QWidget):
    """A main part and a side part; the side goes below when the text leaves it no room."""

    def __init__(self, theme: Theme, main: QWidget, side: QWidget, *, shares: tuple[int, int]):
        super().__init__()
        self._theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        _space(self._box, theme, "xl", "")
        self._box.addWidget(main, shares[0])
        self._box.addWidget(side, shares[1])
        self._box.setAlignment(side, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses beside or below."""
        room = self.width() / self._theme.scale
        beside = room >= self._theme.tokens.breakpoint.single
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
        super().resizeEvent(event)


class Scroll(QScrollArea):
    """A part that scrolls when its content is larger; nothing in it is ever cut off."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        # One of ours: for Qt's own, Python would load every kind of widget to find out what it is.
        self.setViewport(QWidget())
        self.setWidget(content)
