"""Questions to the user: the one place where a dialog opens.

Tests and scripted runs set the answers beforehand (``answer_next``); then no dialog opens at
all, and a question that nobody foresaw is a fault. Whatever closes a dialog without a choice
(Esc, Hide, the lock) counts as the choice that loses nothing.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from srh_assess.ui.focus_ring import FocusRing
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button, ButtonRole
from srh_assess.ui.widgets.edges import TrainingStrip, marked
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.text import Heading, Text

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter


class Way(Struct, frozen=True):
    """One way to answer: its code and the act it names. ``safe`` loses nothing; it has the
    focus when the question opens."""

    code: str
    words: str
    safe: bool = False
    role: ButtonRole = "plain"


class Question(Struct, frozen=True, kw_only=True):
    """What is asked: a heading that asks, what it means, and two or more ways to answer.

    ``words`` is the label of a text that goes with the answer; ``needed`` names the answers
    that must have it. ``secret`` hides what is typed; ``line`` takes
    one line, as a name; ``hers`` takes words as they are said, which get no advice.
    """

    heading: str
    ways: tuple[Way, ...]
    explanation: str = ""
    words: str = ""
    needed: frozenset[str] = frozenset()
    secret: bool = False
    line: bool = False
    hers: bool = False

    @property
    def safe(self) -> str:
        """The answer that loses nothing; the first when none is marked."""
        return next((way.code for way in self.ways if way.safe), self.ways[0].code)


DraftKey = tuple[str, str, str]
"""Whom a question is about, its heading, and the label of its words."""


class Reply(Struct, frozen=True):
    """The code that was chosen, and the words that went with it."""

    code: str
    words: str = ""


class AskDialog(QDialog):
    """The dialog itself. Its title never names anyone. ``mark`` is the word of a record that
    is not real: it stands in the title and on a strip above the question."""

    hide_wanted = Signal()
    interrupted = Signal()

    def __init__(
        self, theme: Theme, question: Question, parent: QWidget | None, *, mark: str = ""
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(marked(mark, "A question"))
        self.setAccessibleName(question.heading)
        self._question = question
        self.reply = Reply(question.safe)
        self._text: LineEntry | TextEntry | None = None
        box = column(theme, Heading(question.heading), gap="m")
        if question.explanation:
            box.addWidget(Text(question.explanation))
        if question.words:
            self._text = self._words_entry(theme, question)
            box.addWidget(self._text)
        self.buttons: dict[str, Button] = {}
        for way in question.ways:
            button = Button(theme, way.words, way.role)
            button.clicked.connect(self._chosen)
            self.buttons[way.code] = button
        box.addSpacing(theme.space("s"))
        box.addLayout(Flow(theme, *self.buttons.values(), gap="m", down="s"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        if mark:
            outer.addWidget(TrainingStrip(theme, mark=mark))
        edge = theme.space("xl")
        box.setContentsMargins(edge, edge, edge, edge)
        outer.addLayout(box)
        self.setMinimumWidth(theme.width("dialog"))
        self._ring = FocusRing(theme, self)
        hide = QShortcut(QKeySequence("F9"), self)
        hide.activated.connect(self._hide)
        (self._text or self.buttons[question.safe]).setFocus(Qt.FocusReason.OtherFocusReason)

    def _words_entry(self, theme: Theme, question: Question) -> LineEntry | TextEntry:
        if question.secret or question.line:
            return LineEntry(theme, question.words, secret=question.secret)
        return TextEntry(theme, question.words, hers=question.hers)

    def _chosen(self) -> None:
        button = self.sender()
        code = next(code for code, one in self.buttons.items() if one is button)
        words = self._text.words.strip() if self._text is not None else ""
        if code in self._question.needed and not words:
            assert self._text is not None
            self._text.complain(f"{self._question.words}: write a word or two first")
            self._text.setFocus(Qt.FocusReason.OtherFocusReason)
            self._fit()
            return
        self.reply = Reply(code, words)
        self.accept()

    def showEvent(self, event: QShowEvent) -> None:
        """As tall as its words are at its width: a long heading takes two lines, or three."""
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        assert layout is not None
        layout.activate()
        self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    @property
    def typed(self) -> str:
        """Words that would be lost with it; what is hidden while it is typed is never kept."""
        kept = self._text is not None and not self._question.secret
        return self._text.words.strip() if self._text is not None and kept else ""

    def take_up(self, words: str) -> None:
        """What was typed into it before it was closed without an answer."""
        if self._text is not None and words:
            self._text.show_words(words)

    def _hide(self) -> None:
        self.interrupted.emit()
        self.reject()
        self.hide_wanted.emit()


class Ask(QObject):
    """The seam. One for each window; pages are given it and never open a dialog themselves."""

    hide_wanted = Signal()

    def __init__(self, theme: Theme, window: QWidget | None = None, *, mark: str = "") -> None:
        super().__init__(window)
        self._theme, self._window, self._mark = theme, window, mark
        self._scripted: deque[Reply | Path | None] | None = None
        self._open: QDialog | None = None
        self._key: DraftKey = ("", "", "")
        self.about: Callable[[], str] = str
        """Whom what is asked is about; a draft of words about her is nobody else's."""
        self.drafts: dict[DraftKey, str] = {}
        self.asked: list[Question] = []

    def answer_next(self, *replies: Reply | str | Path | None) -> None:
        """Sets the answers of the next questions, in order; from now on no dialog opens.
        A string is a reply's code, a path answers a question for a file, None cancels it."""
        if self._scripted is None:
            self._scripted = deque()
        self._scripted += [Reply(one) if isinstance(one, str) else one for one in replies]

    def question(self, question: Question) -> Reply:
        """Asks and waits."""
        self.asked.append(question)
        if self._scripted is not None:
            reply = self._scripted.popleft()
            if not isinstance(reply, Reply) or reply.code not in {w.code for w in question.ways}:
                raise LookupError(f"the reply set for {question.heading!r} does not fit it")
            return reply
        dialog = AskDialog(self._theme, question, self._window, mark=self._mark)
        dialog.hide_wanted.connect(self.hide_wanted)
        key = (self.about(), question.heading, question.words)
        dialog.take_up(self.drafts.pop(key, ""))
        dialog.interrupted.connect(lambda: self._keep(key, dialog.typed))
        self._open, self._key = dialog, key
        dialog.exec()
        self._open = None
        reply = dialog.reply
        dialog.deleteLater()
        return reply

    def ways(self, heading: str, ways: Sequence[Way], explanation: str = "") -> str:
        """Asks without words; gives the code that was chosen."""
        asked = Question(heading=heading, ways=tuple(ways), explanation=explanation)
        return self.question(asked).code

    @property
    def is_open(self) -> bool:
        """Whether a question stands open now."""
        return self._open is not None

    def dismiss(self) -> None:
        """Closes an open question as its safe answer: the lock never waits for a dialog. What is
        typed in it is there again when the same is asked again."""
        if isinstance(self._open, AskDialog):
            self._open.interrupted.emit()
        if self._open is not None:
            self._open.reject()

    def typed(self) -> dict[DraftKey, str]:
        """Words typed into questions that are not answered: the open one, and those before."""
        found = dict(self.drafts)
        if isinstance(self._open, AskDialog) and self._open.typed:
            found[self._key] = self._open.typed
        return found

    def _keep(self, key: DraftKey, words: str) -> None:
        if words:
            self.drafts[key] = words

    def print_dialog(self, paper: QPrinter) -> bool:
        """The system's own dialog about a printer; false when it was cancelled. All pages or
        none: half a letter is no letter."""
        if self._scripted is not None:
            return self._scripted_path() is not None
        from PySide6.QtPrintSupport import QPrintDialog

        dialog = QPrintDialog(paper, self._window)
        dialog.setWindowTitle(marked(self._mark, dialog.windowTitle()))
        for option in (dialog.PrintDialogOption.PrintPageRange,
                       dialog.PrintDialogOption.PrintSelection,
                       dialog.PrintDialogOption.PrintToFile):  # fmt: skip
            dialog.setOption(option, False)
        self._open = dialog
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        self._open = None
        dialog.deleteLater()
        return accepted

    def place_to_save(self, title: str, suggested: Path, kinds: str) -> Path | None:
        """Asks where to write a file; none when it was cancelled. File names hold no names."""
        if self._scripted is not None:
            return self._scripted_path()
        dialog = QFileDialog(self._window, marked(self._mark, title), str(suggested.parent), kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(suggested.name)
        return self._picked(dialog)

    def file_to_open(self, title: str, folder: Path, kinds: str) -> Path | None:
        """Asks which file to read; none when it was cancelled."""
        if self._scripted is not None:
            return self._scripted_path()
        dialog = QFileDialog(self._window, marked(self._mark, title), str(folder), kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        return self._picked(dialog)

    def folder(self, title: str, folder: Path) -> Path | None:
        """Asks for a folder; none when it was cancelled."""
        if self._scripted is not None:
            return self._scripted_path()
        dialog = QFileDialog(self._window, marked(self._mark, title), str(folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        return self._picked(dialog)

    def _picked(self, dialog: QFileDialog) -> Path | None:
        """Waits for it; the lock closes it like every other question."""
        self._open = dialog
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        self._open = None
        found = dialog.selectedFiles() if accepted else []
        dialog.deleteLater()
        return Path(found[0]) if found else None

    def _scripted_path(self) -> Path | None:
        assert self._scripted is not None
        reply = self._scripted.popleft()
        if isinstance(reply, Reply):
            raise TypeError("a reply is set where a file is asked for")
        return reply
