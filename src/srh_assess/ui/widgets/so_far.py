"""So far: running clocks, needs raised, what to come back to, answers set aside.

A panel, or one line when narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from srh_assess.saying import counted
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.clock import ClockCard, ClockChip, ClockFace
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import Flow, Scroll, column, row
from srh_assess.ui.widgets.need_card import NeedCard, NeedFace
from srh_assess.ui.widgets.text import Text


class SetAside(Struct, frozen=True):
    """An answer that no longer counts because something changed; it is kept."""

    name: str
    because: str


class SoFarView(Struct, frozen=True, kw_only=True):
    """Everything the panel shows."""

    clocks: tuple[ClockFace, ...] = ()
    needs: tuple[NeedFace, ...] = ()
    tasks: tuple[NeedFace, ...] = ()
    set_aside: tuple[SetAside, ...] = ()


def needs_words(count: int) -> str:
    """``1 need``, ``2 needs``."""
    return counted(count, "need")


class SoFarBar(QFrame):
    """One line under the banner: every running clock, how many needs, and a way to open."""

    unfold = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("soFarBar")
        self.setAccessibleName("So far")
        self._theme = theme
        self._open = Button(theme, "So far", "quiet", icon="chevron-down")
        self._open.clicked.connect(self.unfold)
        self._line = QHBoxLayout(self)
        side, down = theme.space("xl"), theme.space("xs")
        self._line.setContentsMargins(side, down, side, down)
        self._line.addWidget(self._open, 0, Qt.AlignmentFlag.AlignVCenter)
        self._inside: QWidget | None = None
        self.chips: list[ClockChip] = []

    def show_view(self, view: SoFarView, now: datetime, *, is_open: bool) -> None:
        """Shows the clocks and counts."""
        if self._inside is not None:
            self._line.removeWidget(self._inside)
            self._inside.hide()
            self._inside.deleteLater()
        self._inside = QWidget()
        self.chips = [ClockChip(self._theme, face, now) for face in view.clocks]
        count = [Text(needs_words(len(view.needs)), "small", wrap=False)] if view.needs else []
        self._inside.setLayout(Flow(self._theme, *self.chips, *count))
        self._line.insertWidget(0, self._inside, 1, Qt.AlignmentFlag.AlignVCenter)
        self._open.reword(
            "Fold So far" if is_open else "So far", icon="chevron-up" if is_open else "chevron-down"
        )


class SoFar(QFrame):
    """The panel at the right. ``need_pressed``, ``task_pressed`` and ``fold_wanted`` tell what the
    person did."""

    need_pressed = Signal(str)
    task_pressed = Signal(str)
    fold_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("soFar")
        self.setAccessibleName("So far")
        self._theme = theme
        self._view = SoFarView()
        self._reached: dict[str, int] = {}
        self.cards: list[ClockCard] = []
        self._fold = Button(theme, "Fold", "quiet", icon="chevron-right", trailing=True)
        self._fold.setAccessibleName("Fold So far")
        self._fold.clicked.connect(self.fold_wanted)
        head = row(theme, Text("So far", "heading", wrap=False), None, self._fold)
        self._inside = QWidget()
        self._scroll = Scroll(self._inside)
        box = QVBoxLayout(self)
        pad = theme.space("l")
        side = pad - theme.space("s")
        box.setContentsMargins(side, pad, theme.space("xs"), 0)
        box.setSpacing(0)
        head.setContentsMargins(theme.space("s"), 0, theme.space("m"), 0)
        box.addLayout(head)
        box.addWidget(self._scroll, 1)
        self._beside = True
        self._size()
        theme.changed.connect(self._size)

    def beside(self, beside: bool) -> None:
        """Beside the page with its own width, or unfolded below the line, as wide as it gets."""
        self._beside = beside
        self._fold.setVisible(beside)
        self._size()

    def show_view(self, view: SoFarView, now: datetime) -> None:
        """Shows everything anew; a clock that has just started is announced."""
        self._view = view
        self._inside = QWidget()
        content = column(self._theme, gap="s")
        ring = self._theme.space("s")
        content.setContentsMargins(ring, ring, self._theme.space("m"), ring)
        self.cards = [ClockCard(self._theme, face, now) for face in view.clocks]
        for card in self.cards:
            content.addWidget(card)
        self._cards(content, "Needs raised", view.needs, self.need_pressed)
        self._cards(content, "To come back to", view.tasks, self.task_pressed)
        self._aside(content, view.set_aside)
        if not content.count():
            content.addWidget(Text("Nothing yet", "muted"))
        content.addStretch(1)
        self._inside.setLayout(content)
        self._scroll.setWidget(self._inside)
        self._milestones(now)

    def redraw(self, now: datetime) -> None:
        """The clocks at this moment; half time, the last hour and the end are announced."""
        for card in self.cards:
            card.redraw(now)
        self._milestones(now)

    def _cards(
        self, content: QVBoxLayout, words: str, faces: Sequence[NeedFace], pressed: SignalInstance
    ) -> None:
        if faces:
            content.addWidget(Text(f"{words}, {len(faces)}", "group"))
        for face in faces:
            card = NeedCard(self._theme, face)
            card.pressed.connect(pressed)
            content.addWidget(card)

    def _aside(self, content: QVBoxLayout, aside: Sequence[SetAside]) -> None:
        if not aside:
            return
        content.addWidget(Text(f"Set aside, {len(aside)}", "group"))
        for one in aside:
            words = column(
                self._theme,
                Text(one.name, "label"),
                Text(f"{one.because}. Kept, not counted", "caption"),
                gap="",
            )
            icon = Icon(self._theme, "curved-arrow", "text")
            line = row(self._theme, icon, words, gap="s")
            line.setStretch(1, 1)
            line.setAlignment(icon, Qt.AlignmentFlag.AlignTop)
            content.addLayout(line)

    def _milestones(self, now: datetime) -> None:
        running = {face.id: face for face in self._view.clocks}
        for name, face in running.items():
            reached = face.milestone(now)
            if reached > self._reached.get(name, -1):
                announce(self, face.spoken(now), urgent=True)
            self._reached[name] = max(reached, self._reached.get(name, -1))
        self._reached = {name: at for name, at in self._reached.items() if name in running}

    def _size(self) -> None:
        if self._beside:
            self.setMinimumWidth(self._theme.width("panel"))
            self.setMaximumWidth(self._theme.width("panel"))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(self.window().maximumWidth())
