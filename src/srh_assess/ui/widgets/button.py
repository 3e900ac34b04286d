"""Buttons: one primary a page, plain ones beside it, quiet ones and links for the rest."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from srh_assess.assessment.identity import NO_BREAK
from srh_assess.ui import icons
from srh_assess.ui.theme import Theme, set_property

ButtonRole = Literal["plain", "primary", "urgent", "quiet", "link"]

_INK = {
    "plain": "text",
    "primary": "on-accent",
    "urgent": "on-urgent",
    "quiet": "accent",
    "link": "accent",
}
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Button(QPushButton):
    """A button whose words name the act. Enter presses it, as Space does.

    ``name`` is what a screen reader says when the words alone are not enough
    ("Change, pain or bleeding now"). ``trailing`` puts the icon after the words.
    """

    def __init__(
        self,
        theme: Theme,
        words: str,
        role: ButtonRole = "plain",
        *,
        icon: str = "",
        name: str = "",
        trailing: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._words = words
        self.setProperty("role", role)
        self.setAutoDefault(False)
        self.setAccessibleName(name or words)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if trailing:
            self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setText(self._shown())
        self._tint()
        theme.changed.connect(self._tint)

    def reword(self, words: str, *, icon: str | None = None) -> None:
        """Changes the words, and the icon when one is given. The same again costs nothing."""
        if words == self._words and icon in (None, self._icon) and self._tinted == self._ink():
            return
        self._words = words
        if icon is not None:
            self._icon = icon
        self.setText(self._shown())
        self.setAccessibleName(words)
        self._tint()

    def become(self, role: ButtonRole, words: str, *, icon: str, trailing: bool) -> None:
        """Changes what it is: its role, words and icon, and on which side the icon stands."""
        set_property(self, "role", role)
        direction = Qt.LayoutDirection.RightToLeft if trailing else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(direction)
        self.reword(words, icon=icon)

    def only_icon(self, short: bool) -> None:
        """Shows the icon alone, the words as tooltip; the accessible name stays."""
        self.setText("" if short else self._shown())
        self.setToolTip(self._words if short else "")

    def _shown(self) -> str:
        """The words, a little away from the icon: Qt puts them too close."""
        words = self._words.replace("&", "&&")
        if not self._icon or not words:
            return words
        trailing = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        return f"{words}{NO_BREAK}" if trailing else f"{NO_BREAK}{words}"

    def _ink(self) -> str:
        return _INK[str(self.property("role"))]

    def _tint(self) -> None:
        self._tinted = self._ink()
        self._icon_drawn = self.isVisible() or not self._icon
        if self._icon:
            edge = self._theme.icon_size("button")
            self.setIcon(self._picture() if self._icon_drawn else icons.room())
            self.setIconSize(QSize(edge, edge))
        else:
            self.setIcon(QIcon())

    def _picture(self) -> QIcon:
        return self._theme.icon(self._icon, self._tinted)

    def showEvent(self, event: QShowEvent) -> None:
        """The icon is drawn when it is first seen; until then it keeps its room."""
        if not self._icon_drawn:
            self._icon_drawn = True
            self.setIcon(self._picture())
        super().showEvent(event)

    def sizeHint(self) -> QSize:
        """One that can be chosen keeps the room for it: chosen, its words are bold and wider."""
        hint = super().sizeHint()
        if self.isCheckable():
            strong = QFontMetrics(self._theme.font(strong=True))
            wider = strong.horizontalAdvance(self.text())
            hint += QSize(max(0, wider - self.fontMetrics().horizontalAdvance(self.text())), 0)
        return hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; otherwise it would go on to Continue. Arrows belong to what the
        button stands in."""
        if event.key() in _ARROWS:
            event.ignore()
        elif event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.click()
        else:
            super().keyPressEvent(event)
