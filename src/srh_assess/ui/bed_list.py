"""The bed list in the window: looked at first, taken in beside the window, stopped at any line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QTimer

from srh_assess.errors import Refused, UserError
from srh_assess.ui.ask import Way
from srh_assess.ui.pages.bed_list import BedListPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.workflow import importing
from srh_assess.workflow.import_report import Report
from srh_assess.workflow.importing import Layout

LOOK_EVERY = 100  # milliseconds between two looks at how much is done
_AS_SAVED = (
    Way("stay", "Do not take it", safe=True),
    Way("take", "Take it all the same, as it was saved last"),
)
KINDS = "CSV (*.csv *.txt);;All files (*)"


class BedList(Owner):
    """Drives the window while a bed list is brought in. The record is the worker's meanwhile:
    nothing else is done with it until the worker has ended."""

    screen = "bed_list"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward
        self._raw = b""
        self._so_far = (0, 1)
        self._stopped = False
        self._timer = QTimer(window)
        self._timer.timeout.connect(self._show_so_far)
        self.page = BedListPage(window.theme)
        self.page.choose.connect(self.choose)
        self.page.again.connect(self._look_again)
        self.page.stop.connect(self._stop)
        self.page.save.connect(self._save)
        self.page.changed.connect(self._offer)

    def begin(self) -> None:
        """The page, with no file yet."""
        self._window.own(self)
        self._window.show_page(self.page, FORM)
        self._offer()

    def _offer(self) -> None:
        bar, report = self._window.actions_bar, self.page.report
        if report is not None and not report.written:
            writes = report.count("taken") + report.count("moved")
            bar.offer("Take it in")
            bar.open_primary(bool(writes), "" if writes else "No line changes anything")
        else:
            bar.offer("To the ward board" if report is not None else "Choose the file")
            bar.open_primary(True)

    # ---- looking

    def choose(self) -> None:
        """Which file; then the first look."""
        path = self._window.ask.file_to_open("The bed list", Path.home(), KINDS)
        if path is not None:
            self._open(path)

    def _open(self, path: Path, *, as_saved: bool = False) -> None:
        def still_open(fault: UserError) -> bool:
            """Asked, not blocked: a spreadsheet that ended badly leaves its mark for ever."""
            if fault.code != importing.STILL_OPEN:
                return False
            asked = self._window.ask.ways(fault.sentence, _AS_SAVED, fault.next_step)
            if asked == "take":
                self._open(path, as_saved=True)
            return asked == "take"

        self._run(lambda: self._opened(path, as_saved=as_saved), self._first_look, still_open)

    def _opened(self, path: Path, *, as_saved: bool) -> Layout:
        self._raw = importing.read(path, as_saved=as_saved)
        return self._ward.desk.bed_list(self._raw)

    def _first_look(self, layout: Layout) -> None:
        self.page.show_layout(layout)
        self._look_again()

    def _look_again(self) -> None:
        """Another look, with the columns and the order of dates as they stand on the page."""
        wish = self.page.wish(look=True)
        self._run(
            lambda: self._ward.desk.bring_in(self._raw, wish, self._go_on), self.page.show_report
        )

    # ---- beside the window

    def _run(
        self,
        work: Callable[[], object],
        done: Callable[..., None],
        met: Callable[[UserError], bool] = lambda _: False,
    ) -> None:
        def ended(found: object) -> None:
            self._stand()
            done(found)

        def failed(fault: Exception) -> None:
            self._stand()
            if not isinstance(fault, UserError):
                raise fault
            if not met(fault):
                self.page.say_fault(fault)

        self._so_far, self._stopped = (0, 1), False
        if self._window.work.run(work, ended, failed):
            self.page.run(*self._so_far)
            self._timer.start(LOOK_EVERY)

    def _go_on(self, done: int, whole: int) -> bool:
        """Told by the worker, in its own thread."""
        self._so_far = (done, whole)
        return not self._stopped

    def _show_so_far(self) -> None:
        self.page.run(*self._so_far)

    def _stand(self) -> None:
        self._timer.stop()
        self.page.stand()

    def _stop(self) -> None:
        self._stopped = True

    # ---- taking it in

    def go_on(self) -> None:
        """Takes it in once it has been looked at; afterwards to the board."""
        if self.page.busy:
            return
        report = self.page.report
        if report is None:
            self.choose()
        elif report.written:
            self._leave()
        else:
            wish = self.page.wish(look=False)
            self._run(lambda: self._ward.desk.bring_in(self._raw, wish, self._go_on), self._taken)

    def _taken(self, report: Report) -> None:
        self.page.show_report(report)
        if not report.written:
            count = str(report.count("left_out"))
            self.page.say_fault(Refused("import-nothing-taken", count=count), report=report)

    def _save(self) -> None:
        report = self.page.report
        path = self._window.ask.place_to_save(
            "The report", Path.home() / "bed-list-report.txt", "Text (*.txt)"
        )
        if path is not None and report is not None:
            try:
                importing.save_report(report, path)
            except UserError as fault:
                self._window.tell(fault)

    def go_back(self) -> None:
        """To the board; what is under way is stopped first."""
        self._leave()

    def _leave(self) -> None:
        self.keep_draft()
        self._ward.come_home()

    def keep_draft(self) -> None:
        """The window locks or closes: what is under way stops, and nothing of it is written."""
        self._stopped = True
        self._window.work.finish()
        self._stand()
