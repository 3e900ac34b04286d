"""Where a finished letter goes out: a printer by name, or a file to be printed elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from srh_assess.assessment.identity import NO_BREAK
from srh_assess.errors import UserError
from srh_assess.ui.pages.letter_base import Changing, Why
from srh_assess.ui.printing import Press, writes_a_file
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import ChoiceEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.notice import Notice


class LongButton(Button):
    """A button whose words go on to a second line rather than being cut."""

    def say(self, words: str) -> None:
        """Changes the words."""
        self.reword(words)
        self._wrap()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks the lines anew."""
        super().resizeEvent(event)
        self._wrap()

    def _wrap(self) -> None:
        icon = self.iconSize().width() + self._theme.space("s") if self._icon else 0
        room = self.width() - icon - 2 * self._theme.space("xl") - self._theme.space("s")
        metrics = self.fontMetrics()
        lines = [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if lines[-1] and metrics.horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        told = "\n".join(f"{2 * NO_BREAK}{line}" for line in lines).replace("&", "&&")
        if self.text() != told:
            self.setText(told)


class Outlet(QWidget):
    """A printer and the button that prints, or *Save for printing* where there is none.

    ``print_wanted`` names the printer; ``dialog_wanted`` asks for the system's own dialog;
    ``view_wanted`` for another program, where the unit allows one (``viewer``);
    ``discard_wanted`` names the file that was saved.
    """

    print_wanted = Signal(str)
    dialog_wanted = Signal()
    save_wanted = Signal()
    view_wanted = Signal()
    discard_wanted = Signal(object)

    def __init__(self, theme: Theme, press: Press, what: str, *, viewer: bool = False) -> None:
        super().__init__()
        self._theme, self._press, self._what = theme, press, what
        self._refusal = ""
        self.printers: ChoiceEntry | None = None
        self._where = Changing()
        self._warning = Changing()
        self.print_button = LongButton(theme, "", "primary", icon="printer")
        self.print_button.clicked.connect(self._print)
        self.save_button = Button(theme, "Save for printing", icon="note")
        self.save_button.clicked.connect(self.save_wanted)
        self.dialog_button = Button(theme, "Print with more settings", icon="settings")
        self.dialog_button.clicked.connect(self.dialog_wanted)
        self.view_button = Button(theme, "Open in the PDF program", icon="eye")
        self.view_button.clicked.connect(self.view_wanted)
        self.view_button.setParent(self)
        self.view_button.setVisible(viewer)
        for button in self._ways:
            button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.why = Why("", "muted")
        self._went = Changing()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        for part in (self._where, self._warning, self._went, self.print_button,
                     self.save_button, self.why, self.dialog_button, self.view_button):  # fmt: skip
            box.addWidget(part)
        self.look()

    # ---- the printers there are

    def look(self) -> None:
        """Asks for the printers anew."""
        names, before = self._press.names(), self.printer
        for button in (self.print_button, self.dialog_button):
            button.setVisible(bool(names))
        self.save_button.setVisible(not names)
        self._warning.hold(None)
        if names:
            self._offer(names, before)
            return
        self.printers = None
        words = f"The {self._what} is kept; print from another ward computer, or save it"
        self._where.hold(Notice(self._theme, words, strong="No printer found", icon="printer"))

    def _offer(self, names: tuple[str, ...], before: str) -> None:
        """The one that was chosen stays; one alone is chosen unless it writes a file."""
        only = names[0] if len(names) == 1 and not writes_a_file(names[0]) else ""
        only = before if before in names else only
        entry = ChoiceEntry(
            self._theme, "Printer", names, chosen=only,
            hint="Someone stands by it; nothing waits in the tray",
        )  # fmt: skip
        entry.changed.connect(self._chosen)
        self.printers = entry
        self._where.hold(entry)

    def take(self, printer: str) -> bool:
        """Shows the printer that was chosen elsewhere; whether it may print at once, or first
        warns that it writes a file."""
        self.look()
        if self.printers is None:
            return False
        self.printers.show_name(printer)
        self._chosen()
        return bool(self.printer) and not writes_a_file(self.printer)

    @property
    def _ways(self) -> tuple[Button, ...]:
        return (self.print_button, self.dialog_button, self.save_button, self.view_button)

    @property
    def printer(self) -> str:
        """The printer that is chosen; empty while none is."""
        return self.printers.words if self.printers is not None else ""

    def _chosen(self) -> None:
        kept = (
            "It may keep a copy of the pages as a file on this computer, where others can find it"
        )
        warns = writes_a_file(self.printer)
        self._warning.hold(
            Notice(self._theme, kept, "attention", strong="This printer writes a file")
            if warns
            else None
        )
        self._renew()

    # ---- whether it may go

    def offer(self, words: str, refusal: str, *, again: bool = False) -> None:
        """The words of the button, and why it is closed. ``again``: it went out before, so the
        button is no longer what the page is for."""
        self._refusal = refusal
        self.print_button.become(
            "plain" if again else "primary", words, icon="printer", trailing=False
        )
        self.print_button.say(words)
        self._renew()

    def _renew(self) -> None:
        words = self._refusal
        if not words and self.printers is not None and not self.printer:
            words = "Choose a printer first"
        for button in (self.dialog_button, self.save_button, self.view_button):
            button.setEnabled(not self._refusal)
            button.setAccessibleDescription(self._refusal)
        self.print_button.setEnabled(not words)
        self.print_button.setAccessibleDescription(words)
        self.why.say(words)

    def _print(self) -> None:
        if self.printer:
            self.print_wanted.emit(self.printer)

    # ---- what came of it

    def went(self, content: QWidget | None) -> None:
        """Shows what came of the last try."""
        self._went.hold(content)

    def failed(self, fault: UserError) -> None:
        """Nothing went out; the same button tries again."""
        self.look()
        self._went.hold(Notice(self._theme, fault.next_step, "attention", strong=fault.sentence))
        self.print_button.say("Try again")
        self._renew()

    def saved(self, path: Path) -> None:
        """Where the file is, and a way to be rid of it."""
        holder = QWidget()
        words = (
            f"{path.name} is in {path.parent}. Whoever opens that folder can read it. Delete it"
            " once it is printed"
        )
        discard = Button(self._theme, "Delete the file", "link")
        discard.clicked.connect(lambda: self.discard_wanted.emit(path))
        holder.setLayout(
            column(
                self._theme,
                Notice(self._theme, words, "attention", strong="Saved"),
                row(self._theme, discard, None),
                gap="xs",
            )
        )
        self._went.hold(holder)

    def focus_print(self) -> None:
        """Focus to the printer, never to the button that prints."""
        target = self.printers or self.save_button
        target.setFocus(Qt.FocusReason.OtherFocusReason)
