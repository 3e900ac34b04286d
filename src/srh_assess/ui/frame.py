"""The frame of the main window: banner, rail, page, So far, action bar, footer.

The frame knows no record and no rule: it shows what it is given and tells what was asked of
it. Who drives it connects the signals and calls ``show_page``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from srh_assess.assessment.identity import Banner as Woman
from srh_assess.clock import Clock
from srh_assess.ui.focus_ring import FocusRing
from srh_assess.ui.reading import tab_stops
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.actions import ActionBar
from srh_assess.ui.widgets.banner import Banner
from srh_assess.ui.widgets.edges import (
    Footer,
    HiddenCover,
    ReviewStrip,
    TrainingStrip,
    marked,
)
from srh_assess.ui.widgets.layouts import Scroll
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.rail import Rail
from srh_assess.ui.widgets.saved import SavedMark
from srh_assess.ui.widgets.so_far import SoFar, SoFarBar, SoFarView

Mode = Literal["wide", "narrow", "single"]
TITLE = "Sexual and reproductive health assessment"
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Parts(Struct, frozen=True, kw_only=True):
    """Which parts of the frame stand round a page. A page without a woman has no banner."""

    banner: bool = True
    rail: bool = True
    so_far: bool = True
    actions: bool = True


WOMAN = Parts()
URGENT = Parts(rail=False, so_far=False)
ALONE = Parts(banner=False, rail=False, so_far=False, actions=False)


class Frame(QMainWindow):
    """The main window. No name of anyone ever stands in its title."""

    back = Signal()
    go_on = Signal()
    other = Signal()
    pause = Signal()
    hide_wanted = Signal()
    lock = Signal()
    help_wanted = Signal()
    section_chosen = Signal(str)
    need_chosen = Signal(str)
    wanted_back = Signal()

    def __init__(
        self, theme: Theme, clock: Clock, *, training: bool = False, mark: str = ""
    ) -> None:
        """``mark`` is the word for a record that is not real and not training either."""
        super().__init__()
        mark = mark or ("TRAINING" if training else "")
        self.mark = mark
        self.setWindowTitle(marked(mark, TITLE))
        self._theme, self._clock = theme, clock
        self._parts = ALONE
        self._mode: Mode = "wide"
        self._view = SoFarView()
        self._unfolded = True
        self._line_open = False
        self._before_hiding: QWidget | None = None
        self.hung: QWidget | None = None
        self.strip = TrainingStrip(theme, mark=mark) if mark else None
        self.saved = SavedMark(theme, kept="Kept in training" if training else "Saved")
        self.review = ReviewStrip(theme)
        self.banner = Banner(theme, self.saved, training=training)
        self.rail = Rail(theme)
        self.so_far = SoFar(theme)
        self.so_far_bar = SoFarBar(theme)
        self.actions_bar = ActionBar(theme, training=training)
        self.footer = Footer(theme)
        self.cover = HiddenCover()
        self._stack = QStackedWidget()
        self._stack.setObjectName("pageStack")
        self._middle = Scroll(self._stack)
        self._build()
        self._ring = FocusRing(theme, self)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self.redraw_clocks)
        self._connect()
        self._keys()
        theme.changed.connect(self._arrange)

    # ---- what is shown

    def show_page(self, page: Page, parts: Parts = WOMAN) -> None:
        """Shows a page and gives its heading the focus, so that it is read out. The page
        before it is thrown away: pages are made anew from the record."""
        old = self._stack.currentWidget()
        self._parts = parts
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        if old is not None:
            self._stack.removeWidget(old)
            old.deleteLater()
        self._line_open = False
        self._middle.verticalScrollBar().setValue(0)
        self._arrange()
        self.to_heading()

    @property
    def page(self) -> Page | None:
        """The page that is shown."""
        page = self._stack.currentWidget()
        return page if isinstance(page, Page) else None

    def show_woman(self, words: Woman) -> None:
        """Shows who she is in the banner."""
        self.banner.show_woman(words)

    def show_so_far(self, view: SoFarView) -> None:
        """Shows clocks, needs and answers set aside; running clocks are kept up to date."""
        if view == self._view:
            return
        self._view = view
        now = self._clock.now()
        self.so_far.show_view(view, now)
        self.so_far_bar.show_view(view, now, is_open=self._line_open)
        self._wind()

    def hang(self, strip: QWidget | None) -> None:
        """Hangs a strip below the banner, on every page until another is hung or none."""
        old, self.hung = self.hung, strip
        if old is not None:
            self._box.removeWidget(old)
            old.hide()
            old.deleteLater()
        if strip is not None:
            self._box.insertWidget(self._box.indexOf(self.banner) + 1, strip)
            strip.show()

    def redraw_clocks(self) -> None:
        """Every running clock at this moment."""
        now = self._clock.now()
        self.so_far.redraw(now)
        for chip in self.so_far_bar.chips:
            chip.redraw(now)
        self._wind()

    def to_heading(self) -> None:
        """Focus to the heading of the page; nothing is lost by it."""
        if self.page is not None:
            self.page.heading.setFocus(Qt.FocusReason.OtherFocusReason)

    def hide_all(self) -> None:
        """Covers everything with the word "Hidden"; what is open stays as it is."""
        if self.hidden:
            return
        self._before_hiding = QApplication.focusWidget()
        self._layers.setCurrentWidget(self.cover)
        self.cover.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_again(self) -> None:
        """Takes the cover away; the cursor is where it was."""
        self._layers.setCurrentWidget(self._inside)
        if self._before_hiding is not None and isValid(self._before_hiding):
            self._before_hiding.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before_hiding = None

    @property
    def hidden(self) -> bool:
        """Whether the cover is on."""
        return self._layers.currentWidget() is self.cover

    @property
    def mode(self) -> Mode:
        """How much room there is: window width divided by text scale."""
        room = self.width() / self._theme.scale
        told = self._theme.tokens.breakpoint
        return "wide" if room >= told.narrow else "narrow" if room >= told.single else "single"

    # ---- building it

    def _build(self) -> None:
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        centre = QVBoxLayout()
        centre.setContentsMargins(0, 0, 0, 0)
        centre.setSpacing(0)
        for part in (self.so_far_bar, self._middle):
            centre.addWidget(part)
        self._centre = centre
        across.addWidget(self.rail)
        across.addLayout(centre, 1)
        across.addWidget(self.so_far)
        self._across = across
        inside = self._inside = QWidget()
        inside.setObjectName("page")
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._box = box
        box.addWidget(self.review)
        box.addWidget(self.banner)
        box.addLayout(across, 1)
        box.addWidget(self.actions_bar)
        box.addWidget(self.footer)
        self._layers = QStackedWidget()
        self._layers.addWidget(inside)
        self._layers.addWidget(self.cover)
        self.setCentralWidget(self._under_the_strip(self._layers))
        # Its own least size: what must fold to fit can only do so when it may become smaller.
        least = self._theme.tokens.width
        self.setMinimumSize(least["text-min"], least["panel"])

    def _under_the_strip(self, layers: QWidget) -> QWidget:
        """The strip stands above everything, a hidden screen too."""
        if self.strip is None:
            return layers
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.strip)
        box.addWidget(layers, 1)
        return whole

    def _connect(self) -> None:
        bar = self.actions_bar
        bar.back.connect(self.back)
        bar.go_on.connect(self.go_on)
        bar.other.connect(self.other)
        bar.pause.connect(self.pause)
        bar.hide_now.connect(self.hide_wanted)
        bar.lock.connect(self.lock)
        self.rail.chosen.connect(self.section_chosen)
        self.so_far.need_pressed.connect(self.need_chosen)
        self.so_far.fold_wanted.connect(self._fold)
        self.so_far_bar.unfold.connect(self._unfold)
        self.cover.wanted_back.connect(self.wanted_back)

    def _arrange(self) -> None:
        """Folds or unfolds the parts after the room there is and what the page wants."""
        parts, mode = self._parts, self.mode
        wide = mode == "wide"
        beside = wide and self._unfolded
        self._mode = mode
        self.banner.setVisible(parts.banner)
        self.banner.narrow(not wide)
        self.rail.setVisible(parts.rail)
        self.rail.narrow(not wide)
        self.actions_bar.setVisible(parts.actions)
        self.actions_bar.short(mode == "single")
        open_below = parts.so_far and not beside and self._line_open
        self.so_far_bar.setVisible(parts.so_far and not beside)
        self.so_far.setVisible(parts.so_far and (beside or open_below))
        self._middle.setVisible(not open_below)
        self._hang_so_far(beside)
        self.so_far_bar.show_view(self._view, self._clock.now(), is_open=self._line_open)

    def _hang_so_far(self, beside: bool) -> None:
        """The panel stands beside the page, or below its own line."""
        self.so_far.beside(beside)
        if beside and self._across.indexOf(self.so_far) < 0:
            self._across.addWidget(self.so_far)
        elif not beside and self._centre.indexOf(self.so_far) < 0:
            self._centre.insertWidget(1, self.so_far, 1)

    def _fold(self) -> None:
        self._unfolded, self._line_open = False, False
        self._arrange()

    def _unfold(self) -> None:
        if self.mode == "wide":
            self._unfolded = True
        else:
            self._line_open = not self._line_open
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arranges anew when the room has changed its kind."""
        super().resizeEvent(event)
        if self.mode != self._mode:
            self._arrange()

    def _wind(self) -> None:
        """The next redraw: once a minute, in the last hour every ten seconds."""
        if not self._view.clocks:
            self._tick.stop()
            return
        now = self._clock.now()
        last_hour = any(face.milestone(now) == 2 for face in self._view.clocks)
        pace = self._theme.tokens.redraw
        self._tick.start(1000 * pace["last-hour" if last_hour else "minute"])

    # ---- keys

    def _keys(self) -> None:
        acts = {
            "F1": self.help_wanted.emit,
            "F6": self._next_part,
            "Shift+F6": self._part_before,
            "F9": self.hide_wanted.emit,
            "Ctrl+L": self.lock.emit,
            "Alt+Left": self.actions_bar.back_button.click,
            "Ctrl+Return": self.actions_bar.primary.click,
            "Ctrl+Enter": self.actions_bar.primary.click,
            "Esc": self.to_heading,
        }
        for keys, act in acts.items():
            shortcut = QShortcut(QKeySequence(keys), self._inside)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no part of the page wanted goes on."""
        if event.key() in _ENTER and self._parts.actions and not self.hidden:
            self.actions_bar.primary.click()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes in reading order: page, acts, So far, rail, foot, banner, and round again."""
        stops: list[QWidget] = []
        for part in self._regions():
            stops += self._stops(part)
        if not stops:
            return False
        here = QApplication.focusWidget()
        place = stops.index(here) + (1 if forward else -1) if here in stops else 0
        self._give(stops[place % len(stops)], forward=forward)
        return True

    def _regions(self) -> list[QWidget]:
        if self.hidden:
            return [self.cover]
        page = self._stack.currentWidget()
        found = [page] if page is not None and not self._middle.isHidden() else []
        found += [self.actions_bar, self.so_far_bar, self.so_far, self.rail]
        found += [self.footer, self.banner]  # the links about her: one step back from the heading
        found += [self.hung] if self.hung is not None else []
        return [part for part in found if part.isVisible()]

    def _stops(self, part: QWidget) -> list[QWidget]:
        if part is self.actions_bar:
            acts = self.actions_bar.in_order()
            return [one for one in acts if one.isVisible() and one.isEnabled()]
        return tab_stops(part)

    def _give(self, widget: QWidget, *, forward: bool = True) -> None:
        reason = Qt.FocusReason.TabFocusReason
        widget.setFocus(reason if forward else Qt.FocusReason.BacktabFocusReason)
        if self._middle.isAncestorOf(widget):
            self._middle.ensureWidgetVisible(widget)

    def _next_part(self) -> None:
        self._go_round(1)

    def _part_before(self) -> None:
        self._go_round(-1)

    def _round(self) -> list[QWidget | None]:
        page = self._stack.currentWidget()
        return [self.rail, page, self.so_far_bar, self.so_far, self.actions_bar]

    def _go_round(self, step: int) -> None:
        """F6: rail, page, So far, acts."""
        parts = [part for part in self._round() if part is not None and part.isVisible()]
        parts = [part for part in parts if self._stops(part)]
        here = QApplication.focusWidget()
        place = next(
            (n for n, one in enumerate(parts) if here is not None and one.isAncestorOf(here)),
            -1 if step > 0 else 0,
        )
        part = parts[(place + step) % len(parts)]
        if part is self.rail:
            self.rail.take_focus()
        else:
            self._give(self._stops(part)[0])
