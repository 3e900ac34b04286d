"""The scenario beside the page: what has just happened, what she says here, the time, the ways out.

A panel at the right where there is room, else one line above the page that opens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec import Struct
from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from srh_assess.ui.theme import Theme
from srh_assess.ui.training.cards import CardView, SceneCard
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.fold import Fold
from srh_assess.ui.widgets.icon import Icon
from srh_assess.ui.widgets.layouts import Flow, Scroll, column, row
from srh_assess.ui.widgets.text import Line, Text

UNMARKED = "Not marked yet. What you do is compared in the debrief, for you alone"
LEAST_WORDS = 24  # characters: fewer would stand one below the other
TOGETHER = "Nothing is counted against anybody. What the group does is talked about together"


class Act(Struct, frozen=True):
    """Something that can be done with the scenario: its id and its words."""

    id: str
    words: str
    icon: str = ""


class SceneView(Struct, frozen=True, kw_only=True):
    """Everything the panel shows. ``news`` is what has happened, the newest first; ``here``
    what she says to the questions of this page; ``covered`` stands in its place while only
    whoever plays her may see it. ``quick`` are acts that stand on the line above the page.
    ``line_only``: there is no panel to open, and the line holds all of it."""

    title: str = ""
    when: str = ""
    run: str = ""
    back: str = ""
    news: tuple[SceneCard, ...] = ()
    here: tuple[SceneCard, ...] = ()
    covered: str = ""
    notes: str = ""
    letter: str = ""
    times: tuple[Act, ...] = ()
    acts: tuple[Act, ...] = ()
    quick: tuple[Act, ...] = ()
    foot: str = UNMARKED
    line_only: bool = False


class SceneBar(QFrame):
    """One line above the page: the time of the scenario, its newest words, the acts that somebody
    needs who stands before a group, and the way to open it all."""

    unfold = Signal()
    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sceneBar")
        self.setAccessibleName("Scenario")
        self._theme = theme
        self._when = Text("", "label", "training", wrap=False)
        self._words = Text("", "small")
        self.quick: dict[str, Button] = {}
        self._quick = QHBoxLayout()
        self._quick.setSpacing(theme.space("s"))
        self.button = Button(theme, "Scenario", "quiet", icon="chevron-down")
        self.button.clicked.connect(self.unfold)
        line = QHBoxLayout(self)
        side, down = theme.space("xl"), theme.space("xs")
        line.setContentsMargins(side, down, side, down)
        line.setSpacing(theme.space("m"))
        line.addWidget(self._when)
        line.addWidget(self._words, 1)
        line.addLayout(self._quick)
        line.addWidget(self.button)

    def _offer(self, acts: Sequence[Act]) -> None:
        if list(self.quick) == [act.id for act in acts]:
            return
        for button in self.quick.values():
            self._quick.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.quick = {}
        for act in acts:
            button = Button(self._theme, act.words, "quiet", icon=act.icon)
            button.clicked.connect(partial(self.acted.emit, act.id))
            self.quick[act.id] = button
            self._quick.addWidget(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What has room depends on the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where it is narrow the newest words give way, then the words of the acts: they stand in
        the panel too, and nothing is cut off."""
        acts = tuple(self.quick.values())
        room = self.width() - self._theme.space("xl") * 2 - self._theme.space("m") * 3
        for words, icons in ((True, False), (False, False), (False, True)):
            self._words.setVisible(words)
            for button in acts:
                button.only_icon(icons)
            shown = [self._when, *acts] + ([self.button] if not self.button.isHidden() else [])
            needed = sum(one.sizeHint().width() + self._theme.space("s") for one in shown)
            needed += self.fontMetrics().averageCharWidth() * LEAST_WORDS if words else 0
            if needed <= room:
                return

    def show_view(self, view: SceneView, *, is_open: bool, beside: bool = False) -> None:
        """The newest words only; all of them stand in the panel, ``beside`` the page or below."""
        self.setAccessibleName(view.when if view.line_only else "Scenario")
        self._offer(view.quick)
        self.button.setVisible(not beside and not view.line_only)
        newest = next(iter(view.news), None)
        here = len(view.here)
        told = f"{here} said or seen to this page" if here and not view.covered else view.title
        self._when.say(view.when)
        self._words.setText(told if newest is None else newest.title or newest.text)
        self.button.reword(
            "Fold the scenario" if is_open else "Scenario",
            icon="chevron-up" if is_open else "chevron-down",
        )
        self._fit()


