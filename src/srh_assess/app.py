"""The composition root: the one place that knows everyone.

``open_window`` is the program; ``make`` builds its parts, for tests and scripted walks too.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QMessageLogContext,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from srh_assess.clock import Clock, SystemClock
from srh_assess.errors import UserError
from srh_assess.ui.ahead import STEPS, Ahead
from srh_assess.ui.doorway import Doorway
from srh_assess.ui.frame import ALONE
from srh_assess.ui.theme import Theme
from srh_assess.ui.window import Window
from srh_assess.workflow import place

if TYPE_CHECKING:
    from srh_assess.protocol.model import Protocol
    from srh_assess.ui.backups import ByItself
    from srh_assess.ui.doorway import MakeDesk
    from srh_assess.ui.training.program import TrainingProgram
    from srh_assess.ui.ward import Ward
    from srh_assess.workflow.desk import Desk

NAME = "srh-assess"
SCREEN = (1366, 768)
MARKS = {"synthetic": "SYNTHETIC", "training": "TRAINING"}
_IN_MEMORY = "This plugin does not support "
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class Program:
    """The window and who drives it. Keeps them alive together."""

    def __init__(self, window: Window, doorway: Doorway, clock: Clock) -> None:
        self.window, self.doorway = window, doorway
        self._clock = clock
        self._system: object = None
        doorway.inside = self._enter
        window.footer.speak.clicked.connect(self._speak)
        window.footer.speak.show()
        window.advice_kept.connect(self._advice_kept)
        window.word_settled.connect(self._settled)

    def _settled(self, kept: bool) -> None:
        if self.desk is not None:
            self.desk.advised.settled(kept)

    @cached_property
    def ward(self) -> Ward:
        """Who drives the window after sign-in; made then, to keep the start short."""
        from srh_assess.ui.ward import Ward

        return Ward(self.window, sign_out=self.doorway.sign_out)

    def _speak(self) -> None:
        """Something is said: a woman's words, or a concern of the staff, from any page."""
        from srh_assess.ui.speaking import speak

        speak(self.window, self.desk, self.window.owner.speaks_of)

    def _advice_kept(self, word: str) -> None:
        """A word was kept against advice: the log says so, beside whose record it was."""
        if self.desk is not None and self.desk.me is not None:
            with suppress(UserError):
                self.desk.keep_advice(self.window.owner.speaks_of, word)

    @cached_property
    def backups(self) -> ByItself:
        """What makes a backup when one is due; made after sign-in, like the ward."""
        from srh_assess.ui.backups import ByItself, verified_words

        made, footer = ByItself(self.window), self.window.footer
        made.made.connect(lambda at: footer.note(verified_words(at)))
        made.failed.connect(lambda fault: footer.note(f"No backup: {fault}", attention=True))
        self.window.lock_wanted.connect(made.rest)
        return made

    def _enter(self, desk: Desk) -> None:
        self.ward.enter(desk)
        self.window.back_where_it_was()
        self.backups.begin(desk)

    def listen(self) -> None:
        """From now on the lock of the system, its sleep and another user lock the window, too."""
        from srh_assess.ui.system import listen

        self._system = listen(self.window.lock_at_once, self.window)

    @property
    def desk(self) -> Desk | None:
        """The desk of the home, once there is one."""
        return self.doorway.desk

    def open(self) -> None:
        """Shows the first page."""
        self.doorway.open()

    def close(self) -> None:
        """Hands over what is typed, drops the keys, closes the window."""
        if "backups" in self.__dict__:
            self.backups.rest()
            self.backups.work.finish()
        self.window.close()
        desk = self.doorway.made
        if desk is not None:
            desk.sign_out()

    def caught(self, fault: BaseException) -> None:
        """What nobody nearer could deal with: a sentence, or the page of a bug."""
        if isinstance(fault, UserError):
            self.window.tell(fault)
            return
        from srh_assess.ui import crash

        what = crash.report(fault, self._clock.now())
        page = crash.CrashPage(self.window.theme, what, crash.keep(what, self.doorway.folder))
        page.go_on.connect(self._after_crash)
        self.window.show_page(page, ALONE)

    def _after_crash(self) -> None:
        desk = self.doorway.made
        if desk is not None and desk.me is not None:
            self.ward.enter(desk)
        else:
            self.open()


