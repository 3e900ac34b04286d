"""The window of training: the same frame, the striped strip, and the scenario beside the page.

The scenario takes the place of So far, which stands as its line under the banner with every
running clock. Nobody signs in here, so what locks on the ward covers here: the key for it, the
lock of the system, its sleep, another user, and a while without a touch, which is longer before a
group that looks at it. Any key leads back to the same page, and nothing of the run is lost.
"""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from srh_assess.clock import Clock
from srh_assess.training.model import Event
from srh_assess.ui.ask import Way
from srh_assess.ui.frame import WOMAN, Parts
from srh_assess.ui.theme import Theme
from srh_assess.ui.training.scene import Scene, SceneBar, SceneView
from srh_assess.ui.training.taking import CallAway
from srh_assess.ui.widgets import clipboard
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.window import Window

MARK = "TRAINING"
COPY = "Training copy"
_CLOSE = "Close in the middle of the scenario?"
_CLOSING = (Way("stay", "Stay", safe=True), Way("close", "Close training"))


class TrainingWindow(Window):
    """The window; ``scene`` is shown while ``scene_on``. ``screen_gone`` is told once the window
    has come to what is left after a screen or projector was unplugged; ``covered`` once the
    screen was hidden. ``way_back`` is the number of the run that is under way, if it has one."""

    screen_gone = Signal()
    covered = Signal()

    def __init__(self, theme: Theme, clock: Clock, outside: Clock | None = None) -> None:
        """``outside`` is the clock of whoever sits here; ``clock`` may be moved on."""
        super().__init__(theme, clock, training=True, outside=outside)
        self.way_back = ""
        self._longest = timedelta(0)
        self.idle.soon.disconnect(self.footer.locks_soon)
        self.idle.soon.connect(self.footer.covers_soon)
        self.scene, self.scene_bar = Scene(theme), SceneBar(theme)
        self._scene_on = self._scene_open = False
        self._unfolded = False
        for part in (self.scene, self.scene_bar):
            part.setParent(self._inside)
            part.hide()
        self._centre.insertWidget(0, self.scene_bar)
        self.scene_bar.unfold.connect(self._unfold_scene)
        to_scene = QShortcut(QKeySequence("Ctrl+T"), self._inside)
        to_scene.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        to_scene.activated.connect(self.to_scene)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenRemoved.connect(self._unplugged)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Who closes the window in the middle of a learner's run is told the number that leads
        back to it; not while the computer shuts down."""
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        if self.way_back and event.spontaneous() and not application.isSavingSession():
            told = (
                f"Way-back number {self.way_back}. Note it to go on later where you stand; "
                "without it nobody can"
            )
            if self.ask.ways(_CLOSE, _CLOSING, told) == "stay":
                event.ignore()
                return
        super().closeEvent(event)

    def _unplugged(self, _: object) -> None:
        """Qt moves the window first; then it is made to fit."""
        QTimer.singleShot(0, self, self._fit_what_is_left)

    def _fit_what_is_left(self) -> None:
        room = self.screen().availableGeometry()
        if not self.isMaximized() and not room.contains(self.geometry()):
            self.resize(self.size().boundedTo(room.size()))
            self.move(room.topLeft())
        self.screen_gone.emit()

    def call(self, event: Event | None) -> None:
        """Somebody is called away: it hangs over the page. None, or the same again, changes
        nothing that need not change."""
        now = self.hung.event_id if isinstance(self.hung, CallAway) else ""
        if event is None and now:
            self.hang(None)
        elif event is not None and event.id != now:
            strip = CallAway(self.theme, event)
            self.hang(strip)
            announce(strip, strip.accessibleName(), urgent=True)

    def hide_now(self) -> None:
        """Covers everything, and tells the scenario."""
        was = self.hidden
        super().hide_now()
        if not was:
            self.covered.emit()

    def lock_now(self) -> None:
        """Nobody has signed in, so nothing can be locked: what locks on the ward covers here."""
        self.hide_now()

    def cover_after(self, longest: timedelta) -> None:
        """From now on, untouched for so long is too long."""
        self._longest = longest
        self.idle.begin(longest)

    def left_alone(self) -> None:
        """Covers, and tells the scenario nothing: no person did it."""
        super().hide_now()

    def uncover(self) -> None:
        """Somebody is back: it counts from now."""
        super().uncover()
        if self._longest:
            self.idle.begin(self._longest)

    def show_scene(self, view: SceneView | None) -> None:
        """Shows the scenario beside the pages from now on; none takes it away."""
        self._scene_on = view is not None
        if view is not None:
            self.scene.show_view(view)
        self._arrange()

    def show_page(self, page: Page, parts: Parts = WOMAN) -> None:
        """A page folds the scenario again where it had taken the page's room."""
        self._scene_open = False
        super().show_page(page, parts)
        self.actions_bar.hide_button.setVisible(parts.banner)

    def lock_at_once(self) -> None:
        """By what the system says nobody sits here any more: everything is covered."""
        self.hide_now()

    def between_worlds(self, state: Qt.ApplicationState) -> None:
        """Another program comes to the front: what was copied here goes. This one comes to the
        front: what was copied from a record goes."""
        if state == Qt.ApplicationState.ApplicationActive:
            clipboard.leave_behind()
        else:
            clipboard.forget()

    def _pass_speak(self) -> None:
        """F8 pauses: nobody complains of an invented ward."""
        self.owner.pause()

    def to_scene(self) -> None:
        """Focus to the scenario; unfolds it where it is a line."""
        if not self._scene_on:
            return
        if self.scene.view.line_only:
            self._give(self._stops(self.scene_bar)[0])
            return
        if not self._scene_beside and not self._scene_open:
            self._unfold_scene()
        stops = self._stops(self.scene)
        if stops:
            self._give(stops[0])

    @property
    def _scene_beside(self) -> bool:
        return self.mode == "wide" and self._parts.banner and not self.scene.view.line_only

    def _arrange(self) -> None:
        if not hasattr(self, "scene_bar"):
            super()._arrange()
            return
        beside, on = self._scene_beside, self._scene_on
        self._unfolded = False  # So far is a line: its place is the scenario's
        super()._arrange()
        self._hang_scene(beside)
        opened = on and not beside and self._scene_open
        self.scene_bar.setVisible(on and (not beside or bool(self.scene.view.quick)))
        self.scene.setVisible(on and (beside or opened))
        if opened:
            self._middle.hide()
        self.scene_bar.show_view(self.scene.view, is_open=opened, beside=beside)

    def _hang_scene(self, beside: bool) -> None:
        self.scene.beside(beside)
        if beside and self._across.indexOf(self.scene) < 0:
            self._across.addWidget(self.scene)
        elif not beside and self._centre.indexOf(self.scene) < 0:
            self._centre.insertWidget(1, self.scene, 1)

    def _unfold_scene(self) -> None:
        self._scene_open = not self._scene_open
        self._line_open = False
        self._arrange()

    def _unfold(self) -> None:
        """So far opens below its line, wide or narrow."""
        self._line_open = not self._line_open
        self._scene_open = False
        self._arrange()

    def _regions(self) -> list[QWidget]:
        found = super()._regions()
        if self.hidden or not hasattr(self, "scene_bar"):
            return found
        place = 1 if found and found[0] is self._stack.currentWidget() else 0
        more = [part for part in (self.scene_bar, self.scene) if part.isVisible()]
        return [*found[:place], *more, *found[place:]]

    def _round(self) -> list[QWidget | None]:
        return [*super()._round()[:-1], self.scene_bar, self.scene, self.actions_bar]
