"""Backups in the window: the page of them, and the one that is made by itself.

Both run beside the window, in a worker of their own, so that an answer is never kept waiting.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from srh_assess.clock import local
from srh_assess.errors import UserError
from srh_assess.saying import counted
from srh_assess.ui.ask import Question, Way
from srh_assess.ui.pages.backups import BackupsPage
from srh_assess.ui.ward import Ward
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.window import FORM, Owner, Window
from srh_assess.ui.work import Work
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.desk import Desk

LOOK_EVERY = 10 * 60_000  # milliseconds between two looks whether a backup is due
FIRST_LOOK = 60_000


class ByItself(QObject):
    """Looks now and then whether a backup is due, and makes it. ``made`` tells when the newest
    was made; ``failed`` what stood against it, which the board says calmly."""

    made = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.work = Work(self)
        self._desk: Desk | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def begin(self, desk: Desk) -> None:
        """Somebody has signed in."""
        self._desk = desk
        self._timer.start(FIRST_LOOK)

    def rest(self) -> None:
        """The window locks. What is under way ends by itself: it holds its own keys until
        then, and nothing waits for it."""
        self._timer.stop()
        self._desk = None

    def look(self) -> None:
        """Makes a backup when one is due."""
        self._timer.start(LOOK_EVERY)
        if self._desk is None or self._desk.me is None or self.work.busy:
            return
        try:
            work = self._desk.backup_by_itself()
        except UserError as fault:
            self.failed.emit(fault)
            return
        if work is not None:
            self.work.run(work, lambda held: self.made.emit(held.made), self._not_made)

    def _not_made(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self.failed.emit(fault)


def verified_words(made: datetime) -> str:
    """For the foot of the board: ``Backup verified 14:00``."""
    return f"Backup verified {local(made):%H:%M}"


class Backups(Owner):
    """The page of backups, from *More*."""

    screen = "backups"

    def __init__(self, window: Window, ward: Ward) -> None:
        self._window, self._ward = window, ward

    def begin(self) -> None:
        """The page."""
        self._window.own(self)
        self._show()

    def _show(self, said: str = "") -> None:
        desk = self._ward.desk
        page = BackupsPage(
            self._window.theme,
            desk.backups(),
            desk.backups_planned,
            desk.clock.now(),
            may_make=desk.may("make_backup"),
            may_plan=desk.may("plan_backups"),
            said=said,
        )
        page.now.connect(self._now)
        page.folder.connect(self._folder)
        page.hours.connect(self._hours)
        page.attempt.connect(self._attempt)
        self._window.show_page(page, FORM)
        self._window.actions_bar.offer("Done")
        if said:
            announce(self._window, said)

    # ---- acts

    def _now(self) -> None:
        work = self._ward.desk.backup_now()
        self._window.actions_bar.note.say("Making a backup, and opening it again")
        self._window.work.run(
            work, lambda _: self._show("A backup was made, opened and counted"), self._refused
        )

    def _folder(self) -> None:
        desk = self._ward.desk
        planned = desk.backups_planned
        ways = (
            Way("stay", "Leave it", safe=True),
            Way("home", "In the folder of the record"),
            Way("other", "Another folder"),
        )
        chosen = self._window.ask.ways(
            "Where should backups go?",
            ways,
            "Another disk survives when this one breaks. A backup can be read by nobody without "
            "a passphrase or the recovery key.",
        )
        if chosen == "other":
            start = Path(planned.folder) if planned.folder else desk.folder
            found = self._window.ask.folder("Folder for backups", start)
            if found is not None:
                self._plan(BackupsPlanned(folder=str(found), every_hours=planned.every_hours))
        elif chosen == "home":
            self._plan(BackupsPlanned(every_hours=planned.every_hours))

    def _hours(self) -> None:
        planned = self._ward.desk.backups_planned
        ways = [Way(str(n), f"Every {n} hours" if n > 1 else "Every hour") for n in (1, 2, 4, 8)]
        ways.append(Way("stay", "Leave it", safe=True))
        chosen = self._window.ask.ways("How often?", ways)
        if chosen != "stay":
            self._plan(BackupsPlanned(folder=planned.folder, every_hours=int(chosen)))

    def _plan(self, planned: BackupsPlanned) -> None:
        try:
            self._ward.desk.plan_backups(planned)
        except UserError as fault:
            self._window.tell(fault)
        else:
            self._show("This holds from now on")

    def _attempt(self, name: str) -> None:
        desk = self._ward.desk
        ways = (Way("go", "Try it", role="primary"), Way("no", "Not now", safe=True))
        told = self._window.ask.question(
            Question(heading="Your passphrase when it was made", words="Passphrase", ways=ways,
                     explanation="The backup is unpacked beside the record, opened, read from its "
                     "first entry to its last, and taken away again. The record is not touched.",
                     needed=frozenset({"go"}), secret=True)
        )  # fmt: skip
        if told.code != "go":
            return
        self._window.actions_bar.note.say("Trying a restore")
        self._window.work.run(
            lambda: desk.try_restore(name, told.words), self._tried, self._refused
        )

    def _tried(self, entries: int) -> None:
        read = counted(entries, "entry", "entries")
        self._show(f"It can be restored: {read} read, and each fits")

    def _refused(self, fault: Exception) -> None:
        if not isinstance(fault, UserError):
            raise fault
        self._window.actions_bar.note.say("")
        self._window.tell(fault)

    # ---- what the window passes on

    def go_on(self) -> None:
        """Done."""
        if not self._window.work.busy:
            self._ward.come_home()

    def go_back(self) -> None:
        """Home."""
        self.go_on()

    def more(self) -> None:
        """Back to the rooms."""
        self._ward.more()
