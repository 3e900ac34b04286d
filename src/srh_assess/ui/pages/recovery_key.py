"""The recovery key: shown once, printed or copied by hand, and asked back in two places.

While it is asked back it is covered: what is tried is the paper, not the screen. It is never put on
the clipboard, into a file or into the log.
"""

from __future__ import annotations

import secrets

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QGridLayout, QWidget

from srh_assess.ui.ask import Ask, Way
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import row
from srh_assess.ui.widgets.notice import Card, Notice
from srh_assess.ui.widgets.problems import Problem
from srh_assess.ui.widgets.text import Heading, Text

_A_ROW = 4


class RecoveryKeyPage(ShellPage):
    """``done`` comes when both groups were typed back as they stand on the paper."""

    done = Signal()

    def __init__(self, theme: Theme, ask: Ask, key: str, ward: str, *, note: str = "") -> None:
        super().__init__(
            theme,
            Heading("Keep this recovery key"),
            hint="It is shown once, here and now, and kept nowhere on this computer",
        )
        self._ask, self._ward = ask, ward
        self._key = key.split("-")
        self._add(self._card(theme))
        self._add(
            Notice(
                theme,
                "It opens the record when every passphrase is lost. Print it, or copy it by hand, "
                "and keep it where the ward keeps its most important paper.",
                "attention",
                icon="lock",
            )
        )
        if note:
            self._add(Notice(theme, note))
        self._print = Button(theme, "Print it", icon="printer")
        self._print.clicked.connect(self._wants_print)
        self._said = Text("", "hint")
        self._said.hide()
        self._again = Button(theme, "Show the key again", icon="eye")
        self._again.clicked.connect(lambda: self._cover(covered=False))
        self._again.hide()
        self._add(row(theme, self._print, self._again, self._said))
        first = secrets.randbelow(len(self._key) // 2)
        second = len(self._key) // 2 + secrets.randbelow(len(self._key) // 2)
        self._asked = {
            place: LineEntry(theme, f"Group {place + 1}", hint="From your paper, not the screen")
            for place in (first, second)
        }
        self._add(Text("Is your copy right?", "heading"), gap="xl")
        for entry in self._asked.values():
            self._add(entry)
            entry.field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever begins to type a group back sees the key no more."""
        if event.type() == QEvent.Type.FocusIn:
            self._cover(covered=True)
        return super().eventFilter(watched, event)

    def _cover(self, *, covered: bool) -> None:
        for place, words in enumerate(self._parts_of_key):
            group = self._key[place]
            words.setText("•" * len(group) if covered else group)
            said = "covered" if covered else " ".join(group)
            words.setAccessibleName(f"Group {place + 1}: {said}")
        if self._again.hasFocus():
            self.heading.setFocus(Qt.FocusReason.OtherFocusReason)
        self._again.setVisible(covered)

    def _card(self, theme: Theme) -> Card:
        inside, grid = QWidget(), QGridLayout()
        self._parts_of_key: list[Text] = []
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space("xl"))
        grid.setVerticalSpacing(theme.space("s"))
        for place, group in enumerate(self._key):
            words = Text(group, "heading", wrap=False)
            words.setFont(theme.mono())
            words.setAccessibleName(f"Group {place + 1}: {' '.join(group)}")
            self._parts_of_key.append(words)
            number = Text(f"{place + 1}", "muted", wrap=False)
            grid.addLayout(
                row(theme, number, words, None, gap="s"), place // _A_ROW, place % _A_ROW
            )
        inside.setLayout(grid)
        return Card(theme, inside)

    def apply(self) -> None:
        """Looks whether the two groups are right."""
        problems = []
        for place, entry in self._asked.items():
            right = _read(entry.words) == _read(self._key[place])
            sentence = "" if right else f"Group {place + 1} does not fit; look at your copy again"
            entry.complain(sentence)
            if sentence:
                problems.append(Problem(sentence, entry.field))
        self._problems(problems)
        if not problems:
            self.done.emit()

    # ---- on paper

    def _wants_print(self) -> None:
        names = QPrinterInfo.availablePrinterNames()
        if not names:
            self._said.say("No printer found. Copy it by hand")
            return
        ways = [Way(name, name) for name in names] + [Way("", "Not now", safe=True)]
        chosen = self._ask.ways("Print on which printer?", ways)
        if chosen:
            self._said.say("Sent to the printer" if self._printed(chosen) else "Not printed")

    def _printed(self, name: str) -> bool:
        printer = QPrinter(QPrinterInfo.printerInfo(name), QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery key")
        painter = QPainter()
        if not painter.begin(printer):
            return False
        line = painter.fontMetrics().height() * 2.0
        at = QPointF(line, line * 2)
        words = [f"Recovery key, {self._ward}", "", *self._numbered(), ""]
        words.append("Opens the record when every passphrase is lost. Keep it locked away.")
        for said in words:
            painter.drawText(at, said)
            at += QPointF(0, line)
        painter.end()
        return True

    def _numbered(self) -> list[str]:
        return [f"{place}   {group}" for place, group in enumerate(self._key, 1)]


def _read(typed: str) -> str:
    """A group as it is compared: case and spaces do not matter, O is 0, I and L are 1."""
    plain = "".join(typed.upper().split()).replace("-", "")
    return plain.replace("O", "0").replace("I", "1").replace("L", "1")