def make(
    theme: Theme,
    folder: Path | None,
    *,
    clock: Clock | None = None,
    protocol: Protocol | None = None,
    make_desk: MakeDesk | None = None,
) -> Program:
    """The parts, put together. ``folder`` is none when set-up has to ask for one."""
    the_clock = clock or SystemClock()
    window = Window(theme, the_clock, mark=MARKS.get(place.kind(folder), ""))
    doorway = Doorway(
        window,
        the_clock,
        make_desk=make_desk or partial(_desk, protocol or _load, the_clock),
        folder=folder,
        suggested=Path.home() / NAME,
    )
    return Program(window, doorway, the_clock)


def make_training(
    theme: Theme,
    folder: Path | None,
    *,
    clock: Clock | None = None,
    protocol: Protocol | None = None,
    leads: bool = False,
) -> TrainingProgram:
    """The window of training, put together. ``folder`` is the ward's, where there is one; its
    training lies beside it. No part of the ward's own program is made. Where there is no ward,
    whoever opens it leads."""
    from srh_assess.ui.training.program import TrainingProgram
    from srh_assess.ui.training.window import TrainingWindow
    from srh_assess.workflow import training_world

    where = folder if folder is not None else Path.home() / f"{NAME}-training"
    world = training_world.beside(where, protocol or _load, clock or SystemClock())
    world.leads = world.leads or leads
    return TrainingProgram(TrainingWindow(theme, world.clock, world.outside), world)


def _desk(protocol: Protocol | Callable[[], Protocol], clock: Clock, folder: Path) -> Desk:
    """The desk, loaded when somebody signs in: the first page needs none of it."""
    from srh_assess.workflow.desk import Desk

    return Desk(folder, protocol, clock)


def _load() -> Protocol:
    """The protocol, loaded when somebody has signed in: the first page needs none of it."""
    from srh_assess.protocol.load import load

    return load()


def hook(program: Program | TrainingProgram) -> Hook:
    """The exception hook of a running program. No traceback reaches a person."""

    def caught(
        kind: type[BaseException], fault: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            program.close()
            return
        program.caught(fault)

    return caught


def open_window(home: Path | None) -> int:
    """Opens the program and gives the exit code. ``home`` is the folder that was named."""
    _no_memory_image()
    app = application()
    theme = Theme()
    theme.dress(app)
    folder = place.folder(home)
    program = make(theme, folder)
    program.window.training_wanted.connect(partial(start_training, folder))
    sys.excepthook = hook(program)
    program.window.resize(*SCREEN)
    program.window.showMaximized()
    program.open()
    QTimer.singleShot(0, program.listen)
    Ahead(program.window, (*STEPS, lambda: program.desk)).begin()
    code = app.exec()
    program.close()
    return code


def start_training(folder: Path | None, leads: bool = False) -> bool:
    """Opens training as a program of its own: this one never opens that home, nor that one this.
    ``leads``: whoever asks may write scenarios and run courses there. Says whether it began."""
    from PySide6.QtCore import QProcess

    named = [] if folder is None else ["--home", str(folder)]
    lead = ["--lead"] if leads else []
    module = [] if getattr(sys, "frozen", False) else ["-m", "srh_assess"]
    began, _ = QProcess.startDetached(sys.executable, [*module, *named, "training", *lead])
    return began


def open_training(home: Path | None, *, leads: bool = False) -> int:
    """Opens the window of training and gives the exit code. ``home`` is the ward's folder: its
    training lies in a folder of its own; without one, in the person's own folder."""
    _no_memory_image()
    app = application()
    theme = Theme()
    theme.dress(app)
    program = make_training(theme, place.folder(home), leads=leads)
    sys.excepthook = hook(program)
    program.window.resize(*SCREEN)
    program.window.showMaximized()
    program.open()
    QTimer.singleShot(0, program.listen)
    code = app.exec()
    program.close()
    return code


def _no_memory_image() -> None:
    """When the program fails, the system keeps no image of its memory: keys are in it."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CORE)
        resource.setrlimit(resource.RLIMIT_CORE, (0, most))


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform != "linux" or "QT_QPA_PLATFORM" in os.environ:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def application() -> QApplication:
    """The one there is, else a new one."""
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    qInstallMessageHandler(_from_qt)
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(NAME)
    return app


def _from_qt(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    """What Qt has to say goes to the log. That a window in memory knows no size hints is no
    news to anybody."""
    if kind == QtMsgType.QtDebugMsg or message.startswith(_IN_MEMORY):
        return
    logging.getLogger("srh_assess.qt").warning("Qt: %s", message)
