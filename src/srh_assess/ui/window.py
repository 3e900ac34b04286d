"""The one window: the frame, who drives it now, hiding, the guide, and what goes wrong.

Three drive it in turn: the doorway (``ui.doorway``), the ward (``ui.ward``) and the wizard
(``ui.wizard``). Each is an ``Owner``; the window passes on what was asked of it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QBoxLayout, QWidget
from shiboken6 import isValid

from srh_assess.clock import Clock
from srh_assess.errors import UserError
from srh_assess.ui import where
from srh_assess.ui.ask import Ask, Way
from srh_assess.ui.frame import WOMAN, Frame, Parts
from srh_assess.ui.idle import Idle
from srh_assess.ui.owner import Owner
from srh_assess.ui.theme import Theme
from srh_assess.ui.typing import Typing
from srh_assess.ui.widgets import clipboard
from srh_assess.ui.widgets.aside import Aside
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.page import Page
from srh_assess.ui.widgets.settled import Settled
from srh_assess.ui.work import Work

__all__ = ["FORM", "GRACE", "Owner", "Window"]

GRACE = timedelta(seconds=60)
"""After this long a hidden screen is locked; before, any key shows it again."""

FORM = Parts(banner=False, rail=False, so_far=False, actions=True)
"""A page with Continue and Back, but no woman on it."""

_CLOSE = "The last answer is not saved. Close all the same?"
_CLOSING = (Way("stay", "Stay", safe=True), Way("close", "Close and lose it"))


class Window(Frame):
    """The frame with what every page can do. ``lock_wanted`` asks to lock; ``word_settled``
    tells whether a word that had advice was kept; ``training_wanted`` asks for the other program,
    in which nobody is real, and says whether whoever asks leads there."""

    lock_wanted = Signal()
    word_settled = Signal(bool)
    advice_kept = Signal(str)
    training_wanted = Signal(bool)

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        *,
        training: bool = False,
        mark: str = "",
        outside: Clock | None = None,
    ) -> None:
        """``outside`` is the clock of whoever sits here, where ``clock`` is not."""
        super().__init__(theme, clock, training=training, mark=mark)
        self.theme, self.clock = theme, clock
        self.owner = Owner()
        self.ask = Ask(theme, self, mark=self.mark)
        self.work = Work(self)
        self.long_work = Work(self)  # what takes minutes: signing in never waits for it
        self._help: QWidget | None = None
        self._undo_name, self._fitted = "", tuple[object, ...]()
        self._hidden_at: datetime | None = None
        self._grace = QTimer(self)
        self._grace.setSingleShot(True)
        self._grace.timeout.connect(self.lock_now)
        self.idle = Idle(outside or clock, self)
        self.idle.over.connect(self.left_alone)
        self.idle.soon.connect(self.footer.locks_soon)
        self.typing = Typing(self.ask, clock, self)
        self.ask.about = lambda: self.owner.speaks_of or self.owner.here
        self.typing.here = lambda: self.owner.here
        self.typing.about = lambda: self.owner.speaks_of
        self.signed_in = ""
        self._left: tuple[str, where.Where | None] = ("", None)
        self._more_acts()
        self._pass_on()

    def event(self, event: QEvent) -> bool:
        """A field tells that a word with advice was kept, or gave way."""
        if isinstance(event, Settled):
            self.word_settled.emit(event.kept)
            return True
        return super().event(event)

    # ---- building it

    def _more_acts(self) -> None:
        theme = self.theme
        self.urgent_button = Button(theme, "Something else that cannot wait", icon="clock")
        self.urgent_button.clicked.connect(self._off(lambda owner: owner.urgent()))
        self.more_button = Button(theme, "More", icon="settings", name="More: other pages")
        self.more_button.clicked.connect(self._off(lambda owner: owner.more()))
        self.sign_out_button = Button(theme, "Sign out")
        self.sign_out_button.clicked.connect(self._off(lambda owner: owner.sign_out()))
        self.undo_button = Button(theme, "Undo", icon="curved-arrow")
        self.undo_button.clicked.connect(self._pass_undo)
        self._aside = Aside(theme, self.saved)
        self.find_button, self.overview_button, self.decisions_button, self.correct_button = (
            self._aside.links
        )
        passed: tuple[Callable[[Owner], None], ...] = (
            lambda owner: owner.find(), lambda owner: owner.overview(),
            lambda owner: owner.decisions(), lambda owner: owner.correct(),
        )  # fmt: skip
        for link, act in zip(self._aside.links, passed, strict=True):
            link.clicked.connect(self._off(act))
        line, banner = self.actions_bar.layout(), self.banner.layout()
        assert isinstance(line, QBoxLayout)
        assert banner is not None
        more = (self.more_button, self.sign_out_button, self.urgent_button, self.undo_button)
        for place, button in enumerate(more, 3):
            line.insertWidget(place, button)
        banner.addWidget(self._aside)
        self.show_undo("")

    def _pass_on(self) -> None:
        self.go_on.connect(self._pass_go_on)
        self.back.connect(self._off(lambda owner: owner.go_back()))
        self.other.connect(self._pass_other_act)
        self.pause.connect(self._off(lambda owner: owner.pause()))
        self.section_chosen.connect(self._pass_section)
        self.need_chosen.connect(self._pass_need)
        self.so_far.task_pressed.connect(self._off(lambda owner: owner.decisions()))
        self.hide_wanted.connect(self.hide_now)
        self.ask.hide_wanted.connect(self.hide_now)
        self.lock.connect(self.lock_now)
        self.help_wanted.connect(self.open_help)
        self.wanted_back.connect(self.come_back)
        self.saved.help_wanted.connect(self._pass_saving_help)
        for keys, act in (
            ("Ctrl+Z", self._pass_undo),
            ("Ctrl+I", self._off(lambda owner: owner.correct())),
            ("F8", self._pass_speak),
            ("Ctrl+F", self._off(lambda owner: owner.find())),
            ("Ctrl+O", self._off(lambda owner: owner.overview())),
            ("Ctrl+E", self._off(lambda owner: owner.decisions())),
            ("Ctrl+M", self._off(lambda owner: owner.more())),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._inside)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
            if keys == "Ctrl+F":
                self._find_key = shortcut

    # ---- what was asked goes to who drives it

    def _pass_go_on(self) -> None:
        self.owner.go_on()

    def _pass_other_act(self) -> None:
        self.owner.other_act()

    def _pass_undo(self) -> None:
        self.owner.undo()

    def _pass_saving_help(self) -> None:
        self.owner.saving_help()

    def _pass_speak(self) -> None:
        if self.footer.speak.isVisible():
            self.footer.speak.click()

    def _pass_section(self, section: str) -> None:
        self._off(lambda owner: owner.section(section))()

    def _pass_need(self, need: str) -> None:
        self._off(lambda owner: owner.need(need))()

    def _off(self, way: Callable[[Owner], None]) -> Callable[[], None]:
        """A way off this page that keeps nothing of a form: what stands in it is put by."""

        def go() -> None:
            with self.typing.leaving():
                way(self.owner)

        return go

    # ---- pages

    def own(self, owner: Owner) -> None:
        """Gives the window to another driver. What hung below the banner was about another."""
        if owner is not self.owner:
            self.hang(None)
        self.owner = owner

    def show_page(self, page: Page, parts: Parts = WOMAN) -> None:
        """Shows a page. Pause, undo and what cannot wait stand only beside a woman."""
        self.typing.goes()
        on_woman = parts.banner
        bar = self.actions_bar
        for button in (bar.pause_button, self.urgent_button):
            button.setVisible(on_woman)
        self._find_key.setEnabled(on_woman)  # the board has the same key for a name
        self.sign_out_button.hide()
        self.more_button.hide()
        for button in (bar.hide_button, bar.lock_button):
            button.setVisible(bool(self.signed_in))
        if not on_woman:
            self.show_undo("")
        bar.open_primary(True)
        bar.offer()
        super().show_page(page, parts)
        self.typing.shown(page)

    def focus_on(self, widget: QWidget) -> None:
        """Gives the focus to a field when its page opens."""
        widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_undo(self, name: str) -> None:
        """Offers to undo what has this name; nothing to undo hides the button."""
        self._undo_name = name
        self.undo_button.setAccessibleName(f"Undo, {name}")
        self.undo_button.setToolTip(f"Undo: {name} (Ctrl+Z)")
        self.fit_acts()

    def _arrange(self) -> None:
        super()._arrange()
        self._fitted = ()  # the frame has given the acts their words back
        self.fit_acts()

    def fit_acts(self) -> None:
        """Undo and what cannot wait keep their words where the acts of the page leave room."""
        if not hasattr(self, "urgent_button"):
            return
        bar = self.actions_bar
        acts = (
            bar.primary, bar.other_button, bar.back_button, self.more_button, self.sign_out_button,
        )  # fmt: skip
        words = [button.accessibleName() for button in acts if not button.isHidden()]
        fitted = (
            self.mode, self.owner.finds, self.width(), self.theme.scale, self._undo_name,
            bar.note_room, *words,
        )  # fmt: skip
        if fitted == self._fitted:
            return
        self._fitted = fitted
        narrow = self.mode != "wide"
        self._aside.lie(narrow=narrow, finds=self.owner.finds)
        single = self.mode == "single"
        self.undo_button.setVisible(bool(self._undo_name))
        self._margins("xl", "m")
        for more, usual in ((single, single), (True, single), (True, True)):
            self._shorten(more, usual)
            note = 0 if more else bar.note_room  # words give way to it, and go no further
            if bar.minimumSizeHint().width() + note <= self.width():
                return
        self.undo_button.hide()  # Ctrl+Z is still there
        if bar.minimumSizeHint().width() > self.width():
            self._margins("xs", "xs")

    def _margins(self, side: str, between: str) -> None:
        line, space = self.actions_bar.layout(), self.theme.space
        assert line is not None
        line.setContentsMargins(space(side), space("s"), space(side), space("s"))
        line.setSpacing(space(between))

    def _shorten(self, more: bool, usual: bool) -> None:
        for button in (self.urgent_button, self.undo_button):
            button.only_icon(more)
        self.actions_bar.short(usual)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keeps the acts in step with the room."""
        super().resizeEvent(event)
        self.fit_acts()

    def _stops(self, part: QWidget) -> list[QWidget]:
        found = super()._stops(part)
        if part is self.actions_bar:
            more = (self.more_button, self.sign_out_button, self.urgent_button, self.undo_button)
            found += [one for one in more if one.isVisible()]
        if part is self.so_far and self.correct_button.isVisible():
            found = [*(one for one in self._aside.links if one.isVisible()), *found]
        return found

    # ---- hiding

    def hide_now(self) -> None:
        """Covers everything at once, from any page and any question. After a moment it locks."""
        self.ask.dismiss()
        self._close_others()
        if not self.hidden:
            self._hidden_at = self.clock.now()
            self.hide_all()
            self._grace.start(GRACE // timedelta(milliseconds=1))

    def come_back(self) -> None:
        """Any key shows everything again within a moment; later it is locked."""
        since = self.clock.now() - self._hidden_at if self._hidden_at else timedelta(0)
        if self.signed_in and since > GRACE:
            self.lock_now()
            return
        self.uncover()

    def uncover(self) -> None:
        """Shows everything again, the cursor where it was."""
        self._grace.stop()
        self.show_again()
        self.owner.shown_again()

    def uncover_for_lock(self) -> None:
        """Takes the cover away without showing the page that was under it."""
        self._grace.stop()
        self._before_hiding = None
        self._layers.setCurrentWidget(self._inside)

    # ---- locking, closing

    def lock_now(self) -> None:
        """Hands over what is typed and locks. No question stands between."""
        if not self.signed_in:
            return
        if self.ask.is_open:  # it is answered as what loses nothing; whoever asked acts on it
            self.ask.dismiss()
            self.hide_all()
            QTimer.singleShot(0, self, self.lock_now)
            return
        self._left = (self.signed_in, where.here(self.page, self._focus()))
        here = self.owner.here
        self.owner.keep_draft()
        self.typing.leave(here, self._left[1])
        self._close_others()
        clipboard.forget()
        self.lock_wanted.emit()

    def lock_at_once(self) -> None:
        """Nobody sits here any more. Nothing is shown from this moment, whatever is open."""
        if self.signed_in:
            self.hide_now()
            self.lock_now()

    def left_alone(self) -> None:
        """Nobody has touched it for too long."""
        self.lock_at_once()

    def _focus(self) -> QWidget | None:
        before = self._before_hiding if self.hidden else QApplication.focusWidget()
        return before if before is not None and isValid(before) else None

    def back_where_it_was(self) -> None:
        """After the same person's sign-in: the same field, the cursor where it was."""
        (who, left), self._left = self._left, ("", None)
        if left is None or who != self.signed_in:
            left = self.typing.left
        if left is not None:
            where.go(self.page, left)

    def _close_others(self) -> None:
        """The guide, open lists and menus, whatever else stands on the screen beside the window."""
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and not isinstance(other, Window):
                other.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is handed over. Only what the disk refuses is asked about."""
        if self.owner.unsaved and self.ask.ways(_CLOSE, _CLOSING) == "stay":
            event.ignore()
            return
        here, focus = self.owner.here, where.here(self.page, self._focus())
        self.owner.keep_draft()
        clipboard.forget()
        self.typing.leave(here, focus)
        self.work.finish()
        if self.long_work.busy:
            self.hide()
        self.long_work.finish()
        if self._help is not None:
            self._help.close()
            self._help.deleteLater()
            self._help = None
        super().closeEvent(event)

    # ---- the guide, and what goes wrong

    def open_help(self) -> None:
        """The guide at the page of this screen."""
        from srh_assess.ui.pages.help import HelpWindow

        if self._help is None:
            self._help = HelpWindow(self.theme, mark=self.mark)
        assert isinstance(self._help, HelpWindow)
        self._help.open_at(self.owner.screen)

    def tell(self, fault: UserError) -> None:
        """Says what the person can put right, and how."""
        self.ask.ways(fault.sentence, [Way("ok", "Go on", safe=True)], fault.next_step)
