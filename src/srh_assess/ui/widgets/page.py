"""The base of every page of the middle column.

A page shows ``valid``, ``busy``, ``error``, ``apply()`` and ``changed``, and its ``heading``;
nothing else of it is anyone's business.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.answer_group import AnswerGroup, digit
from srh_assess.ui.widgets.clock import UrgentBand
from srh_assess.ui.widgets.layouts import Part
from srh_assess.ui.widgets.problems import ErrorSummary, Problem
from srh_assess.ui.widgets.text import Heading, Text

_TYPING = (QLineEdit, QPlainTextEdit, QComboBox)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Page(QWidget):
    """One topic. A subclass adds its parts in ``__init__`` with ``_add`` and emits ``changed``.

    ``kicker`` stands small above the heading (the section's name), ``progress`` at its right,
    ``hint`` below it. ``wide`` lifts the limit on the width of the text; ``band`` puts
    the heading into the solid band of the page that interrupts.
    """

    changed = Signal()

    def __init__(
        self,
        theme: Theme,
        heading: Heading,
        *,
        kicker: str = "",
        progress: str = "",
        hint: str = "",
        wide: bool = False,
        band: bool = False,
    ) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(heading.text())
        self.heading = heading
        self._theme = theme
        self._wide = wide
        self._summary: ErrorSummary | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        if band:
            whole.addWidget(UrgentBand(theme, heading))
        self._outer = QHBoxLayout()
        whole.addLayout(self._outer, 1)
        self._column = QWidget()
        self._outer.addWidget(self._column, 1)
        self._rest = QWidget()
        self._outer.addWidget(self._rest, 0)
        self._body = QVBoxLayout(self._column)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._head(kicker, progress, hint, band=band)
        self._body.addStretch(1)
        self._room()
        theme.changed.connect(self._room)

    # ---- what a page shows to others

    @property
    def valid(self) -> bool:
        """Whether Continue may go on. A page that only shows things always lets it."""
        return True

    @property
    def busy(self) -> bool:
        """Whether it waits for something slow."""
        return False

    @property
    def error(self) -> str:
        """What must be put right first, in one sentence; empty when nothing."""
        return ""

    def apply(self) -> None:
        """Hands over what has been typed and not yet been handed over; called on Continue."""

    # ---- for the pages themselves

    def _add(self, *parts: Part, gap: str = "l") -> None:
        """Adds parts below what is there, ``gap`` above each."""
        for part in parts:
            if self._body.count() > 1:
                self._body.insertSpacing(self._body.count() - 1, self._theme.space(gap))
            if isinstance(part, QWidget):
                self._body.insertWidget(self._body.count() - 1, part)
            elif part is not None:
                self._body.insertLayout(self._body.count() - 1, part)

    def _problems(self, problems: Sequence[Problem]) -> None:
        """Shows what must be put right above everything, and takes focus there. An empty
        list takes the summary away."""
        self.heading.error(bool(problems))
        self.setAccessibleName(self.heading.text())
        if self._summary is not None:
            self._body.takeAt(1)
            self._body.removeWidget(self._summary)
            self._summary.hide()
            self._summary.deleteLater()
            self._summary = None
        if problems:
            self._summary = ErrorSummary(self._theme, problems)
            self._body.insertSpacing(0, self._theme.space("l"))
            self._body.insertWidget(0, self._summary)
            self._summary.show()
            self._summary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _head(self, kicker: str, progress: str, hint: str, *, band: bool) -> None:
        if kicker or progress:
            line = QHBoxLayout()
            line.addWidget(Text(kicker, "muted"), 1)
            if progress:
                line.addWidget(Text(progress, "muted", wrap=False))
            self._body.addLayout(line)
            self._body.addSpacing(self._theme.space("s"))
        if not band:
            self._body.addWidget(self.heading)
        if hint:
            self._body.addSpacing(self._theme.space("xs"))
            self._body.addWidget(Text(hint, "hint"))

    def _room(self) -> None:
        """Margins and the width of the text, after the window and the text size."""
        theme = self._theme
        narrow = self.window().width() / theme.scale < theme.tokens.breakpoint.narrow
        side = theme.space("xl") if narrow else theme.space("page")
        top = theme.space("m") if narrow else theme.space("xl")
        self._outer.setContentsMargins(side, top, side, theme.space("s"))
        if not self._wide:
            self._column.setMaximumWidth(theme.width("text-max"))
            self._outer.setStretch(0, 1000)
            self._outer.setStretch(1, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the margins in step with the window."""
        self._room()
        super().resizeEvent(event)

    # ---- keys

    def _groups(self) -> list[AnswerGroup]:
        shown = [group for group in self.findChildren(AnswerGroup) if group.isVisible()]
        origin = QPoint(0, 0)
        return sorted(shown, key=lambda one: (one.mapTo(self, origin).y(), one.x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits go to the question at hand, Up and Down between questions, Enter onwards."""
        focus = QApplication.focusWidget()
        groups = self._groups()
        if isinstance(focus, _TYPING) or not groups:
            event.ignore()
            return
        here = next(
            (n for n, one in enumerate(groups) if focus is not None and one.isAncestorOf(focus)),
            None,
        )
        if number := digit(event):
            open_ones = [n for n, group in enumerate(groups) if not group.codes]
            groups[(open_ones or [0])[0] if here is None else here].press(number)
        elif event.key() in _ENTER and here is not None:
            later = [group for group in groups[here + 1 :] if not group.codes]
            if later and groups[here].codes:
                later[0].take_focus()
            else:
                event.ignore()
        elif step := (event.key() == Qt.Key.Key_Down) - (event.key() == Qt.Key.Key_Up):
            place = (0 if step > 0 else -1) if here is None else here + step
            if -1 <= place < len(groups) and (here is None or place >= 0):
                groups[place].take_focus()
        else:
            event.ignore()
