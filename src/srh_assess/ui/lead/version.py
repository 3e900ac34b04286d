"""Another version of the content, from a folder the lead names: what it changes, and what it
would find otherwise in the records that are here. Nothing is written, nothing is taken over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar

from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.lead.base import LeadPage
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.field import Lines
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow import other_version

if TYPE_CHECKING:
    from srh_assess.ui.lead.room import Leading

_NO_KEY = (
    "A rehearsal over the records needs an account that may read them. The account signed in "
    "here may not: the list of what changes can be made all the same."
)


class _Progress(QObject):
    """Carries how far it is from the work beside the window into the window."""

    came = Signal(int, int)


class VersionPage(LeadPage):
    """Choose the folder; then the list of what changes, or the rehearsal with its progress."""

    guide = "version"

    def __init__(self, room: Leading) -> None:
        super().__init__(
            room, "Another version of the content", wide=True,
            hint="Looked at only: nothing is written, and the content in use stays",
        )  # fmt: skip
        theme = room.theme
        self.folder: Path | None = None
        self._ended = False
        self.choose = Button(theme, "Choose its folder")
        self.compare = Button(theme, "What it changes")
        self.rehearse = Button(theme, "Rehearse it on the records here")
        self.stop = Button(theme, "Stop", icon="cross")
        self.choose.clicked.connect(self._choose)
        self.compare.clicked.connect(self._compare)
        self.rehearse.clicked.connect(self._rehearse)
        self.stop.clicked.connect(self._stop)
        self.named = Text("No folder is chosen yet", "muted")
        self.state = Text("", "small")
        self.bar = QProgressBar()
        self.bar.setAccessibleName("Records looked at")
        self.bar.setTextVisible(False)
        self.found = Lines(theme, "What was found")
        self.found.setReadOnly(True)
        self._wanted = True
        self._progress = _Progress(self)
        self._progress.came.connect(self._came)
        for part in (self.state, self.bar, self.found, self.stop):
            part.hide()
        self._add(Flow(theme, self.choose, self.compare, self.rehearse, self.stop), gap="m")
        self._add(self.named, self.state, self.bar, self.found, gap="s")
        if not self.desk.reads_records:
            self._add(Text(_NO_KEY, "muted"), gap="s")
        self._renew()

    def _renew(self) -> None:
        busy = self.at.window.long_work.busy
        ready = self.folder is not None and not busy
        self.choose.setEnabled(not busy)
        self.compare.setEnabled(ready)
        self.rehearse.setEnabled(ready and self.desk.reads_records)

    def end(self) -> None:
        """What runs beside the window stops at the next record."""
        self._ended, self._wanted = True, False

    def _choose(self) -> None:
        found = self.at.window.ask.folder("The folder of the other version", Path.home())
        if found is not None:
            self.folder = found
            self.named.setText(f"Folder: {found.name}")
            self.found.hide()
            self.state.say("")
            self._renew()

    def _compare(self) -> None:
        folder, desk = self.folder, self.desk
        if folder is not None:
            self._run(lambda: other_version.changes(desk, folder), "Reading both versions")

    def _rehearse(self) -> None:
        folder, desk = self.folder, self.desk
        if folder is None:
            return
        self._wanted = True
        self._run(
            lambda: other_version.rehearsal(desk, folder, self._told), "Looking at the records"
        )
        self.stop.show()

    def _told(self, done: int, of: int) -> bool:
        """Called beside the window: carries the numbers over, and says whether to go on."""
        self._progress.came.emit(done, of)
        return self._wanted

    def _run(self, work: Callable[[], str], words: str) -> None:
        if self.at.window.long_work.run(work, self._done, self._failed):
            self.found.hide()
            self.bar.setRange(0, 0)
            self.bar.show()
            self._say(words)
            self._renew()

    def _came(self, done: int, of: int) -> None:
        if not self._ended:
            self.bar.setRange(0, max(of, 1))
            self.bar.setValue(done)
            self.state.say(f"{done} of {counted(of, 'record')} looked at")

    def _stop(self) -> None:
        self._wanted = False
        self.state.say("Stopping after this record")

    def _done(self, found: str) -> None:
        if self._ended:
            return
        self._over("Done. Nothing was written")
        self.found.setPlainText(found)
        self.found.show()
        self.found.setFocus()

    def _failed(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        if not self._ended:
            self._over("")
            self.at.window.tell(fault)

    def _over(self, words: str) -> None:
        self.bar.hide()
        self.stop.hide()
        self._say(words)
        self._renew()

    def _say(self, words: str) -> None:
        self.state.say(words)
        if words:
            announce(self, words)