class Scene(QFrame):
    """The panel. ``moved`` names a step of time, ``acted`` what is to be done with the run."""

    moved = Signal(str)
    acted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scene")
        self.setAccessibleName("Scenario")
        self._theme = theme
        self._view = SceneView()
        self._notes_open = True
        self.cards: list[CardView] = []
        self.buttons: dict[str, Button] = {}
        self._scroll = Scroll(QWidget())
        box = QVBoxLayout(self)
        pad = theme.space("s")
        box.setContentsMargins(pad, pad, theme.space("xs"), 0)
        box.addWidget(self._scroll)
        self._beside = True
        self._size()
        theme.changed.connect(self._size)

    @property
    def view(self) -> SceneView:
        """What is shown."""
        return self._view

    def beside(self, beside: bool) -> None:
        """Beside the page with its own width, or unfolded above it, as wide as it gets."""
        self._beside = beside
        self._size()

    def show_view(self, view: SceneView) -> None:
        """Shows everything anew; what has just happened is announced."""
        if view == self._view and self.cards:
            return
        before, self._view, here = self._view.news[:1], view, self._place_of_focus()
        theme, inside = self._theme, QWidget()
        self.cards, self.buttons = [], {}
        ring = theme.space("s")
        content = column(theme, gap="s")
        content.setContentsMargins(ring, ring, theme.space("m"), theme.space("m"))
        content.addWidget(Text(view.title, "heading"))
        content.addLayout(self._meta(view))
        self._cards(content, "", view.news)
        if view.covered:
            content.addWidget(Text(view.covered, "muted"))
        else:
            self._cards(content, "To the questions on this page", view.here)
        if view.notes:
            fold = Fold(theme, "The notes", view.notes, is_open=self._notes_open)
            fold.folded.connect(self._folded)
            content.addWidget(fold)
        if view.letter:
            content.addWidget(Fold(theme, "The letter that came along", view.letter))
        self._acts(content, "Time", view.times, self.moved)
        self._acts(content, "The scenario", view.acts, self.acted)
        content.addWidget(Line())
        content.addWidget(Text(view.foot, "caption"))
        content.addStretch(1)
        inside.setLayout(content)
        self._scroll.setWidget(inside)
        if here is not None and self.buttons:
            made = list(self.buttons.values())
            made[min(here, len(made) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        if view.news[:1] != before and view.news:
            announce(self, view.news[0].spoken, urgent=True)

    def _place_of_focus(self) -> int | None:
        """Which of the acts has the keyboard, the first where something else in here has it; none
        where it is elsewhere. What is shown anew gives it back: it was pressed by key."""
        focus = self.window().focusWidget()
        if focus not in self._scroll.findChildren(QWidget):
            return None
        made = list(self.buttons.values())
        return made.index(focus) if focus in made else 0

    def _meta(self, view: SceneView) -> Flow:
        parts: list[QWidget] = []
        for icon, words in (
            ("clock", view.when),
            ("person", view.run),
            ("curved-arrow", view.back),
        ):
            if not words:
                continue
            holder = QWidget()
            line = row(self._theme, Icon(self._theme, icon, "text-muted"), Text(words, "muted"))
            line.setSpacing(self._theme.space("xs"))
            holder.setLayout(line)
            parts.append(holder)
        return Flow(self._theme, *parts, gap="m", down="xs")

    def _cards(self, content: QVBoxLayout, head: str, cards: Sequence[SceneCard]) -> None:
        if head and cards:
            content.addWidget(Text(head, "group"))
        for card in cards:
            shown = CardView(self._theme, card)
            self.cards.append(shown)
            content.addWidget(shown)

    def _acts(
        self, content: QVBoxLayout, head: str, acts: Sequence[Act], told: SignalInstance
    ) -> None:
        if not acts:
            return
        content.addWidget(Text(head, "group"))
        made = []
        for act in acts:
            button = Button(self._theme, act.words, icon=act.icon)
            button.clicked.connect(partial(told.emit, act.id))
            self.buttons[act.id] = button
            made.append(button)
        content.addLayout(Flow(self._theme, *made, gap="s"))

    def _folded(self, _: str, is_open: bool) -> None:
        self._notes_open = is_open

    def _size(self) -> None:
        if self._beside:
            self.setMinimumWidth(self._theme.width("panel"))
            self.setMaximumWidth(self._theme.width("panel"))
        else:
            self.setMinimumWidth(0)
            self.setMaximumWidth(self.window().maximumWidth())
