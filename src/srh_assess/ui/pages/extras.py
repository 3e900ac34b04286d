"""What goes with an answer when it is wanted: her words, another source, advice, a band."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from srh_assess.assessment.answers import Answer, Source
from srh_assess.clock import Clock
from srh_assess.protocol.model import Item
from srh_assess.ui.pages.naming import Woman
from srh_assess.ui.theme import Theme
from srh_assess.ui.widgets.button import Button
from srh_assess.ui.widgets.date_entry import Asks, DateEntry
from srh_assess.ui.widgets.entry import TextEntry
from srh_assess.ui.widgets.layouts import Flow, column
from srh_assess.ui.widgets.notice import Notice
from srh_assess.ui.widgets.text import Text

_SOURCES = (
    (Source.NOTES, "From notes"),
    (Source.PAPER, "From paper"),
    (Source.CARER, "From a carer"),
    (Source.HANDOVER, "From handover"),
)


class Extras(QWidget):
    """Two links, *Add her words* and *Answer from her notes*, and what each opens.

    ``settled`` tells that either is worth an entry. ``words``, ``source`` and ``taken`` say
    what stands there now.
    """

    settled = Signal()

    def __init__(self, theme: Theme, clock: Clock, item: Item, who: Woman) -> None:
        super().__init__()
        hers = not item.staff
        self._clock = clock
        self.add_words = Button(
            theme, f"Add {who.possessive} words" if hers else "Add a note", "link"
        )
        self.from_notes = Button(theme, f"Answer from {who.possessive} notes", "link")
        name = f"In {who.possessive} words" if hers else "Note"
        self._words = TextEntry(theme, name, hers=hers)
        self._words.settled.connect(self.settled)
        self._words.hide()
        self._notes = self._source_panel(theme, who)
        self._notes.hide()
        self.add_words.clicked.connect(self._open_words)
        self.from_notes.clicked.connect(self._open_notes)
        links = Flow(theme, self.add_words, self.from_notes, gap="xl", down="")
        self.setLayout(column(theme, links, self._words, self._notes, gap="s"))
        self.add_words.setVisible(item.kind != "text")
        self.from_notes.setVisible(hers)

    def _source_panel(self, theme: Theme, who: Woman) -> QWidget:
        panel = QWidget()
        self._sources: dict[Source, Button] = {}
        for source, words in _SOURCES:
            button = Button(theme, words)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose_source, source))
            self._sources[source] = button
        self._date = DateEntry(
            theme,
            self._clock,
            "Written or said on",
            name="The date",
            asks=Asks(about=False, unknown=False),
        )
        self._date.settled.connect(self.settled)
        panel.setLayout(
            column(
                theme,
                Text(f"Where does {who.possessive} answer come from?", "label"),
                Flow(theme, *self._sources.values()),
                self._date,
            )
        )
        return panel

    # ---- what stands there

    @property
    def words(self) -> str:
        """Her words, or the note."""
        return self._words.words.strip()

    @property
    def source(self) -> Source | None:
        """The source that was chosen, if one was."""
        return next((one for one, button in self._sources.items() if button.isChecked()), None)

    @property
    def taken(self) -> datetime | None:
        """The day of the note, no later than now."""
        when = self._date.when
        return when.latest if when is not None and self.source is not None else None

    def problem(self) -> str:
        """Why the date of the note cannot be read."""
        return self._date.problem()

    def complain(self, sentence: str) -> None:
        """Shows it at the date."""
        self._date.complain(sentence)

    @property
    def typed(self) -> bool:
        """Whether words stand there."""
        return bool(self.words)

    @property
    def field(self) -> QWidget:
        """Where the words stand."""
        return self._words.field

    def show_answer(self, answer: Answer | None) -> None:
        """Shows what goes with the answer already."""
        words = answer.words if answer is not None else ""
        self._words.show_words(words)
        if words:
            self._words.show()
        source = answer.source if answer is not None else Source.ASKED
        for one, button in self._sources.items():
            button.setChecked(one == source)

    # ---- opening

    def _open_words(self) -> None:
        self._words.show()
        self._words.field.setFocus()

    def _open_notes(self) -> None:
        self._notes.setVisible(self._notes.isHidden())
        if not self._notes.isHidden():
            next(iter(self._sources.values())).setFocus()

    def _choose_source(self, source: Source) -> None:
        chosen = self._sources[source].isChecked()
        for one, button in self._sources.items():
            button.setChecked(chosen and one == source)
        self.settled.emit()


class Band(QWidget):
    """A notice that an answer stands from before, with *Keep* and *Ask again*."""

    def __init__(
        self,
        theme: Theme,
        words: str,
        *,
        keep: Callable[[], None],
        again: Callable[[], None],
    ) -> None:
        super().__init__()
        self.keep_button, self.again_button = Button(theme, "Keep"), Button(theme, "Ask again")
        self.keep_button.clicked.connect(keep)
        self.again_button.clicked.connect(again)
        notice = Notice(theme, words, icon="curved-arrow")
        buttons = Flow(theme, self.keep_button, self.again_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.space("s"))
        box.addWidget(notice)
        box.addLayout(buttons)


def advice(item: Item) -> tuple[tuple[str, str], ...]:
    """The folds of an item: other words, how, why, and what to do when she is unwell."""
    folds = (
        (
            "In other words",
            f"“{item.explain}”" if item.explain and not item.staff else item.explain,
        ),
        ("How to ask this" if not item.staff else "How to find out", item.how),
        ("Why we ask", item.why),
        ("If unwell", item.unwell),
    )
    return tuple((name, words) for name, words in folds if words)
