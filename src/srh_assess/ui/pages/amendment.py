"""An addendum to one signed answer: the first words stay, these stand beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

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
        self.clear()

    def clear(self) -> None:
        """Nothing is typed: another answer, or it is kept."""
        self.note.show_words("")
        self.reason.show_words("")
        self.reason.complain("")

    def told_by(self, names: frozenset[str]) -> str:
        """The answer whose fields have one of these names; empty where it is not one alone."""
        items = self._session.protocol.items
        found = [
            item
            for item in self._session.record.answers
            if item in items and {_named(NOTE, items[item]), _named(REASON, items[item])} & names
        ]
        return found[0] if len(found) == 1 else ""
