"""The running program of training: its window, its world, and what nobody nearer dealt with."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from srh_assess.errors import UserError
from srh_assess.ui.frame import ALONE
from srh_assess.ui.printing import Press
from srh_assess.ui.training.room import TrainingRoom
from srh_assess.ui.training.window import TrainingWindow
from srh_assess.ui.widgets import clipboard
from srh_assess.workflow.training_world import Training


class TrainingProgram:
    """Keeps them alive together. There is no ward, no doorway and no account in it."""

    def __init__(self, window: TrainingWindow, world: Training, press: Press | None = None) -> None:
        self.window, self.world = window, world
        self.room = TrainingRoom(window, world, press)

    def open(self) -> None:
        """Shows the first page."""
        self.room.open()

    def listen(self) -> None:
        """From now on the lock of the system, its sleep and another user cover the window, and
        nothing that is copied crosses between this world and the ward's."""
        from srh_assess.ui.system import listen

        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.applicationStateChanged.connect(self.window.between_worlds)
        clipboard.in_training()
        clipboard.leave_behind()
        self._system = listen(self.window.lock_at_once, self.window)

    def close(self) -> None:
        """Closes. A run that is under way is kept, to be gone on with; else nothing is. Where the
        folder is gone, a stick pulled out, the next run throws away what this one left."""
        self.window.way_back = ""  # nothing is asked any more
        self.window.close()
        try:
            self.room.leave_ward()
            self.world.close(keep=self.room.running)
        except UserError:
            self.world.desk.lock()

    def caught(self, fault: BaseException) -> None:
        """A sentence, or the page of a bug."""
        if isinstance(fault, UserError):
            self.window.tell(fault)
            return
        from srh_assess.ui import crash

        what = crash.report(fault, self.world.outside.now())
        page = crash.CrashPage(self.window.theme, what, crash.keep(what, self.world.folder))
        page.go_on.connect(self.open)
        self.window.show_scene(None)
        self.window.show_page(page, ALONE)
