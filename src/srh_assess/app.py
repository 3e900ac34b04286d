"""The composition root: the one place that knows everyone.

``open_window`` is the program; ``make`` builds its parts, for tests and scripted runs too.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication

from srh_assess.clock import Clock, SystemClock
from srh_assess.errors import UserError
from srh_assess.protocol.load import load
from srh_assess.protocol.model import Protocol
from srh_assess.ui import crash
from srh_assess.ui.doorway import Doorway, MakeDesk
from srh_assess.ui.frame import ALONE
from srh_assess.ui.theme import Theme
from srh_assess.ui.window import Window
from srh_assess.workflow import place
from srh_assess.workflow.desk import Desk

NAME = "srh-assess"
Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]


class Program:
    """The window and who drives it. Keeps them alive together."""

    def __init__(self, window: Window, doorway: Doorway, clock: Clock) -> None:
        from srh_assess.ui.ward import Ward

        self.window, self.doorway = window, doorway
        self._clock = clock
        self.ward = Ward(window, sign_out=doorway.sign_out)
        doorway.inside = self.ward.enter

    @property
    def desk(self) -> Desk | None:
        """The desk of the home, once there is one."""
        return self.doorway.desk

    def open(self) -> None:
        """Shows the first page."""
        self.doorway.open()

    def close(self) -> None:
        """Hands over what is typed, drops the keys, closes the window."""
        self.window.close()
        if self.desk is not None:
            self.desk.lock()

    def caught(self, fault: BaseException) -> None:
        """What nobody nearer could deal with: a sentence, or the page of a bug."""
        if isinstance(fault, UserError):
            self.window.tell(fault)
            return
        what = crash.report(fault, self._clock.now())
        home = self.desk.folder if self.desk is not None else None
        page = crash.CrashPage(self.window.theme, what, crash.keep(what, home))
        page.go_on.connect(self._after_crash)
        self.window.show_page(page, ALONE)

    def _after_crash(self) -> None:
        desk = self.desk
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
    the_protocol = protocol or load()
    window = Window(theme, the_clock)
    doorway = Doorway(
        window,
        the_protocol,
        the_clock,
        make_desk=make_desk or (lambda where: Desk(where, the_protocol, the_clock)),
        folder=folder,
        suggested=Path.home() / NAME,
    )
    return Program(window, doorway, the_clock)


def hook(program: Program) -> Hook:
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
    app = _application()
    theme = Theme()
    theme.dress(app)
    program = make(theme, place.folder(home))
    sys.excepthook = hook(program)
    program.window.resize(1366, 768)
    program.window.showMaximized()
    program.open()
    code = app.exec()
    program.close()
    return code


def walk(
    out: Path,
    *,
    scenario: str = "go",
    scale: float = 1.0,
    theme: str = "light",
    passphrase: str = "",
) -> Iterable[str]:
    """Drives the real windows through one assessment and says what it did."""
    from srh_assess.ui.walkthrough import walk as walked

    return walked(out, scenario=scenario, scale=scale, theme=theme, passphrase=passphrase)


def _application() -> QApplication:
    found = QApplication.instance()
    if isinstance(found, QApplication):
        return found
    app = QApplication([NAME])
    app.setApplicationName(NAME)
    app.setApplicationDisplayName("")
    app.setDesktopFileName(NAME)
    return app
