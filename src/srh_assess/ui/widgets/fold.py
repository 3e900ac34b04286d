"""A fold: advice that is there when wanted. The page's owner remembers what was open."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from srh_assess.assessment.identity import NO_BREAK
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.text import Text

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FoldButton(QPushButton):
    """The words with an arrow; ``content`` shows below while it is open."""

    folded = Signal(bool)

    def __init__(self, theme: Theme, words: str, content: QWidget, *, is_open: bool = False):
        super().__init__()
        self._theme, self._words, self._content = theme, words, content
        self.setProperty("role", "quiet")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setChecked(is_open)
        self.say(words)
        self.toggled.connect(self._renew)
        theme.changed.connect(self._renew)

    def say(self, words: str) -> None:
        """Changes the words."""
        self._words = words
        self.setText(NO_BREAK + words.replace("&", "&&"))
        self._renew()

    def _renew(self) -> None:
        is_open = self.isChecked()
        edge = self._theme.icon_size()
        arrow = "chevron-down" if is_open else "chevron-right"
        self.setIcon(self._theme.icon(arrow, "accent", "inline"))
        self.setIconSize(QSize(edge, edge))
        self.setAccessibleName(f"{self._words}, {'open' if is_open else 'folded'}")
        if self._content.isHidden() == is_open:
            self._content.setVisible(is_open)
            self.folded.emit(not is_open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens and folds."""
        if event.key() in _ENTER:
            self.click()
        else:
            super().keyPressEvent(event)


class Folds(QWidget):
    """Folds whose buttons stand beside each other; what each holds opens below them all.

    ``open_now`` names those that stand open; ``folded`` tells which one changed, so that the
    page's owner can remember it for the sitting.
    """

    folded = Signal(str, bool)

    def __init__(
        self,
        theme: Theme,
        *folds: tuple[str, QWidget | str],
        open_now: frozenset[str] = frozenset(),
    ) -> None:
        super().__init__()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.space("xs"))
        line = Flow(theme, gap="xl")
        outer.addLayout(line)
        self.buttons: list[FoldButton] = []
        for words, content in folds:
            inside = self._boxed(theme, content)
            inside.setVisible(words in open_now)
            button = FoldButton(theme, words, inside, is_open=words in open_now)
            button.folded.connect(partial(self.folded.emit, words))
            line.addWidget(button)
            outer.addWidget(inside)
            self.buttons.append(button)

    def _boxed(self, theme: Theme, content: QWidget | str) -> QFrame:
        inside = QFrame(self)
        inside.setProperty("role", "notice")
        box = QVBoxLayout(inside)
        pad = theme.space("m")
        box.setContentsMargins(pad, pad, pad, pad)
        box.addWidget(Text(content) if isinstance(content, str) else content)
        return inside


class Fold(Folds):
    """One fold."""

    def __init__(
        self, theme: Theme, words: str, content: QWidget | str, *, is_open: bool = False
    ) -> None:
        super().__init__(theme, (words, content), open_now=frozenset({words} if is_open else ()))
