"""The base of the pages about letters, and the small parts they share.

A letter page writes through its ``Sharing`` and then emits ``changed``. ``go`` asks for another
of them: ``letters``, ``sharing:KIND`` or ``preview:KIND``. ``leave`` asks for the ward board.
``failed`` tells of a ``UserError``, which also stands in words at the top of the page.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from srh_assess.assessment.naming import Woman, woman
from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.ui.pages.in_view import show_in_view
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.answer_group import AnswerGroup
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Scroll
from srh_assess.ui.widgets.moments import clock_time, weekday_date
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.session import Session


class Ticks(AnswerGroup):
    """Answers without keys of their own: a consent is never given by a digit that slipped."""

    def press(self, number: int) -> bool:
        """No digit chooses."""
        return False


class Why(Text):
    """Why something is closed. While it says so it is a stop of the Tab key, because the closed
    button beside it is none."""

    def say(self, words: str) -> None:
        """Changes the words."""
        super().say(words)
        self.setAccessibleName(words)
        stop = Qt.FocusPolicy.TabFocus if words else Qt.FocusPolicy.NoFocus
        self.setFocusPolicy(stop)


class Tab(Button):
    """A button that stays pressed. Its words stand bold then, and have room for it always."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__(theme, words)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Wide enough for the bold words."""
        bold = QFontMetrics(self._theme.font("body", strong=True))
        wider = bold.horizontalAdvance(self._words) - self.fontMetrics().horizontalAdvance(
            self._words
        )
        edges = 2 * (self._theme.line("chosen") - self._theme.line("control"))
        return super().sizeHint() + QSize(max(wider, 0) + edges, 0)


class Changing(QWidget):
    """A place whose content is replaced; hidden while it is empty."""

    def __init__(self) -> None:
        super().__init__()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.content: QWidget | None = None
        self.hide()

    def hold(self, content: QWidget | None) -> None:
        """Shows this and throws away what was there."""
        old, self.content = self.content, content
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        if content is not None:
            self._box.addWidget(content)
        self.setVisible(content is not None)


class Shelf(Scroll):
    """A part that scrolls by itself in what the page leaves it; ``whole`` shows all of it."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__(content)
        self._theme, self._inside, self._whole = theme, content, False

    def whole(self, whole: bool) -> None:
        """Whether the page scrolls instead, because parts stand below each other."""
        self._whole = whole
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if whole else policy.ScrollBarAsNeeded
        )
        self.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words that run wider are less tall: where all is shown, the page is told."""
        super().resizeEvent(event)
        if self._whole and event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """Some rows, or all of them."""
        width = super().minimumSizeHint().width()
        inside = self._inside
        if not self._whole:
            return QSize(width, self._theme.height("answer-compact") * 4)
        tall = inside.heightForWidth(self.width()) if inside.hasHeightForWidth() else 0
        return QSize(width, max(tall, inside.sizeHint().height()))

    def sizeHint(self) -> QSize:
        """No more than it must have."""
        return self.minimumSizeHint()


class Beside(QWidget):
    """Two parts beside each other over the whole height, or below each other where the text
    leaves no room. ``stacked`` tells when that changes."""

    stacked = Signal(bool)

    def __init__(self, theme: Theme, main: QWidget, side: QWidget, *, shares: tuple[int, int]):
        super().__init__()
        self._theme = theme
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("xl"))
        self._box.addWidget(main, shares[0])
        self._box.addWidget(side, shares[1])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Chooses beside or below."""
        super().resizeEvent(event)
        beside = self.width() / self._theme.scale >= self._theme.tokens.breakpoint.single
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)
            self.stacked.emit(not beside)


class LetterPage(Page):
    """A page about one woman's letters."""

    go = Signal(str)
    leave = Signal()
    failed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        session: Session,
        heading: Heading,
        *,
        hint: str = "",
        kicker: str = "",
        wide: bool = True,
    ) -> None:
        super().__init__(theme, heading, hint=hint, kicker=kicker, wide=wide)
        self.session = session
        self._fault: Changing | None = None

    @property
    def woman(self) -> Woman:
        """How this page's sentences speak of her."""
        return woman(self.session.record.identity)

    @property
    def fault(self) -> Changing:
        """Where a refusal stands: where the page puts it, else at its foot."""
        if self._fault is None:
            self._fault = Changing()
        return self._fault

    def keep(self, act: Callable[[], object]) -> UserError | None:
        """Does something that writes; says what stood against it, and gives it back."""
        fault: UserError | None = None
        try:
            act()
        except UserError as found:
            fault = found
        if fault is not None and self.fault.parent() is None:
            self._add(self.fault)
        if self._fault is not None:
            self._fault.hold(told(self._theme, fault) if fault is not None else None)
        if fault is not None:
            announce(self, str(fault), urgent=True)
            self.failed.emit(fault)
        self.changed.emit()
        if fault is not None:
            show_in_view(self.fault)  # whoever wrote a long form stands at its foot
        return fault


def told(theme: Theme, fault: UserError) -> Notice:
    """A refusal with its next step, as a box."""
    return Notice(theme, fault.next_step, "attention", strong=fault.sentence)


def at(moment: datetime, now: datetime) -> str:
    """``14:41``, or ``Thu 12-Mar-2026 14:41`` on another day."""
    day = local(moment).date()
    if day == local(now).date():
        return clock_time(moment)
    return f"{weekday_date(day)} {clock_time(moment)}"
