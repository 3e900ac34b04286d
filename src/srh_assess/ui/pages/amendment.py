"""Addenda to signed answers: the first words stay, these stand beside them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.protocol.model import Item
from srh_assess.ui.pages.check_rows import amended
from srh_assess.ui.pages.told import answer_words
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.entry import LineEntry, TextEntry
from srh_assess.ui.widgets.layouts import column
from srh_assess.ui.widgets.notice import Card
from srh_assess.ui.widgets.text import Text
from srh_assess.workflow.session import Session

NOTE, REASON = "What to add", "Why"


def _named(what: str, asked: Item) -> str:
    """A field of an amendment, by the answer it is about."""
    return f"{what}: {asked.label}"


class AmendmentForm(QWidget):
    """What to add and why. ``wanted`` asks to keep it."""

    wanted = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._session = session
        self.item = ""
        self._title = Text("", "heading")
        self._stands = Text("", "muted")
        self.note = TextEntry(theme, NOTE)
        self.reason = LineEntry(
            theme, REASON, hint="Needed: the first words stay beside it", advised=True
        )
        self.keep_button = Button(theme, "Add it beside the first words")
        self.keep_button.clicked.connect(self.wanted)
        parts = (self._title, self._stands, self.note, self.reason, self.keep_button)
        self.setLayout(column(theme, Card(theme, column(theme, *parts), "accent"), gap=""))

    def open_for(self, item: str) -> None:
        """Shows the answer as it was signed, and what was added to it since."""
        self.item = item
        asked = self._session.protocol.items[item]
        answer = self._session.record.answers[item]
        told = answer_words(asked, answer, self._session.clock.now())
        self._title.setText(f"Amendment: {asked.label}")
        added = [f"Added: {words}" for words in amended(self._session, answer.entry)]
        self._stands.setText("\n".join([f"Signed as: {told}", *added]))
        self.note.field.setAccessibleName(_named(NOTE, asked))
        self.reason.field.setAccessibleName(_named(REASON, asked))

    @property
    def begun(self) -> bool:
        """Whether something is typed in it."""
        return bool(self.note.words.strip() or self.reason.words.strip())


class Amendments(QWidget):
    """Those that are being written, the one opened last on top. Opening another closes only
    those in which nothing is typed. ``wanted`` asks to keep the one it names."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.open: dict[str, AmendmentForm] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.space("m"))
        self.hide()

    @property
    def newest(self) -> AmendmentForm:
        """The one opened last."""
        return list(self.open.values())[-1]

    def open_for(self, item: str) -> None:
        """Opens the one of this answer, or comes back to it."""
        for form in [one for one in self.open.values() if one.item != item and not one.begun]:
            self.close_form(form)
        self._open(item)

    def open_told(self, names: frozenset[str]) -> None:
        """Opens each whose fields have one of these names."""
        for item in self._told_by(names):
            self._open(item)

    def _open(self, item: str) -> None:
        form = self.open.pop(item, None) or self._made(item)
        self.open[item] = form
        self._box.insertWidget(0, form)
        form.show()
        self.show()
        form.note.field.setFocus()

    def _made(self, item: str) -> AmendmentForm:
        form = AmendmentForm(self._theme, self._session)
        form.open_for(item)
        form.wanted.connect(partial(self.wanted.emit, form))
        return form

    def close_form(self, form: AmendmentForm) -> None:
        """It is kept, or nothing was typed in it."""
        del self.open[form.item]
        self._box.removeWidget(form)
        form.hide()
        form.setParent(None)
        form.deleteLater()
        self.setVisible(bool(self.open))

    def _told_by(self, names: frozenset[str]) -> tuple[str, ...]:
        """The answers whose fields have one of these names."""
        items = self._session.protocol.items
        return tuple(
            item
            for item in self._session.record.answers
            if item in items and {_named(NOTE, items[item]), _named(REASON, items[item])} & names
        )
