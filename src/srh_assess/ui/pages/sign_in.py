"""Getting in: a name, a passphrase, Enter. Or why nobody can, and the one thing to do then."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from srh_assess.errors import UserError
from srh_assess.shipped import shipped
from srh_assess.ui.pages.training_door import TrainingDoor
from srh_assess.ui.shell import ShellPage
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.announce import announce
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry
from srh_assess.ui.widgets.layouts import column, row
from srh_assess.ui.widgets.text import Heading, Text

PANEL_FROM = 1100  # logical pixels of window, after the text size, below which the panel goes
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Panel(QWidget):
    """What the program is, in a sentence, over one flat drawing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._drawing = QSvgRenderer()
        words = column(
            theme,
            Text("Sexual and reproductive health, asked well", "aloud", "accent"),
            Text(
                "A guide for nurses on women’s psychiatric intensive care. "
                "Her choices, her words, and nothing left open."
            ),
            None,
            gap="l",
            margin="page",
        )
        self.setLayout(words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._colour()
        theme.changed.connect(self._colour)

    def _colour(self) -> None:
        svg = shipped("theme", "sign-in.svg").read_text("utf-8")
        for name in ("accent", "attention-soft", "attention-line", "divider"):
            svg = svg.replace(f"{{{name}}}", self._theme.colour(name).name())
        self._drawing.load(QByteArray(svg.encode()))
        self.update()

    def sizeHint(self) -> QSize:
        """Two fifths of the window."""
        return QSize(round(self.window().width() * 0.38), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The drawing stands on the ground, below the words."""
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("accent-soft"))
        painter.drawRect(self.rect())  # fillRect would load every kind of gradient first
        box = self._drawing.viewBoxF()
        tall = self.width() * box.height() / box.width()
        seen = min(tall, self.height() * 0.46)
        painter.setClipRect(QRectF(0, self.height() - seen, self.width(), seen))
        self._drawing.render(painter, QRectF(0, self.height() - seen, self.width(), tall))


class Beside(ShellPage):
    """A column in the middle, the panel at the left where there is room for it."""

    def __init__(self, theme: Theme, heading: Heading) -> None:
        super().__init__(theme, heading, edge_to_edge=True)
        self._panel = Panel(theme)
        self._inside = QWidget()
        self._inside.setMaximumWidth(theme.width("text-min") - 4 * theme.space("xl"))
        middle = QHBoxLayout()
        pad = theme.space("xl")
        middle.setContentsMargins(pad, pad, pad, pad)
        middle.addStretch(1)
        middle.addWidget(self._inside, 6)
        middle.addStretch(1)
        self._outer.insertWidget(0, self._panel, 3)
        self._outer.setStretchFactor(self._column, 5)
        self._body.removeWidget(heading)
        self._body.insertLayout(0, middle, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel goes when the window is narrow."""
        self._panel.setVisible(self.room >= PANEL_FROM)
        super().resizeEvent(event)


DUTY = (
    "Whoever signs in has a duty: open only those you care for, and share no more than each of "
    "them agreed to."
)
"""Said at every sign-in, so also at the first (law and ethics B1, the fifth principle)."""


class SignInPage(Beside):
    """``sign_in`` gives name and passphrase. The name stays when they did not fit."""

    sign_in = Signal(str, str)
    forgotten = Signal()
    restore = Signal()
    training = Signal()

    def __init__(self, theme: Theme, *, ward: str = "", name: str = "", again: str = "") -> None:
        super().__init__(theme, Heading("Sign in"))
        self._busy = False
        self.name = LineEntry(theme, "Your name", words=name)
        self.passphrase = LineEntry(theme, "Passphrase", secret=True)
        self.button = Button(theme, "Sign in", "primary")
        self.button.clicked.connect(self._wanted)
        forgotten = Button(theme, "Forgotten it", "link")
        forgotten.clicked.connect(self.forgotten)
        self._waiting = Text("", "hint")
        self._waiting.hide()
        where = f"{ward}, this computer" if ward else "This computer"
        restore = Button(theme, "Restore a backup", "link")
        restore.clicked.connect(self.restore)
        below = row(theme, restore, None, forgotten)
        self.door = TrainingDoor(theme)
        self.door.wanted.connect(self.training)
        box = column(
            theme,
            None,
            self.heading,
            Text(again or where, "hint"),
            self.name,
            self.passphrase,
            below,
            self.button,
            self._waiting,
            Text(DUTY, "hint"),
            self.door,
            None,
            gap="m",
        )
        box.insertSpacing(3, theme.space("s"))
        self._inside.setLayout(box)

    @property
    def first_field(self) -> QWidget:
        """The passphrase; the name while there is none."""
        return (self.passphrase if self.name.words else self.name).field

    @property
    def busy(self) -> bool:
        """Whether the keys are being opened."""
        return self._busy

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter signs in from any field."""
        if event.key() in _ENTER:
            self._wanted()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """The keys are being opened: nothing is asked twice meanwhile."""
        self._busy = True
        self.button.setEnabled(False)
        self.passphrase.complain("")
        self.name.complain("")

    def slow(self) -> None:
        """It takes longer than a moment."""
        self._waiting.say("Opening the store")
        announce(self, "Opening the store")

    def refuse(self, fault: UserError) -> None:
        """Says beside the field what to do next; the name stays, the passphrase goes."""
        self._end()
        self.passphrase.show_words("")
        self.passphrase.complain(str(fault))
        self.passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, str(fault), urgent=True)

    def _end(self) -> None:
        self._busy = False
        self.button.setEnabled(True)
        self._waiting.say("")

    def _wanted(self) -> None:
        if self._busy:
            return
        for entry, sentence in (
            (self.name, "Write the name you sign in with"),
            (self.passphrase, "Write your passphrase"),
        ):
            if not entry.words.strip():
                entry.complain(sentence)
                entry.field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            entry.complain("")
        self.sign_in.emit(self.name.words.strip(), self.passphrase.words)


class ClosedPage(Beside):
    """One sentence and one button in place of the form: the record is open elsewhere, newer
    than this program, or damaged."""

    pressed = Signal()

    def __init__(self, theme: Theme, fault: UserError, act: str) -> None:
        super().__init__(theme, Heading(fault.sentence))
        self.button = Button(theme, act, "primary")
        self.button.clicked.connect(self.pressed)
        box = column(
            theme, None, self.heading, Text(fault.next_step, "hint"), self.button, None, gap="l"
        )
        self._inside.setLayout(box)
