"""*Check the record*: every entry of every record proved, from the window, while the ward works on.

It runs beside the window and leaves no trace; at the lock it ends before its next record.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from srh_assess.errors import Refused, UserError
from srh_assess.ui.pages.record_check import RecordCheckPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow.steps import Steps
from srh_assess.workflow.verify import Report


class _Progress(QObject):
    """Carries the words of the walk from its thread into the window's."""

    said = Signal(str)


class RecordCheck(Owner):
    """The page from which the record is checked, and what was found."""

    screen = "record_check"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._steps: Steps | None = None
        self._page: RecordCheckPage | None = None
        self._progress = _Progress(window)
        self._progress.said.connect(self._said)

    def begin(self) -> None:
        """The page, with nothing checked yet."""
        self._window.own(self)
        page = self._page = RecordCheckPage(self._window.theme)
        page.wanted.connect(self._check)
        page.stopped.connect(self._stop)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Done")

    def _check(self) -> None:
        work = self._ward.desk.check_record()
        steps = Steps(self._progress.said.emit, stopped="check-stopped")
        run = self._window.long_work.run(lambda: work(steps), self._done, self._failed)
        if self._page is not None and run:
            self._steps = steps
            self._page.begin()
        elif self._page is not None:
            self._page.say("Something else is still running beside the window. Try again soon.")

    def _said(self, words: str) -> None:
        if self._here is not None and self._steps is not None:
            self._here.at(words)

    def _stop(self) -> None:
        if self._steps is not None:
            self._steps.stop()
            if self._here is not None:
                self._here.say("Stopping before the next record")

    def _done(self, report: Report) -> None:
        self._steps = None
        if self._here is not None:
            self._here.show_report(report)
            announce(self._window, "The record was checked")

    def _failed(self, fault: Exception) -> None:
        self._steps = None
        if not isinstance(fault, UserError):
            raise fault
        if self._here is None:
            return
        stopped = isinstance(fault, Refused) and fault.code == "check-stopped"
        self._here.over(fault.sentence if stopped else "")
        if not stopped:
            self._window.tell(fault)

    @property
    def _here(self) -> RecordCheckPage | None:
        """The page, while it is still the one that is shown."""
        return self._page if self._window.page is self._page else None

    # ---- what the window passes on

    def keep_draft(self) -> None:
        """The window locks or closes: the walk ends before its next record."""
        if self._steps is not None:
            self._steps.stop()

    def go_on(self) -> None:
        """Done; what still runs is stopped."""
        self.keep_draft()
        self._ward.come_home()

    def go_back(self) -> None:
        """Home."""
        self.go_on()

    def more(self) -> None:
        """Back to the rooms."""
        self.keep_draft()
        self._ward.more()
