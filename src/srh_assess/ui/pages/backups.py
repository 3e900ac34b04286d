"""The backups: when the last one was made, what it holds, where they lie, and trying one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from srh_assess.assessment.identity import clinical_moment
from srh_assess.saying import counted
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.layouts import Flow
from srh_assess.ui.widgets.moments import when_words
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.rows import Fact, Facts
from srh_assess.ui.widgets.text import Heading, Text
from srh_assess.workflow.backup_facts import BackupsPlanned
from srh_assess.workflow.backup_plan import Found

SHOWN = 12


class BackupsPage(ShellPage):
    """One signal for each act; ``attempt`` gives the name of the file to try."""

    now = Signal()
    folder = Signal()
    hours = Signal()
    attempt = Signal(str)

    def __init__(
        self,
        theme: Theme,
        found: Sequence[Found],
        planned: BackupsPlanned,
        moment: datetime,
        *,
        may_make: bool,
        may_plan: bool,
        said: str = "",
    ) -> None:
        super().__init__(theme, Heading("Backups"), hint=_where(planned))
        self.said = Notice(theme, said, "ok") if said else None
        if self.said is not None:
            self._add(self.said)
        newest = next((one for one in found if one.holds is not None), None)
        self._add(_newest(theme, newest, moment))
        self.buttons: dict[str, Button] = {}
        for name, words, icon, signal in (
            ("now", "Back up now", "tick", self.now),
            ("folder", "Choose the folder", "book", self.folder),
            ("hours", "Change how often", "clock", self.hours),
        ):
            self.buttons[name] = Button(theme, words, icon=icon)
            self.buttons[name].clicked.connect(signal)
        self._add(Flow(theme, *self.buttons.values(), down="m"), gap="l")
        for name, there in (("now", may_make), ("folder", may_plan), ("hours", may_plan)):
            self.buttons[name].setVisible(there)  # in its place first: without one it is a window
        self.rows: Facts | None = None
        if found:
            self.rows = Facts(theme, [_row(one, may_make) for one in found[:SHOWN]])
            self.rows.pressed.connect(self.attempt)
            self._add(Text("What lies there", "heading"), gap="xl")
            self._add(self.rows)
        if len(found) > SHOWN:
            self._add(Text(f"and {len(found) - SHOWN} older ones", "hint"))


def _where(planned: BackupsPlanned) -> str:
    often = counted(planned.every_hours, "hour", "hours")
    where = f"in {planned.folder}" if planned.folder else "in the folder of the record"
    return f"One every {often}, {where}, while somebody with the key is signed in"


def _newest(theme: Theme, newest: Found | None, now: datetime) -> Notice:
    if newest is None or newest.holds is None:
        return Notice(
            theme,
            "Until there is one, a broken disk takes everything with it.",
            "attention",
            strong="No backup yet",
        )
    held = newest.holds
    return Notice(
        theme,
        f"It holds {counted(held.entries, 'entry', 'entries')} of "
        f"{counted(held.admissions, 'admission', 'admissions')}. It was opened with the key and "
        f"counted. Mark of its newest entry, to be kept elsewhere: {held.newest[:16]}",
        "ok",
        strong=f"The last one was made {when_words(held.made, now)}",
    )


def _row(one: Found, may_try: bool) -> Fact:
    if one.holds is None:
        return Fact(
            id=one.file.name, label=one.file.name, value="Cannot be read as a backup",
            icon="triangle", tone="attention",
        )  # fmt: skip
    held = one.holds
    return Fact(
        id=one.file.name,
        label=clinical_moment(held.made),
        value=counted(held.entries, "entry", "entries"),
        link="Try it" if may_try else "",
        link_name=f"Try a restore of {clinical_moment(held.made)}",
    )
